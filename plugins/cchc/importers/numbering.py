"""Automatic numbers and bullets of Word paragraphs, which stand nowhere in their text (ECMA-376, section 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cchc.importers.docx_text import WORD

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One level of a list: number format, pattern ("%1.%2") and first number; `restart` when a list sets it anew."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: bool = False


class Numbering:
    """Counts the numbered paragraphs of one document; ask once for each, in reading order."""

    def __init__(self, numbering: Any, styles: Any) -> None:  # noqa: ANN401 - XML elements or None
        self._abstract = {
            _value(item, "abstractNumId", own=True): dict(_levels(item)) for item in _children(numbering, "abstractNum")
        }
        self._lists = {_value(item, "numId", own=True): item for item in _children(numbering, "num")}
        self._styles = {_value(item, "styleId", own=True): item for item in _children(styles, "style")}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> str:  # noqa: ANN401 - an XML element
        """What Word shows before the paragraph: "3.", "b)", "-"; "" when it is not numbered."""
        number, depth = self._place(paragraph)
        entry = self._lists.get(number)
        if entry is None or not 0 <= depth < _DEEPEST:
            return ""
        shared = _value(entry.find(f"{WORD}abstractNumId"), "val", own=True)
        levels = {**self._abstract.get(shared, {}), **dict(_overrides(entry, self._abstract.get(shared, {})))}
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(shared, [0] * _DEEPEST)
        self._count(counts, number, depth, levels)
        if levels[depth].form == "bullet":
            return "-"
        return re.sub(r"%([1-9])", lambda found: self._shown(int(found[1]) - 1, counts, levels), levels[depth].pattern)

    def _count(self, counts: list[int], number: str, depth: int, levels: dict[int, _Level]) -> None:
        anew = levels[depth].restart and (number, depth) not in self._begun
        self._begun.add((number, depth))
        counts[depth] = levels[depth].start if anew or not counts[depth] else counts[depth] + 1
        counts[depth + 1 :] = [0] * (_DEEPEST - depth - 1)

    @staticmethod
    def _shown(depth: int, counts: list[int], levels: dict[int, _Level]) -> str:
        level = levels.get(depth, _Level())
        return _format(counts[depth] or level.start, level.form)

    def _place(self, paragraph: Any) -> tuple[str, int]:  # noqa: ANN401 - an XML element
        """List number and level of a paragraph, its own or its style's."""
        node, seen = paragraph, set[str]()
        while node is not None:
            properties = node.find(f"{WORD}pPr/{WORD}numPr")
            number = _value(properties, "numId")
            if number:
                return number, _whole(_value(properties, "ilvl"))
            link = "pStyle" if node is paragraph else "basedOn"
            style = _value(node.find(f"{WORD}pPr") if node is paragraph else node, link)
            if style in seen:
                break
            seen.add(style)
            node = self._styles.get(style)
        return "", 0


def _children(node: Any, name: str) -> list[Any]:  # noqa: ANN401 - an XML element or None
    return [] if node is None else list(node.iterchildren(f"{WORD}{name}"))


def _value(node: Any, name: str, *, own: bool = False) -> str:  # noqa: ANN401 - an XML element or None
    """`w:val` of the child `name`, or the element's own attribute `name`; "" when absent."""
    found = node if own or node is None else node.find(f"{WORD}{name}")
    return "" if found is None else str(found.get(f"{WORD}{name if own else 'val'}") or "")


def _levels(node: Any) -> Iterator[tuple[int, _Level]]:  # noqa: ANN401 - an XML element
    for item in _children(node, "lvl"):
        start = _value(item, "start")
        yield _whole(_value(item, "ilvl", own=True)), _Level(
            form=_value(item, "numFmt") or "decimal", pattern=_value(item, "lvlText"), start=_whole(start, 1),
        )


def _overrides(entry: Any, levels: dict[int, _Level]) -> Iterator[tuple[int, _Level]]:  # noqa: ANN401 - an XML element
    for item in _children(entry, "lvlOverride"):
        depth = _whole(_value(item, "ilvl", own=True))
        level = dict(_levels(item)).get(depth) or levels.get(depth, _Level())
        start = _value(item, "startOverride")
        yield depth, _Level(form=level.form, pattern=level.pattern, start=_whole(start, level.start), restart=True)


def _whole(written: str, default: int = 0) -> int:
    return int(written) if re.fullmatch(r"\d{1,4}", written) else default


def _format(number: int, form: str) -> str:
    letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    roman, rest = "", number
    for value, sign in _ROMAN:
        roman += sign * (rest // value)
        rest %= value
    forms = {"lowerLetter": letter, "upperLetter": letter.upper(), "lowerRoman": roman, "upperRoman": roman.upper(),
             "decimalZero": f"{number:02d}", "none": ""}
    return forms.get(form, str(number))
