"""The header of the appendix table: which grid columns hold tasks, products, units and times, by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc.importers.docx_table import Cell, Row
from cchc.importers.docx_text import one_line
from cchc.importers.knowledge import Words
from cchc.text import match_key

COLUMNS = ("number", "text", "products", "lead", "support", "schedule")
_NEEDED = frozenset({"text", "lead", "schedule"})
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Grid columns by what they hold; `titles` are the names as written, `extra` the columns of no known kind.

    `height` is the number of rows, `width` that of grid columns; `shared` when one column names lead and support.
    """

    places: Mapping[str, tuple[int, ...]]
    titles: tuple[str, ...]
    extra: Mapping[str, tuple[int, ...]]
    height: int
    width: int
    shared: bool = False

    def cells(self, row: Row, name: str) -> tuple[Cell, ...]:
        """Cells of `row` in the column `name`, each once."""
        return distinct(row, self.places.get(name, ()))

    def text(self, row: Row, name: str) -> str:
        """Text of `row` in the column `name`."""
        return "\n".join(cell.text for cell in self.cells(row, name))


def distinct(row: Row, columns: Sequence[int]) -> tuple[Cell, ...]:
    """Cells of `row` at these grid columns, merged ones once, places without a cell left out."""
    found: dict[tuple[int, int], Cell] = {}
    for column in columns:
        cell = row[column] if column < len(row) else None
        if cell is not None:
            found.setdefault(cell.origin, cell)
    return tuple(found.values())


def read_header(rows: Sequence[Row], index: int, words: Words) -> Header | None:
    """The header that starts at row `index`; None when that row names no task, leading unit and time."""
    height = 2 if index + 1 < len(rows) and _tied(rows[index], rows[index + 1]) else 1
    columns: dict[tuple[tuple[int, int], ...], list[int]] = {}
    names: dict[tuple[tuple[int, int], ...], str] = {}
    for column in range(len(rows[index])):
        stacked = [cell for row in rows[index : index + height] for cell in distinct(row, (column,))]
        cells = {cell.origin: cell for cell in stacked}
        if cells:
            columns.setdefault(tuple(cells), []).append(column)
            names[tuple(cells)] = one_line("\n".join(cell.text for cell in cells.values()))
    places: dict[str, tuple[int, ...]] = {}
    extra: dict[str, tuple[int, ...]] = {}
    shared = False
    for key, at in columns.items():
        kind, both = _classify(names[key], words)
        if kind in COLUMNS and kind not in places:
            places[kind] = tuple(at)
            shared = shared or both
        else:
            extra[names[key] or f"cột {at[0] + 1}"] = tuple(at)
    if not places.keys() >= _NEEDED:
        return None
    return Header(places=places, titles=tuple(filter(None, names.values())), extra=extra, height=height,
                  width=len(rows[index]), shared=shared)


def _tied(upper: Row, lower: Row) -> bool:
    """Whether a cell of `upper` reaches down into `lower`: a header of two rows."""
    return any(above is not None and above is below for above, below in zip(upper, lower, strict=True))


def _classify(title: str, words: Words) -> tuple[str, bool]:
    """What a column of this name holds ("" when unknown), and whether it names both lead and support."""
    key = match_key(title).strip(" .:")
    if not key or len(key) > _LONGEST_NAME:
        return "", False
    fitting = [name for name, column in words.columns.items()
               if key in column.exact or any(word in key for word in column.words)]
    if fitting[:2] == ["support", "lead"] and "chủ trì" in key:
        return "lead", True
    return (fitting[0] if fitting else ""), False
