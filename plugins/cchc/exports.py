"""Coverage for machines, spreadsheets and the terminal (contract, Output and Commands).

The public edition ("results") carries no statuses and no lists of who is late (coverage rules, Two editions).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from cchc.coverage import Coverage, Output, TaskCoverage
from cchc.coverage_words import STARTER, WITHDRAWN, completion_sentence
from cchc.schedule import Continuous, Event, Periodic, Schedule, Window
from cchc.terminal import cut, lay_out
from cchc.text import clean_line, format_date, format_percent

Edition = Literal["full", "results"]
TableCell = str | int | date | None

INTERNAL_KEYS = ("completion", "counts", "unplanned")
INTERNAL_KEYS_OF_TASK = ("status", "label", "missing", "late", "gaps", "longest_gap_days")
LOG_NUMBERS = ("quantity", "people", "reach", "minutes")
_FIRST_COLUMNS = (
    "Số", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Sản phẩm theo kế hoạch",
)
_INTERNAL_COLUMNS = ("Tình trạng", "Sản phẩm còn thiếu", "Số lần trễ", "Khoảng trống dài nhất (ngày)")
_LAST_COLUMNS = ("Số sản phẩm", "Sản phẩm gần nhất", "Các tháng có sản phẩm")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TABLE_HEADER = ("Số", "Nhiệm vụ", "Tình trạng", "Sản phẩm", "Gần nhất", "Thể loại chưa có")


def coverage_document(coverage: Coverage, *, edition: Edition) -> dict[str, Any]:
    """Build the `cchc.coverage/1` document; "results" leaves out the keys the contract marks °."""
    done = coverage.completion
    document: dict[str, Any] = {
        "schema": "cchc.coverage/1", "edition": edition, "plan": coverage.plan.id,
        "as_of": coverage.as_of.isoformat(), "closed": coverage.closed,
        "completion": {"done": done.done, "counted": done.counted, "percent": done.percent},
        "channels": list(coverage.channels), "counts": dict(coverage.counts),
        "tasks": [_task_entry(coverage, task, edition) for task in coverage.tasks],
        "areas": [{"letter": letter, "outputs": len(items)} for letter, items in coverage.areas.items()],
        "unplanned": [{"title": item.title, "source": item.source} for item in coverage.unplanned],
    }
    if coverage.has_starter:
        document["starter"] = True
    return _without(document, INTERNAL_KEYS if edition == "results" else ())


def coverage_json(coverage: Coverage, *, edition: Edition) -> str:
    """Render coverage.json: the document as UTF-8 text, one key a line."""
    return json_text(coverage_document(coverage, edition=edition))


def json_text(document: Mapping[str, Any]) -> str:
    """Write a published document: UTF-8 text, one key a line, the same characters every time."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def task_header(edition: Edition) -> tuple[str, ...]:
    """Column names of the table of tasks; the public edition has no column of statuses or delays."""
    return (*_FIRST_COLUMNS, *(_INTERNAL_COLUMNS if edition == "full" else ()), *_LAST_COLUMNS)


def task_row(coverage: Coverage, item: TaskCoverage, *, edition: Edition) -> tuple[TableCell, ...]:
    """One task under `task_header`; the day of its newest output is a date, or None."""
    task = item.task
    gap = item.longest_gap_days if isinstance(task.schedule, Continuous) else None  # means nothing for the others
    internal = (item.label, kind_names(coverage, item.missing), item.late, gap)
    return (
        task.number, task.title, unit_names(coverage, task.lead), unit_names(coverage, task.support),
        task.schedule.text, kind_names(coverage, item.expected), *(internal if edition == "full" else ()),
        len(item.outputs), item.last_output,
        "; ".join(_month_name(month) for month, count in item.by_month.items() if count),
    )


def coverage_csv(coverage: Coverage, *, edition: Edition) -> str:
    """Render coverage.csv for spreadsheets, one row per task."""
    rows = (task_row(coverage, task, edition=edition) for task in coverage.tasks)
    return csv_text(task_header(edition), rows)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[TableCell]]) -> str:
    """Write a table for spreadsheets, Excel included: the text has its BOM and CRLF already, no cell is a formula."""
    stream = io.StringIO(newline="")
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def coverage_text(coverage: Coverage, *, title_width: int = 44) -> str:
    """Lay the coverage out for the terminal, all fields; titles are cut to `title_width` columns."""
    lines = lay_out([_TABLE_HEADER, *(_text_row(coverage, task, title_width) for task in coverage.tasks)])
    return "\n".join([coverage.plan.title, "", *lines, "", *_summary(coverage)]) + "\n"


def as_of_words(coverage: Coverage) -> str:
    """The last day that counts; of a closed plan also that it is one, whose tasks are judged otherwise that day."""
    closed = ". Kế hoạch đã kết thúc" if coverage.closed else ""
    return f"Số liệu tính đến ngày {format_date(coverage.as_of)}{closed}"


def unit_names(coverage: Coverage, units: Iterable[str]) -> str:
    """Names of units, joined; an id the plan does not know stands for itself."""
    known = coverage.plan.unit_by_id
    return "; ".join(known[unit].name if unit in known else unit for unit in units)


