"""The appendix of a plan: the table of tasks, found by its header, read into one row a task.

The table may be cut into several, repeat its header, hold group titles and merged cells, or have more columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cchc.errors import DamagedFileError
from cchc.importers.docx_file import Block, Paragraph
from cchc.importers.docx_table import Row, Table
from cchc.importers.docx_text import one_line
from cchc.importers.header import COLUMNS, Header, distinct, read_header
from cchc.importers.knowledge import Words

MOST_TASKS = 999
_GROUP_NUMBER = re.compile(r"(?:[IVX]+|[A-Z])[.)]?")
_GROUP_TITLE = re.compile(r"(?:[IVX]+|[A-Z])[.)]\s")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng)(?!\w)", re.IGNORECASE)
_FURNITURE = re.compile(r"[\s\d.–-]*")
_FOUR = ("products", "lead", "support", "schedule")


@dataclass(slots=True, kw_only=True)
class TaskRow:
    """One task: its cells by column name, as in the file; `group` is the title it stands under.

    `extra` holds cells of other columns by their title, `doubts` what to look at, by column name.
    """

    cells: dict[str, str]
    group: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """The table: names of its columns as written, which of COLUMNS it has, its tasks, where it starts in the file."""

    titles: tuple[str, ...]
    present: tuple[str, ...]
    rows: tuple[TaskRow, ...]
    start: int
    shared: bool

    @property
    def cell_count(self) -> int:
        """Number of cells read: tasks × known columns."""
        return len(self.rows) * len(self.present)


def find_appendix(blocks: Sequence[Block], words: Words, name: str) -> Appendix:
    """The appendix among the blocks of the file `name`; none is a DamagedFileError that says what is looked for."""
    reader = _Reader(words)
    for index, block in enumerate(blocks):
        reader.take(block, index)
    labels = ", ".join(words.columns[column].label for column in COLUMNS)
    if reader.header is None:
        raise DamagedFileError(
            f"Không thấy bảng nhiệm vụ (phụ lục) trong {name}. Bảng phải có dòng tiêu đề với các cột: {labels} "
            "(hoặc tên gần như vậy). Kiểm tra tên cột trong tệp Word rồi chạy lại."
        )
    if not 1 <= len(reader.rows) <= MOST_TASKS:
        raise DamagedFileError(f"Bảng nhiệm vụ trong {name} phải có từ 1 đến {MOST_TASKS} nhiệm vụ, "
                               f"đang có {len(reader.rows)}.")
    return Appendix(
        titles=reader.header.titles, rows=tuple(reader.rows), start=reader.start, shared=reader.header.shared,
        present=tuple(column for column in COLUMNS if column in reader.header.places),
    )


@dataclass(slots=True)
class _Reader:
    """Takes the blocks of a file one by one; `cut` when the last row may go on in the next one."""

    words: Words
    rows: list[TaskRow] = field(default_factory=list)
    header: Header | None = None
    start: int = 0
    group: str = ""
    cut: bool = False
    between: bool = False
    last: Row = ()

    def take(self, block: Block, index: int) -> None:
        if isinstance(block, Paragraph):
            self.between = self.between or not _FURNITURE.fullmatch(block.text)
        else:
            self._table(block, index)

    def _table(self, table: Table, index: int) -> None:
        heads = {row: found for row in range(len(table.rows)) if (found := read_header(table.rows, row, self.words))}
        if not heads and (self.header is None or table.width != self.header.width or self.between):
            return
        if self.header is None:
            self.start = index
        position = min(heads) if heads else 0
        self.cut, self.between, self.last = True, False, ()
        while position < len(table.rows):
            if position in heads:
                self.header, self.cut = self._same(heads[position]), True
                position += heads[position].height
                continue
            following = table.rows[position + 1] if position + 1 < len(table.rows) else ()
            self._row(table.rows[position], following)
            position += 1

    def _same(self, found: Header) -> Header:
        """The header in force; the first one's names are kept when it is repeated."""
        return self.header if self.header and self.header.places == found.places else found

    def _row(self, row: Row, following: Row) -> None:
        header = self.header
        if header is None:
            return
        cells = {name: header.text(row, name) for name in COLUMNS}
        number, text = one_line(cells["number"]), one_line(cells["text"])
        if self._is_furniture(row, text):
            return
        above, self.last = self.last, row
        tie = _tie(header, above, row) if self.rows else ""
        if self._is_group(header, row, number, text, following):
            titles = (one_line(cell.text) for cell in distinct(row, range(len(row))))
            self.group, self.cut = " ".join(title for title in titles if title)[:200], False
        elif tie:
            self._extend(header, row, above)
            if tie == "number":
                self.rows[-1].doubts.setdefault("text", "ghép từ nhiều dòng của bảng có chung ô Stt")
        elif not number and "number" in header.places and self.rows:
            self._unnumbered(header, row, cells, text)
        else:
            self._append(header, row, cells)

    @staticmethod
    def _is_furniture(row: Row, text: str) -> bool:
        """A blank row, the row "(1) (2) (3) …" under a header, or a row of totals."""
        shown = [one_line(cell.text) for cell in distinct(row, range(len(row)))]
        filled = [item for item in shown if item]
        numbered = len(filled) > 2 and all(_COLUMN_NUMBER.fullmatch(item) for item in filled)
        return not filled or numbered or (not shown[0].isdecimal() and any(map(_TOTAL.match, (text, filled[0]))))

    @staticmethod
    def _is_group(header: Header, row: Row, number: str, text: str, following: Row) -> bool:
        spread = header.cells(row, "text")
        merged = sum(header.cells(row, name)[:1] == spread[:1] for name in _FOUR if name in header.places)
        if spread and merged >= 2:
            return True
        if not text or any(one_line(header.text(row, name)) for name in _FOUR):
            return False
        below = one_line(header.text(following, "number"))
        parent = number.rstrip(".")
        return bool(
            _GROUP_NUMBER.fullmatch(number) or (not number and (text.isupper() or _GROUP_TITLE.match(text)))
            or (parent.isdecimal() and below.startswith(f"{parent}."))
        )

    def _append(self, header: Header, row: Row, cells: Mapping[str, str]) -> None:
        extra = {title: "\n".join(cell.text for cell in distinct(row, at)) for title, at in header.extra.items()}
        self.rows.append(TaskRow(cells=dict(cells), group=self.group, extra=extra, doubts=self._shared(header, row)))
        self.cut = False

    def _shared(self, header: Header, row: Row) -> dict[str, str]:
        """What is doubtful since one cell, merged over columns, stands for several of them.

        A cell merged over rows is no doubt: it says the same of several tasks.
        """
        holders: dict[tuple[int, int], list[str]] = {}
        for name in COLUMNS:
            for cell in header.cells(row, name):
                if one_line(cell.text):
                    holders.setdefault(cell.origin, []).append(name)
        found: dict[str, str] = {}
        for names in holders.values():
            if len(names) > 1:
                titles = " và ".join(f"“{self.words.columns[name].label}”" for name in names)
                found |= dict.fromkeys(names, f"một ô gộp qua các cột {titles}, ghi lại từng cột cho đúng")
        return found

    def _extend(self, header: Header, row: Row, above: Row) -> None:
        """Add the cells of a row that belongs to the last task, except those it shares with the row `above`."""
        task = self.rows[-1]
        for name in COLUMNS[1:]:
            known = header.cells(above, name)
            new = "\n".join(cell.text for cell in header.cells(row, name) if cell not in known)
            _add(task.cells, name, new)
        for name, why in self._shared(header, row).items():
            task.doubts.setdefault(name, why)
        for title, at in header.extra.items():
            known = distinct(above, at)
            _add(task.extra, title, "\n".join(cell.text for cell in distinct(row, at) if cell not in known))

    def _unnumbered(self, header: Header, row: Row, cells: Mapping[str, str], text: str) -> None:
        """A row without Stt: the rest of one cut by a page, else a task of its own; both are for a person to check."""
        whole = text[:1].isupper() and all(one_line(cells[name]) for name in ("products", "lead", "schedule"))
        if whole:
            self._append(header, row, cells)
            self.rows[-1].doubts["number"] = "dòng này không có Stt trong bảng, đọc là một nhiệm vụ riêng"
            return
        cut, self.cut = self.cut, False
        self._extend(header, row, ())
        where = "ở chỗ bảng ngắt trang" if cut else "ở giữa bảng"
        self.rows[-1].doubts.setdefault("text", f"ghép từ hai dòng của bảng: dòng sau {where} không có Stt")


def _tie(header: Header, above: Row, row: Row) -> str:
    """Which merged cell ties `row` to the row `above` as one task: "text", "number", or "" for none."""
    for name in ("text", "number"):
        upper, here = header.cells(above, name), header.cells(row, name)
        if upper and here and upper[0] is here[0]:
            return name
    return ""


def _add(cells: dict[str, str], name: str, new: str) -> None:
    """Append `new` to a cell as further lines, unless it says the same."""
    old = cells.get(name, "")
    if one_line(new) and one_line(new) != one_line(old):
        cells[name] = f"{old}\n{new}".strip("\n")
