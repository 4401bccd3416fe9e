"""Plain documents are written without the stock converter, and whatever is written is what it would have written."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import make_posts
from cchc.markup import convert as module
from cchc.markup import fast_plain, fast_spans, fast_table
from cchc.markup import sanitise as san
from cchc.markup.convert import convert
from cchc.text import normalise
from unit.markup.mutations import MARKS, RARE, SPACES, WORDS, mutations
from unit.markup.stock_chain import own_posts, read_documents, stock_html, stock_rendered

PLAIN = [
    "", "\n \n", "a", "\n\na\n\n\n\nb\n", "a\n  b\n   c", "a  \nb   \nc", "a \nb ", "a\n \n  \nb", "a\n- b\n1. c\n+ d", "a\n-b", "-5 độ", "1.5 triệu", "=a",
    "*a* **b** (*c*), **d**, “**e**”a*f*b", "* a **b**\n* c", "+ a\n- b", "a\n* b", "a_b x__y", "5_000", "**a** **b**",
    "# a", "#a", "###### a", "# a\n## b\nc", "# a\n\n# a\n\n# a_1\n\n# !!!\n\n# !!!", "##  a  b  ", "# *a* [b](c) ![d](e)", "# KH&CN & &lt;b&gt; &CN;",
    "- a\n- b", "- a\nb\n  c\n- d  \ne", "- a\n\n- b\n- c\n\n- d", "1. a\n2. b", "07. a\n\n9. b", "- a\n\n1. b\n\n- c", "- - a\n- b\n\n- - c\nd", "- a\n\nb\n\n- c",
    "- 100% hồ sơ", "a\r\nb\r\n\r\n- c\rd", "a\tb", "-\ta\n-\tb\tc", "٣. a\n٤. b",
    "[a](b)", '[a](b "c d")', '[a](b  " c ")', "[a](http://x.vn/a*b_c?d=1&e=2#f)", "[**a** b](c)", "[a]({filename}b.md)", "[a](b)[c](d)", "**[a](b)**", "[ a ](b)",
    "[^1](a)", "!a [b](c)!", '![a "b"](/c)', '![a](/b "c")', "[![a](/b)](c)", "![a *b* c](d)", "[a](#b) [c](javascript:d) ![e](f.png) [g](//h)",
    "| a | b |\n|---|---|\n| 1 | 2 |", "|a|b|c|d|\n|:--|--:|:-:|-|\n|1|2\n3|4|5|6|7|8\n|\n# x", "|a|b|\n|-|-|\n| *x* | [y](z) |\n\n|c|d|\n|-|-|\n|KH&CN|![x](/y)|",
    "KH&CN", "KH&CN; a", "&amp; &nbsp; &1a; &a-b; &", "&ſ; &K;", "a ~~b~~ 'c' \"d\" … – ¥ 😀", "a: b",
]
HARMLESS = [
    "[a](java&Tab;script:b)", "[a](javascript&colon;b)", "[a](/b&NewLine;c)", "&NewLine;a", "&lt;script&gt;a&lt;/script&gt;", "&amp;lt;b", "&nbsp;a&zwj;",
    "[a](http://)", "[a](http:b)", "[a](data:b)", "![a](http://b.vn/c)", "![a&quot;](/b)", "[a&quot; id=](/b)", '[a](b "&quot; id=&lt;")', "[a](b&copy;c)", "&notit;",
    "# &lt;!-- a --&gt; &amp;amp;", "# &quot;&gt;", "[a](cchc-0)", "[a](#)", "![a](href=)", '![href=](/b "src=")',
]
STOCK = [
    " a", "\ta", "a\n\tb", "a\n    b", "a\n -b", "a\n\u3000b", "a\x0cb", "a\x02b", "a\x03b", "a\x1cb", "a\x85b", "a\u2028b", "a\x00b", "<b>a</b>", "a > b", "> a",
    "`a`", "a\\*b", "~~~\na\n~~~", "&#8211;", "&#60", "a {: .x }", "a{b", "[a]", "a]", "[TOC]", "[a][b]", "[a](b(c))", "[a](<b>)", "[a]( b )", "[a]()", "[](a)", "[a](b 'c')", "[a\nb](c)",
    "[a [b](c) d](e)", "![](a)", "![a](b", "[^1]: a", "*[A]: b", "[r]: u", "_a_", "__a__", "a_", "_ a", "a **b", "a*", "***a***", "*a **b** c*", "**a *b***", "*a\nb*", "* a *b*\n* c*", "5 * 3", "[*a](b)*",
    "---", "***", "- - -", "a\n---", "a\n===", "a\nb\n***", "a\n= b", "a\n: b", ": a", "a\n\n: b", "####### a", "# a #", "# C#", "#", "## ", "a\n# b", "# a\nb\n## c", "- a\n# b", "# a | b\n-|-\n1|2",
    "- a\n    - b", "- # a", "- 1. a", "- : a", "- = a", "- > a", "- - - a", "- -5", "1. - a\n- b", "- ", "- a\n-", "1. 2. a", "- a\n\n    b",
    "a | b", "a | b\n--|--\n1 | 2", "| a | b |\n|---|---|", "| a |\n|---|\n| b |", "| a | b |\n|---|\n| 1 |", "| a | b |\n|---|  |\n| 1 | 2 |", " | a | b |\n|---|---|\n| 1 | 2 |",
    "    | a | b |\n|---|---|\n| 1 | 2 |\n", "| *a | b* |\n|---|---|\n| 1 | 2 |", "| [a|b](c) | d |\n|---|---|\n| 1 | 2 |", "| `a|b` | c |\n|---|---|\n| 1 | 2 |", "- a | b\n- | -\n- c",
]
MIXTURE = st.one_of(*(st.sampled_from(pieces) for pieces in (MARKS, MARKS, SPACES, WORDS)))
WILD = st.one_of(MIXTURE, MIXTURE, st.sampled_from(RARE))


def written(text: str) -> str | None:
    return fast_plain.write_plain(normalise(text), module._heading_id)


def assert_as_stock(text: str) -> None:
    """Same HTML before sanitising, same everything after."""
    html = written(text)
    assert html is None or html == stock_html(normalise(text))
    assert convert(text) == stock_rendered(text)


@pytest.mark.parametrize("text", [*PLAIN, *HARMLESS])
def test_plain_documents_are_written_as_stock_would(text: str) -> None:
    assert written(text) is not None
    assert_as_stock(text)


@pytest.mark.parametrize("text", STOCK)
def test_what_may_mean_more_is_left_to_stock(text: str) -> None:
    assert written(text) is None
    assert_as_stock(text)


@pytest.mark.parametrize(("name", "least"), [("commonmark", 60), ("python-markdown", 90)])
def test_documents_of_other_converters_are_as_stock(name: str, least: int) -> None:
    texts = read_documents(name)
    for text in texts:
        assert_as_stock(text)
    assert sum(written(text) is not None for text in texts) > least


def test_our_posts_take_the_fast_path_and_are_as_stock() -> None:
    texts = own_posts()
    assert len(texts) > 20
    for text in texts:
        assert_as_stock(text)
    assert sum(written(text) is not None for text in texts) > len(texts) * 0.9


def test_posts_of_the_bench_take_the_fast_path_and_are_as_stock() -> None:
    texts = [post.body for post in make_posts(100)]
    for text in texts:
        assert_as_stock(text)
    assert sum(written(text) is not None for text in texts) > 90


@given(st.lists(MIXTURE, max_size=24).map("".join))
def test_any_mixture_of_plain_marks_is_as_stock(text: str) -> None:
    assert_as_stock(text)


@given(st.lists(WILD, max_size=24).map("".join))
def test_any_mixture_of_all_marks_is_as_stock(text: str) -> None:
    assert_as_stock(text)


def test_changed_documents_are_as_stock() -> None:
    texts = [*own_posts(), *read_documents("commonmark"), *(post.body for post in make_posts(5))]
    taken = 0
    for text in mutations(texts, 1200, seed=2024):
        assert_as_stock(text)
        taken += written(text) is not None
    assert taken > 200


@pytest.mark.parametrize("text", [*PLAIN, *HARMLESS, *(post.body for post in make_posts(10))])
def test_nothing_of_a_plain_document_is_removed_and_one_pass_settles_it(text: str) -> None:
    """Why names of removed HTML are not looked for and the sanitiser's second pass is not run."""
    raw = module._H1.sub(r"\1h2", written(text) or "")
    assert list(module._removed(raw)) == []
    assert list(module._refused(raw, module._LINK_TAG)) == list(module._refused(raw, module._TAG))
    clean = san.sanitise(raw, text, settled=True).html
    assert san._PLAIN.clean(clean) == clean


