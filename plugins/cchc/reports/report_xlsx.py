"""ReportView → the figures of the report as an Excel workbook of six sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc.coverage_words import STARTER
from cchc.reports.figures import Figures, NamedFigures, total_of
from cchc.reports.view import Evidence, ReportView, TaskResult
from cchc.reports.wording import (
    WILL_BE_STALE,
    channels_phrase,
    counted_note,
    kinds_phrase,
    overlap_note,
    parts_phrase,
    silence_words,
    two_digits,
)
from cchc.reports.xlsx import Book, Cell, Column, Link, Row, Sheet, Strong
from cchc.text import format_date

_EMPTY = "Không có số liệu trong kỳ."
_FIGURES = (
    Column("Sản phẩm", 12), Column("Lũy kế", 12), Column("Lượt người", 12), Column("Lượt tiếp cận", 14),
    Column("Thời lượng (phút)", 12),
)

_SUMMARY = (Column("Hình thức", 50), Column("Sản phẩm", 12), Column("Số cuộc", 12), *_FIGURES[2:])
_UNIT = (Column("Đơn vị", 50), Column("Chủ trì nhiệm vụ", 16))
_TASKS = (
    Column("Stt", 5), Column("Nhiệm vụ", 36), Column("Liên kết", 7), Column("Sản phẩm theo Kế hoạch", 19),
    Column("Cơ quan chủ trì", 18), Column("Cơ quan phối hợp", 18), Column("Thời gian thực hiện", 14),
    Column("Sản phẩm trong kỳ", 9), Column("Lũy kế", 7), Column("Gần nhất", 12), Column("Kết quả trong kỳ", 20),
    Column("Thể loại chưa có", 16), Column("Tình trạng", 13), Column("Đánh giá", 12), Column("Lưu ý", 18),
)
_OUTPUTS = (
    Column("Ngày", 12), Column("Tên sản phẩm", 42), Column("Liên kết", 7), Column("Thể loại", 12),
    Column("Số, ký hiệu", 13), Column("Ngày văn bản", 12), Column("Nhiệm vụ", 9), Column("Đơn vị", 20),
    Column("Kênh", 20), Column("Số lượng", 8), Column("Lượt người", 8), Column("Lượt tiếp cận", 9),
    Column("Thời lượng (phút)", 9), Column("Địa điểm", 15), Column("Ghi chú", 16),
)
_KINDS = (Column("Thể loại", 36), Column("Thuộc nhóm", 24), Column("Trong kỳ", 12), Column("Lũy kế", 12))


def render_workbook(view: ReportView) -> bytes:
    """Write the workbook; the same view gives the same bytes."""
    book = Book(view.subject, view.day)
    _summary(book.sheet("Tổng hợp", _SUMMARY), view)
    _sheet(book, view, "Nhiệm vụ", _TASKS, (_task(task) for task in view.tasks))
    _sheet(book, view, "Sản phẩm", _OUTPUTS, (_output(item) for item in view.outputs))
    _sheet(book, view, "Thể loại", _KINDS, _kinds(view))
    _sheet(book, view, "Kênh", (Column("Kênh", 50), *_FIGURES), map(_channel, view.channels))
    _sheet(book, view, "Đơn vị", (*_UNIT, *_FIGURES), map(_unit, view.units))
    return book.close()


def _sheet(book: Book, view: ReportView, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    sheet = book.sheet(name, columns)
    sheet.printed(f"{view.subject} – {name}")
    sheet.table(rows, empty=_EMPTY)


def _summary(sheet: Sheet, view: ReportView) -> None:
    """What the report says in its first lines, by heading."""
    sheet.title(view.subject)
    sheet.note(f"{view.period.span[:1].upper()}{view.period.span[1:]}. Số liệu tính đến ngày {format_date(view.day)}.")
    for line in (*view.limits, *_totals(view), view.completion, STARTER if view.is_starter else ""):
        if line:
            sheet.note(line)
    sheet.skip()
    figures = view.figures
    rows: list[Row] = [["Văn bản", len(view.documents), None, None, None, None]]
    rows += [
        [group.title, group.figures.outputs, group.events, *_known(group.figures)] for group in view.groups
    ]
    rows.append(Strong(("Tổng số (mỗi sản phẩm tính một lần)", figures.outputs, None, *_known(figures))))
    rows.append(["Trong đó thực hiện nhiệm vụ của Kế hoạch", view.planned, None, None, None, None])
    rows.append(["Trong đó ngoài kế hoạch", view.unplanned, None, None, None, None])
    elsewhere = figures.outputs - view.planned - view.unplanned
    if elsewhere:
        rows.append(["Trong đó thuộc kế hoạch khác", elsewhere, None, None, None, None])
    rows.append(["Lũy kế từ đầu Kế hoạch", view.until_now, None, None, None, None])
    sheet.table(rows, empty=_EMPTY)


def _totals(view: ReportView) -> tuple[str, ...]:
    """How the numbers hang together, as the report says it."""
    if not view.figures.outputs:
        return ()
    return (
        f"Tổng số {two_digits(view.figures.outputs)} sản phẩm{parts_phrase(view)}.",
        f"Sử dụng {channels_phrase(view)}." if view.used_channels else "", overlap_note(view), counted_note(view),
        view.elsewhere_note,
    )


def _known(figures: Figures) -> tuple[Cell, ...]:
    return tuple(_whole(value) for value in (figures.people, figures.reach, figures.minutes))


def _whole(value: float | None) -> Cell:
    return int(value) if value is not None and value == int(value) else value


def _task(task: TaskResult) -> Row:
    return [
        task.number, task.title, Link(task.url), task.expected, task.lead, task.support, task.schedule, task.count,
        task.until_now, task.last, kinds_phrase(task.kinds), "; ".join(task.missing), task.label, task.annex,
        f"Đ{silence_words(task)[1:]}; {WILL_BE_STALE}." if task.gaps else "",
    ]


def _output(item: Evidence) -> Row:
    return [
        item.day, item.title, Link(item.url), item.kind, item.number, item.document_date,
        _tasks(item), item.unit, item.channels,
        _whole(item.figures.quantity), *_known(item.figures), item.place, item.note,
    ]


def _tasks(item: Evidence) -> str:
    """The tasks an output names; those of another plan with its title."""
    named = ", ".join(map(str, item.tasks)) or "ngoài kế hoạch"
    return f"{named} ({item.plan})" if item.plan else named


def _kinds(view: ReportView) -> Iterable[Row]:
    """One row per kind; a group's own row holds its total, so the filter on "Thuộc nhóm" keeps them apart."""
    group = ""
    for row in view.kinds:
        group = group if row.member else row.name
        yield [row.name, group if row.member else "", row.count, row.until_now]
    now, ever = total_of(view.kinds)
    yield Strong(("Tổng số", "", now, ever))


def _channel(row: NamedFigures) -> Row:
    return [row.name, row.figures.outputs, row.until_now, *_known(row.figures)]


def _unit(row: NamedFigures) -> Row:
    return [row.name, row.detail, row.figures.outputs, row.until_now, *_known(row.figures)]
