"""What a reader pays for a page, measured in Chromium: bytes as a server sends them, requests, and layout shift.

The budgets are the project's own (CONTRIBUTING): a phone on a slow line gets a post in one round trip more
than the fastest page possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page, Response, Route

from browser.test_pages import POST

KB = 1024
POSTS = {
    "with every part": POST, "with image": "bai-viet/2024/bay-nhom-noi-dung-cua-ke-hoach-tuyen-truyen-2024/",
    "with table": "bai-viet/2024/sau-chi-so-cai-cach-hanh-chinh-trong-ke-hoach-2024/",
}
every_post = pytest.mark.parametrize("path", POSTS.values(), ids=POSTS)
# Every shift of the layout, those after a reader's own input too
WATCH = """
window.shifts = [];
window.observer = new PerformanceObserver((list) => window.shifts.push(...list.getEntries()));
window.observer.observe({type: "layout-shift", buffered: true});
"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))"
SHIFTS = """() => [...window.shifts, ...window.observer.takeRecords()]
  .map((shift) => [shift.value, ...shift.sources.map((source) => source.node?.className ?? "")])"""
COMPLETE = "() => Array.from(document.images).every((image) => image.complete)"


def packed(data: bytes) -> int:
    """Bytes after brotli at its best, as a server keeps precompressed files."""
    return len(brotli.compress(data, quality=11))


class Load:
    """What a page asked for until it was at rest."""

    def __init__(self, page: Page, url: str) -> None:
        self.answers: list[Response] = []
        page.on("response", self._answered)
        page.goto(url, wait_until="load")
        page.evaluate(PAINTED)

    def _answered(self, answer: Response) -> None:
        self.answers.append(answer)

    def of(self, *types: str) -> list[Response]:
        """Answers of these resource types."""
        return [answer for answer in self.answers if answer.request.resource_type in types]

    def packed(self, *types: str) -> int:
        """Their bytes, packed one by one."""
        return sum(packed(answer.body()) for answer in self.of(*types))


@every_post
def test_a_post_keeps_its_budget(page: Page, public: str, path: str) -> None:
    """HTML 12 KB, style 8 KB, scripts 5 KB, no font, five requests beside images."""
    load = Load(page, public + path)
    assert 0 < load.packed("document") <= 12 * KB
    assert 0 < load.packed("stylesheet") <= 8 * KB
    assert load.packed("script") <= 5 * KB
    assert load.of("font", "media") == []
    asked = [answer.url for answer in load.answers if answer.request.resource_type != "image"]
    assert len(asked) <= 5, asked
    assert page.evaluate("() => document.fonts.size") == 0


def test_every_post_keeps_the_budget_of_html(public_folder: Path) -> None:
    sizes = {path.parent.name: packed(path.read_bytes()) for path in public_folder.glob("bai-viet/2*/*/index.html")}
    assert len(sizes) > 20
    assert {name: size for name, size in sizes.items() if size > 12 * KB} == {}


def test_the_home_page_weighs_less_than_30_kb_without_images(page: Page, public: str) -> None:
    load = Load(page, public)
    assert 0 < load.packed("document", "stylesheet", "script") <= 30 * KB
    assert load.of("font", "media") == []


def test_the_sheet_of_the_internal_edition_is_small_too(page: Page, internal: str) -> None:
    """Both style sheets together; the internal pages themselves are worked with on a desk."""
    load = Load(page, f"{internal}ke-hoach/2024/")
    assert len(load.of("stylesheet")) == 2
    assert load.packed("stylesheet") <= 12 * KB


def shifts_with_late_images(page: Page, url: str, body: str | None = None) -> list[list[object]]:
    """Layout shifts of a page (or of `body` in its place) whose images arrive only after all else was painted."""
    page.add_init_script(WATCH)
    held: list[Route] = []
    late = True

    def image(route: Route) -> None:
        if route.request.resource_type != "image":
            route.fallback()
        elif late:
            held.append(route)
        else:
            route.continue_()

    page.route("**/*", image)
    if body is not None:
        page.route(url, lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=body))
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    late = False
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    page.evaluate(PAINTED)
    height = page.evaluate("() => document.documentElement.scrollHeight")
    for place in range(0, height, 800):
        page.evaluate("(place) => window.scrollTo(0, place)", place)
        page.evaluate(PAINTED)
    page.wait_for_function(COMPLETE, timeout=5000)
    page.evaluate(PAINTED)
    return page.evaluate(SHIFTS)


SHIFTLESS = {"home": "", **POSTS, "post with a tall picture": "bai-viet/2024/english/", "coverage": "ke-hoach/2024/", "list": "bai-viet/", "search": "tim-kiem/"}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", SHIFTLESS.values(), ids=SHIFTLESS)
def test_nothing_moves_when_images_arrive_late(page: Page, public: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert shifts_with_late_images(page, public + path) == []


def test_images_without_their_size_would_be_noticed(page: Page, public: str, public_folder: Path) -> None:
    """The measure above sees a shift where there is one."""
    path = POSTS["with image"]
    html = Path(public_folder, path, "index.html").read_text(encoding="utf-8")
    html = re.sub(r'<img\b[^>]*\bsrc="([^"]*)"[^>]*>', r'<img src="\1" alt="">', html)
    html = re.sub(r"<source\b[^>]*>", "", html)
    assert total(shifts_with_late_images(page, public + path, html)) > 0.01


def total(shifts: Iterable[list[object]]) -> float:
    """Sum of the values of shifts."""
    return sum(float(str(shift[0])) for shift in shifts)
