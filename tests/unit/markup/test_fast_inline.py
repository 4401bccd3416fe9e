"""The short cuts change nothing: the same bytes as the stock converter on whatever is written."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.markup.fast_inline import _TRIGGERS, FastInlineExtension
from support import ROOT

EXTENSIONS = ["extra", "sane_lists", "toc"]
STOCK = markdown.Markdown(extensions=EXTENSIONS)
FAST = markdown.Markdown(extensions=[*EXTENSIONS, FastInlineExtension()])
SAMPLES = [
    "*a* **b** ***c*** _d_ __e__ ___f___ *a **b** c* 2*3*4 a_b_c **chưa đóng",
    "`mã` ``a`b`` \\`không\\` `chưa đóng",
    "[a](b) [a](<b c> 'd') [a][r] [r][] [r] ![i](p.png \"t\") ![i][r] ![r]\n\n[r]: http://x.vn \"t\"",
    "<http://x.vn> <a@b.vn> <b>c</b> &amp; &#60; & < > <br/> <!-- c --> AT&T",
    "dòng một  \ndòng hai\\\ndòng ba\n***\n---",
    "Chú thích[^1] và [^2] và [^la].\n\n[^1]: Một *nghiêng* `m`.\n[^2]: Hai\n    đoạn\n",
    "*[UBND]: Ủy ban nhân dân\n\nUBND tỉnh [UBND](x) `UBND`",
    "| a | b |\n|---|:-:|\n| `x|y` | [l](u) *e* |\n",
    "# Tiêu đề *nghiêng* {: #id .lop }\n\nđoạn {: .x}\n\n- một\n    1. hai\n\n> trích *dẫn*\n\nTừ\n: nghĩa",
    '```\n*mã* [a](b)\n```\n\n    *thụt*\n\n<div markdown="1">*trong* [x](y)</div>',
    "[a [b](c) d](e) ![a [b](c)](d) [](x) [a]() *[a*](b) _[a_](b) `[a`](b)",
    "\x02klzzwxh:0001\x03 \x02wzxhzdk:0\x03",
]
PIECES = [*"`*_[]()!<>&\\#{}:|~^-+.\n\t \"'=", "  \n", "\n\n", "a", "đ", "http://x.vn", "[^1]", "&amp;", "![", "](", "**", "1. ", "> "]


@pytest.mark.parametrize("text", SAMPLES)
def test_samples_of_every_pattern_are_byte_equal(text: str) -> None:
    assert FAST.reset().convert(text) == STOCK.reset().convert(text)


def test_real_posts_and_documents_are_byte_equal() -> None:
    texts = [path.read_text(encoding="utf-8") for path in [*ROOT.glob("content/**/*.md"), *ROOT.glob("*.md")]]
    texts.append((ROOT / "tests/data/ke-hoach-2024.txt").read_text(encoding="utf-8"))
    assert len(texts) > 20
    for text in texts:
        assert FAST.reset().convert(text) == STOCK.reset().convert(text)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_of_marks_is_byte_equal(text: str) -> None:
    assert FAST.reset().convert(text) == STOCK.reset().convert(text)


def test_every_stock_pattern_is_known_and_an_unknown_one_is_always_tried() -> None:
    assert {entry.name for entry in STOCK.inlinePatterns._priority} <= set(_TRIGGERS)

    class Shout(markdown.inlinepatterns.InlineProcessor):
        def handleMatch(self, found, _data):  # noqa: N802 - Markdown's name
            return found[1].upper(), found.start(0), found.end(0)

    class ShoutExtension(markdown.extensions.Extension):
        def extendMarkdown(self, md):  # noqa: N802 - Markdown's name
            md.inlinePatterns.register(Shout(r"%(\w+)%", md), "shout", 5)

    converter = markdown.Markdown(extensions=[ShoutExtension(), FastInlineExtension()])
    assert converter.convert("nói %to% lên") == "<p>nói TO lên</p>"


@pytest.mark.parametrize("text", ["a & b &amp; c&CN; &", "&#60 a", "&#8211; b", "&#x; a", "&# ; b", "a <", "<!-- a", "&#", "&;&\n&a"])
def test_the_parser_of_raw_html_is_skipped_only_where_it_changes_nothing(text: str) -> None:
    assert FAST.reset().convert(text) == STOCK.reset().convert(text)


def test_the_parser_of_raw_html_is_not_called_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markdown.extensions.md_in_html.HtmlBlockPreprocessor.run", lambda _self, _lines: ["gọi"])
    converter = markdown.Markdown(extensions=["extra", FastInlineExtension()])
    assert converter.convert("`a` & b") == "<p><code>a</code> &amp; b</p>"
    assert converter.convert("`a` &#60") == "<p>gọi</p>"
