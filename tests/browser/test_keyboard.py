"""A walk with the Tab key: every control is reached once, in the order of the page, is seen, and is large enough."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser.test_pages import POST

# Every control a keyboard reaches, in the order of the document
CONTROLS = """
window.controls = () => Array.from(document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], [tabindex='0']"))
  .filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}));
window.named = (one) => one.localName + " " + (one.getAttribute("aria-label") || one.labels?.[0]?.textContent
  || one.textContent || one.name).trim().replace(/\\s+/g, " ").slice(0, 40);
"""
# What the control with the focus looks like, and where it stands on the screen
STOP = """() => {
  const target = document.activeElement, rect = target.getBoundingClientRect(), style = getComputedStyle(target);
  const inside = rect.width > 0 && rect.height > 0 && rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth;
  const line = target.getClientRects()[0] ?? rect;
  const top = document.elementFromPoint(Math.min(Math.max(line.left + line.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(line.top + Math.min(line.height, 20) / 2, 0), innerHeight - 1));
  return {place: window.controls().indexOf(target), name: window.named(target),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: inside && top !== null && (target.contains(top) || top.contains(target))};
}"""
# Controls that have a ring without the focus
RINGED = """() => {
  document.activeElement?.blur();
  return window.controls().filter((one) => getComputedStyle(one).outlineStyle !== "none").map(window.named);
}"""
# Targets smaller than 24 × 24 CSS pixels that have no room either: a circle of 24 pixels around the middle meets another
# target or its circle (WCAG 2.2, 2.5.8; links in a sentence are exempt). Primary ones are 44 pixels high.
PRIMARY = (
    ".c-menu__link, .c-search-form__input, .c-search-form__button, .c-search select, .c-filters select, .c-filters button, "
    ".c-pager__link, .c-tiles__link, .c-share a, .c-share button, body:not(.c-page-sheet) summary"
)
SMALL = """(primary) => {
  const all = window.controls().filter((one) => !one.matches(".c-skip, [tabindex]:not(a, button)"));
  const rects = new Map(all.map((one) => [one, one.getBoundingClientRect()]));
  const low = (one) => rects.get(one).height < 23.5 || rects.get(one).width < 23.5;
  const middle = (rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2];
  const away = ([x, y], rect) => Math.hypot(Math.max(rect.left - x, 0, x - rect.right), Math.max(rect.top - y, 0, y - rect.bottom));
  const inSentence = (one) => {
    const block = one.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, figcaption, caption, div");
    return getComputedStyle(one).display === "inline" && block.textContent.trim().length > one.textContent.trim().length;
  };
  const crowded = (one) => all.some((other) => {
    if (other === one || other.contains(one) || one.contains(other)) return false;
    const [x, y] = middle(rects.get(one)), [left, top] = middle(rects.get(other));
    return away([x, y], rects.get(other)) < 11.5 || low(other) && Math.hypot(x - left, y - top) < 23.5;
  });
  return all.filter((one) => one.matches(primary) ? rects.get(one).height < 43.5 : low(one) && !inSentence(one) && crowded(one))
    .map((one) => `${window.named(one)} .${one.className} ${rects.get(one).width.toFixed(0)}×${rects.get(one).height.toFixed(0)}`);
}"""
FOUND = "() => document.querySelectorAll('.c-found a').length > 0"

WALKS = {
    "home": ("public", ""), "post": ("public", POST), "field": ("public", "linh-vuc/the-che/"), "coverage": ("public", "ke-hoach/2024/"),
    "search": ("public", "tim-kiem/?q=nghi+quyet"), "data": ("public", "du-lieu/"), "office's sheet": ("internal", "ke-hoach/2024/"),
}
every_walk = pytest.mark.parametrize(("edition", "path"), WALKS.values(), ids=WALKS)


@pytest.fixture
def opened(page: Page, request: pytest.FixtureRequest):
    """Open a page of an edition, with its search results where it has any."""

    def open_at(edition: str, path: str, width: int) -> Page:
        page.set_viewport_size({"width": width, "height": 800})
        page.add_init_script(CONTROLS)
        page.goto(request.getfixturevalue(edition) + path)
        if "?q=" in path:
            page.wait_for_function(FOUND, timeout=10_000)
        return page

    return open_at


@every_walk
@pytest.mark.parametrize("width", [320, 1280])
def test_tab_reaches_every_control_in_order_and_shows_where_it_is(opened, edition: str, path: str, width: int) -> None:
    page = opened(edition, path, width)
    number = page.evaluate("() => window.controls().length")
    stops = []
    for _ in range(number + 1):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
    assert stops.pop()["place"] in {-1, 0}, "the last control keeps the focus"
    assert [stop["place"] for stop in stops] == list(range(number)), [stop["name"] for stop in stops if stop["place"] < 0]
    assert [stop["name"] for stop in stops if stop["ring"] < 2] == []
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert page.evaluate(RINGED) == []


@every_walk
@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_touched_is_large_enough(opened, edition: str, path: str, width: int) -> None:
    assert opened(edition, path, width).evaluate(SMALL, PRIMARY) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_shift_tab_walks_back(opened, width: int) -> None:
    page = opened("public", "", width)
    for _ in range(6):
        page.keyboard.press("Tab")
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("() => document.activeElement.className") == "c-skip"


@pytest.mark.parametrize("width", [320, 1280])
def test_search_is_done_with_the_keyboard_alone(opened, public: str, width: int) -> None:
    """From the field in the header of a post to a result, with a filter on the way."""
    page = opened("public", POST, width)
    focus = "() => window.named(document.activeElement)"
    presses = 0
    while not page.evaluate("() => document.activeElement.matches('header input[type=search]')"):
        page.keyboard.press("Tab")
        presses += 1
        assert presses < 12
    page.keyboard.type("cai cach")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{public}tim-kiem/?q=cai+cach", timeout=10_000)
    page.wait_for_function(FOUND, timeout=10_000)
    before = page.locator(".c-search__status").inner_text()
    while not page.evaluate("() => document.activeElement.matches('.c-search select')"):
        page.keyboard.press("Tab")
        presses += 1
        assert presses < 60, page.evaluate(focus)
    page.keyboard.press("ArrowDown")
    page.wait_for_function("(text) => ![text, ''].includes(document.querySelector('.c-search__status').textContent)", arg=before, timeout=10_000)
    assert page.evaluate("() => document.activeElement.matches('.c-search select')"), "a filter keeps the focus"
    while not page.evaluate("() => document.activeElement.matches('.c-found a')"):
        page.keyboard.press("Tab")
        presses += 1
        assert presses < 60, page.evaluate(focus)
    target = page.evaluate("() => document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target, timeout=10_000)
