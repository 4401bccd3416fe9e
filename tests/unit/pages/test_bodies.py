"""A body is fetched and completed only for its own page, as seen from there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc.pages.bodies import write_body
from cchc.pages.parts import Body, Head, Picture
from cchc.pages.views import IndexView, Page, StandingView
from cchc.rendering import with_body

BASE = "https://example.vn/cchc/"
HTML = '<p><a href="k-0">a</a> <a href="k-1"><b>b</b></a> <img alt="c" src="k-2"> k-0x</p>'
BODY = Body(
    source="trang/a.md", key="khóa", digest="d", token="k",  # noqa: S106 - no password
    addresses=("bai-viet/2024/a/?b=1&c", "", "anh/a.png"),
)


def page(body: Body | str, path: str = "gioi-thieu/index.html") -> Page:
    view = StandingView(head=Head(title="Giới thiệu", url="gioi-thieu/"), summary="", body=body)
    return Page(output_path=path, template="standing.html", view=view)


def body_of(found: Page) -> object:
    assert isinstance(found.view, StandingView)
    return found.view.body


def test_links_are_filled_and_those_without_a_page_become_text() -> None:
    html = write_body(replace(BODY, addresses=BODY.addresses[:2]), HTML.replace(' <img alt="c" src="k-2"> k-0x', ""), "../")
    assert html == '<p><a href="../bai-viet/2024/a/?b=1&amp;c">a</a> <b>b</b></p>'


def test_pictures_have_the_size_that_is_known_of_them() -> None:
    known = replace(BODY, pictures=(("anh/a.png", Picture(url="anh/a.png", alt="", width=30, height=20)),))
    assert 'src="../anh/a.png" width="30" height="20" loading="lazy"' in write_body(known, HTML, "../")
    assert 'src="../anh/a.png" loading="lazy"' in write_body(BODY, HTML, "../")
    assert 'fetchpriority="high"' in write_body(replace(BODY, lead=True), HTML, "../")


def test_a_picture_without_a_page_is_left_out() -> None:
    html = write_body(replace(BODY, addresses=("", "", "")), HTML, "../")
    assert "<img" not in html
    assert "<a" not in html


@pytest.mark.parametrize(("path", "root"), [("gioi-thieu/index.html", "../"), ("a/b/index.html", "../../")])
def test_the_body_is_written_as_seen_from_its_page(path: str, root: str) -> None:
    asked = []

    def html_of(body: Body) -> str:
        asked.append(body)
        return HTML

    found = with_body(page(BODY, path), BASE, html_of)
    assert body_of(found) == write_body(BODY, HTML, root)
    assert asked == [BODY]


def test_a_page_whose_body_is_written_or_that_has_none_stays_as_it_is() -> None:
    index = Page(output_path="a/index.html", template="index.html", view=IndexView(
        head=Head(title="a", url="a/"), lead="", links=(), empty="",
    ))
    for item in (page("<p>xong</p>"), index):
        assert with_body(item, BASE, lambda _: pytest.fail("asked")) is item
