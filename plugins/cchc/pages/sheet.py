"""One plan's coverage with the words, links and lines that its pages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from cchc import urls
from cchc.coverage import Coverage, Output, TaskCoverage
from cchc.coverage_words import STARTER, WITHDRAWN
from cchc.pages.coverage_views import Month, TaskRow
from cchc.pages.material import Material
from cchc.pages.parts import Link, Note, OutputLine
from cchc.plan import Explanation, Plan, PlanTask
from cchc.schedule import Continuous
from cchc.text import format_date, format_number

PLANS = Link(title="Kế hoạch tuyên truyền", url="ke-hoach/")
_ROMAN = ("I", "II", "III", "IV")
_MOST_MONTHS = 15  # a longer plan is shown by quarters
_NEWEST = 10  # outputs of a task that unfold on the public page; all stand on the task's page
_FIGURES = (
    ("quantity", "số lượng {}"), ("people", "{} lượt người"), ("reach", "{} lượt tiếp cận"), ("minutes", "{} phút"),
)


class Sheet:
    """One plan's coverage in the edition of the build."""

    def __init__(self, material: Material, coverage: Coverage) -> None:
        self.material, self.coverage, self.plan = material, coverage, coverage.plan
        self.internal = material.internal
        self.as_of = format_date(coverage.as_of)
        self.starter = STARTER if coverage.has_starter else ""
        self.link = Link(title=page_title(self.plan, internal=self.internal), url=urls.plan_url(self.plan.id))
        self._lines: dict[int, OutputLine] = {}

    @property
    def said_until(self) -> date:
        """Day up to which explanations and amendments are shown: also those written once the plan has ended."""
        return self.material.site.moment.date()

    @cached_property
    def rows(self) -> dict[int, TaskRow]:
        """Row of each task by number."""
        return {item.task.number: self._row(item) for item in self.coverage.tasks}

    def units(self, ids: Iterable[str]) -> str:
        """Names of units, joined."""
        return "; ".join(self.plan.unit_by_id[unit].name for unit in ids)

    def kinds(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Names of kinds."""
        return tuple(self.plan.kind_by_id[kind].name for kind in ids)

    def areas_of(self, output: Output) -> tuple[str, ...]:
        """Content areas of an output: its own, or by default those of its tasks (contract, Output)."""
        known = [number for number in output.tasks if number in self.plan.task_by_number]
        return output.areas or self.plan.task_areas(known)

    def line(self, output: Output) -> OutputLine:
        """An output as a list shows it; the same object every time, since it stands in many lists."""
        found = self._lines.get(id(output))
        if found is None:
            found = self._lines[id(output)] = self._make_line(output)
        return found

    def _make_line(self, output: Output) -> OutputLine:
        unit = self.plan.unit_by_id.get(output.unit or "")
        channels = self.plan.channel_by_id
        return OutputLine(
            title=output.title, url=output.url, external=output.url.startswith("http"),
            day=format_date(output.date), day_iso=output.date.isoformat(),
            kind="".join(self.kinds((output.kind,))), unit=unit.name if unit else "",
            channels=", ".join(channels[channel].name for channel in output.channels if channel in channels),
            note=WITHDRAWN if self.coverage.is_withdrawn(output) else "",
            number=_numbered(output), facts=_facts(output) if self.internal else "",
        )

    def _row(self, item: TaskCoverage) -> TaskRow:
        """A task's row: public facts, and the office's figures in the internal edition."""
        task = item.task
        public = TaskRow(
            number=task.number, title=task.title, url=urls.task_url(self.plan.id, task.number),
            lead=self.units(task.lead), support=self.units(task.support), schedule=task.schedule.text,
            expected=", ".join(self.kinds(task.products.kinds)) + ("…" if task.products.open else ""),
            count=len(item.outputs), progress=_progress(item), months=month_counts(item.by_month),
            kinds=tuple(dict.fromkeys(name for output in item.outputs for name in self.kinds((output.kind,)))),
            newest=self.line(item.outputs[-1]) if item.outputs else None,
            outputs=tuple(self.line(output) for output in reversed(item.outputs[-_NEWEST:])),
        )
        return self._with_status(public, item) if self.internal else public

    def _with_status(self, row: TaskRow, item: TaskCoverage) -> TaskRow:
        return replace(
            row, status=item.status, label=item.label, shape=item.mark, missing=self.kinds(item.missing),
            late=item.late,
            gaps=tuple(
                f"{format_date(gap.start)} – {format_date(gap.end)}: {gap.days} ngày" for gap in item.gaps
            ),
            longest_gap=f"{item.longest_gap_days} ngày" if isinstance(item.task.schedule, Continuous) else "",
            age="" if item.age_days is None else f"cách {item.age_days} ngày",
            explanations=tuple(
                make_note(note.date, _explained(note))
                for note in self.plan.explanations if note.task == item.task.number and note.date <= self.said_until
            ),
        )


def page_title(plan: Plan, *, internal: bool) -> str:
    """Title of a plan's coverage page in either edition (coverage rules, last sections)."""
    if internal:
        return f"Theo dõi, đôn đốc thực hiện {plan.title}"
    short = plan.title.replace("cải cách hành chính", "CCHC")
    return f"Kết quả thực hiện {short}"


def task_link(plan: Plan, task: PlanTask, *, title: bool = False) -> Link:
    """Link to a task's page: "Nhiệm vụ 3", or with its title."""
    name = f"Nhiệm vụ {task.number}"
    return Link(title=f"{name}: {task.title}" if title else name, url=urls.task_url(plan.id, task.number))


def make_note(day: date, text: str) -> Note:
    """A dated note."""
    return Note(day=format_date(day), day_iso=day.isoformat(), text=text)


def month_counts(by_month: Mapping[str, int]) -> tuple[Month, ...]:
    """Months of a plan with their counts; of a plan over several years, its quarters."""
    spans = time_columns(by_month)
    return tuple(
        Month(name=span.name, short=span.short, count=sum(by_month[month] for month in span.months)) for span in spans
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A column of time: months written YYYY-MM; `key` in addresses, `name` read out, `short` shown."""

    key: str
    name: str
    short: str
    months: tuple[str, ...]


def time_columns(months: Iterable[str]) -> tuple[Span, ...]:
    """The columns of time of a plan: its months, or its quarters when it is longer than 15 months."""
    listed = tuple(months)
    if len(listed) <= _MOST_MONTHS:
        return tuple(
            Span(key=month, name=f"Tháng {int(month[5:])}/{month[:4]}", short=str(int(month[5:])), months=(month,))
            for month in listed
        )
    return tuple(_quarter(key, tuple(group)) for key, group in groupby(listed, key=_quarter_of))


def _quarter(key: str, months: tuple[str, ...]) -> Span:
    year, number = key.split("-q")
    roman = _ROMAN[int(number) - 1]
    return Span(key=key, name=f"Quý {roman} năm {year}", short=f"{roman}/{year[2:]}", months=months)


def _quarter_of(month: str) -> str:
    return f"{month[:4]}-q{(int(month[5:]) + 2) // 3}"


def _progress(item: TaskCoverage) -> str:
    if item.last_output is None:
        return "Chưa có sản phẩm."
    return f"Đã có {format_number(len(item.outputs))} sản phẩm, gần nhất {format_date(item.last_output)}."


def _explained(item: Explanation) -> str:
    said_by = "; ".join(part for part in (item.by, item.document) if part)
    return f"{item.note} ({said_by})" if said_by else item.note


def _numbered(output: Output) -> str:
    """Number and day of the document itself."""
    day = f"ngày {format_date(output.document_date)}" if output.document_date else ""
    return " ".join(part for part in (output.number or "", day) if part)


def _facts(output: Output) -> str:
    """Figures and remarks of a row of the log."""
    numbers = [(form, getattr(output, name)) for name, form in _FIGURES]
    found = [form.format(format_number(value, 0 if value == int(value) else 1)) for form, value in numbers if value]
    return "; ".join([*found, *(text for text in (output.place, output.note) if text)])
