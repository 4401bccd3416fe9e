"""Search as readers meet it: what is found, in which order, how it is shown, and what the address keeps."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.searching import POLICY, REFORM, ask, posts_among, settle, titles, without_policy, write_posts
from browser.serving import serve
from browser.test_accessibility import AXE, RULES
from support import run_inv


@pytest.fixture(scope="module")
def section(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The section as it is published; 26 of its posts are of the year before."""
    folder = tmp_path_factory.mktemp("tim-kiem")
    content = folder / "content"
    write_posts(content)
    done = run_inv(
        "build", "--content", str(content), "--output", str(folder / "site"), "--cache", str(folder / "cache"),
        "--base-url", "https://example.vn/cchc/", "--as-of", "2024-12-31", "--publish",
    )
    assert done.returncode == 0, done.stderr
    assert "Tìm kiếm: 49 trang, " in done.stdout
    return folder / "site"


@pytest.fixture(scope="module")
def site(section: Path) -> Iterator[str]:
    """Its address, under a sub-path; every page is served with a policy that allows neither eval nor WebAssembly."""
    with serve(section, lambda _path: {"Content-Security-Policy": POLICY}) as address:
        yield address


@pytest.mark.parametrize("query", ["cải cách hành chính", "CẢI CÁCH HÀNH CHÍNH", unicodedata.normalize("NFD", "cải cách hành chính")])
def test_exact_diacritics_come_first_then_closeness_then_title_summary_text_then_the_newer(tab: Page, site: str, query: str) -> None:
    found = ask(tab, site, query, nam="2024")
    assert found == REFORM


def test_without_diacritics_all_are_equal_and_the_phrase_in_the_title_is_first(tab: Page, site: str) -> None:
    found = ask(tab, site, "cai cach hanh chinh", nam="2024")
    assert found == [REFORM[0], REFORM[1], "Ghi chép không dấu", REFORM[2], REFORM[3], REFORM[4]]


def test_other_diacritics_than_typed_are_found_after_the_typed_ones(tab: Page, site: str) -> None:
    assert ask(tab, site, "giải hoà") == ["Hoà giải viên", "Hòa giải ở cơ sở", "Hoa nở"]
    assert ask(tab, site, "hoa giai") == ["Hoà giải viên", "Hòa giải ở cơ sở", "Hoa nở"]


@pytest.mark.parametrize("query", ["hòa giải", "hoà giải", "thủy lợi", "thuỷ lợi", "khỏe mạnh", "khoẻ mạnh", "HÒA GIẢI"])
def test_both_places_of_the_tone_mark_are_one_word(tab: Page, site: str, query: str) -> None:
    assert ask(tab, site, f'"{query}"') == ["Hoà giải viên", "Hòa giải ở cơ sở"]


@pytest.mark.parametrize("query", ["duong day nong", "đường dây nóng", "Ðường dây nóng", "duong\u200b day\u00a0nong"])
def test_d_finds_the_barred_letter_and_no_draft_or_withdrawn_post_is_found(tab: Page, site: str, query: str) -> None:
    assert ask(tab, site, query) == ["Công bố số điện thoại"]
    assert tab.locator("mark").all_inner_texts() == ["đường dây nóng"]


@pytest.mark.parametrize("query", ["76/nq-cp", "76/NQ-CP", "Nghị quyết 76/NQ-CP", "076/nq-cp"])
def test_a_document_number_finds_itself_and_no_other(tab: Page, site: str, query: str) -> None:
    """Those that list it come before those that name it; 176/NQ-CP and 76/NĐ-CP are other documents."""
    assert posts_among(ask(tab, site, query))[:2] == ["Một nghị quyết", "Nhắc lại nghị quyết"]
    assert "Nghị quyết khác" not in titles(tab)
    assert "76/NQ-CP" in " ".join(tab.locator(".c-found__text mark").all_inner_texts())


@pytest.mark.parametrize(("query", "first"), [
    ("qd-ubnd", "Quy định đánh giá"), ("QĐ-UBND", "Quy định đánh giá"), ("01/2023/qđ-ubnd", "Quy định đánh giá"),
    ("1/2023/QD-UBND", "Quy định đánh giá"), ("47/HD-SKHCN", "Bài có tệp"), ("hd-skhcn", "Bài có tệp"),
    ("phu bieu", "Bài có tệp"), ("kiểm thử giao diện", "Chữ lạ"), ("straße", "Chữ lạ"), ("x²", "Chữ lạ"),
    ("30C/hd-abc", "Chữ lạ"), ("nguyen thi quy", "Chữ lạ"), ("kh&cn straße", "Chữ lạ"), ("điện thoạ", "Công bố số điện thoại"),
])
def test_parts_of_numbers_attachments_tags_odd_letters_and_beginnings_are_found(tab: Page, site: str, query: str, first: str) -> None:
    assert posts_among(ask(tab, site, query)) == [first]


