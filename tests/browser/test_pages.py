"""Every type of page as readers meet it: whole, reachable, readable, small, and the same without JavaScript."""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from browser.looking import CONTRAST, EVERY_IMAGE, FORGET_BUTTONS, LINKED, LOST, SHAPE, SKIP, WIDTHS

POST = "bai-viet/2024/du-cac-phan/"
PUBLIC = {
    "home": "", "post with every part": POST,
    "post with image": "bai-viet/2024/bay-nhom-noi-dung-cua-ke-hoach-tuyen-truyen-2024/",
    "post with table": "bai-viet/2024/sau-chi-so-cai-cach-hanh-chinh-trong-ke-hoach-2024/",
    "post with gallery": "bai-viet/2024/co-anh/",
    "post with attachment": "bai-viet/2024/ke-hoach-tuyen-truyen-cai-cach-hanh-chinh-nam-2024/",
    "expired post": "bai-viet/2024/het-han/", "withdrawn post": "bai-viet/2024/go-bo/",
    "foreign post": "bai-viet/2024/english/", "list": "bai-viet/", "second page of a list": "bai-viet/trang/2/",
    "fields": "linh-vuc/", "field": "linh-vuc/the-che/", "kinds": "the-loai/", "kind": "the-loai/tin-bai/",
    "units": "don-vi/", "unit": "don-vi/van-phong/", "tags": "tu-khoa/", "tag": "tu-khoa/mot-cua/",
    "years": "theo-nam/", "year": "theo-nam/2024/", "month": "theo-nam/2024/05/", "plan index": "ke-hoach/",
    "coverage": "ke-hoach/2024/", "task": "ke-hoach/2024/nhiem-vu/3/", "area": "ke-hoach/2024/noi-dung/dd/",
    "search": "tim-kiem/", "search with a query": "tim-kiem/?q=cai+cach+hanh+chinh", "open data": "du-lieu/",
    "standing page": "gioi-thieu/", "site map": "so-do-trang/", "404": "404.html",
}
INTERNAL = {
    "home": "", "post": POST, "coverage": "ke-hoach/2024/", "task": "ke-hoach/2024/nhiem-vu/3/",
    "area": "ke-hoach/2024/noi-dung/dd/", "outputs of a figure": "ke-hoach/2024/san-pham/nhiem-vu-1/",
    "drafts": "bai-viet/chua-dang/",
}
PAGES = [("public", path) for path in PUBLIC.values()] + [("internal", path) for path in INTERNAL.values()]
IDS = [*PUBLIC, *(f"internal {name}" for name in INTERNAL)]
every_page = pytest.mark.parametrize(("edition", "path"), PAGES, ids=IDS)


