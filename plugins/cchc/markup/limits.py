"""Limits on Markdown that would take its converter too long (measured blow-ups), found before converting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc.problems import Mark

MAX_RUN = 100
MAX_BRACKETS_IN_BLOCK = 1000
MAX_BRACKETS = 5000
MAX_DEPTH = 20
MAX_OPEN_TAGS = 200
MAX_UNCLOSED_TAGS = 200
MAX_TAGS = 20_000
MAX_FOOTNOTES = 500
MAX_CELLS = 20_000
MAX_BLOCK = 100_000

_BRACKET_RUN = re.compile(rf"\[{{{MAX_RUN + 1},}}")
_TICK_RUN = re.compile(rf"`{{{MAX_RUN + 1},}}")
_QUOTES = re.compile(rf"[ ]{{0,3}}(?:>[ ]?){{{MAX_DEPTH + 1},}}")
_LIST_ITEM = re.compile(rf"((?: {{4}}|\t){{{MAX_DEPTH},}})(?:[-*+]|\d+\.)\s")
_INLINE_LISTS = re.compile(rf"\s*(?:[-*+] +){{{MAX_DEPTH + 1},}}")
_LIST_RUN = re.compile(rf"(?:[-*+] +){{{MAX_DEPTH + 1}}}")
_OPEN_TAGS = re.compile(rf"(?:<[a-zA-Z][^<>]*>\s*){{{MAX_OPEN_TAGS},}}")
_TAG_START = re.compile(r"<[a-zA-Z/!?]")
_WHOLE_TAG = re.compile(r"<[a-zA-Z/!?][^<>\"']*(?:(?:\"[^\"<>]*\"|'[^'<>]*')[^<>\"']*)*>")


@dataclass
class _Count:
    """What was met so far, in the block (lines without a blank one between them) and in the body."""

    block: int = 0
    lines: int = 0
    bars: int = 0
    brackets_in_block: int = 0
    brackets: int = 0
    footnotes: int = 0
    tags: int = 0
    unclosed: int = 0

    def add(self, line: str) -> None:
        if not line.strip():
            self.block = self.lines = self.bars = self.brackets_in_block = 0
            return
        self.block += len(line) + 1
        self.lines += 1
        self.bars = max(self.bars, line.count("|"))
        found = line.count("[")
        self.brackets_in_block += found
        self.brackets += found
        self.footnotes += line.count("[^") if found else 0
        if "<" in line:
            tags = len(_TAG_START.findall(line))
            self.tags += tags
            self.unclosed += tags - len(_WHOLE_TAG.findall(line))

    def excess(self) -> Iterator[tuple[str, int]]:
        cells = self.lines * (self.bars + 1) if self.bars else 0
        yield from (
            (code, limit) for code, count, limit in (
                ("ngoac-qua-nhieu", self.brackets_in_block, MAX_BRACKETS_IN_BLOCK),
                ("ngoac-qua-nhieu", self.brackets, MAX_BRACKETS),
                ("chu-thich-qua-nhieu", self.footnotes, MAX_FOOTNOTES),
                ("the-qua-nhieu", self.tags, MAX_TAGS),
                ("the-chua-dong", self.unclosed, MAX_UNCLOSED_TAGS),
                ("bang-qua-lon", cells, MAX_CELLS),
                ("doan-qua-dai", self.block, MAX_BLOCK),
            ) if count > limit
        )


def find_excess(body: str) -> Iterator[tuple[Mark, str, int]]:
    """(place in `body`, problem code, limit) of what is over a limit; each limit on a sum is said once."""
    if not _may_exceed(body):
        return
    count = _Count()
    said: set[tuple[str, int]] = set()
    for number, line in enumerate(body.split("\n"), 1):
        yield from _in_line(number, line)
        count.add(line)
        for over in count.excess():
            if over not in said:
                said.add(over)
                yield Mark(number, 1), *over


def _may_exceed(body: str) -> bool:
    """Whether anything in `body` can be over a limit, by counts of signs that cost next to nothing."""
    long = len(body) >= MAX_BLOCK
    runs = "[" * (MAX_RUN + 1) in body or "`" * (MAX_RUN + 1) in body
    cells = (body.count("\n") + 1) * (body.count("|") + 1) > MAX_CELLS
    signs = (
        body.count("[") > min(MAX_BRACKETS_IN_BLOCK, MAX_FOOTNOTES)
        or body.count("<") >= min(MAX_OPEN_TAGS, MAX_UNCLOSED_TAGS) or body.count(">") > MAX_DEPTH
    )
    deep = "\t" in body or "    " * MAX_DEPTH in body
    lists = sum(map(body.count, ("- ", "* ", "+ "))) > MAX_DEPTH
    return long or runs or cells or signs or deep or (lists and bool(_LIST_RUN.search(body)))


def _in_line(number: int, line: str) -> Iterator[tuple[Mark, str, int]]:
    for pattern, code in ((_BRACKET_RUN, "ngoac-qua-nhieu"), (_TICK_RUN, "nhay-nguoc-qua-nhieu")):
        run = pattern.search(line)
        if run:
            yield Mark(number, run.start() + 1), code, MAX_RUN
    if any(pattern.match(line) for pattern in (_QUOTES, _LIST_ITEM, _INLINE_LISTS)):
        yield Mark(number, 1), "long-qua-sau", MAX_DEPTH
    elif _OPEN_TAGS.search(line):
        yield Mark(number, 1), "long-qua-sau", MAX_OPEN_TAGS
