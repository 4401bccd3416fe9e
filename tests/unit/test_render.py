"""Rendering is a function of the page, the chrome and the templates; nothing else can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import jinja2
import jinja2.meta
import pytest

from cchc.errors import InternalError
from cchc.pages.parts import Card, Head, Link, SiteChrome
from cchc.pages.views import IndexView, ListView, Page
from cchc.render import Fragments, make_environment, render_page, template_digest, templates_of
from support import ROOT

TEMPLATES = ROOT / "theme/templates"

CHROME = SiteChrome(
    name="Cải cách hành chính", agency="Sở Khoa học và Công nghệ", parent_agency="UBND tỉnh", portal_name="Trang chủ",
    portal_url="https://example.vn/", base_url="https://example.vn/muc/", menu=(Link(title="Tin", url="bai-viet/"),),
    footer_links=(), facts=("Văn phòng Sở",), stylesheet="theme/x.css", internal=False,
)


def index_page(number: int, title: str = "Từ khóa") -> Page:
    view = IndexView(head=Head(title=title, url=f"m{number}/"), lead="", links=(Link(title="a", url="b/"),), empty="")
    return Page(output_path=f"m{number}/index.html", template="index.html", view=view)


def test_everything_from_a_view_is_escaped() -> None:
    html = render_page(index_page(1, "<script>&\"'"), CHROME, make_environment(ROOT / "theme/templates"))
    assert "<script" not in html
    assert "&lt;script&gt;&amp;" in html


def test_a_name_a_template_does_not_have_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("{{ page.head.titel }}", encoding="utf-8")
    with pytest.raises(jinja2.UndefinedError):
        render_page(index_page(1), CHROME, make_environment(tmp_path))
    (tmp_path / "index.html").write_text("{{ site }}", encoding="utf-8")
    make_environment.cache_clear()
    with pytest.raises(jinja2.UndefinedError):
        render_page(index_page(1), CHROME, make_environment(tmp_path))


def test_addresses_are_relative_to_the_page() -> None:
    html = render_page(index_page(1), CHROME, make_environment(ROOT / "theme/templates"))
    assert 'href="../b/"' in html
    assert 'href="../theme/x.css"' in html
    assert 'rel="canonical" href="https://example.vn/muc/m1/"' in html


def card(number: int, title: str = "Bài") -> Card:
    return Card(title=f"{title} {number}", url=f"bai-viet/2024/b{number}/", day="10/05/2024", day_iso="2024-05-10",
                summary="Tóm tắt & hết", topic=None, kind=Link(title="Tin", url="the-loai/tin/"))


def list_page(path: str, numbers: Iterable[int]) -> Page:
    head = Head(title=f"Danh sách {path}", url=path)
    view = ListView(head=head, kicker="", lead="", cards=tuple(map(card, numbers)), total=3, number=1, pages=1, newer="",
                    older="", empty="")
    return Page(output_path=f"{path}index.html", template="list.html", view=view)


PAGES = (
    list_page("the-loai/tin/", range(4)), list_page("bai-viet/", range(2, 6)), list_page("the-loai/bai/", (3, 1)),
    list_page("theo-nam/2024/05/", range(3)), index_page(1), index_page(2),
    Page(output_path="index.html", template="index.html", view=replace(
        index_page(1).view, head=Head(title=CHROME.name, url=""),
    )),
)


def rendered(pages: Iterable[Page], chrome: SiteChrome, templates: Path = TEMPLATES) -> dict[str, str]:
    environment = make_environment(templates)
    return {page.output_path: render_page(page, chrome, environment) for page in pages}


def afresh(chrome: SiteChrome) -> dict[str, str]:
    """Each page by an environment that has rendered nothing before."""
    html = {}
    for page in PAGES:
        make_environment.cache_clear()
        html |= rendered([page], chrome)
    return html


def test_pages_do_not_depend_on_those_rendered_before() -> None:
    expected = afresh(CHROME)
    for first in range(len(PAGES)):
        make_environment.cache_clear()
        assert rendered(reversed((*PAGES[first:], *PAGES[:first])), CHROME) == expected
        assert rendered(PAGES, CHROME) == expected


def test_a_new_chrome_shows_on_the_next_page() -> None:
    public, internal = afresh(CHROME), afresh(replace(CHROME, name="Mục mới", internal=True))
    make_environment.cache_clear()
    for _ in range(2):
        assert rendered(PAGES, CHROME) == public
        assert rendered(PAGES, replace(CHROME, name="Mục mới", internal=True)) == internal


def test_the_menu_marks_the_page_or_the_part_it_is_in() -> None:
    menu = (Link(title="Đầu", url=""), Link(title="Loại", url="the-loai/"), Link(title="Tin", url="the-loai/tin/"))
    html = rendered(PAGES, replace(CHROME, menu=menu))
    marked = {path: re.findall(r'aria-current="(page|true)">(\w+)</a>', text) for path, text in html.items()}
    assert marked["the-loai/tin/index.html"] == [("page", "Tin")]
    assert marked["the-loai/bai/index.html"] == [("true", "Loại")]
    assert marked["bai-viet/index.html"] == []
    assert marked["index.html"] == [("page", "Đầu")]


def test_a_fragment_is_made_once_for_equal_arguments() -> None:
    made: list[tuple[object, ...]] = []

    def macro(*arguments: object) -> str:
        made.append(arguments)
        return f"<{arguments}>"

    kept = Fragments(most=2)
    assert kept(macro, card(1), "../") == kept(macro, card(1), "../")
    assert made == [(card(1), "../")]
    assert kept(macro, card(1), "./") != kept(macro, card(1), "../")
    assert kept(macro, card(2), "../") == f"<{(card(2), '../')}>"
    assert len(kept) == 2
    kept(macro, card(1), "../")
    assert len(made) == 4


def test_what_cannot_be_hashed_is_made_each_time() -> None:
    kept = Fragments()
    assert [kept(str.upper, "a"), kept("".join, ["b"])] == ["A", "b"]
    assert len(kept) == 1


def test_fragments_are_those_of_one_chrome() -> None:
    kept = Fragments()
    other = replace(CHROME, name="Mục khác")

    def name(chrome: SiteChrome) -> str:
        return chrome.name

    assert [kept(name, CHROME), kept(name, other), kept(name, replace(other)), kept(name, CHROME)] == [
        CHROME.name, "Mục khác", "Mục khác", CHROME.name,
    ]
    assert len(kept) == 1


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    make_environment.cache_clear()
    return folder


CHAIN = {
    "index.html": '{% extends "base.html" %}\n{% from "parts/a.html" import a, b as c %}{# {% include x %} #}',
    "base.html": "{%- include 'foot.html' -%}", "parts/a.html": '{% import "parts/b.html" as b with context %}',
    "parts/b.html": "{% raw %}{% include thing %}{% endraw %}", "foot.html": "", "alone.html": "",
}


def test_templates_are_followed_as_far_as_they_lead(tmp_path: Path) -> None:
    write(tmp_path, CHAIN)
    assert templates_of(tmp_path, "index.html") == CHAIN.keys() - {"alone.html"}
    assert templates_of(tmp_path, "alone.html") == {"alone.html"}


def test_every_template_of_the_theme_names_what_jinja_says() -> None:
    environment = make_environment(TEMPLATES)
    for path in TEMPLATES.rglob("*.html"):
        name = path.relative_to(TEMPLATES).as_posix()
        expected, ahead = {name}, [name]
        while ahead:
            text = (TEMPLATES / ahead.pop()).read_text(encoding="utf-8")
            new = {str(found) for found in jinja2.meta.find_referenced_templates(environment.parse(text))} - expected
            expected |= new
            ahead += new
        assert templates_of(TEMPLATES, name) == expected


def test_a_template_named_by_a_value_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": "{% include page.template %}"})
    with pytest.raises(InternalError, match=r"index\.html"):
        templates_of(tmp_path, "index.html")


def test_a_template_that_is_not_there_is_missed(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": '{% extends "base.html" %}'})
    with pytest.raises(jinja2.TemplateNotFound, match=r"base\.html"):
        template_digest(tmp_path, "index.html")


def test_a_digest_changes_with_every_file_it_reaches_and_with_no_other(tmp_path: Path) -> None:
    before = template_digest(write(tmp_path, CHAIN), "index.html")
    assert re.fullmatch("[0-9a-f]{64}", before)
    for name, text in CHAIN.items():
        changed = template_digest(write(tmp_path, {name: f"{text}."}), "index.html")
        assert (changed != before) == (name != "alone.html")
        assert template_digest(write(tmp_path, {name: text}), "index.html") == before


def test_what_is_hashed_is_what_is_rendered(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": "một"})
    before = template_digest(tmp_path, "index.html")
    (tmp_path / "index.html").write_text("hai", encoding="utf-8")
    assert rendered([index_page(1)], CHROME, tmp_path) == {"m1/index.html": "một\n"}
    make_environment.cache_clear()
    assert template_digest(tmp_path, "index.html") != before
    assert rendered([index_page(1)], CHROME, tmp_path) == {"m1/index.html": "hai\n"}
