"""A Word table as a grid of cells: what is merged is one cell in several places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cchc.importers.docx_text import WORD, WRAPPERS, Label, block_text

_MOST_COLUMNS = 63  # Word's own limit; a wider span is a fault of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Text of a cell, a line a paragraph, and where it starts: merged places hold the same cell."""

    text: str
    origin: tuple[int, int]


Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of equal length; None where a row starts late or ends early."""

    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """Number of grid columns."""
        return len(self.rows[0]) if self.rows else 0


def read_table(node: Any, label: Label) -> Table:  # noqa: ANN401 - an XML element
    """Read a `w:tbl`; rows a reviewer deleted are left out."""
    grid: list[dict[int, Cell]] = []
    for index, row in enumerate(_inside(node, "tr")):
        if row.find(f"{WORD}trPr/{WORD}del") is None:
            grid.append(_read_row(row, index, grid[-1] if grid else {}, label))
    width = max((column + 1 for row in grid for column in row), default=0)
    return Table(rows=tuple(tuple(row.get(column) for column in range(width)) for row in grid))


def _read_row(row: Any, index: int, above: dict[int, Cell], label: Label) -> dict[int, Cell]:  # noqa: ANN401
    found: dict[int, Cell] = {}
    column = _number(row.find(f"{WORD}trPr"), "gridBefore", 0)
    for node in _inside(row, "tc"):
        properties = node.find(f"{WORD}tcPr")
        if _continues(properties, "vMerge") and column in above:
            cell = above[column]
        elif _continues(properties, "hMerge") and column - 1 in found:
            cell = found[column - 1]
        else:
            cell = Cell(text=block_text(node, label), origin=(index, column))
        for _ in range(_number(properties, "gridSpan", 1)):
            found[column] = cell
            column += 1
    return found


def _inside(node: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - XML elements
    """Rows of a table or cells of a row, those in content controls included."""
    for child in node.iterchildren():
        if child.tag == f"{WORD}{name}":
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, name)


def _continues(properties: Any, name: str) -> bool:  # noqa: ANN401 - an XML element or None
    """Whether a cell belongs to the one before it in its merge; `w:val` is "continue" when left out."""
    merge = None if properties is None else properties.find(f"{WORD}{name}")
    return merge is not None and merge.get(f"{WORD}val", "continue") == "continue"


def _number(properties: Any, name: str, default: int) -> int:  # noqa: ANN401 - an XML element or None
    found = None if properties is None else properties.find(f"{WORD}{name}")
    written = "" if found is None else found.get(f"{WORD}val", "")
    return min(int(written), _MOST_COLUMNS) if written.isdecimal() and len(written) < 6 else default
