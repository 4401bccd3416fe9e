"""Markdown as posts use it, and the facts asked of a rendered body."""

from __future__ import annotations

import sys
import unicodedata
from html import escape as html_escape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from cchc.markup import convert as module
from cchc.markup.convert import Rendered, convert
from cchc.text import CONTROL, clean_line

TABLE = "| Chỉ số | Điểm |\n|:--|--:|\n| PAR | 88 |\n"


@pytest.mark.parametrize(("attribute", "wanted"), [
    ('align="RIGHT"', ' class="c-right"'), ('align="center"', ' class="c-center"'), ('align="left"', ""), ('align="char"', ""),
    ('align="c-x&quot; onclick=&quot;x"', ""), ('colspan="2" align="right" rowspan="3"', ' colspan="2" class="c-right" rowspan="3"'),
])
def test_the_alignment_of_a_cell_is_said_by_class(attribute: str, wanted: str) -> None:
    assert f"<td{wanted}>1</td>" in convert(f"<table><tr><td {attribute}>1</td></tr></table>").html


def test_headings_keep_d_with_stroke_as_d_in_ids() -> None:
    rendered = convert("# Đạt được\n\n## Đạt được\n\n### 76/NQ-CP: *đổi mới*\n\n#### !!!")
    assert rendered.headings == (
        (2, "m-dat-duoc", "Đạt được"), (2, "m-dat-duoc_1", "Đạt được"), (3, "m-76-nq-cp-doi-moi", "76/NQ-CP: đổi mới"),
        (4, "m-muc", "!!!"),
    )
    assert rendered.fragments == ("m-dat-duoc", "m-dat-duoc_1", "m-76-nq-cp-doi-moi", "m-muc")


@pytest.mark.parametrize("body", [
    "# a", "a\n=", "<h1>a</h1>", '<H1 class="x">a</H1 >', '<div markdown="1">\n# a\n</div>',
])
def test_the_pages_title_stays_its_only_h1(body: str) -> None:
    """However a body writes a first-level heading, it becomes a second-level one."""
    rendered = convert(body)
    assert "<h1" not in rendered.html
    assert [(level, text) for level, _, text in rendered.headings] == [(2, "a")]


def test_tables_are_aligned_without_styles_and_each_in_its_own_labelled_scroll_box() -> None:
    html = convert(f"{TABLE}\na\n\n{TABLE}").html
    assert '<th>Chỉ số</th>\n<th class="c-right">Điểm</th>' in html
    assert "style=" not in html
    for number in (1, 2):
        box = f'<div class="c-table-box" role="region" aria-label="Bảng số liệu {number}" tabindex="0"><table>'
        assert html.count(box) == 1
    assert html.count("</table></div>") == 2


def test_the_way_back_from_a_footnote_is_named_in_vietnamese() -> None:
    html = convert("a[^1] b[^1]\n\n[^1]: Nguồn").html
    assert html.count('title="Về lại chỗ có chú thích 1 trong bài"') == 2
    assert '<li id="m-fn:1">' in html
    assert 'href="#m-fnref:1"' in html


@pytest.mark.parametrize(("body", "first"), [
    ("Một  hai\nba\n\nbốn", "Một hai ba"),
    ("Một<br>hai", "Một hai"),
    ("Một  \nhai", "Một hai"),
    ("<p></p>\n\n<br>\n\nHai", "Hai"),
    ("![ảnh](anh/a.png)\n\nHai", "Hai"),
    ("# Tiêu đề\n\nHai *ba* `bốn`", "Hai ba bốn"),
    ("KH&CN &lt;p&gt; a < b", "KH&CN <p> a < b"),
    ("Theo nghị quyết[^1] này\n\n[^1]: Số 76", "Theo nghị quyết này"),
    ("H<sub>2</sub>O", "H2O"),
    ("- một\n- hai", ""),
    ("> trích\n\nHai", "trích"),
    ("", ""),
])
def test_first_paragraph_is_the_text_of_the_first_that_has_any(body: str, first: str) -> None:
    assert convert(body).first_paragraph == first


def test_images_and_their_alternative_texts() -> None:
    rendered = convert('![Họp "giao ban"](anh/a.png) ![](/anh/b.png)\n\n<img src="anh/c.png" alt=" một \n hai ">')
    assert rendered.images == (
        (f"{rendered.key}-0", 'Họp "giao ban"'), ("/anh/b.png", ""), (f"{rendered.key}-1", "một hai"),
    )
    assert rendered.targets == ("anh/a.png", "anh/c.png")


def test_words_count_text_not_markup() -> None:
    assert convert("# Một hai\n\nBa **bốn** [năm](a.md 'sáu')\n\n| bảy | tám |\n|---|---|\n| chín | mười |").words == 9


