"""Write a draft as the text of a plan file, with comments, so that parse_plan reads back the same values."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cchc.fields import KeyPath
from cchc.importers.docx_text import tidy
from cchc.importers.draft import Draft
from cchc.plan_rules import MARK
from cchc.text import CONTROL, clean_line

_WIDTH = 120
_PLAIN = re.compile(r"[a-zđ](?:[a-z0-9đ-]*[a-z0-9đ])?")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ESCAPED = re.compile("[\xad\u200b-\u200d\u2060\ufeff]")
_FLOW_TABLES = frozenset({"units", "kinds", "channels", "fields"})
_FLOW_KEYS = frozenset({"period", "schedule", "continues"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLine:
    """A line of the file a person must look at: its number, what it is of, and why."""

    line: int
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPlan:
    """The text of a plan file and its marked lines in their order."""

    text: str
    marked: tuple[MarkedLine, ...]


def write_plan(draft: Draft, opening: Sequence[str]) -> WrittenPlan:
    """The text of `draft`; `opening` are comment lines at its head."""
    writer = _Writer(draft)
    writer.lines += [_comment("", line) for line in opening]
    writer.mapping(draft.values, (), 0)
    return WrittenPlan(text="\n".join(writer.lines) + "\n", marked=tuple(writer.marked))


@dataclass(slots=True)
class _Writer:
    draft: Draft
    lines: list[str] = field(default_factory=list)
    marked: list[MarkedLine] = field(default_factory=list)
    marked_within: set[KeyPath] = field(init=False)

    def __post_init__(self) -> None:
        inner = (*self.draft.doubts, *self.draft.comments, *self.draft.remarks)
        self.marked_within = {path[:length] for path in inner for length in range(len(path))}

    def mapping(self, values: Mapping[str, Any], place: KeyPath, indent: int) -> None:
        """Write keys and values, each key on its own line."""
        for key, value in values.items():
            if not place and not _is_scalar(value) and value and not self._is_flow(value, (key,), 0):
                self.lines.append("")
            self._above((*place, key), indent)
            self._entry(f"{' ' * indent}{key}:", value, (*place, key), indent)

    def _entry(self, head: str, value: Any, place: KeyPath, indent: int) -> None:  # noqa: ANN401 - YAML's own values
        tail = self._tail(place)
        if value is None and tail:  # a comment after a bare null would be taken for lost text
            self.lines.append(f"{' ' * indent}{tail.strip()}")
            self._mark(place)
            self.lines.append(f"{head} null")
            return
        start = len(self.lines)
        if _is_scalar(value):
            self._scalar(head, value, tail, indent)
        elif not value or self._is_flow(value, place, indent):
            self.lines.append(f"{head} {_flow(value)}{tail}")
        elif isinstance(value, dict):
            self.lines.append(f"{head}{tail}")
            self.mapping(value, place, indent + 2)
        else:
            self.lines.append(f"{head}{tail}")
            self._items(value, place, indent + 2)
        self._mark(place, start)

    def _items(self, values: Sequence[Any], place: KeyPath, indent: int) -> None:
        for index, value in enumerate(values):
            at = (*place, index)
            self._above(at, indent)
            start = len(self.lines)
            if isinstance(value, dict) and not self._is_flow(value, at, indent):
                self.mapping(value, at, indent + 2)
                self.lines[start] = f"{' ' * indent}- {self.lines[start][indent + 2 :]}{self._tail(at)}"
                self._mark(at, start)
            else:
                self._entry(f"{' ' * indent}-", value, at, indent)

    def _scalar(self, head: str, value: Any, tail: str, indent: int) -> None:  # noqa: ANN401 - YAML's own values
        text = json_text(value) if tail and isinstance(value, str) else _flow(value)
        if not isinstance(value, str) or len(f"{head} {text}") <= _WIDTH or not _folds(value):
            self.lines.append(f"{head} {text}{tail}")
            return
        self.lines.append(f"{head} >-{tail}")
        pad = " " * (indent + 2)
        for number, paragraph in enumerate(value.split("\n")):
            self.lines += [""] if number else []
            self.lines += textwrap.wrap(
                paragraph, _WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False,
                break_on_hyphens=False,
            )

    def _is_flow(self, value: Any, place: KeyPath, indent: int) -> bool:  # noqa: ANN401 - YAML's own values
        """Whether a list or mapping fits on its key's line and holds nothing with a mark of its own."""
        if isinstance(value, list):
            short = all(_is_scalar(item) for item in value)
        else:
            short = place[-1] in _FLOW_KEYS or (len(place) == 2 and place[0] in _FLOW_TABLES)
        if not short or place in self.marked_within:
            return False
        return indent + len(str(place[-1])) + 2 + len(_flow(value)) <= _WIDTH

    def _above(self, place: KeyPath, indent: int) -> None:
        self.lines += [_comment(" " * indent, line) for line in self.draft.comments.get(place, ())]

    def _tail(self, place: KeyPath) -> str:
        reasons = [doubt.why for doubt in self.draft.doubts.get(place, ())]
        if reasons:
            return f"  {MARK}: {_bare('; '.join(dict.fromkeys(reasons)))}"
        remark = self.draft.remarks.get(place)
        return f"  # {_bare(remark)}" if remark else ""

    def _mark(self, place: KeyPath, start: int | None = None) -> None:
        doubts = self.draft.doubts.get(place, [])
        if doubts:
            line = (len(self.lines) - 1 if start is None else start) + 1
            why = "; ".join(dict.fromkeys(doubt.why for doubt in doubts))
            self.marked.append(MarkedLine(line=line, what=doubts[0].what, why=_bare(why)))


def _bare(text: str) -> str:
    """Text that may stand in a comment: one line, nothing hidden."""
    return clean_line(tidy(text))


def _comment(pad: str, line: str) -> str:
    return f"{pad}# {_bare(line)}".rstrip()


def _is_scalar(value: Any) -> bool:  # noqa: ANN401 - YAML's own values
    return not isinstance(value, list | dict)


def _folds(text: str) -> bool:
    """Whether a text can be written as a folded block: plain lines of words."""
    return all(line and line == clean_line(line) and tidy(line) == line for line in text.split("\n"))


def _flow(value: Any) -> str:  # noqa: ANN401 - YAML's own values
    """A value on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case str():
            return value if _PLAIN.fullmatch(value) and value not in _RESERVED else json_text(value)
        case date():
            return value.isoformat()
    return "null" if value is None else str(value).lower()


def json_text(text: str) -> str:
    """A double-quoted scalar; control characters, which no file may hold, become blanks, hidden ones are escaped."""
    plain = CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))
    quoted = json.dumps(plain, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
