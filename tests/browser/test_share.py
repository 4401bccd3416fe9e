"""Passing a page on: the buttons a script adds, what they do, and that without it nothing is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.test_pages import POST

TITLE, SHARED = "du-cac-phan", "bai-viet/2024/du-cac-phan/"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that lets pages write to the clipboard."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        yield context


def opened(context: BrowserContext, url: str, *, before: str = "") -> Page:
    """A page with every error it raises or tells collected in `page.faults`."""
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    if before:
        page.add_init_script(before)
    page.goto(url)
    return page


def test_copying_puts_the_address_on_the_clipboard_and_says_so(reader: BrowserContext, public: str) -> None:
    page = opened(reader, public + POST)
    page.get_by_role("button", name="Chép địa chỉ").click()
    expect(page.locator(".c-share").get_by_role("status")).to_have_text("Đã chép địa chỉ.")
    assert page.evaluate("() => navigator.clipboard.readText()").endswith(SHARED)
    assert page.faults == []


def test_copying_works_where_the_clipboard_is_not_given_to_pages(reader: BrowserContext, public: str) -> None:
    page = opened(reader, public + POST, before="Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("() => document.addEventListener('copy', () => { window.copied = document.activeElement.value; })")
    page.get_by_role("button", name="Chép địa chỉ").click()
    expect(page.locator(".c-share").get_by_role("status")).to_have_text("Đã chép địa chỉ.")
    assert page.evaluate("() => window.copied").endswith(SHARED)
    assert page.locator("body > textarea").count() == 0
    assert page.faults == []


def test_a_copy_that_is_refused_says_what_to_do(reader: BrowserContext, public: str) -> None:
    page = opened(reader, public + POST, before="""
        navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
        document.execCommand = () => false;""")
    page.get_by_role("button", name="Chép địa chỉ").click()
    expect(page.locator(".c-share").get_by_role("status")).to_contain_text("Không chép được")
    assert page.faults == []


def test_sharing_hands_title_and_address_to_the_system(reader: BrowserContext, public: str) -> None:
    page = opened(reader, public + POST, before="navigator.share = (data) => { window.shared = data; return Promise.reject(new Error('closed')); }")
    page.get_by_role("button", name="Ứng dụng khác").click()
    shared = page.evaluate("() => window.shared")
    assert (shared["title"], shared["url"].endswith(SHARED)) == (TITLE, True)
    assert page.faults == []


def test_printing_prints(reader: BrowserContext, public: str) -> None:
    page = opened(reader, public + POST, before="window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="In bài").click()
    assert page.evaluate("() => window.printed")


def test_an_old_or_bare_browser_sees_only_what_works(reader: BrowserContext, public: str) -> None:
    page = opened(reader, public + POST, before="""
        Object.defineProperty(navigator, 'clipboard', {value: undefined});
        Object.defineProperty(navigator, 'share', {value: undefined});
        document.queryCommandSupported = undefined;
        window.print = undefined;""")
    assert page.locator(".c-share").get_by_role("button").count() == 0
    assert page.locator(".c-share").get_by_role("link").count() == 2
    assert page.faults == []


def test_the_buttons_move_nothing_when_they_appear(browser: Browser, public: str) -> None:
    heights = []
    for scripted in (True, False):
        with browser.new_context(java_script_enabled=scripted, viewport={"width": 360, "height": 800}) as context:
            page = context.new_page()
            page.goto(public + POST)
            heights.append(page.locator(".c-share").bounding_box()["height"])
    assert heights[0] == heights[1]


def test_without_a_script_the_links_and_the_address_are_there(browser: Browser, public: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(public + POST)
        share = page.locator(".c-share")
        assert share.get_by_role("button").count() == 0
        links = share.get_by_role("link").evaluate_all("all => all.map((one) => one.href)")
        assert links[0].startswith("https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2F127.0.0.1")
        assert links[1].startswith(f"mailto:?subject={TITLE}&body=http%3A%2F%2F127.0.0.1")
        assert SHARED in share.inner_text()


def test_the_code_is_seen_on_paper_only(page: Page, public: str) -> None:
    page.goto(public + POST)
    code = page.locator(".c-print-source__code")
    expect(code).to_be_hidden()
    page.emulate_media(media="print")
    expect(code).to_be_visible()
    box = code.bounding_box()
    assert box["width"] == box["height"] > 90
    assert code.evaluate("(code) => getComputedStyle(code).stroke") == "rgb(0, 0, 0)"


def test_the_office_copies_the_text_for_zalo(reader: BrowserContext, internal: str) -> None:
    page = opened(reader, internal + POST)
    page.get_by_role("button", name="Chép bản này").click()
    expect(page.locator(".c-social-text").get_by_role("status")).to_have_text("Đã chép bản để đăng.")
    copied = page.evaluate("() => navigator.clipboard.readText()").splitlines()
    assert (copied[0], copied[1], copied[-1].endswith(SHARED)) == (TITLE, "", True)
    assert page.faults == []


def test_the_script_is_small(public_folder: Path) -> None:
    import brotli

    scripts = list(public_folder.glob("theme/cchc.*.js"))
    assert len(scripts) == 1
    assert len(brotli.compress(scripts[0].read_bytes())) < 2_000
