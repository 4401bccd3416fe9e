"""The tables of figures in a report: by kind, channel, unit and content area."""

from __future__ import annotations

from collections.abc import Sequence

from cchc.reports.docx import Paper
from cchc.reports.figures import NamedFigures, total_of
from cchc.reports.pieces import Cell, Column, cell, say
from cchc.reports.view import ReportView
from cchc.reports.wording import counted_note, quantity
from cchc.text import format_number

_KINDS = (
    Column(title="Thể loại", width=100), Column(title="Trong kỳ", width=30, centred=True),
    Column(title="Lũy kế", width=30, centred=True),
)
_CHANNELS = (
    Column(title="Kênh", width=62), Column(title="Sản phẩm", width=22, centred=True),
    Column(title="Lũy kế", width=18, centred=True), Column(title="Lượt người", width=19, centred=True),
    Column(title="Lượt tiếp cận", width=19, centred=True), Column(title="Thời lượng (phút)", width=20, centred=True),
)
_UNITS = (
    Column(title="Đơn vị", width=78), Column(title="Chủ trì nhiệm vụ", width=34, centred=True),
    Column(title="Sản phẩm", width=26, centred=True), Column(title="Lũy kế", width=22, centred=True),
)
_AREAS = (
    Column(title="Nội dung", width=18, centred=True), Column(title="Nội dung tuyên truyền", width=90),
    Column(title="Sản phẩm", width=28, centred=True), Column(title="Lũy kế", width=24, centred=True),
)
_NOTE = (
    "Mỗi sản phẩm tính một lần trong tổng số. Sản phẩm đăng trên nhiều kênh tính ở từng kênh, thuộc nhiều nội dung "
    "tính ở từng nội dung, nên các dòng của Bảng 2 và Bảng 4 không cộng thành tổng số."
)


def add_tables(paper: Paper, view: ReportView) -> None:
    """Tables 1–4 with their notes; a table without rows is left out."""
    now, ever = total_of(view.kinds)
    kinds = [_row(("    " if row.member else "") + row.name, row.count, row.until_now) for row in view.kinds]
    _table(paper, "Bảng 1. Sản phẩm theo thể loại", _KINDS, [*kinds, _total("Tổng số", now, ever)])
    _table(paper, "Bảng 2. Sản phẩm theo kênh", _CHANNELS, [_channel(row) for row in view.channels])
    _table(paper, "Bảng 3. Sản phẩm theo đơn vị", _UNITS, [
        (*cells(row.name, row.detail or "–"), *counts(row)) for row in view.units
    ])
    _table(paper, "Bảng 4. Sản phẩm theo nội dung tuyên truyền", _AREAS, [
        (*cells(row.id, row.name), *counts(row)) for row in view.areas
    ])
    for text in (_NOTE, counted_note(view), view.elsewhere_note):
        if text:
            paper.paragraph(say(text), style="Ghi chú")


def cells(*texts: str) -> tuple[Cell, ...]:
    """Cells of one line each."""
    return tuple(cell(text) for text in texts)


def counts(row: NamedFigures) -> tuple[Cell, ...]:
    """The two counts of a row."""
    return cells(format_number(row.figures.outputs), format_number(row.until_now))


def _table(paper: Paper, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    if rows:
        paper.paragraph(say(name), style="Tên bảng")
        paper.table(columns, rows, together=True)


def _row(name: str, now: int, ever: int) -> Sequence[Cell]:
    return cells(name, format_number(now), format_number(ever))


def _total(name: str, now: int, ever: int) -> Sequence[Cell]:
    return tuple(cell(text, bold=True) for text in (name, format_number(now), format_number(ever)))


def _channel(row: NamedFigures) -> Sequence[Cell]:
    figures = row.figures
    return (
        *cells(row.name), *counts(row),
        *cells(*(quantity(value) or "–" for value in (figures.people, figures.reach, figures.minutes))),
    )
