"""The list of headlines as it stands in a frame of the portal's page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser.looking import CONTRAST, SHAPE, WIDTHS
from browser.test_accessibility import RULES

FRAME = "ma-nhung/tin-moi.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [280, 640])
def test_the_frame_is_whole_readable_and_free_of_violations(tab: Page, public: str, scheme: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 420})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(public + FRAME)
    shape = tab.evaluate(SHAPE)
    assert (shape["h1"], shape["main"], shape["scripts"], shape["handlers"], shape["lang"]) == (1, 1, 0, [], "vi")
    scroll, client = tab.evaluate(WIDTHS)
    assert scroll <= client
    assert tab.evaluate(CONTRAST)[0][0] >= 7
    violations = Axe().run(tab, options=RULES).response["violations"]
    assert {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in violations} == {}


def test_its_links_leave_the_frame_and_need_no_script(browser: Browser, public: str, public_folder: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(public + FRAME)
        links = page.locator("a")
        assert {links.nth(index).get_attribute("target") for index in range(links.count())} == {"_top"}
    document = json.loads((public_folder / "ma-nhung/tin-moi.json").read_bytes())
    assert links_of(public_folder) == [item["url"] for item in document["items"]]


def links_of(folder: Path) -> list[str]:
    """Addresses of the headlines in the piece for server-side includes, which holds nothing but the list."""
    import re

    piece = (folder / "ma-nhung/tin-moi.inc").read_text(encoding="utf-8")
    assert not re.search(r"<(?:html|head|body|link|script|style)", piece)
    return re.findall(r'href="([^"]+)"', piece)[:-1]
