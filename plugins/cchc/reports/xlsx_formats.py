"""How cells of a workbook look: font, borders of tables, numbers, dates, amounts and links."""

from __future__ import annotations

from typing import Any

_FONT = {"font_name": "Times New Roman", "font_size": 12}  # of each format: as the book's, it fixes row heights
_GRID = {"border": 1, "border_color": "#7F8C99"}
_AMOUNT = "#,##0;-#,##0;"  # nothing for zero: what is not filled in yet is left to the pen


class Formats:
    """The formats of cells, each with its bold form, and of what stands outside tables."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        across = {**_FONT, "valign": "top", "text_wrap": True}
        self.title = book.add_format({**across, "bold": True, "font_size": 14})
        self.line, self.strong = book.add_format(across), book.add_format({**across, "bold": True})
        self.centred = _pair(book, {"valign": "top", "text_wrap": True, "align": "center"})
        self.italic = book.add_format({**across, "align": "center", "italic": True})
        self.header = book.add_format({
            **_FONT, **_GRID, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
            "bg_color": "#DDE6EE",
        })
        cell = {**_GRID, "valign": "top"}
        self.text = _pair(book, {**cell, "text_wrap": True})
        self.whole = _pair(book, {**cell, "num_format": "#,##0", "align": "right", "indent": 1})
        self.number = _pair(book, {**cell, "num_format": "#,##0.##", "align": "right", "indent": 1})
        self.amount = _pair(book, {**cell, "num_format": _AMOUNT, "align": "right"})
        self.date = _pair(book, {**cell, "num_format": "dd/mm/yyyy", "align": "left"})
        self.link = _pair(book, {**cell, "align": "center", "font_color": "#0B4F9E", "underline": 1})


def _pair(book: Any, looks: dict[str, object]) -> tuple[Any, Any]:  # noqa: ANN401 - XlsxWriter has no types
    """A format and its bold form."""
    plain = {**_FONT, **looks}
    return book.add_format(plain), book.add_format({**plain, "bold": True})
