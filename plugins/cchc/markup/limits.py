"""Limits on Markdown that would take its converter too long (measured blow-ups), found before converting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc.problems import Mark

MAX_BRACKET_RUN = 100
MAX_BRACKETS_IN_BLOCK = 1000
MAX_DEPTH = 20

MAX_OPEN_TAGS = 200

_RUN = re.compile(rf"\[{{{MAX_BRACKET_RUN + 1},}}")
_QUOTES = re.compile(rf"[ ]{{0,3}}(?:>[ ]?){{{MAX_DEPTH + 1},}}")
_LIST_ITEM = re.compile(rf"((?: {{4}}|\t){{{MAX_DEPTH},}})(?:[-*+]|\d+\.)\s")
_INLINE_LISTS = re.compile(rf"\s*(?:[-*+] +){{{MAX_DEPTH + 1},}}")
_OPEN_TAGS = re.compile(rf"(?:<[a-zA-Z][^<>]*>\s*){{{MAX_OPEN_TAGS},}}")


def find_excess(body: str) -> Iterator[tuple[Mark, str, int]]:
    """(place in `body`, problem code, limit) of everything over a limit."""
    brackets = 0
    for number, line in enumerate(body.split("\n"), 1):
        brackets = brackets + line.count("[") if line.strip() else 0
        run = _RUN.search(line)
        if run:
            yield Mark(number, run.start() + 1), "ngoac-qua-nhieu", MAX_BRACKET_RUN
        elif brackets > MAX_BRACKETS_IN_BLOCK:
            yield Mark(number, 1), "ngoac-qua-nhieu", MAX_BRACKETS_IN_BLOCK
            brackets = 0
        if any(pattern.match(line) for pattern in (_QUOTES, _LIST_ITEM, _INLINE_LISTS)):
            yield Mark(number, 1), "long-qua-sau", MAX_DEPTH
        elif _OPEN_TAGS.search(line):
            yield Mark(number, 1), "long-qua-sau", MAX_OPEN_TAGS