def test_many_equal_headings_are_left_to_stock() -> None:
    assert written("# a\n\n" * 300) is not None
    assert_as_stock("# a\n\n" * 300)
    assert written("# a\n\n" * 301) is None


def test_every_line_of_the_fast_writers_is_run() -> None:
    """The cases above reach all code, so equality with stock is shown for all of it."""
    wanted = {line for part in (fast_plain, fast_spans, fast_table) for line in _lines(Path(part.__file__))}
    seen: set[tuple[str, int]] = set()

    def trace(frame: types.FrameType, event: str, _argument: object) -> object:
        name = Path(frame.f_code.co_filename).name
        if not name.startswith("fast_"):
            return None
        if event == "line":
            seen.add((name, frame.f_lineno))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for text in [*PLAIN, *STOCK]:
            written(text)
    finally:
        sys.settrace(before)
    assert wanted - seen == set()


def _lines(path: Path) -> Iterator[tuple[str, int]]:
    """Lines inside the functions of a module."""
    source = path.read_text(encoding="utf-8")

    def inside(code: types.CodeType) -> Iterator[int]:
        for part in code.co_consts:
            if isinstance(part, types.CodeType):
                if not re.match(r"<|_?[A-Z]", part.co_name):  # no comprehension, no body of a class
                    yield from {line for *_, line in part.co_lines() if line and line != part.co_firstlineno}
                yield from inside(part)

    for line in inside(compile(source, str(path), "exec")):
        yield path.name, line
