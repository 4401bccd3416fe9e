"""YAML as text nodes that know their line and column.

Every scalar stays the text it was written as (no guessing of numbers, dates or booleans). Anchors, aliases,
tags and deep nesting are refused. After a syntax error the entry at fault is reported, blanked and the rest
is read on, so that one run shows every error of a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from cchc.problems import START, Mark, Origin, Problem, make_problem
from cchc.text import CONTROL
from cchc.yaml_traps import diagnose, entry_span, glued_keys, scan_traps

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 20
_MAX_ERRORS = 50
_COMMENT = re.compile(r"[ \t]+#")
_ODD = re.compile("[\t\r\ufeff]")
# What most front matter is made of: a key and a value on one line, in quotes, bare, or a list in brackets. No character
# can be read in two ways, so that time is linear; possessive repeats would say so, but Python 3.11.2 gets them wrong.
_QUOTED = r"\"[^\"\\]*\"|'[^']*'"
_SIGN = r"[^\[\]{},:#\"' ]"
_ITEM = rf"(?:{_QUOTED}|\w{_SIGN}*(?: +{_SIGN}+)*)"
_ENTRY = re.compile(
    rf"([^\W\d]\w{{0,99}})(: +)(?:({_QUOTED}) *|(\w(?:[^:#]|:(?=\S))*)|(\[ *{_ITEM} *(?:, *{_ITEM} *)*\]) *)"
)
_ITEMS = re.compile(_ITEM)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `plain` when unquoted, `comment` where a `#` after an unquoted value cuts it."""

    value: str
    mark: Mark
    plain: bool = False
    comment: Mark | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Mapping:
    """Key–value pairs in file order; the same key may occur twice, readers report it."""

    pairs: tuple[tuple[Scalar, Node], ...]
    mark: Mark


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    """A YAML feature the project does not accept, at a 0-based mark."""

    def __init__(self, code: str, line: int, column: int) -> None:
        super().__init__(code)
        self.code, self.line, self.column = code, line, column


@dataclass(frozen=True, slots=True)
class Composed:
    """A text read as YAML: the root node, every problem, and the top-level keys whose value was unreadable."""

    root: Node | None
    problems: tuple[Problem, ...]
    broken: frozenset[str] = frozenset()


def compose(text: str, path: str, origin: Origin = START) -> Composed:
    """Read YAML `text`, which starts at `origin` of `path`."""
    simple = _read_simple(text, origin)
    if simple is not None:
        return Composed(simple, ())
    problems, lines = scan_traps(text, path, origin)
    broken = glued_keys(text)
    for _ in range(_MAX_ERRORS):
        try:
            return Composed(_compose("".join(lines), origin), tuple(problems), frozenset(broken))
        except yaml.MarkedYAMLError as error:
            line, column = _place(error, len(lines) - 1)
            start, end, found = diagnose(lines, line, column, str(error.problem))
            problems.append(found.problem(path, origin))
        except _Refused as error:
            start, end = entry_span(lines, min(error.line, len(lines) - 1))
            if error.code == "yaml-hai-tai-lieu":
                start, end = error.line, len(lines)
            problems.append(make_problem(path, origin.mark(error.line, error.column), error.code))
        broken |= {line.partition(":")[0].strip() for line in lines[start:end] if not line.startswith(" ")}
        lines[start:end] = ["\n"] * (end - start)
    return Composed(None, tuple(problems), frozenset(broken))


def _read_simple(text: str, origin: Origin) -> Mapping | None:
    """Read a text of entries on one line each, as the parser does but without it; None for anything else."""
    if not text or _ODD.search(text) or CONTROL.search(text):
        return None
    pairs: list[tuple[Scalar, Node]] = []
    for number, line in enumerate(text.removesuffix("\n").split("\n")):
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            return None
        key, gap, quoted, bare, _ = entry.groups()
        column = len(key) + len(gap)
        mark = origin.mark(number, column)
        value: Node
        if quoted:
            value = Scalar(quoted[1:-1], mark)
        elif bare:
            value = Scalar(bare.rstrip(" "), mark, plain=True)
        else:
            found = _ITEMS.finditer(line, column)
            value = Sequence(tuple(_item(item[0], origin.mark(number, item.start())) for item in found), mark)
        pairs.append((Scalar(key, origin.mark(number, 0), plain=True), value))
    return Mapping(tuple(pairs), origin.mark(0, 0))


def _item(written: str, mark: Mark) -> Scalar:
    """An item of a list in brackets."""
    quoted = written[0] in "\"'"
    return Scalar(written[1:-1], mark) if quoted else Scalar(written.rstrip(" "), mark, plain=True)


def _place(error: yaml.MarkedYAMLError, last: int) -> tuple[int, int]:
    """0-based line and column of an error: where the thing at fault starts, when the parser says so."""
    whole = error.context is None or "block" in str(error.context).partition("parsing")[2]
    mark = error.problem_mark if whole else error.context_mark
    mark = mark or error.problem_mark or error.context_mark
    return (min(mark.line, last), mark.column) if mark else (0, 0)


def _compose(source: str, origin: Origin) -> Node | None:
    lines = source.split("\n")
    events = yaml.parse(source, Loader=_Loader)
    builder = _Builder(events, lines, origin)
    return builder.document()


class _Builder:
    """Turns the parser's events into nodes."""

    def __init__(self, events: Iterator[yaml.Event], lines: list[str], origin: Origin) -> None:
        self.events, self.lines, self.origin = events, lines, origin

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and event.explicit and root is not None:
                raise self.refused("yaml-hai-tai-lieu", event)
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, 0)
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        self.refuse(event, depth)
        mark = self.origin.mark(*self.start(event))
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            comment = self.comment_after(event) if plain else None
            return Scalar(event.value, mark, plain, comment)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(inner, depth + 1))
            return Sequence(tuple(items), mark)
        return Mapping(tuple(self.pairs(depth)), mark)

    def pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refused("yaml-khoa-phuc-tap", event)
            yield key, self.node(next(self.events), depth + 1)

    def refuse(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.refused("yaml-neo", event)
        if getattr(event, "tag", None):
            raise self.refused("yaml-nhan", event)
        if depth > MAX_DEPTH:
            raise self.refused("yaml-qua-sau", event)

    def comment_after(self, event: yaml.Event) -> Mark | None:
        """Where ` #` follows a plain scalar on the line it ends on."""
        end = event.end_mark
        if end is None or end.line >= len(self.lines):
            return None
        found = _COMMENT.match(self.lines[end.line], end.column)
        return self.origin.mark(end.line, found.end() - 1) if found else None

    def start(self, event: yaml.Event) -> tuple[int, int]:
        """0-based line and column where an event starts; an empty value at the end may claim the line after it."""
        mark = event.start_mark
        if mark is None or mark.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return mark.line, mark.column

    def refused(self, code: str, event: yaml.Event) -> _Refused:
        return _Refused(code, *self.start(event))
