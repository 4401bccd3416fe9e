"""Images in a text: captions, credits, galleries; everything else stays as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.markup.convert import convert
from cchc.markup.figures import image_attributes, set_figures, write_image


def written(body: str) -> str:
    """HTML of a body with its link tokens as ‹n›."""
    rendered = convert(body)
    return rendered.html.replace(f"{rendered.key}-", "")


@pytest.mark.parametrize(
    ("title", "caption"),
    [
        ("Quang cảnh cuộc họp", "<span>Quang cảnh cuộc họp</span>"),
        ("Quang cảnh. Ảnh: Văn phòng Sở", "<span>Quang cảnh</span> · <span>Ảnh: Văn phòng Sở</span>"),
        ("Quang cảnh (Ảnh: Văn phòng Sở)", "<span>Quang cảnh</span> · <span>Ảnh: Văn phòng Sở</span>"),
        ("Ảnh: Văn phòng Sở", "<span>Ảnh: Văn phòng Sở</span>"),
        ("Ông A phát biểu.", "<span>Ông A phát biểu.</span>"),
        ("Ảnh chụp năm 2020: trụ sở cũ", "<span>Ảnh chụp năm 2020: trụ sở cũ</span>"),
        ("Hai người. Ảnh: Hà & Lan <b>", "<span>Hai người</span> · <span>Ảnh: Hà &amp; Lan &lt;b&gt;</span>"),
        ("Ảnh: cũ. Ảnh: Đỗ A", "<span>Ảnh: cũ</span> · <span>Ảnh: Đỗ A</span>"),
        ("Quang cảnh. Ảnh:", "<span>Quang cảnh</span>"),
    ],
)
def test_the_title_of_an_image_that_stands_alone_is_its_caption(title: str, caption: str) -> None:
    assert written(f'![Họp](anh/a.jpg "{title}")') == (
        f'<figure class="c-figure"><img alt="Họp" src="0"><figcaption class="c-meta">{caption}</figcaption></figure>\n'
    ).rstrip("\n")


@pytest.mark.parametrize(
    "body",
    [
        "![Họp](anh/a.jpg)", 'Xem ![Họp](anh/a.jpg "Chú thích")', '![Họp](anh/a.jpg "Chú thích") đây.', "Không có ảnh.",
        '| a |\n|---|\n| ![Họp](anh/a.jpg "Chú thích") |', '## ![Họp](anh/a.jpg "Chú thích")', '![Họp](anh/a.jpg "  ")',
    ],
)
def test_an_image_without_a_title_or_within_a_text_stays_as_it_is(body: str) -> None:
    html = written(body)
    assert "figure" not in html
    assert "c-gallery" not in html


def test_a_linked_image_keeps_its_link_above_the_caption() -> None:
    assert written('[![Họp](anh/a.jpg "Quang cảnh")](bai.md)') == (
        '<figure class="c-figure"><a href="0"><img alt="Họp" src="1"></a>'
        '<figcaption class="c-meta"><span>Quang cảnh</span></figcaption></figure>'
    )


def test_images_in_one_paragraph_are_a_gallery() -> None:
    for gap in ("\n", " ", "  \n"):
        html = written(gap.join(('![Một](anh/1.jpg "Ảnh: A")', "![Hai](anh/2.jpg)", "![Ba](anh/3.jpg)")))
        assert html == (
            '<div class="c-gallery" role="group" aria-label="Bộ 3 ảnh">\n'
            '<figure class="c-gallery__item"><img alt="Một" src="0"><figcaption class="c-meta"><span>Ảnh: A</span>'
            '</figcaption></figure>\n<figure class="c-gallery__item"><img alt="Hai" src="1"></figure>\n'
            '<figure class="c-gallery__item"><img alt="Ba" src="2"></figure>\n</div>'
        )


def test_a_figure_in_a_list_stays_in_it() -> None:
    html = written('- Một\n\n    ![Họp](anh/a.jpg "Quang cảnh")\n')
    assert re.search(r"<li>\s*<p>Một</p>\s*<figure .*</figure>\s*</li>", html, re.DOTALL)


def test_captions_do_not_change_what_is_asked_of_a_body() -> None:
    plain, captioned = convert("Đầu.\n\n![Họp](anh/a.jpg)"), convert('Đầu.\n\n![Họp](anh/a.jpg "Chú thích")')
    assert (captioned.images[0][1], captioned.targets) == ("Họp", plain.targets)
    assert captioned.first_paragraph == plain.first_paragraph == "Đầu."


def test_editors_cannot_write_our_classes_themselves() -> None:
    html = written('<div class="c-gallery" role="group"><p>x</p></div>\n\n<figure class="c-figure"><img src="anh/a.png" alt="a"></figure>')
    assert "c-" not in html
    assert "role" not in html


@given(st.text(alphabet='<>"&\' Ảnh:(.)a\n', max_size=40))
def test_no_title_breaks_out_of_its_caption(title: str) -> None:
    """Whatever a title holds, only figure, image, caption and spans come out."""
    escaped = title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    html = set_figures(f'<p><img alt="a" src="b" title="{escaped}"></p>')
    assert set(re.findall(r"</?([a-z]+)", html)) <= {"p", "img", "figure", "figcaption", "span"}
    assert html.count("<img ") == 1


def test_an_attribute_that_looks_like_another_is_not_taken_for_it() -> None:
    tag = '<img alt="x src=" title="y width=" src="anh/a.png">'
    assert image_attributes(tag) == {"alt": "x src=", "title": "y width=", "src": "anh/a.png"}
    assert write_image(image_attributes(tag)) == tag
