"""What a reader on a phone, at a printer or without a result to their search gets to see."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

POST = "bai-viet/2024/du-cac-phan/"
TALL = "bai-viet/2024/english/"
PHONE = {"width": 360, "height": 800}
LOW = """all => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
  .map((one) => one.textContent.trim())"""
ALONE = ":is(.c-breadcrumb, .c-kicker, p.c-meta, .c-all, .c-as-of, .c-files, .c-tree, .c-services, .c-footer) a, .c-plain > li > a"


def test_a_printed_post_tells_who_made_it_and_what_was_corrected(tab: Page, public: str) -> None:
    tab.emulate_media(media="print")
    tab.goto(public + POST)
    paper = tab.inner_text("main")
    for words in ("Nguyễn Văn A", "Nguồn: Văn phòng Sở", "Ảnh: Trần Thị B", "Nội dung đã cập nhật", "Sửa số liệu", "Đăng tại: Sở"):
        assert words in paper
    for words in ("Cần làm thủ tục?", "Tệp đính kèm", "Từ khóa", "Bài liên quan"):
        assert words not in paper


def test_pictures_before_and_in_a_text_are_printed_alike_and_small(tab: Page, public: str) -> None:
    tab.emulate_media(media="print")
    for path in (POST, TALL, "bai-viet/2024/co-anh/"):
        tab.goto(public + path)
        heights = tab.eval_on_selector_all("main img", "all => all.map((one) => one.getBoundingClientRect().height)")
        assert heights
        assert all(0 < height <= 378 for height in heights), path  # 10 cm at 96 px an inch


def test_paper_carries_the_list_that_a_screen_folds(tab: Page, public: str) -> None:
    tab.goto(public + "ke-hoach/2024/")
    line = tab.locator(".c-more:not([open]) .c-outputs li").first
    assert not line.is_visible()
    tab.emulate_media(media="print")
    assert line.is_visible()
    assert line.bounding_box()["height"] > 10


def test_a_wide_table_shows_figures_beside_its_first_column_on_a_phone(tab: Page, public: str) -> None:
    """No column takes the box of a wide table for itself, and none is squeezed to a letter a line."""
    tab.set_viewport_size(PHONE)
    tab.goto(public + POST)
    box = tab.locator(".c-table-box").first
    widths = box.locator("tr").nth(1).locator("th, td").evaluate_all("all => all.map((one) => one.offsetWidth)")
    assert len(widths) == 10
    assert all(90 < width < 140 for width in widths)


def test_a_tall_picture_leaves_the_text_in_sight(tab: Page, public: str) -> None:
    tab.goto(public + TALL)
    picture = tab.locator(".c-picture img")
    ratio = picture.evaluate("(one) => one.height > one.width * .8 && one.naturalHeight > one.naturalWidth")
    assert ratio
    assert picture.bounding_box()["height"] <= 900 * .7 + 1


@pytest.mark.parametrize("path", ["", "404.html", "linh-vuc/thu-tuc-hanh-chinh/", "tim-kiem/?q=khongcogicathe"])
def test_who_looks_for_a_procedure_is_led_on(tab: Page, public: str, path: str) -> None:
    tab.goto(public + path)
    tab.wait_for_selector(".c-services", state="visible", timeout=5000)
    assert tab.locator(".c-services").count() == 1


@pytest.mark.parametrize("path", ["", POST, "bai-viet/", "du-lieu/", "so-do-trang/", "ke-hoach/2024/", "ke-hoach/2024/nhiem-vu/3/"])
def test_links_that_stand_alone_are_high_enough_for_a_thumb(tab: Page, public: str, path: str) -> None:
    """24 px at least (WCAG 2.2, 2.5.8); links inside sentences follow their line."""
    tab.set_viewport_size(PHONE)
    tab.goto(public + path)
    assert tab.locator(ALONE).count() > 3
    assert tab.eval_on_selector_all(ALONE, LOW) == []


def test_an_empty_search_asks_for_words_and_keeps_the_field(tab: Page, public: str) -> None:
    said = tab.locator(".c-search__status")
    tab.goto(f"{public}tim-kiem/")
    expect(said).to_be_empty()
    tab.get_by_role("searchbox").fill(" ")
    tab.keyboard.press("Enter")
    expect(said).to_have_text("Hãy gõ từ cần tìm.")
    tab.goto(f"{public}tim-kiem/?q=")
    expect(said).to_have_text("Hãy gõ từ cần tìm.")
    expect(tab.get_by_role("searchbox")).to_be_focused()


def test_a_found_title_in_another_language_says_so(tab: Page, public: str) -> None:
    tab.goto(f"{public}tim-kiem/?q=administration+reform")
    link = tab.locator(".c-found__title a").first
    link.wait_for(timeout=5000)
    assert link.get_attribute("lang") == "en"
    tab.goto(f"{public}tim-kiem/?q=ke+hoach")
    tab.locator(".c-found__title a").first.wait_for(timeout=5000)
    assert tab.locator(".c-found [lang='']").count() == 0


def test_a_piece_of_the_portal_without_style_is_set_like_the_page(tab: Page, public: str) -> None:
    """One with classes of its own is left to the portal's style."""
    tab.goto(public)
    look = """(html) => {
      document.body.insertAdjacentHTML("afterbegin", `<div class="c-portal" id="thu">${html}</div>`);
      const piece = document.getElementById("thu"), [box, list] = [piece, piece.querySelector("ul")].map((one) => getComputedStyle(one));
      const seen = [parseFloat(box.paddingLeft) > 0, list.listStyleType === "none"];
      piece.remove();
      return seen;
    }"""
    assert tab.evaluate(look, "<header><p>Cổng</p><ul><li>Một</li></ul></header>") == [True, True]
    assert tab.evaluate(look, '<header class="cong"><ul><li>Một</li></ul></header>') == [False, False]
