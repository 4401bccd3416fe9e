"""Which planned tasks have published outputs, at an explicit day: plan + outputs + day → Coverage.

Pure: the day comes in as an argument, nothing is read. The rules are in `coverage_rules`, the labels in
`coverage_words`. Cost is O(n log n) in the number of outputs: they are sorted once and indexed by task once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Literal

from cchc.coverage_rules import (
    Gap,
    Timeline,
    kinds_status,
    late_count,
    long_gaps,
    missing_kinds,
    schedule_status,
)
from cchc.coverage_words import STATUSES, WORDS, Status, annex_label, status_label
from cchc.plan import Period, Plan, PlanTask
from cchc.schedule import Continuous, months_between

_OUTPUT_ORDER = attrgetter("date", "source", "title", "origin", "kind", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A published post, an attachment with a kind, or a row of the output log; each is given once.

    `url` is relative to the section root or absolute; empty `areas` stand for those of its tasks; `withdrawn`
    is the day it was taken back; `starter` marks data entered before the office confirmed it. `number` and
    `document_date` are the document's own; people, reach (persons), minutes and quantity are None where unknown.
    """

    withdrawn: date | None = None
    document_date: date | None = None
    title: str
    date: date
    kind: str
    tasks: tuple[int, ...]
    areas: tuple[str, ...]
    url: str
    unit: str | None
    channels: tuple[str, ...]
    origin: Literal["post", "attachment", "log"]
    source: str
    starter: bool = False
    number: str | None = None
    quantity: float | None = None
    people: float | None = None
    reach: float | None = None
    minutes: float | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """Done tasks among those that count (not waiting, not before their window); 100 % when none counts."""

    done: int
    counted: int

    @property
    def percent(self) -> float:
        """To one decimal, halves up."""
        if not self.counted:
            return 100.0
        return (self.done * 2000 + self.counted) // (self.counted * 2) / 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCoverage:
    """Figures of one task; `outputs` by date, then source; `by_month` holds every month of the plan."""

    task: PlanTask
    status: Status
    label: str
    annex: str
    expected: tuple[str, ...]
    missing: tuple[str, ...]
    outputs: tuple[Output, ...]
    last_output: date | None
    age_days: int | None
    late: int
    gaps: tuple[Gap, ...]
    longest_gap_days: int
    months_with_output: int
    by_month: Mapping[str, int]

    @property
    def mark(self) -> str:
        """Shape of the status, to be shown beside its label."""
        return WORDS[self.status].mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Coverage of a plan at `as_of`, never later than its last day; `closed` when the real day is.

    `outputs` are all counted ones, each once: `planned_outputs` name a task of the plan, `unplanned` none.
    `areas` lists every letter with its outputs, planned or not; `channels` are those of the planned outputs.
    """

    plan: Plan
    as_of: date
    closed: bool
    tasks: tuple[TaskCoverage, ...]
    areas: Mapping[str, tuple[Output, ...]]
    outputs: tuple[Output, ...]
    planned_outputs: tuple[Output, ...]
    unplanned: tuple[Output, ...]
    channels: tuple[str, ...]
    completion: Completion
    counts: Mapping[Status, int]
    has_starter: bool

    def is_withdrawn(self, output: Output) -> bool:
        """Whether a counted output is marked "đã rút": withdrawn only after the plan ended."""
        return self.closed and output.withdrawn is not None


def measure(plan: Plan, outputs: Iterable[Output], as_of: date) -> Coverage:
    """Measure `plan` at the end of the day `as_of`; outputs that do not count by their dates are dropped."""
    day, closed = min(as_of, plan.period.end), as_of > plan.period.end
    counted = sorted((item for item in outputs if _counts(item, plan.period, day)), key=_OUTPUT_ORDER)
    planned = [item for item in counted if _named_tasks(plan, item)]
    tasks = _measure_tasks(plan, planned, day, closed=closed)
    used = {channel for item in planned for channel in item.channels}
    counts = _count_statuses(tasks)
    return Coverage(
        plan=plan, as_of=day, closed=closed, tasks=tasks, areas=_outputs_by_area(plan, counted),
        outputs=tuple(counted), planned_outputs=tuple(planned),
        unplanned=tuple(item for item in counted if not _named_tasks(plan, item)),
        channels=tuple(channel.id for channel in plan.channels if channel.id in used),
        completion=_completion(counts), counts=counts,
        has_starter=any(item.starter for item in counted),
    )


def _counts(output: Output, period: Period, day: date) -> bool:
    """Whether `output` counts at `day`, which a closed plan holds at its last day (coverage rules, Outputs).

    So a withdrawal within the plan takes effect from its date, one after the plan's end never.
    """
    if not period.start <= output.date <= day:
        return False
    return output.withdrawn is None or output.withdrawn > day


def _named_tasks(plan: Plan, output: Output) -> list[int]:
    """Tasks of the plan that `output` names, each once."""
    return [number for number in dict.fromkeys(output.tasks) if number in plan.task_by_number]


def _measure_tasks(
    plan: Plan, planned: Sequence[Output], day: date, *, closed: bool
) -> tuple[TaskCoverage, ...]:
    by_task: dict[int, list[Output]] = {task.number: [] for task in plan.tasks}
    for output in planned:
        for number in _named_tasks(plan, output):
            by_task[number].append(output)
    months = tuple(months_between(plan.period.start, plan.period.end))
    measured = []
    for task in plan.tasks:
        outputs = tuple(by_task[task.number])
        dates = tuple(output.date for output in outputs)
        line = Timeline(period=plan.period, day=day, closed=closed, dates=dates)
        measured.append(_measure_task(plan, task, outputs, line, months))
    return tuple(measured)


def _measure_task(
    plan: Plan, task: PlanTask, outputs: tuple[Output, ...], line: Timeline, months: tuple[str, ...]
) -> TaskCoverage:
    missing = missing_kinds(plan, task.products, {output.kind for output in outputs})
    status = schedule_status(task.schedule, line) or kinds_status(task.products, missing)
    late = late_count(task.schedule, line)
    continuous = isinstance(task.schedule, Continuous)
    published = Counter(f"{day.year:04d}-{day.month:02d}" for day in line.dates)
    last = line.dates[-1] if line.dates else None
    return TaskCoverage(
        task=task, status=status, annex=annex_label(status, closed=line.closed),
        label=status_label(status, closed=line.closed, continuous=continuous, late=late),
        expected=task.products.kinds, missing=missing, outputs=outputs,
        last_output=last, age_days=(line.day - last).days if last else None, late=late,
        gaps=long_gaps(task.schedule, line), longest_gap_days=line.longest_silence(),
        months_with_output=len(published), by_month={month: published[month] for month in months},
    )


def _outputs_by_area(plan: Plan, counted: Iterable[Output]) -> dict[str, tuple[Output, ...]]:
    """Sort outputs by area: their own letters, or by default those of their tasks (contract, Output)."""
    found: dict[str, list[Output]] = {area.letter: [] for area in plan.areas}
    for output in counted:
        letters = dict.fromkeys(output.areas) or plan.task_areas(_named_tasks(plan, output))
        for letter in letters:
            if letter in found:
                found[letter].append(output)
    return {letter: tuple(items) for letter, items in found.items()}


def _count_statuses(tasks: Iterable[TaskCoverage]) -> dict[Status, int]:
    found = Counter(task.status for task in tasks)
    return {status: found[status] for status in STATUSES}


def _completion(counts: Mapping[Status, int]) -> Completion:
    """Done ÷ (tasks − waiting − not_due) (coverage rules, Status)."""
    left_out = counts["waiting"] + counts["not_due"]
    return Completion(done=counts["done"], counted=sum(counts.values()) - left_out)
