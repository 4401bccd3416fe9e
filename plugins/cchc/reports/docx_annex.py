"""The annex of a report: the plan's table of tasks with results, evidence and judgement, across the page."""

from __future__ import annotations

from cchc.reports.docx import LANDSCAPE_WIDTH, Paper
from cchc.reports.docx_form import number_words
from cchc.reports.pieces import Cell, Column, Line, cell, link, say
from cchc.reports.view import Evidence, ReportView, TaskResult
from cchc.reports.wording import cap, kinds_phrase, two_digits
from cchc.text import format_date, lower_first

MOST_LINKS = 10  # of a task; the others are on its page
_COLUMNS = (
    Column(title="Stt", width=10, centred=True), Column(title="Nhiệm vụ", width=45),
    Column(title="Sản phẩm theo Kế hoạch", width=28), Column(title="Cơ quan chủ trì", width=31),
    Column(title="Thời gian thực hiện", width=25), Column(title="Kết quả", width=31),
    Column(title="Tài liệu kiểm chứng", width=67), Column(title="Đánh giá", width=20, centred=True),
)
assert sum(column.width for column in _COLUMNS) == LANDSCAPE_WIDTH  # noqa: S101


def add_annex(paper: Paper, view: ReportView) -> None:
    """Begin a landscape section and write the table."""
    paper.landscape()
    paper.paragraph(say("Phụ lục"), style="Tên phụ lục")
    paper.paragraph(say(view.subject.upper()), style="Trích yếu nội dung")
    paper.paragraph(
        say(f"(Kèm theo Báo cáo {number_words(view.office.report_symbol)} ngày …… tháng …… năm {view.year} của "
            f"{view.office.agency})"),
        style="Chú thích dưới trích yếu",
    )
    note = f"Số liệu tính đến ngày {format_date(view.day)}."
    if view.conventions:
        note += f" Quy ước theo dõi của {view.office.unit}: {view.conventions}."
    paper.paragraph(say(note), style="Ghi chú")
    paper.table(_COLUMNS, [_row(task, is_empty=not view.figures.outputs) for task in view.tasks])


def _row(task: TaskResult, *, is_empty: bool) -> tuple[Cell, ...]:
    return (
        cell(str(task.number)), cell(task.title), cell(task.expected), cell(task.lead),
        cell(task.schedule), _result(task, is_empty=is_empty), _evidence(task), cell(task.annex),
    )


def _result(task: TaskResult, *, is_empty: bool) -> Cell:
    """What there is, in the period and since the plan began; `is_empty` says that no task has any in the period."""
    if not task.until_now:
        return cell("Chưa có sản phẩm.")
    phrase = f"Trong kỳ {two_digits(task.count)} sản phẩm: {kinds_phrase(task.kinds)}."
    now = phrase if task.count else "Trong kỳ không có sản phẩm."
    ever = f"Lũy kế {two_digits(task.until_now)} sản phẩm"
    last = f", gần nhất {format_date(task.last)}." if task.last else "."
    return ((say(ever + last),),) if is_empty else ((say(now),), (say(ever + last),))


def _evidence(task: TaskResult) -> Cell:
    shown, left = cap(task.evidence, MOST_LINKS)
    lines: list[Line] = [_line(item) for item in shown]
    if left:
        lines.append((say("và "), link(f"{two_digits(left)} sản phẩm khác (xem trang của nhiệm vụ)", task.url)))
    return lines or cell("–")


def _line(item: Evidence) -> Line:
    number = f", số {item.number}" if item.number else ""
    return (say("- "), link(item.title, item.url), say(f" ({lower_first(item.kind)}{number}, {format_date(item.day)})"))