class Visit:
    """What a browser asks for and complains about while a page is open."""

    def __init__(self, page: Page, origin: str) -> None:
        self.complaints: list[str] = []
        self.origin = origin
        page.on("request", self._asked)
        page.on("requestfailed", lambda request: self.complaints.append(f"failed {request.url}"))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", lambda got: self.complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.origin):
            self.complaints.append(f"left the section: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@pytest.fixture
def address(request: pytest.FixtureRequest):
    """Address of a page of an edition; only the editions a test needs are built."""
    return lambda edition, path: request.getfixturevalue(edition) + path


@pytest.fixture(scope="session")
def answer():
    """Status of an address, asked for once."""
    known: dict[str, int] = {}

    def ask(url: str) -> int:
        if url not in known:
            try:
                with urllib.request.urlopen(url, timeout=10) as got:  # noqa: S310 - our own server
                    known[url] = got.status
            except urllib.error.HTTPError as error:
                known[url] = error.code
                error.close()
        return known[url]

    return ask


@every_page
def test_a_page_is_whole_and_asks_only_its_own_section(page: Page, address, edition: str, path: str) -> None:
    url = address(edition, path)
    visit = Visit(page, address(edition, ""))
    page.goto(url)
    page.emulate_media(media="print", color_scheme="dark")
    assert visit.complaints == []
    assert page.url == url
    page.evaluate(EVERY_IMAGE)
    shape = page.evaluate(SHAPE)
    assert (shape["h1"], shape["main"], shape["scripts"], shape["handlers"]) == (1, 1, 0, [])
    assert [image for image in shape["images"] if not (image[1] and image[2])] == []
    assert len(set(shape["ids"])) == len(shape["ids"])
    assert shape["lang"] == "vi"


@every_page
def test_a_page_never_scrolls_sideways(tab: Page, address, edition: str, path: str) -> None:
    tab.goto(address(edition, path))
    for width in (1280, 360, 320):
        tab.set_viewport_size({"width": width, "height": 800})
        scroll, client = tab.evaluate(WIDTHS)
        assert scroll <= client <= width


@every_page
def test_the_first_tab_shows_a_way_to_the_content(tab: Page, address, edition: str, path: str) -> None:
    tab.goto(address(edition, path))
    tab.keyboard.press("Tab")
    link = tab.evaluate(SKIP)
    assert link == {"href": "#noi-dung", "text": "Đến phần nội dung", "shown": True}
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#noi-dung", timeout=5000)
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.activeElement.closest('header.c-header, .c-skip, .c-breadcrumb') === null")


@every_page
def test_every_link_inside_the_section_answers(tab: Page, address, answer, edition: str, path: str) -> None:
    """And every fragment of the page itself leads to a place on it."""
    root = address(edition, "")
    tab.goto(root + path)
    links = tab.eval_on_selector_all(LINKED, "all => all.map((one) => one.href || one.src)")
    inside = {urldefrag(link).url for link in links if link.startswith(root)}
    assert {url: answer(url) for url in inside if answer(url) != 200} == {}
    assert len(inside) > 3
    assert tab.evaluate(LOST) == []


@pytest.fixture(scope="module")
def unscripted(browser: Browser) -> Iterator[Page]:
    """A tab with JavaScript switched off."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.mark.parametrize(("edition", "path"), [page for page in PAGES if not page[1].startswith("tim-kiem/")])
def test_a_page_reads_the_same_without_javascript(tab: Page, unscripted: Page, address, edition: str, path: str) -> None:
    tab.goto(address(edition, path))
    unscripted.goto(address(edition, path))
    tab.evaluate(FORGET_BUTTONS)
    assert unscripted.inner_text("body") == tab.inner_text("body")


@every_page
def test_text_stands_out_from_its_ground(tab: Page, address, edition: str, path: str) -> None:
    """At least 7:1, the enhanced contrast of WCAG 2.2 (1.4.6), on screens and on paper."""
    tab.goto(address(edition, path))
    for media in ("screen", "print"):
        for scheme in ("light", "dark"):
            tab.emulate_media(media=media, color_scheme=scheme)
            found = tab.evaluate(CONTRAST)
            assert [item for item in found if item[0] < 7] == [], (media, scheme)
            assert len(found) > 1


def test_the_dark_scheme_is_dark_and_print_is_black_on_white(tab: Page, public: str) -> None:
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    seen = {}
    tab.goto(public + POST)
    for scheme in ("light", "dark"):
        for media in ("screen", "print"):
            tab.emulate_media(media=media, color_scheme=scheme)
            seen[scheme, media] = sum(map(int, re.findall(r"\d+", tab.evaluate(ground))[:3]))
    assert seen["dark", "screen"] < 150
    assert seen["light", "screen"] > 600
    assert seen["light", "print"] == seen["dark", "print"] == 765


def test_a_printed_post_is_its_text_and_source_without_navigation(tab: Page, public: str) -> None:
    tab.emulate_media(media="print")
    tab.goto(public + POST)
    for selector in ("nav", "footer", ".c-skip", ".c-menu", ".c-breadcrumb", ".c-share", ".c-services", ".c-side"):
        assert [item for item in tab.query_selector_all(selector) if item.is_visible()] == [], selector
    for text in ("du-cac-phan", "Đoạn mở đầu", "88,12", "Đăng tại:"):
        assert text in tab.inner_text("body")


def test_the_internal_edition_says_so_on_screen_and_on_paper(tab: Page, internal: str) -> None:
    tab.goto(internal + "ke-hoach/2024/")
    for media in ("screen", "print"):
        tab.emulate_media(media=media)
        assert tab.get_by_text("Bản nội bộ").is_visible()
    assert tab.locator('meta[name="robots"][content="noindex"]').count() == 1


def test_a_wide_table_scrolls_in_its_own_box_by_keyboard(tab: Page, public: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(public + POST)
    box = tab.locator(".c-table-box").first
    assert box.evaluate("(box) => box.scrollWidth > box.clientWidth")
    box.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("() => document.querySelector('.c-table-box').scrollLeft > 0", timeout=3000)


def test_an_old_address_leads_on_and_says_so(page: Page, unscripted: Page, public: str) -> None:
    visit = Visit(page, public)
    page.goto(f"{public}tin/bai-cu.html")
    page.wait_for_url(public + POST)
    assert visit.complaints == []
    unscripted.goto(f"{public}tin/bai-cu.html")
    unscripted.wait_for_url(public + POST)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_at_an_old_address_is_whole_itself(page: Page, public: str, answer, width: int) -> None:
    """Shown without the refresh that leads on at once."""
    url = f"{public}tin/bai-cu.html"
    with urllib.request.urlopen(url, timeout=10) as got:  # noqa: S310 - our own server
        html = got.read().decode()
    refresh = re.findall(r"<meta http-equiv=\"refresh\" content=\"0; url=([^\"]*)\">", html)
    assert [urljoin(url, target) for target in refresh] == [public + POST]
    page.route(url, lambda route: route.fulfill(content_type="text/html", body=re.sub(r"<meta http-equiv[^>]*>", "", html)))
    visit = Visit(page, public)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url)
    assert visit.complaints == []
    shape = page.evaluate(SHAPE)
    assert (shape["h1"], shape["main"], shape["scripts"]) == (1, 1, 0)
    scroll, client = page.evaluate(WIDTHS)
    assert scroll <= client
    assert page.evaluate(CONTRAST)[0][0] >= 7
    assert {answer(link) for link in page.eval_on_selector_all("a", "all => all.map((one) => one.href)")} == {200}


@pytest.mark.parametrize("path", ["khong-co", "khong-co/", "a/b/c/d.html", "bai-viet/2024/khong-co/?x=1"])
def test_an_unknown_address_at_any_depth_gets_the_404_page_with_its_looks(page: Page, public: str, answer, path: str) -> None:
    page.on("response", lambda got: seen.append((got.status, got.url)))
    seen: list[tuple[int, str]] = []
    page.goto(public + path)
    assert [url for status, url in seen if status != 200] == [public + path]
    assert page.evaluate("() => getComputedStyle(document.querySelector('.c-skip')).position") == "absolute"
    links = page.eval_on_selector_all("a", "all => all.map((one) => one.href)")
    inside = {urldefrag(link).url for link in links if link.startswith(public)} - {public + path}
    assert {url for url in inside if answer(url) != 200} == set()
    assert public in inside


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def test_posts_and_the_style_sheet_are_small(public_folder: Path) -> None:
    """14 KB packed is what the first round trip of a connection carries; the sheet may take 9 KB."""
    posts = {path: _packed(path) for path in public_folder.glob("bai-viet/*/*/index.html")}
    assert {path.parent.name: size for path, size in posts.items() if size > 14_000} == {}
    assert len(posts) > 20
    sheets = {path.name: _packed(path) for path in public_folder.rglob("*.css")}
    assert {name: size for name, size in sheets.items() if size > 9_000} == {}
    assert len(sheets) == 1


def test_a_change_of_the_letters_size_keeps_the_page_usable(tab: Page, public: str) -> None:
    """At 200 % letters on a phone nothing is lost sideways (WCAG 2.2, 1.4.4)."""
    tab.set_viewport_size({"width": 640, "height": 800})
    for path in PUBLIC.values():
        tab.goto(public + path)
        tab.add_style_tag(content="html { font-size: 200% !important }")
        scroll, client = tab.evaluate(WIDTHS)
        assert scroll <= client, path
