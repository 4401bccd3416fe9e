"""Images of a body as they reach a page: their size, their variants, when they are loaded."""

from __future__ import annotations

import pytest

from cchc.pages.parts import Picture, Source
from cchc.pages.pictures import IN_GALLERY, dress_images, source_html
from cchc.render import make_environment
from support import ROOT

SOURCES = (Source(url="anh/bien-the/a.1-480.webp", width=480), Source(url="anh/bien-the/a.1-800.webp", width=800))
KNOWN = {
    "anh/a.jpg": Picture(url="anh/a.jpg", alt="", width=1600, height=900, sources=SOURCES),
    "anh/b.png": Picture(url="anh/b.png", alt="", width=300, height=301),
    "anh/trong.png": Picture(url="anh/trong.png", alt=""),
}
OFFER = "../anh/bien-the/a.1-480.webp 480w, ../anh/bien-the/a.1-800.webp 800w"


def dress(html: str, *, lead: bool = False) -> str:
    return dress_images(html, "../", lambda url: KNOWN[url], lead=lead)


def test_an_image_has_its_size_and_its_variants() -> None:
    assert dress('<p>a <img alt="&quot;A&quot;" src="../anh/a.jpg"> b</p>') == (
        f'<p>a <picture><source type="image/webp" srcset="{OFFER}" sizes="{KNOWN["anh/a.jpg"].sizes}">'
        '<img alt="&quot;A&quot;" src="../anh/a.jpg" width="1600" height="900" loading="lazy" decoding="async">'
        "</picture> b</p>"
    )
    assert dress('<img src="../anh/b.png">') == (
        '<img src="../anh/b.png" width="300" height="301" loading="lazy" decoding="async">'
    )


def test_only_the_first_image_of_a_page_is_loaded_at_once() -> None:
    html = dress('<img src="../anh/b.png"><img src="../anh/b.png">', lead=True)
    assert html.count('fetchpriority="high"') == html.count('loading="lazy"') == 1
    assert html.index("fetchpriority") < html.index("lazy")


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ('width="150"', (150, 150)), ('height="602"', (600, 602)), ('width="150" height="9"', (150, 150)),
        ('width="50%"', (300, 301)), ('width="0"', (300, 301)), ('height="x"', (300, 301)), ("", (300, 301)),
    ],
)
def test_a_size_that_an_editor_wrote_is_kept_in_the_picture_s_proportions(written: str, size: tuple[int, int]) -> None:
    html = dress(f'<img src="../anh/b.png" {written}>'.replace(" >", ">"))
    assert f'width="{size[0]}" height="{size[1]}"' in html
    assert html.count("width=") == html.count("height=") == 1


def test_images_of_the_portal_and_placeholders_stay_as_they_are() -> None:
    assert dress('<img src="/anh/a.jpg" width="9" height="9">') == '<img src="/anh/a.jpg" width="9" height="9">'
    assert dress("<img>") == "<img>"
    assert dress('<img src="../anh/trong.png">') == '<img src="../anh/trong.png" loading="lazy" decoding="async">'
    assert dress("<p>Không có ảnh.</p>") == "<p>Không có ảnh.</p>"


def test_an_address_with_a_query_is_still_the_picture() -> None:
    assert 'width="300"' in dress('<img src="../anh/b.png?a=1#b">')


def test_images_of_a_gallery_are_said_to_be_small() -> None:
    one = '<img src="../anh/a.jpg">'
    html = dress(f'{one}<div class="c-gallery" role="group"><figure>{one}</figure></div>{one}<div>{one}</div>')
    sizes = [part.partition('"')[0] for part in html.split('sizes="')[1:]]
    usual = KNOWN["anh/a.jpg"].sizes
    assert sizes == [usual, IN_GALLERY, usual, usual]


@pytest.mark.parametrize("name", ["anh/a.jpg", "anh/b.png", "anh/trong.png"])
@pytest.mark.parametrize("eager", [True, False])
def test_bodies_and_templates_write_images_alike(name: str, eager: bool) -> None:
    """The component's macro and the text of a body differ only in where `alt` stands."""
    macro = make_environment(ROOT / "theme" / "templates").get_template("components/picture/picture.html").module.image
    template = str(macro(KNOWN[name], "../", eager=eager)).replace(' alt=""', "")
    assert template == dress(f'<img src="../{name}">', lead=eager)
    assert (source_html(KNOWN[name], "../") in template) is bool(KNOWN[name].sources)
