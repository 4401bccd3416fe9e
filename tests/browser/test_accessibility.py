"""axe-core finds nothing wrong with any type of page (WCAG 2.2 A and AA, best practices)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.test_pages import address, every_page  # noqa: F401 - address is a fixture

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]


@every_page
@pytest.mark.parametrize(("scheme", "width"), LOOKS, ids=[f"{scheme}-{width}" for scheme, width in LOOKS])
def test_axe_finds_no_violation(
    tab: Page, address, edition: str, path: str, scheme: str, width: int  # noqa: F811
) -> None:
    """Light and dark, desktop and phone."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(address(edition, path))
    found = AXE.run(tab, options=RULES).response
    assert {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found["violations"]} == {}
    assert len(found["passes"]) > 15
