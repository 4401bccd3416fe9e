"""The portal's frame around a page: who answers, where it leads back, what the portal puts in its own place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc.pages.parts import Card, Contact, Frame, Head, Link, Service, SiteChrome
from cchc.render import make_environment
from support import ROOT

TEMPLATES = ROOT / "theme" / "templates"
CHROME = SiteChrome(
    name="Cải cách hành chính", agency="Sở Khoa học và Công nghệ", parent_agency="UBND tỉnh", portal_name="Trang chủ",
    portal_url="https://example.vn/", base_url="https://example.vn/muc/", menu=(Link(title="Tin", url="bai-viet/"),),
    footer_links=(Link(title="Từ khóa", url="tu-khoa/"),), facts=("Một dòng.",), stylesheet="", internal=False,
    publish=True,
)
FOLDERS = {"cards": "card"}
POST, HOME = Head(title="Bài", url="bai-viet/2024/bai/"), Head(title="Cải cách hành chính", url="")


def render(macro: str, *arguments: object) -> str:
    """HTML of a macro, which most often is named after its component."""
    component = FOLDERS.get(macro, macro)
    module = make_environment(TEMPLATES).get_template(f"components/{component}/{component}.html").module
    return str(getattr(module, macro)(*arguments))


def framed(**frame: object) -> SiteChrome:
    return replace(CHROME, frame=Frame(**frame))


def header(chrome: SiteChrome, head: Head = POST) -> str:
    return render("header", head, chrome, "../")


def footer(chrome: SiteChrome) -> str:
    return render("footer", chrome, "../")


def test_the_header_names_agency_parent_and_section_with_search_and_menu() -> None:
    html = header(CHROME)
    for words in ("UBND tỉnh", "Sở Khoa học và Công nghệ", 'href="../">Cải cách hành chính', 'role="search"'):
        assert words in html
    assert '<a class="c-menu__link" href="../bai-viet/" aria-current="true">Tin</a>' in html
    assert "<h1" not in html
    assert "<img" not in html


def test_on_the_first_page_the_sections_name_is_the_heading() -> None:
    assert '<h1 class="c-header__section">Cải cách hành chính</h1>' in header(CHROME, HOME)


def test_a_build_without_search_shows_no_search_form() -> None:
    assert 'role="search"' not in header(replace(CHROME, publish=False))


def test_a_logo_has_its_size_and_links_lead_back() -> None:
    chrome = framed(logo="theme/logo.svg", links=(Link(title="Về cổng", url="https://example.vn/"),))
    html = header(chrome)
    assert '<img class="c-header__logo" src="../theme/logo.svg" alt="" width="48" height="48">' in html
    assert '<a href="https://example.vn/">Về cổng' in html


def test_the_portals_header_takes_the_place_of_the_agency_not_of_the_section() -> None:
    own = '<header class="cong"><script src="/cong.js"></script></header>'
    html = header(framed(header=own, links=(Link(title="Về cổng", url="https://example.vn/"),)))
    assert own in html
    assert "UBND tỉnh" not in html
    assert html.count("<header") == 1
    for words in ('aria-label="Chuyên mục Cải cách hành chính"', 'role="search"', "c-menu__link", "Về cổng"):
        assert words in html


def test_the_footer_leaves_out_what_is_not_known() -> None:
    html = footer(CHROME)
    assert "Một dòng." in html
    for words in ("Điện thoại", "Thư điện tử", "Địa chỉ", "Chịu trách nhiệm", "tel:", "mailto:"):
        assert words not in html


def test_the_footer_tells_who_answers_and_how_to_reach_them() -> None:
    contact = Contact(unit="Văn phòng", person="Ông A", address="Số 1", phone="(0221) 3.862-222", email="a@example.vn")
    html = footer(framed(contact=contact))
    for words in ("phụ trách: Văn phòng", "nội dung: Ông A", "Địa chỉ: Số 1"):
        assert words in html
    assert '<a href="tel:02213862222">(0221) 3.862-222</a>' in html
    assert '<a href="mailto:a@example.vn">a@example.vn</a>' in html


def test_the_portals_footer_takes_the_place_of_the_facts_not_of_the_links() -> None:
    own = "<footer>Cổng</footer>"
    html = footer(framed(footer=own, contact=Contact(phone="0221")))
    assert own in html
    assert html.count("<footer") == 1
    assert "Một dòng." not in html
    assert "tel:" not in html
    assert 'href="../so-do-trang/"' in html
    assert 'href="../du-lieu/#nguon-tin"' in html


def test_services_say_what_can_be_done_and_where() -> None:
    items = (Service(title="Cổng", url="https://example.vn/"), Service(title="Một cửa", text="Số 1, giờ hành chính"))
    html = render("services", items, "../")
    assert "Cần làm thủ tục?" in html
    assert '<a class="c-services__name" href="https://example.vn/">Cổng <span class="c-vh">(liên kết ngoài)</span>' in html
    assert '<span class="c-services__name">Một cửa</span> <span class="c-services__text">Số 1, giờ hành chính</span>' in html


@pytest.mark.parametrize(("component", "nothing"), [("services", ((), "../")), ("rating", ("", "https://example.vn/"))])
def test_what_is_off_leaves_no_trace(component: str, nothing: tuple[object, ...]) -> None:
    assert render(component, *nothing).strip() == ""


def test_a_rating_posts_one_answer_and_the_page_to_the_portal() -> None:
    html = render("rating", "https://example.vn/danh-gia", 'https://example.vn/muc/"')
    assert '<form class="c-rating" action="https://example.vn/danh-gia" method="post"' in html
    assert 'name="trang" value="https://example.vn/muc/&#34;"' in html
    assert html.count("<button") == 2
    assert html.count("<input") == 1


def test_a_byline_prints_nothing_of_nothing() -> None:
    assert render("byline", "", "", "", None, "../").strip() == ""
    html = render("byline", "Nguyễn A", "Trần B", "", Link(title="Văn phòng", url="don-vi/vp/"), "../", "vi")
    assert 'lang="vi"' in html
    assert '<p class="c-byline__author">Nguyễn A</p>' in html
    assert 'Ảnh: Trần B · Đơn vị: <a href="../don-vi/vp/">Văn phòng</a>' in html


def test_titles_of_neighbours_and_cards_carry_their_language() -> None:
    english, ours = Link(title="One-stop shop", url="a/", lang="en"), Link(title="Một cửa", url="b/")
    html = render("neighbours", english, ours, "../", "Bài trước", "Bài sau", "Bài trước và bài sau")
    assert '<span lang="en">One-stop shop</span>' in html
    assert "<span>Một cửa</span>" in html
    card = Card(title="One-stop shop", url="a/", day="10/05/2024", day_iso="2024-05-10", summary="In short.", topic=None,
                kind=ours, lang="en")
    for html in (render("lead", card, None, "../"), render("cards", [card], "../"), render("headlines", [card], CHROME)):
        assert 'lang="en">One-stop shop</a>' in html
        assert 'lang="en">Một cửa' not in html