def kind_names(coverage: Coverage, kinds: Iterable[str]) -> str:
    """Names of kinds, joined; an id the plan does not know stands for itself."""
    known = coverage.plan.kind_by_id
    return "; ".join(known[kind].name if kind in known else kind for kind in kinds)


def schedule_document(schedule: Schedule) -> dict[str, Any]:
    """Build the schedule as the plan file writes it."""
    match schedule:
        case Continuous():
            return {"type": "continuous", "every_days": schedule.every_days, "text": schedule.text}
        case Window():
            start, end = schedule.start.isoformat(), schedule.end.isoformat()
            return {"type": "window", "from": start, "to": end, "text": schedule.text}
        case Event():
            limit = "within_working_days" if schedule.working else "within_days"
            events = [
                {"date": event.date.isoformat(), "title": event.title, "document": event.document}
                for event in schedule.events
            ]
            return {"type": "event", limit: schedule.within, "events": events, "text": schedule.text}
        case Periodic():
            return {
                "type": "periodic", "every": schedule.every, "count": schedule.count, "text": schedule.text,
            }


def output_entry(coverage: Coverage, output: Output, *, edition: Edition) -> dict[str, Any]:
    """One output; `withdrawn` is added only where the page marks it "đã rút".

    What a row of the log says of its reach is for the office: it is added in the full edition only.
    """
    entry: dict[str, Any] = {
        "title": output.title, "date": output.date.isoformat(), "kind": output.kind, "url": output.url,
        "unit": output.unit, "channels": list(output.channels), "origin": output.origin,
        "source": output.source, "number": output.number, "document_date": _iso(output.document_date),
    }
    if coverage.is_withdrawn(output):
        entry["withdrawn"] = _iso(output.withdrawn)
    if edition == "full" and output.origin == "log":
        entry |= {name: _whole(getattr(output, name)) for name in LOG_NUMBERS}
        entry |= {"place": output.place or None, "note": output.note or None}
    return entry


def _task_entry(coverage: Coverage, item: TaskCoverage, edition: Edition) -> dict[str, Any]:
    task = item.task
    entry = {
        "number": task.number, "title": task.title, "status": item.status, "label": item.label,
        "expected": list(item.expected), "missing": list(item.missing),
        "open": task.products.open, "require": task.products.require,
        "lead": list(task.lead), "support": list(task.support), "schedule": schedule_document(task.schedule),
        "outputs": [output_entry(coverage, output, edition=edition) for output in item.outputs],
        "output_count": len(item.outputs), "last_output": _iso(item.last_output), "age_days": item.age_days,
        "late": item.late,
        "gaps": [
            {"from": gap.start.isoformat(), "to": gap.end.isoformat(), "days": gap.days} for gap in item.gaps
        ],
        "longest_gap_days": item.longest_gap_days, "months_with_output": item.months_with_output,
        "by_month": dict(item.by_month),
    }
    if task.continues:
        entry["continues"] = {"plan": task.continues.plan, "task": task.continues.task}
    return _without(entry, INTERNAL_KEYS_OF_TASK if edition == "results" else ())


def _whole(value: float | None) -> float | None:
    """A whole number without decimals: 40, not 40.0."""
    return int(value) if value is not None and value.is_integer() else value


def _without(entry: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _month_name(month: str) -> str:
    """Name 2024-05 "tháng 5/2024": a bare 05/2024 alone in a cell would be read as a date."""
    year, number = month.split("-")
    return f"tháng {int(number)}/{year}"


def _csv_cell(value: TableCell) -> str | int:
    """A cell as CSV holds it: dates dd/mm/yyyy; ' before text that a spreadsheet would run as a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, date):
        return format_date(value)
    return "" if value is None else value


def _text_row(coverage: Coverage, item: TaskCoverage, title_width: int) -> tuple[str, ...]:
    withdrawn = sum(coverage.is_withdrawn(output) for output in item.outputs)
    return (
        str(item.task.number), cut(clean_line(item.task.title), title_width), f"{item.mark} {item.label}",
        f"{len(item.outputs)} ({withdrawn} {WITHDRAWN})" if withdrawn else str(len(item.outputs)),
        format_date(item.last_output) if item.last_output else "–",
        kind_names(coverage, item.missing) or "–",
    )


def _summary(coverage: Coverage) -> list[str]:
    """Lines under the table; the conventions stand beside the figures (coverage rules, Words)."""
    done = coverage.completion
    lines = [
        completion_sentence(
            done.done, done.counted, format_percent(done.percent), left_out=len(coverage.tasks) - done.counted,
            closed=coverage.closed,
        ),
        f"Số kênh đã sử dụng: {len(coverage.channels)}",
        f"Sản phẩm ngoài kế hoạch: {len(coverage.unplanned)}",
        as_of_words(coverage),
    ]
    if coverage.plan.conventions:
        lines.append(f"Quy ước theo dõi của Văn phòng Sở: {clean_line(coverage.plan.conventions)}")
    return [*lines, STARTER] if coverage.has_starter else lines