def test_a_quoted_phrase_stands_together_and_else_its_words_are_shown_and_that_is_said(tab: Page, site: str) -> None:
    assert posts_among(ask(tab, site, '"công tác cải cách"')) == ["Hội nghị mới", "Hội nghị cũ"]
    assert posts_among(ask(tab, site, "“cách làm”")) == ["Cải tiến cách làm"]
    assert ask(tab, site, '"chính tài hành"', nam="2024") == ["Cải tiến cách làm"]
    assert "đúng cụm từ trong dấu ngoặc kép" in settle(tab)


def test_when_no_page_has_all_words_those_with_most_are_shown_and_that_is_said(tab: Page, site: str) -> None:
    found = ask(tab, site, "đường dây nóng xyzzyq")
    assert found == ["Công bố số điện thoại"]
    assert settle(tab).startswith("Không có trang nào có đủ các từ; đang hiện các trang có một số từ. 1 kết quả")


def test_a_filter_keeps_only_what_fits_and_is_kept_in_the_address(tab: Page, site: str) -> None:
    ask(tab, site, "cải cách hành chính", nam="2024")
    tab.get_by_label("Thể loại").select_option("Tin")
    expect(tab.get_by_role("status")).to_have_text("2 kết quả cho “cải cách hành chính”.")
    assert titles(tab) == ["Hội nghị mới", "Hội nghị cũ"]
    assert parse_qs(urlsplit(tab.url).query) == {"q": ["cải cách hành chính"], "nam": ["2024"], "the-loai": ["tin"]}
    assert posts_among(ask(tab, site, "cải cách", **{"nhiem-vu": "2024-3"})) == ["Cải cách hành chính ở xã"]
    assert posts_among(ask(tab, site, "cải cách", **{"don-vi": "van-phong"})) == ["Cải cách hành chính ở xã"]
    assert posts_among(ask(tab, site, "cải cách", **{"linh-vuc": "cong-vu"})) == ["Cải cách hành chính ở xã"]


def test_a_group_of_kinds_finds_its_members(tab: Page, site: str) -> None:
    assert ask(tab, site, "công tác", **{"the-loai": "tin-bai"}) == ["Hội nghị mới", "Hội nghị cũ"]


def test_by_date_the_newest_come_first(tab: Page, site: str) -> None:
    ask(tab, site, "cải cách hành chính", nam="2024")
    tab.get_by_label("Sắp xếp").select_option("Mới nhất")
    tab.wait_for_function("() => document.querySelector('.c-found__title').textContent.startsWith('Ghi')")
    assert titles(tab) == ["Ghi chép không dấu", "Cải tiến cách làm", "Hội nghị mới", "Hội nghị cũ", "Giao ban quý", REFORM[0]]
    assert parse_qs(urlsplit(tab.url).query)["sap-xep"] == ["ngay"]


def test_filters_alone_list_everything_that_fits_from_the_newest_on(tab: Page, site: str) -> None:
    found = ask(tab, site, "", nam="2023")
    assert settle(tab) == "26 kết quả, đang hiện 10."
    assert found == [f"Nhật ký {number}" for number in range(26, 16, -1)]


def test_the_address_brings_everything_back_and_the_browser_goes_back_and_forth(page: Page, site: str) -> None:
    ask(page, site, "cải cách", nam="2024", **{"sap-xep": "ngay"})
    wanted = titles(page)
    assert page.get_by_label("Từ cần tìm").input_value() == "cải cách"
    assert page.get_by_label("Năm").input_value() == "2024"
    assert page.title().startswith("cải cách – Tìm kiếm")
    page.get_by_label("Từ cần tìm").fill("đường dây nóng")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("1 kết quả cho “đường dây nóng”.")
    page.go_back()
    page.wait_for_function("() => document.querySelector('.c-search__status').textContent.includes('cải cách')")
    assert titles(page) == wanted
    assert page.get_by_label("Từ cần tìm").input_value() == "cải cách"
    page.go_forward()
    expect(page.locator(".c-found__title")).to_have_text(["Công bố số điện thoại"])


def test_more_results_follow_and_the_first_of_them_is_in_focus(page: Page, site: str) -> None:
    ask(page, site, "nhat ky")
    assert settle(page) == "26 kết quả cho “nhat ky”, đang hiện 10."
    page.get_by_role("button", name="Xem thêm kết quả").click()
    expect(page.locator(".c-found__item")).to_have_count(20)
    assert page.evaluate("() => document.activeElement.textContent") == titles(page)[10]
    assert parse_qs(urlsplit(page.url).query)["trang"] == ["2"]
    page.reload()
    settle(page)
    assert page.locator(".c-found__item").count() == 20
    page.get_by_role("button", name="Xem thêm kết quả").click()
    expect(page.locator(".c-found__item")).to_have_count(26)
    assert page.get_by_role("button", name="Xem thêm kết quả").is_hidden()


def test_nothing_found_says_so_and_leads_on(tab: Page, site: str) -> None:
    assert ask(tab, site, "xyzzyq") == []
    assert settle(tab) == "Không tìm thấy kết quả nào cho “xyzzyq”."
    links = tab.locator(".c-search__none > .c-plain a:visible").all_inner_texts()
    assert links == ["Xem theo lĩnh vực", "Xem theo năm"]
    assert tab.locator(".c-search__none .c-services").is_visible()


