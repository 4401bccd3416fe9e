"""The cells "Cơ quan chủ trì" and "Cơ quan phối hợp" → units (coverage rules, "Reading the plan's own cells").

Known names first, longest first, then splitting: one centre's own name holds a comma. A comma, "và" or line break
ends a name only when a known unit or a word units begin with follows, so "Phòng Kế hoạch, Tài chính" stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cchc.importers.knowledge import Words
from cchc.importers.names import Names, any_phrase, names_of, new_id
from cchc.importers.products import MOST_CHARACTERS
from cchc.plan import Unit
from cchc.text import clean_line

_SKIP = re.compile(r"(?:[\s;,+/.&•*:–—-]|…|(?<!\w)và(?!\w)|(?<!\w)(?:\d{1,2}|[a-zđ])[.)]\s)+", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:(?P<sure>;|\n\s*[-•*+–])|[,+/\n]|(?<=\s)và(?=\s))\s*", re.IGNORECASE)
_NOTE = re.compile(r"\([^()]*\)")
_NOBODY = re.compile(r"\W*(?:không(?: có)?)?\W*", re.IGNORECASE)
_GROUP = re.compile(r"(?<!\w)(?:các|những|một số)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadUnits:
    """Units of a cell, the units it needs added, and what a person should look at."""

    units: tuple[str, ...]
    added: tuple[Unit, ...] = ()
    doubts: tuple[str, ...] = ()


def read_units(cell: str, units: tuple[Unit, ...], words: Words) -> ReadUnits:
    """Read the cell `cell` with the known `units`; nothing raises, what is not certain is a doubt."""
    if len(cell) > MOST_CHARACTERS:
        return ReadUnits(units=(), doubts=("ô quá dài nên không đọc, ghi mã đơn vị",))
    reader = _Reader(units, words)
    if not _NOBODY.fullmatch(cell):
        reader.read(cell)
    return ReadUnits(
        units=tuple(dict.fromkeys(reader.found)), added=tuple(reader.added),
        doubts=tuple(dict.fromkeys(reader.doubts)),
    )


@dataclass(slots=True)
class _Reader:
    units: tuple[Unit, ...]
    words: Words
    found: list[str] = field(default_factory=list)
    added: list[Unit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    names: Names = field(init=False)
    heads: re.Pattern[str] = field(init=False)
    before: re.Pattern[str] = field(init=False)
    after: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = names_of(self.units)
        self.heads = any_phrase(self.words.unit_heads)
        self.before, self.after = any_phrase(self.words.before), any_phrase(self.words.after)

    def read(self, cell: str) -> None:
        text = _NOTE.sub(self._note, cell)
        position = 0
        while position < len(text):
            skipped = _SKIP.match(text, position)
            position = skipped.end() if skipped else position
            if position < len(text):
                position = self._piece(text, position)

    def _note(self, found: re.Match[str]) -> str:
        self.doubts.append(f"bỏ qua phần trong ngoặc “{clean_line(found[0])[:60]}”")
        return " "

    def _piece(self, text: str, start: int) -> int:
        """Read the piece at `start`; returns where the text goes on."""
        prefix = self.before.match(text, start)
        for position in (start, *((prefix.end() + 1,) if prefix else ())):
            for known in self.names.at(text, position):
                end = self._end(text, known.end)
                if not self.after.sub("", text[known.end : end]).strip(" \n.…"):
                    self.found.append(known.id)
                    return end
        end = self._end(text, start)
        self._add(clean_line(self.after.sub("", text[start:end])).strip(" .…"))
        return max(end, start + 1)

    def _end(self, text: str, position: int) -> int:
        """Where the name that reaches `position` ends."""
        for mark in _SPLIT.finditer(text, position):
            if mark["sure"] or not text[mark.end() :].strip(" \n.…,;") or self._begins(text, mark.end()):
                return mark.start()
        return len(text)

    def _begins(self, text: str, position: int) -> bool:
        """Whether a unit's name seems to begin at `position`."""
        return self.heads.match(text, position) is not None or next(self.names.at(text, position), None) is not None

    def _add(self, piece: str) -> None:
        if not piece or _NOBODY.fullmatch(piece):
            return
        alike = Names((*self.units, *self.added)).alike(piece)
        if alike:
            self.found.append(alike)
            self.doubts.append(f"đọc “{piece[:60]}” là đơn vị {alike}")
            return
        taken = [item.id for item in (*self.units, *self.added)]
        group = _GROUP.search(piece) is not None
        unit = Unit(id=new_id(piece, taken), name=piece[:1].upper() + piece[1:], group=group)
        self.added.append(unit)
        self.found.append(unit.id)
        self.doubts.append(f"“{piece[:60]}” chưa có trong bảng đơn vị, đã thêm mã {unit.id}")
