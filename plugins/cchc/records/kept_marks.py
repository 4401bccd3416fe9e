"""Where a post's values stand in its file, kept as text until one is asked for: of most posts none ever is.

As text the places of a post take a tenth of the memory, and no time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from cchc.fields import KeyPath
from cchc.problems import Mark

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_NUMBER = "(?:0|[1-9][0-9]{0,8})"
_STEP = rf'(?:"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{{4}}))*"|{_NUMBER})'
_PLACE = rf"\[(?:{_STEP},)*{_NUMBER},{_NUMBER}\]"
_PLACES = re.compile(rf"\[(?:{_PLACE}(?:,{_PLACE})*)?\]")


class KeptMarks(Mapping[KeyPath, Mark]):
    """Marks by place; ValueError for a text that `write_marks` does not write."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        if not _PLACES.fullmatch(text):
            raise ValueError("no places")
        self.text = text

    def __getitem__(self, place: KeyPath) -> Mark:
        """The mark of a place."""
        return self._read()[place]

    def __iter__(self) -> Iterator[KeyPath]:
        """The places."""
        return iter(self._read())

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._read())

    def _read(self) -> dict[KeyPath, Mark]:
        return {tuple(place): Mark(line, column) for *place, line, column in json.loads(self.text)}


def write_marks(marks: Mapping[KeyPath, Mark]) -> str:
    """The marks as text."""
    if isinstance(marks, KeptMarks):
        return marks.text
    return _dump([[*place, mark.line, mark.column] for place, mark in marks.items()])
