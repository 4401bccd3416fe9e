"""Rendering is a function of the page, the chrome and the templates; nothing else can be reached."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from cchc.pages.parts import Head, Link, SiteChrome
from cchc.pages.views import IndexView, Page
from cchc.render import make_environment, render_page, render_pages
from cchc.workers import Workers
from support import ROOT

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


def test_several_processes_give_the_same_pages_in_order() -> None:
    pages = [index_page(number) for number in range(700)]
    workers = Workers(2)
    try:
        shared = list(render_pages(pages, CHROME, ROOT / "theme/templates", workers))
    finally:
        workers.close()
    assert shared == list(render_pages(pages, CHROME, ROOT / "theme/templates", Workers()))
    assert [path for path, _ in shared] == [page.output_path for page in pages]


def test_a_changed_template_is_read_again_by_the_next_build(tmp_path: Path) -> None:
    for words in ("một", "hai"):
        (tmp_path / "index.html").write_text(words, encoding="utf-8")
        assert next(render_pages([index_page(1)], CHROME, tmp_path, Workers()))[1].decode().strip() == words
