"""axe-core finds nothing wrong with any type of page (WCAG 2.2 A and AA, best practices)."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.test_pages import address, every_page  # noqa: F401 - address is a fixture

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What can differ between the two schemes of colours of one page; all else is the same HTML in the same places
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
WIDTHS = (1280, 360)
FOUND = "() => document.querySelectorAll('.c-found a').length > 0"


@every_page
def test_axe_finds_no_violation(tab: Page, address, edition: str, path: str) -> None:  # noqa: F811
    """Light and dark, desktop and phone; the search page with its results."""
    tab.goto(address(edition, path))
    if "?q=" in path:
        tab.wait_for_function(FOUND, timeout=10_000)
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        for scheme, rules, fewest in (("light", RULES, 15), ("dark", COLOURS, 1)):
            tab.emulate_media(color_scheme=scheme)
            found = AXE.run(tab, options={**rules, "resultTypes": ["violations"]}).response  # one place of the others
            faults = {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found["violations"]}
            assert faults == {}, (width, scheme)
            assert len(found["passes"]) >= fewest
