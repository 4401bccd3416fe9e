"""Every type of page as a reader's browser gets it: phone and desk, dark and print, with and without scripts."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

PAGES = {
    "home": "", "post": "bai-viet/2024/du-cac-phan/", "expired": "bai-viet/2024/het-han/",
    "withdrawn": "bai-viet/2024/go-bo/", "english": "bai-viet/2024/english/", "all": "bai-viet/",
    "topic": "linh-vuc/thu-tuc-hanh-chinh/", "tags": "tu-khoa/", "plans": "ke-hoach/", "coverage": "ke-hoach/2024/",
    "task": "ke-hoach/2024/nhiem-vu/1/", "empty-task": "ke-hoach/2024/nhiem-vu/5/",
    "area": "ke-hoach/2024/noi-dung/dd/", "standing": "gioi-thieu/", "map": "so-do-trang/", "missing": "khong-co/",
}
WIDTHS = (320, 360, 1280)
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LUMINANCE = """() => {
  const parse = (c) => { const [r, g, b, a] = c.match(/[\\d.]+/g).map(Number); return [r, g, b, a === undefined ? 1 : a]; };
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const back = (e) => {
    if (!e) return [255, 255, 255];
    const [r, g, b, a] = parse(getComputedStyle(e).backgroundColor);
    if (a === 1) return [r, g, b];
    const under = back(e.parentElement);
    return [r, g, b].map((v, i) => v * a + under[i] * (1 - a)); };
  const shown = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && e.getBoundingClientRect().width > 2;
  return [...document.querySelectorAll('main *, footer *, header *')].filter(shown).map((e) => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(back(e))].sort((x, y) => y - x);
    return [Math.round((a + 0.05) / (b + 0.05) * 10) / 10, e.className, e.textContent.slice(0, 30)]; });
}"""


def visit(page: Page, address: str, *, status: int = 200) -> list[str]:
    """Open a page; what went wrong with it and its requests."""
    faults: list[str] = []
    origin = re.match(r"https?://[^/]+", address)[0]
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(f"failed {request.url}"))
    page.on("request", lambda request: None if request.url.startswith(origin) else faults.append(f"foreign {request.url}"))
    page.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and answer.url != address else None)
    answer = page.goto(address)
    assert answer.status == status
    return [fault for fault in faults if "404 (Not Found)" not in fault]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_asks_nothing_of_others(page: Page, public: str, name: str) -> None:
    assert visit(page, public + PAGES[name], status=404 if name == "missing" else 200) == []
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator("script, style, [style], [onclick]").count() == 0
    broken = page.eval_on_selector_all("img", "all => all.filter(i => !i.complete || !i.naturalWidth || !i.alt).length")
    assert broken == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#noi-dung"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(browser: Browser, public: str, internal: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        wide = {}
        for address in [*(public + url for url in PAGES.values()), internal + "ke-hoach/2024/", internal + "ke-hoach/2024/nhiem-vu/1/"]:
            page.goto(address)
            over = page.evaluate(_OVERFLOW)
            if over > 0:
                wide[address] = over
        assert wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(browser: Browser, public: str, internal: str, scheme: str) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        for address in (public, public + PAGES["post"], public + PAGES["coverage"], internal + "ke-hoach/2024/"):
            page.goto(address)
            measured = page.evaluate(_LUMINANCE)
            assert len(measured) > 20
            assert [entry for entry in measured if entry[0] < 7] == [], address


def test_everything_reads_the_same_without_scripts(browser: Browser, window: BrowserContext, public: str) -> None:
    with browser.new_context(java_script_enabled=False) as plain, window.new_page() as page:
        other = plain.new_page()
        for url in PAGES.values():
            page.goto(public + url)
            other.goto(public + url)
            assert page.inner_text("body") == other.inner_text("body")


def test_a_printed_post_is_title_source_address_and_text(page: Page, public: str) -> None:
    page.goto(public + PAGES["post"])
    page.emulate_media(media="print")
    for hidden in ("header.c-header", "nav", "footer"):
        assert page.locator(hidden).first.is_hidden(), hidden
    assert page.locator("h1").is_visible()
    assert "bai-viet/2024/du-cac-phan/" in page.inner_text("body")


def test_an_old_address_leads_to_the_post(page: Page, public: str) -> None:
    page.goto(public + "tin/bai-cu.html")
    page.wait_for_url(public + PAGES["post"])


def test_every_internal_link_of_the_pages_answers(page: Page, public: str, window: BrowserContext) -> None:
    seen: set[str] = set()
    for url in PAGES.values():
        page.goto(public + url)
        links = page.eval_on_selector_all("a[href], link[href]", "all => all.map(e => e.getAttribute('href'))")
        seen |= {urljoin(page.url, link).partition("#")[0] for link in links if not link.startswith("#")}
    inside = sorted(link for link in seen if link.startswith(public))
    assert len(inside) > 60
    assert [link for link in inside if window.request.get(link).status != 200] == []


def test_pages_are_light(public_folder: Path) -> None:
    post = gzip.compress((public_folder / PAGES["post"] / "index.html").read_bytes())
    styles = [gzip.compress(path.read_bytes()) for path in (public_folder / "theme").glob("*.css")]
    assert len(post) <= 14_000
    assert len(styles) == 1
    assert len(styles[0]) <= 9_000


def test_the_internal_page_shows_its_edition_even_in_print(page: Page, internal: str) -> None:
    page.goto(internal + "ke-hoach/2024/")
    assert page.get_by_text("Bản nội bộ").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("Bản nội bộ").is_visible()
    assert page.locator('meta[name="robots"][content="noindex"]').count() == 1