def test_nothing_left_by_the_filters_says_what_there_is_without_them(tab: Page, site: str) -> None:
    assert ask(tab, site, "đường dây nóng", nam="2023") == []
    assert settle(tab) == "Không tìm thấy kết quả nào cho “đường dây nóng” với bộ lọc đang chọn; bỏ bộ lọc sẽ có 1 kết quả."
    tab.get_by_role("link", name="Bỏ bớt bộ lọc").click()
    expect(tab.locator(".c-found__title")).to_have_text(["Công bố số điện thoại"])


def test_signs_alone_are_no_query_and_markup_stays_text(tab: Page, site: str) -> None:
    assert ask(tab, site, "!!! …") == []
    assert settle(tab) == "Chưa có từ nào để tìm: hãy gõ chữ hoặc số."
    assert ask(tab, site, "<img src=x onerror=alert(1)>") == []
    assert tab.locator(".c-search__status img").count() == 0
    ask(tab, site, "một " * 40)
    assert settle(tab).endswith("Chỉ tìm 16 từ đầu.")


def test_an_excerpt_shows_where_the_words_stand_with_day_kind_and_link(tab: Page, site: str) -> None:
    ask(tab, site, "phan anh")
    item = tab.locator(".c-found__item")
    assert item.locator(".c-found__text").inner_html() == "Sở lập đường dây nóng nhận <mark>phản ánh</mark>."
    assert item.locator("time").get_attribute("datetime") == "2024-04-01"
    assert item.locator(".c-meta").inner_text().startswith("01/04/2024 · Tin, bài · ")
    item.locator("a").click()
    tab.wait_for_url(f"{site}bai-viet/2024/bai-6/")


def test_the_keyboard_alone_searches_filters_and_opens(page: Page, site: str) -> None:
    page.goto(f"{site}tim-kiem/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "tim-kiem":
            break
    page.keyboard.type("cong tac")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("kết quả cho “cong tac”")
    assert page.evaluate("() => document.activeElement.id") == "tim-kiem"
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "loc-nam":
            break
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**nam=2024**")
    expect(page.locator(".c-found__item")).to_have_count(2)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.closest('.c-found') !== null"):
            break
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}bai-viet/2024/bai-3/")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
@pytest.mark.parametrize("query", ["cải cách hành chính", "xyzzyq"])
def test_axe_finds_no_violation_with_results_and_without(tab: Page, site: str, query: str, scheme: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    # axe-core is put into the page by the test, which the site's policy rightly refuses: it is asked without one
    tab.route("**/tim-kiem/?*", without_policy)
    ask(tab, site, query)
    found = AXE.run(tab, options=RULES).response
    tab.unroute("**/tim-kiem/?*")
    assert {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found["violations"]} == {}


def test_results_never_scroll_sideways_on_a_small_phone(tab: Page, site: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    for query in ("cải cách hành chính", "nghiêng" * 25):
        ask(tab, site, query)
        assert tab.evaluate("() => document.documentElement.scrollWidth") == 320


def test_the_policy_of_the_section_is_kept_and_only_the_section_is_asked(page: Page, site: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith(site) else None)
    ask(page, site, "cải cách")
    assert said == []


def test_without_javascript_the_form_leads_to_the_archives(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site)
        page.get_by_label("Tìm trong chuyên mục").last.fill("một cửa")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}tim-kiem/?q=*")
        assert "Tìm kiếm cần JavaScript" in page.inner_text("main")
        assert page.locator(".c-search__tools").is_hidden()
        links = page.locator("main a:visible").all_inner_texts()
        assert links == ["Theo lĩnh vực", "Theo năm", "Theo thể loại", "Từ khóa", "Tất cả tin, bài"]


def test_a_release_that_came_in_between_is_asked_for_once_more(page: Page, site: str) -> None:
    """The contents read were of the release before: their shards are gone, so the contents are read anew."""
    old = {"served": False}

    def once(route) -> None:
        if old["served"]:
            route.continue_()
            return
        old["served"] = True
        known = json.loads(route.fetch().text())
        known["table"] = "0123456789"
        route.fulfill(json=known)

    page.route("**/muc-luc.json", once)
    assert ask(page, site, "đường dây nóng") == ["Công bố số điện thoại"]


def test_without_the_index_a_sentence_says_what_to_do_and_a_later_try_works(page: Page, site: str) -> None:
    page.route("**/muc-luc.json", lambda route: route.abort())
    assert ask(page, site, "đường dây nóng") == []
    assert settle(page).startswith("Không tải được dữ liệu tìm kiếm. Hãy thử lại")
    page.unroute("**/muc-luc.json")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.locator(".c-found__title")).to_have_text(["Công bố số điện thoại"])


def test_the_site_works_under_any_host_and_path(section: Path, page: Page) -> None:
    """It was built for example.vn."""
    with serve(section) as other:
        assert ask(page, other, "đường dây nóng") == ["Công bố số điện thoại"]
        page.goto(f"{other}tim-kiem/index.html?q=duong+day+nong")
        settle(page)
        assert titles(page) == ["Công bố số điện thoại"]
