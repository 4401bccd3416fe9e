"""What the internal coverage page shows beside the public facts, and the pages behind its figures."""

from __future__ import annotations

from collections.abc import Iterator

from cchc.chasing import chase_unit, due_day
from cchc.coverage import Output, TaskCoverage
from cchc.coverage_words import STATUSES, completion_sentence
from cchc.pages.matrices import areas_matrix, kinds_matrix, months_matrix
from cchc.pages.office_views import (
    ChaseView,
    EvidenceGroup,
    EvidenceRow,
    OfficeView,
    UnitRow,
)
from cchc.pages.output_sets import OutputSets, numbered
from cchc.pages.parts import Link
from cchc.pages.sheet import Sheet, make_note, task_link
from cchc.pages.sheet_filters import Marks, sheet_filters, status_title
from cchc.schedule import add_working_days
from cchc.text import format_date, format_percent
from cchc.urls import unit_url

WHOLE_REGISTER = 200  # up to so many outputs the register stands whole on the sheet
NEWEST = 20  # of each task, when it does not


def build_office(sheet: Sheet, sets: OutputSets) -> OfficeView:
    """The office's part of the internal page; `sets` collects the pages its figures lead to."""
    coverage, marks = sheet.coverage, Marks(sheet)
    done = coverage.completion
    return OfficeView(
        completion=completion_sentence(
            done.done, done.counted, format_percent(done.percent), left_out=len(coverage.tasks) - done.counted,
            closed=coverage.closed,
        ),
        channels=tuple(_channels(sheet, sets)),
        counts=tuple(
            Link(title=status_title(status, coverage), url="#nhiem-vu", count=coverage.counts[status])
            for status in STATUSES
        ),
        filters=sheet_filters(sheet, marks),
        kinds=kinds_matrix(sheet, sets, marks), months=months_matrix(sheet, sets, marks),
        areas=areas_matrix(sheet, sets, marks),
        units=(*(_unit_row(sheet, sets, marks, unit.id) for unit in sheet.plan.units), *_no_unit(sheet, sets)),
        unplanned=tuple(
            EvidenceRow(number="", output=sheet.line(output), classes=marks.of_output(output, []))
            for output in reversed(coverage.unplanned[-NEWEST:])
        ),
        unplanned_all=Link(
            title="Tất cả", count=len(coverage.unplanned),
            url=sets.url("ngoai-ke-hoach/", "Tin, bài ngoài kế hoạch", coverage.unplanned)
            if coverage.unplanned else "",
        ),
        evidence=tuple(_evidence(sheet, sets, marks)),
        amendments=tuple(
            make_note(item.date, " ".join(part for part in (
                f"Nhiệm vụ {item.task}:" if item.task else "", item.change, item.document) if part))
            for item in sheet.plan.amendments if item.date <= sheet.said_until
        ),
        task_classes=tuple(marks.of_task(item) for item in coverage.tasks),
    )


def _channels(sheet: Sheet, sets: OutputSets) -> Iterator[Link]:
    for channel in sheet.coverage.channels:
        name = sheet.plan.channel_by_id[channel].name
        found = [output for output in sheet.coverage.planned_outputs if channel in output.channels]
        yield Link(title=name, url=sets.url(f"kenh-{channel}/", f"Kênh: {name}", found), count=len(found))


def _unit_row(sheet: Sheet, sets: OutputSets, marks: Marks, unit: str) -> UnitRow:
    """What a unit leads, supports and contributed, and what is due or late there (a group counts for none alone)."""
    found = sheet.plan.unit_by_id[unit]
    tasks = sheet.coverage.tasks
    given = [output for output in sheet.coverage.planned_outputs if output.unit == unit]
    return UnitRow(
        name=found.name, url=unit_url(unit), group=found.group,
        leads=tuple(task_link(sheet.plan, item.task) for item in tasks if unit in item.task.lead),
        supports=tuple(task_link(sheet.plan, item.task) for item in tasks if unit in item.task.support),
        contributed=sets.figure(f"don-vi-{unit}/", f"Đóng góp của {found.name}", given),
        chase=None if found.group else _chase(sheet, unit), classes=marks.of_unit(unit, given),
    )


def _no_unit(sheet: Sheet, sets: OutputSets) -> Iterator[UnitRow]:
    """Outputs that name no unit are a row of their own, so that the column adds up."""
    given = [output for output in sheet.coverage.planned_outputs if output.unit not in sheet.plan.unit_by_id]
    if given:
        yield UnitRow(
            name="Chưa ghi đơn vị", url="", group=False, leads=(), supports=(), chase=None, classes="c-f",
            contributed=sets.figure("chua-ghi-don-vi/", "Sản phẩm chưa ghi đơn vị", given),
        )


def _chase(sheet: Sheet, unit: str) -> ChaseView | None:
    """Late and due tasks; the message asks for an answer only while the plan is open."""
    coverage = sheet.coverage
    before = add_working_days(coverage.as_of, sheet.material.reply_days)
    said = chase_unit(coverage, unit, sheet.material.office, before)
    late = {line.task for line in said.lines}
    lines = [f"{line.text[0].upper()}{line.text[1:]}" for line in said.lines]
    lines += [
        f"Nhiệm vụ {item.task.number}: {item.label.lower()}, hạn đến {format_date(due)}"
        for item in coverage.tasks if unit in item.task.lead and item.task.number not in late
        for due in [due_day(coverage, item)]
        if due is not None and item.status == "pending"
    ]
    if not lines:
        return None
    return ChaseView(lines=tuple(lines), text="" if coverage.closed else said.text)


def _evidence(sheet: Sheet, sets: OutputSets, marks: Marks) -> Iterator[EvidenceGroup]:
    coverage = sheet.coverage
    whole = sum(len(item.outputs) for item in coverage.tasks) <= WHOLE_REGISTER
    for item in coverage.tasks:
        rows = numbered(item.outputs, f"{item.task.number}.")
        shown = rows if whole else rows[:NEWEST]
        title = f"Nhiệm vụ {item.task.number}: mọi sản phẩm"
        url = sets.url(f"nhiem-vu-{item.task.number}/", title, item.outputs) if item.outputs else ""
        yield EvidenceGroup(
            number=item.task.number, title=item.task.title, total=len(rows), classes=marks.of_task(item),
            rows=tuple(_evidence_row(sheet, marks, item, number, output) for number, output in shown),
            all=Link(title=f"Tất cả sản phẩm của nhiệm vụ {item.task.number}", url=url, count=len(rows)),
        )


def _evidence_row(sheet: Sheet, marks: Marks, item: TaskCoverage, number: str, output: Output) -> EvidenceRow:
    return EvidenceRow(number=number, output=sheet.line(output), classes=marks.of_output(output, [item]))
