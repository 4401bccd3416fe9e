"""Each component alone: axe finds nothing, text stands out, nothing scrolls sideways; the gallery's pages too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.looking import CONTRAST, WIDTHS
from browser.serving import serve
from browser.test_accessibility import RULES
from cchc.gallery import LOOKS, load_components
from support import ROOT, run_inv

COMPONENTS = load_components(ROOT / "theme" / "templates")
AXE = Axe()


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the gallery, made as developers make it."""
    folder = tmp_path_factory.mktemp("bo-suu-tap") / "trang"
    done = run_inv("gallery", "--output", str(folder))
    assert done.returncode == 0, done.stderr
    assert str(folder / "index.html") in done.stdout
    with serve(folder) as address:
        yield address


def violations(tab: Page) -> dict[str, list[str]]:
    found = AXE.run(tab, options=RULES).response
    return {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found["violations"]}


@pytest.mark.parametrize("component", COMPONENTS, ids=[item.name for item in COMPONENTS])
def test_each_example_is_accessible_in_every_look(tab: Page, gallery: str, component) -> None:
    for number, example in enumerate(component.examples, start=1):
        tab.emulate_media(media="screen", color_scheme="light")
        tab.goto(f"{gallery}{component.name}/{number}-{LOOKS[0].name}.html")
        assert violations(tab) == {}, example.title
        for width in (1280, 320):
            tab.set_viewport_size({"width": width, "height": 900})
            scroll, client = tab.evaluate(WIDTHS)
            assert scroll <= client, example.title
        for media, scheme in (("screen", "light"), ("screen", "dark"), ("print", "light")):
            tab.emulate_media(media=media, color_scheme=scheme)
            assert [item for item in tab.evaluate(CONTRAST) if item[0] < 7] == [], (example.title, media, scheme)


def test_the_pages_of_the_gallery_itself_are_accessible(tab: Page, gallery: str) -> None:
    for path in ("index.html", "card/index.html"):
        tab.goto(gallery + path)
        assert violations(tab) == {}, path
        assert [item for item in tab.evaluate(CONTRAST) if item[0] < 7] == [], path
