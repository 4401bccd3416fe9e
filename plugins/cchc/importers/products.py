"""The cell "Sản phẩm" → expected kinds (coverage rules, "Reading the plan's own cells").

Pieces are split at `; , + /` and "và"; the longest known name is tried first, so "tin, bài viết" is one and "bản tin"
is not "tin". A trailing "…" means that other kinds count too. A piece not known becomes a new kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cchc.importers.knowledge import Words
from cchc.importers.names import Found, Names, any_phrase, names_of, new_id
from cchc.plan import Kind
from cchc.text import clean_line

_OPEN = re.compile(r"[\s,;]*(?:…|\.{2,}|(?<!\w)v\s*\.?\s*v(?!\w))[\s.…,;]*$", re.IGNORECASE)
_SKIP = re.compile(r"(?:[\s;,+/.&•*:–—-]|…|(?<!\w)(?:và|hoặc)(?!\w)|(?<!\w)(?:\d{1,2}|[a-zđ])[.)]\s)+", re.IGNORECASE)
_SPLIT = re.compile(r"[;,+/]|(?<!\w)(?:và|hoặc)(?!\w)|\n", re.IGNORECASE)
_COUNT = re.compile(r"(?:(?:ít nhất|tối thiểu|khoảng|từ)\s+)*\d+(?:\s*-\s*\d+)?\s*(?=[^\W\d])", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:/|(?<!\w)(?:mỗi|một)\s)\s*(?:tháng|quý|năm|tuần|kỳ)(?!\w)", re.IGNORECASE)
_NOTE = re.compile(r"\([^()]*\)")
_NEXT = re.compile(r"\s*(\S?)")
MOST_CHARACTERS = 5_000  # of a cell that is read


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProducts:
    """Expected kinds of a cell, the kinds it needs added, and what a person should look at."""

    kinds: tuple[str, ...]
    open: bool
    added: tuple[Kind, ...] = ()
    doubts: tuple[str, ...] = ()


def read_products(cell: str, kinds: tuple[Kind, ...], words: Words) -> ReadProducts:
    """Read the cell `cell` with the known `kinds`; nothing raises, what is not certain is a doubt."""
    reader = _Reader(kinds, words)
    if len(cell) > MOST_CHARACTERS:
        return ReadProducts(kinds=(), open=False, doubts=("ô quá dài nên không đọc, ghi mã thể loại vào kinds",))
    ending = _OPEN.search(cell)
    reader.read(cell[: ending.start()] if ending else cell)
    if reader.counts:
        reader.doubts.append(f"số lượng {', '.join(reader.counts)} không theo dõi được, chỉ giữ trong text")
    if not reader.found:
        reader.doubts.append("chưa thấy sản phẩm nào trong ô, ghi mã thể loại vào kinds")
    return ReadProducts(
        kinds=tuple(dict.fromkeys(reader.found)), open=ending is not None, added=tuple(reader.added),
        doubts=tuple(dict.fromkeys(reader.doubts)),
    )


@dataclass(slots=True)
class _Reader:
    kinds: tuple[Kind, ...]
    words: Words
    found: list[str] = field(default_factory=list)
    added: list[Kind] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)

    def read(self, cell: str) -> None:
        text = _RATE.sub(self._rate, _NOTE.sub(self._note, cell))
        names = names_of(self.kinds)
        before, after = any_phrase(self.words.before), any_phrase(self.words.after)
        position = 0
        while position < len(text):
            skipped = _SKIP.match(text, position)
            if skipped and skipped.end() > position:
                position = skipped.end()
                continue
            counted = _COUNT.match(text, position)
            if counted:
                self._rate(counted)
            start = counted.end() if counted else position
            position = self._piece(text, start, names, before, after)

    def _note(self, found: re.Match[str]) -> str:
        self.doubts.append(f"bỏ qua phần trong ngoặc “{clean_line(found[0])[:60]}”")
        return " "

    def _rate(self, found: re.Match[str]) -> str:
        self.counts.append(f"“{clean_line(found[0])}”")
        return " "

    def _piece(
        self, text: str, start: int, names: Names, before: re.Pattern[str], after: re.Pattern[str]
    ) -> int:
        """Read the piece at `start`; returns where the text goes on."""
        known = list(names.at(text, start))
        prefix = before.match(text, start)
        if not known and prefix:
            start = _next(text, prefix.end()).start(1)
            known = list(names.at(text, start))
        for found in known:
            end = _end(text, found.end)
            if not after.sub("", text[found.end : end]).strip(" \n."):
                self._accept(found.id)
                return end
        return self._uncertain(text, start, known)

    def _uncertain(self, text: str, start: int, known: list[Found]) -> int:
        """A piece that begins with a known name of several words, or is not known at all."""
        begun = next((found for found in known if found.words > 1), None)
        end = _end(text, begun.end if begun else start)
        piece = clean_line(text[start:end]).strip(" .")
        if begun:
            self._accept(begun.id)
            self.doubts.append(f"đọc “{piece[:60]}” là thể loại {self.found[-1]}")
        elif piece:
            self._add(piece)
        return max(end, start + 1)

    def _accept(self, kind_id: str) -> None:
        group = self.words.read_as.get(kind_id)
        self.found.append(group if group and any(kind.id == group for kind in self.kinds) else kind_id)

    def _add(self, piece: str) -> None:
        alike = Names((*self.kinds, *self.added)).alike(piece)
        if alike:
            self._accept(alike)
            self.doubts.append(f"đọc “{piece[:60]}” là thể loại {self.found[-1]}")
            return
        taken = [item.id for item in (*self.kinds, *self.added)]
        kind = Kind(id=new_id(piece, taken), name=piece[:1].upper() + piece[1:])
        self.added.append(kind)
        self.found.append(kind.id)
        self.doubts.append(f"“{piece[:60]}” chưa có trong bảng thể loại, đã thêm mã {kind.id}")


def _end(text: str, position: int) -> int:
    """Where the piece that reaches `position` ends: at a sign, or at a line break before a capital or a bullet."""
    return next((mark.start() for mark in _marks(text, position)), len(text))


def _marks(text: str, position: int) -> Iterator[re.Match[str]]:
    for mark in _SPLIT.finditer(text, position):
        following = _next(text, mark.end())[1]
        if mark[0] != "\n" or following.isupper() or not following.isalpha():
            yield mark


def _next(text: str, position: int) -> re.Match[str]:
    """The next character that is no blank, as group 1."""
    found = _NEXT.match(text, position)
    assert found  # noqa: S101 - the pattern matches the empty text
    return found
