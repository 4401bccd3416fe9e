"""Pictures as a browser chooses and shows them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

PHOTOS = "bai-viet/2024/co-anh/"
CHOSEN = """async () => {
  const images = [...document.images];
  for (const image of images) { image.loading = "eager"; await image.decode(); }
  return images.map((image) => [image.currentSrc.split("/").pop().replace(/\\.[0-9a-f]{10}/, ""),
    image.naturalWidth / image.naturalHeight, image.width / image.height, image.width]);
}"""


@pytest.mark.parametrize(
    ("width", "density", "chosen"),
    [
        (360, 1, ["1-480.webp", "2-480.webp", "3-480.webp", "4-500.webp"]),
        (360, 3, ["1-1200.webp", "2-900.webp", "3-600.webp", "4-500.webp"]),
        (1280, 1, ["1-800.webp", "2-480.webp", "3-480.webp", "4-500.webp"]),
        (1280, 2, ["1-1200.webp", "2-800.webp", "3-600.webp", "4-500.webp"]),
    ],
)
def test_a_browser_takes_the_variant_that_fits_its_screen(
    browser: Browser, public: str, width: int, density: int, chosen: list[str]
) -> None:
    """And shows it in its own proportions, no wider than the page, turned pictures included."""
    with browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=density) as context:
        page = context.new_page()
        page.goto(public + PHOTOS)
        found = page.evaluate(CHOSEN)
    assert [name for name, *_ in found] == chosen
    for name, natural, shown, size in found:
        assert shown == pytest.approx(natural, rel=0.02), name
        assert 0 < size <= width - 32
    assert found[2][1] < 1  # taken with the phone on its side


def test_a_browser_without_webp_takes_the_original(page: Page, public: str) -> None:
    page.goto(public + PHOTOS)
    page.evaluate("() => document.querySelectorAll('source').forEach((source) => { source.type = 'image/unknown'; })")
    assert [name for name, *_ in page.evaluate(CHOSEN)] == ["1.jpg", "2.jpg", "3.jpg", "4.jpg"]
    assert page.evaluate(CHOSEN)[2][1] < 1


def test_captions_stand_under_their_pictures_and_galleries_side_by_side(tab: Page, public: str) -> None:
    tab.goto(public + PHOTOS)
    tab.set_viewport_size({"width": 1280, "height": 900})
    places = tab.evaluate("""() => [...document.querySelectorAll("figure")].map((figure) => {
      const image = figure.querySelector("img").getBoundingClientRect();
      const caption = figure.querySelector("figcaption")?.getBoundingClientRect();
      return [image.left, image.top, image.bottom, caption ? caption.top : null];
    })""")
    assert all(caption is None or caption >= bottom for _, _, bottom, caption in places)
    one, *gallery = places
    assert one[2] < gallery[0][1]
    assert gallery[0][1] == gallery[1][1]
    assert gallery[0][0] < gallery[1][0]
    tab.set_viewport_size({"width": 360, "height": 900})
    lefts = tab.evaluate('() => [...document.querySelectorAll(".c-gallery img")].map((one) => one.getBoundingClientRect().left)')
    assert len(set(lefts)) == 1