def test_decomposed_and_composed_text_give_the_same() -> None:
    """NFC, no zero-width characters, no-break spaces as spaces, eth as đ."""
    body = "## Cải cách hành chính\n\nĐiều 1 và [tệp](tep/biên-bản.pdf)"
    assert convert(unicodedata.normalize("NFD", body)) == convert(body)
    assert convert("Ðạt\u200b được\u00a0rồi").html == "<p>Đạt được rồi</p>"


def test_what_is_taken_out_and_refused_is_named_once() -> None:
    rendered = convert(
        '<script>a</script><p onclick="b" style="c">d</p>\n\n'
        "[e](javascript:f) [g](javascript:f) ![h](https://x.example/i)"
    )
    assert rendered.removed == ("<script>", "onclick")
    assert rendered.refused == ("javascript:f", "https://x.example/i")


@pytest.mark.parametrize("address", [
    "https://x.example/?a=1&b=2", "http://x.example", "mailto:a@x.example", "tel:+842213", "/portal?x=a:b", "", "#a",
])
def test_allowed_links_stay_as_written(address: str) -> None:
    rendered = convert(f"[a]({address})\n\n## a")
    assert (rendered.refused, rendered.targets) == ((), ())
    assert f'href="{address.replace("&", "&amp;").replace("#", "#m-")}"' in rendered.html


@pytest.mark.filterwarnings("error")
def test_an_address_that_looks_like_one_is_no_warning() -> None:
    """An address with & was once parsed as a document, which warned on stderr."""
    assert convert('<a href="https://x.example/?a=1&amp;b=2">a</a>').refused == ()


def test_the_callback_that_rewrites_addresses_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    """nh3 only tells sys.unraisablehook about an error in a callback, and lets the attribute through."""
    raised: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", raised.append)
    odd = ("", "#", "{filename}", "\x00", "http://[", "https://[::1", "//", "a" * 70_000, "%", "%ff", "&#xd800;")
    for address in odd:
        convert(f'<a href="{address}" id="{address}">a</a><img src="{address}">')
    assert raised == []


@pytest.mark.parametrize(("error", "fault"), [
    (RecursionError, "lồng nhau quá sâu"), (ValueError, "cú pháp quá rối"), (IndexError, "cú pháp quá rối"),
    (AssertionError, "cú pháp quá rối"), (TypeError, "cú pháp quá rối"),
])
def test_a_body_the_converter_cannot_take_is_a_fault_not_a_crash(
    error: type[Exception], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Markdown, _text: str) -> str:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Markdown, "convert", fail)
        assert convert("`a`") == Rendered(fault=fault)
    assert convert("`a`").html == "<p><code>a</code></p>"


def test_real_nesting_too_deep_is_a_fault_and_leaves_the_converter_usable() -> None:
    body = "\n".join("    " * level + "- a" for level in range(400))
    assert convert(body).fault == "lồng nhau quá sâu"
    assert convert("`a`").html == "<p><code>a</code></p>"


def test_options_of_fenced_code_that_no_serialiser_takes_are_a_fault() -> None:
    assert convert("```{.a linenums=true}\nb\n```").fault == "cú pháp quá rối"


def test_bodies_do_not_influence_each_other() -> None:
    """Footnotes, references, abbreviations and ids of one body are unknown to the next."""
    convert("# a\n\n[b]: https://x.example\n\n*[CCHC]: c\n\nd[^1]\n\n[^1]: e")
    assert convert("# a\n\n[b] CCHC d[^1]").html == '<h2 id="m-a">a</h2>\n<p>[b] CCHC d[^1]</p>'


@given(st.text(st.sampled_from("ab=\"'<>& \n&;ltq#39;srcalt-é\u00a0"), max_size=20), st.text(st.sampled_from("a/&=;quot#\"' "), max_size=12))
def test_images_are_read_as_a_parser_of_html_reads_them(alt: str, source: str) -> None:
    html = convert(f'<p><img title="{source}" alt="{html_escape(alt)}" src="/{html_escape(source)}" width="3"></p>').html
    tags = BeautifulSoup(html, "html.parser").find_all("img")
    images = [module._image(piece) for piece in module._IMAGE.findall(html)]
    assert images == [(str(tag.get("src", "")), clean_line(str(tag.get("alt", "")))) for tag in tags]


def test_text_about_a_body_holds_no_control_character() -> None:
    """An entity can write one that a feed or a Word file may not hold."""
    found = convert("# A&#127;b\n\nMột&#12;hai&#x85;ba&#65534;bốn\n")
    assert found.first_paragraph == "Một hai…ba bốn"
    assert CONTROL.search("".join(text for _, _, text in found.headings)) is None
