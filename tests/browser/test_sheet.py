"""The office's working sheet in a browser: filters without JavaScript, keyboard, and print."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

SHEET = "ke-hoach/2024/"
TASKS = "section[aria-labelledby=nhiem-vu] tbody tr"


@pytest.fixture
def sheet(browser: Browser, internal: str) -> Iterator[Page]:
    """The sheet with JavaScript switched off."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(internal + SHEET)
        yield page


def visible(page: Page, selector: str) -> int:
    return page.locator(f"{selector}:visible").count()


def test_filters_work_without_javascript_and_together(sheet: Page) -> None:
    assert visible(sheet, TASKS) == 7
    sheet.get_by_role("combobox", name="Đơn vị").select_option(label="Thanh tra Sở")
    assert visible(sheet, TASKS) == 1
    assert "4. Tuyên truyền văn bản" in sheet.locator(f"{TASKS}:visible").inner_text()
    sheet.get_by_role("combobox", name="Nội dung").select_option(value="a-a")
    assert visible(sheet, TASKS) == 0
    sheet.get_by_role("button", name="Bỏ lọc").click()
    assert visible(sheet, TASKS) == 7
    sheet.get_by_role("combobox", name="Tháng có sản phẩm").select_option(label="Tháng 8")
    for section in ("the-loai", "thoi-gian"):
        shown = visible(sheet, f"section[aria-labelledby={section}] tbody tr")
        assert shown == visible(sheet, TASKS)
        assert 0 < shown < 7


def test_every_choice_leaves_exactly_the_rows_with_its_mark(sheet: Page) -> None:
    choices = [
        (option.get_attribute("value"), option.evaluate("one => one.parentElement.id"))
        for option in sheet.locator(".c-filters option[class]").all()
    ]
    assert len(choices) > 25
    every = sheet.locator(".c-f").count()
    for token, name in choices:
        sheet.locator(f"#{name}").select_option(value=token)
        marked = sheet.locator(f".c-f.f-{token}").count()
        assert (visible(sheet, f".c-f.f-{token}"), visible(sheet, ".c-f")) == (marked, marked), token
        assert marked < every
        sheet.locator(f"#{name}").select_option(value="")


def test_the_keyboard_reaches_and_changes_a_filter(sheet: Page) -> None:
    sheet.get_by_role("combobox", name="Tình trạng").focus()
    sheet.keyboard.press("ArrowDown")
    assert 0 < visible(sheet, TASKS) < 7
    outline = sheet.get_by_role("combobox", name="Tình trạng").evaluate("one => getComputedStyle(one).outlineWidth")
    assert outline == "3px"


def test_paper_shows_the_rows_on_the_screen_and_no_filter(sheet: Page) -> None:
    sheet.get_by_role("combobox", name="Đơn vị").select_option(label="Thanh tra Sở")
    sheet.emulate_media(media="print")
    assert visible(sheet, TASKS) == 1
    assert visible(sheet, ".c-filters") == 0
    assert visible(sheet, ".c-letterhead") == 1
