"""Bodies that would take the converter too long are found before converting; what is within the limits converts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.markup import limits
from cchc.markup.convert import convert
from cchc.markup.limits import find_excess
from cchc.problems import Mark
from cchc.vocabulary import MESSAGES


def nested(levels: int, indent: str = "    ", mark: str = "- ") -> str:
    return "\n".join(f"{indent * level}{mark}a" for level in range(levels))


def footnotes(count: int) -> str:
    uses = "\n\n".join(f"a[^{number}]" for number in range(count))
    return uses + "\n\n" + "\n\n".join(f"[^{number}]: b" for number in range(count))


def table(columns: int, rows: int, cell: str = "a") -> str:
    return "\n".join(["|".join([cell] * columns), "|".join(["-"] * columns), *["|".join([cell] * columns)] * rows])


# Each took the converter from one second to minutes when it was measured
BLOW_UPS = {
    "4,000 brackets": ("[" * 4000, Mark(1, 1), "ngoac-qua-nhieu"),
    "2,000 open links": ("[a](" * 2000, Mark(1, 1), "ngoac-qua-nhieu"),
    "open links in many blocks": (("[a](" * 900 + "\n\n") * 20, Mark(11, 1), "ngoac-qua-nhieu"),
    "3,000 footnotes": (footnotes(3000), Mark(1001, 1), "chu-thich-qua-nhieu"),
    "one footnote named 5,000 times": ("a[^1]\n\n" * 5000 + "[^1]: b", Mark(1001, 1), "chu-thich-qua-nhieu"),
    "lists 300 levels deep": (nested(300), Mark(21, 1), "long-qua-sau"),
    "lists by tabs": (nested(300, "\t", "1. "), Mark(21, 1), "long-qua-sau"),
    "lists in one line": ("- " * 300 + "a", Mark(1, 1), "long-qua-sau"),
    "quotes 300 levels deep": (">" * 300 + " a", Mark(1, 1), "long-qua-sau"),
    "quotes with blanks": ("> " * 300 + "a", Mark(1, 1), "long-qua-sau"),
    "elements in one line": ("<div>" * 300, Mark(1, 1), "long-qua-sau"),
    "elements over many lines": ("<b>\n" * 200_000, Mark(20_001, 1), "the-qua-nhieu"),
    "elements that are not closed": ("<a " * 20_000, Mark(1, 1), "the-chua-dong"),
    "attributes that are not closed": ('<p title="' * 5000, Mark(1, 1), "the-chua-dong"),
    "closing marks hidden in attributes": ('<a ">" \n' * 5000, Mark(201, 1), "the-chua-dong"),
    "comments that are not closed": ("<!--\n" * 20_000, Mark(201, 1), "the-chua-dong"),
    "a run of back-ticks": ("a" + "`" * 5000, Mark(1, 2), "nhay-nguoc-qua-nhieu"),
    "a table whose rows are empty": (table(2000, 0) + "\n|" * 2000, Mark(11, 1), "bang-qua-lon"),
    "a paragraph of 200 KB": ("a  \n" * 50_000, Mark(25_001, 1), "doan-qua-dai"),
    "one long line": ("a" * 500_000, Mark(1, 1), "doan-qua-dai"),
}
WITHIN = {
    "brackets": "[" * limits.MAX_RUN,
    "brackets in a block": ("[a " * limits.MAX_BRACKETS_IN_BLOCK),
    "open links": ("[a](" * 500 + "\n\n") * 10,
    "links": "[a](https://x.example)\n" * limits.MAX_BRACKETS_IN_BLOCK,
    "footnotes": footnotes(limits.MAX_FOOTNOTES // 2),
    "lists": nested(limits.MAX_DEPTH),
    "quotes": "> " * limits.MAX_DEPTH + "a",
    "elements in one line": "<b>" * (limits.MAX_OPEN_TAGS - 1),
    "elements over many lines": "<b>\n" * 5000,
    "elements that are not closed": "<a " * limits.MAX_UNCLOSED_TAGS,
    "back-ticks": "".join("`" * length + "a" for length in range(1, limits.MAX_RUN + 1)),
    "a long table": table(10, 500),
    "a wide table": table(100, 100),
    "a long paragraph": "chữ " * (limits.MAX_BLOCK // 4 - 1),
    "a long text": ("Cải cách hành chính. " * 40 + "\n\n") * 200,
    "less-than signs": "1 < 2 và a<b>c </b>\n" * 100,
}


@pytest.mark.parametrize("name", BLOW_UPS)
def test_a_blow_up_is_refused_before_converting(name: str) -> None:
    body, mark, code = BLOW_UPS[name]
    found = list(find_excess(body))
    assert (mark, code) == found[0][:2]
    assert len(found) < 25 or code in {"long-qua-sau", "ngoac-qua-nhieu"}
    assert all(code in MESSAGES for _, code, _ in found)


@pytest.mark.parametrize("name", WITHIN)
def test_what_is_within_the_limits_converts(name: str) -> None:
    assert list(find_excess(WITHIN[name])) == []
    assert convert(WITHIN[name]).fault == ""


@pytest.mark.parametrize("body", [
    "[" * (limits.MAX_RUN + 1), "[ " * (limits.MAX_BRACKETS_IN_BLOCK + 1), "[^1] " * (limits.MAX_FOOTNOTES + 1),
    "`" * (limits.MAX_RUN + 1), nested(limits.MAX_DEPTH + 1), ">" * (limits.MAX_DEPTH + 1),
    "- " * (limits.MAX_DEPTH + 1), "<b>" * limits.MAX_OPEN_TAGS, "<b\n" * (limits.MAX_UNCLOSED_TAGS + 1),
    "<b>\n" * (limits.MAX_TAGS + 1), "a|b\n" * (limits.MAX_CELLS // 2 + 1), "a" * limits.MAX_BLOCK,
])
def test_one_more_than_a_limit_is_refused(body: str) -> None:
    assert len(list(find_excess(body))) == 1


def test_counts_of_a_block_end_with_it() -> None:
    body = "\n \t\n".join(["[a] " * 900, "b|c\n" * 9000, "d\n" * 40_000] * 2)
    assert list(find_excess(body)) == []


def test_columns_and_lines_are_those_of_the_body() -> None:
    excess = list(find_excess("một\nđoạn " + "[" * 101 + "\n\n" + "> " * 21))
    assert excess == [(Mark(2, 6), "ngoac-qua-nhieu", 100), (Mark(4, 1), "long-qua-sau", 20)]


PIECES = [*"[]()<>`*_|-!#>&\\\"' \n", "\n\n", "    ", "<a ", "[^1]", "a", "[a]: b\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=300))
def test_whatever_is_written_is_refused_or_converts(pieces: list[str]) -> None:
    body = "".join(pieces)
    if not list(find_excess(body)):
        assert convert(body).fault == ""
