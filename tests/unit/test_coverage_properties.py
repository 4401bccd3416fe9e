"""Properties of coverage over random plans, outputs and days, and a literal reading of the rules' table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.coverage import measure
from cchc.coverage_words import RANK
from cchc.plan import Period
from cchc.schedule import Continuous, Event, Periodic, PlanEvent, Window, calendar_periods, event_deadline
from unit.test_coverage import make_output, make_plan, make_task

FIRST, LAST = date(2023, 11, 10), date(2025, 2, 20)
DAYS = st.dates(FIRST, LAST)
KIND = st.sampled_from(["tin-bai", "tin", "bai", "quyet-dinh", "van-ban", "bao-cao", "khac"])
PERIODS = st.tuples(DAYS, DAYS).map(sorted).map(lambda days: Period(start=days[0], end=days[1]))
EVENTS = st.lists(DAYS, max_size=4).map(lambda days: tuple(PlanEvent(date=day, title="") for day in days))
SCHEDULES = st.one_of(
    st.builds(Continuous, every_days=st.integers(1, 120), text=st.just("")),
    st.tuples(DAYS, DAYS).map(sorted).map(lambda days: Window(start=days[0], end=days[1], text="")),
    st.builds(Event, within=st.integers(1, 20), working=st.booleans(), events=EVENTS, text=st.just("")),
    st.builds(
        Periodic, every=st.sampled_from(["month", "quarter", "half-year", "year"]), count=st.integers(1, 3),
        text=st.just("")),
)
PRODUCTS = st.tuples(
    st.sampled_from(["any", "all"]), st.sets(KIND, min_size=1, max_size=3), st.sampled_from(["", " …"]),
).map(lambda parts: f"{parts[0]} {' '.join(sorted(parts[1]))}{parts[2]}")
PLANS = st.builds(
    lambda rows, period: make_plan(*(make_task(n, *row) for n, row in enumerate(rows, 1)), period=period),
    st.lists(st.tuples(SCHEDULES, PRODUCTS), min_size=1, max_size=4), PERIODS,
)
OUTPUT = st.builds(
    make_output, DAYS, KIND, st.sets(st.integers(1, 4), max_size=3).map(tuple),
    withdrawn=st.none() | st.none() | DAYS, source=st.uuids().map(str),
)
OUTPUTS = st.lists(OUTPUT, max_size=12)
relaxed = settings(deadline=None, max_examples=250, database=None)


@relaxed
@given(PLANS, OUTPUTS, OUTPUT, DAYS)
def test_an_output_never_makes_a_task_worse_while_the_plan_is_open(plan, outputs, added, day):
    """While the plan is open, adding an output never lowers a task's rank nor adds a missing kind."""
    as_of = min(day, plan.period.end)
    before = measure(plan, outputs, as_of).tasks
    after = measure(plan, [*outputs, added], as_of).tasks
    for old, new in zip(before, after, strict=True):
        assert RANK[new.status] <= RANK[old.status]
        assert set(new.missing) <= set(old.missing)


@relaxed
@given(PLANS, OUTPUTS.flatmap(lambda outputs: st.tuples(st.just(outputs), st.permutations(outputs))), DAYS)
def test_the_order_of_outputs_never_matters(plan, both, day):
    """The same outputs in another order give an equal Coverage."""
    outputs, shuffled = both
    assert measure(plan, outputs, day) == measure(plan, shuffled, day)


@relaxed
@given(PLANS, OUTPUTS, st.integers(2, 1500))
def test_a_closed_plan_never_changes(plan, outputs, days):
    """Coverage after the last day is the same on every later day, whatever is withdrawn then."""
    first = measure(plan, outputs, plan.period.end + timedelta(1))
    assert first == measure(plan, outputs, plan.period.end + timedelta(days))
    assert first.closed
    assert first.as_of == plan.period.end
    assert not {task.status for task in first.tasks} & {"not_due"}


@relaxed
@given(PLANS, OUTPUTS, DAYS)
def test_outputs_of_another_day_or_plan_never_count(plan, outputs, day):
    """What is dated outside the plan or after the day changes nothing."""
    inside = [item for item in outputs if plan.period.start <= item.date <= min(day, plan.period.end)]
    assert measure(plan, outputs, day) == measure(plan, inside, day)


@relaxed
@given(PLANS, OUTPUTS, DAYS)
def test_totals_agree(plan, outputs, day):
    """Counted outputs are planned or unplanned, counts and months add up, areas hold counted ones."""
    coverage = measure(plan, outputs, day)
    assert len(coverage.outputs) == len(coverage.planned_outputs) + len(coverage.unplanned)
    assert {item.source for task in coverage.tasks for item in task.outputs} == {
        item.source for item in coverage.planned_outputs}
    assert sum(coverage.counts.values()) == len(plan.tasks)
    assert 0 <= coverage.completion.done <= coverage.completion.counted <= len(plan.tasks)
    assert all(item in coverage.outputs for items in coverage.areas.values() for item in items)
    for task in coverage.tasks:
        assert sum(task.by_month.values()) == len(task.outputs)
        assert task.longest_gap_days >= max((gap.days for gap in task.gaps), default=0)


def expected_status(plan, task, outputs, as_of):
    """Read the table of the rules row by row, by brute force; `outputs` are those that count."""
    start, end, day = plan.period.start, plan.period.end, min(as_of, plan.period.end)
    closed, days, schedule = as_of > end, sorted(item.date for item in outputs), task.schedule
    rows = []
    if isinstance(schedule, Window):
        rows = [
            ("not_due", not closed and not days and day < schedule.start),
            ("pending", not closed and not days and schedule.start <= day <= schedule.end),
            ("overdue", not days and (day > schedule.end or closed)),
        ]
    if isinstance(schedule, Event):
        due = [event for event in schedule.events if event.date <= day]
        silent = [event for event in due if not any(item >= event.date for item in days)]
        rows = [
            ("waiting", not due and not days),
            ("overdue", any(day > event_deadline(schedule, event) or closed for event in silent)),
            ("pending", any(day <= event_deadline(schedule, event) for event in silent)),
        ]
    if isinstance(schedule, Continuous):
        silences = [(b - a).days for a, b in pairwise([start, *days, end])]
        rows = [
            ("overdue", not days and ((day - start).days > schedule.every_days or closed)),
            ("pending", not days),
            ("stale", not closed and bool(days) and (day - days[-1]).days > schedule.every_days),
            ("stale", closed and max(silences) > schedule.every_days),
        ]
    if isinstance(schedule, Periodic):
        ended = [span for span in calendar_periods(schedule.every, start, end) if as_of > span[1]]
        rows = [
            ("overdue", any(sum(a <= item <= b for item in days) < schedule.count for a, b in ended)),
            ("pending", not days),
        ]
    kinds = {item.kind for item in outputs}
    met = [any(plan.satisfies(kind, expected) for kind in kinds) for expected in task.products.kinds]
    enough = all(met) if task.products.require == "all" else any(met) or task.products.open
    return next((status for status, holds in rows if holds), "done" if enough else "partial")


@settings(relaxed, max_examples=600)
@given(PLANS, OUTPUTS, DAYS)
def test_status_follows_the_table(plan, outputs, as_of):
    """Every status is that of the first matching row of the table, read literally."""
    day = min(as_of, plan.period.end)
    for item in measure(plan, outputs, as_of).tasks:
        counted = [
            output
            for output in outputs
            if item.task.number in output.tasks
            and plan.period.start <= output.date <= day
            and (output.withdrawn is None or output.withdrawn > day)
        ]
        assert item.status == expected_status(plan, item.task, counted, as_of)
        assert len(item.outputs) == len(counted)


@relaxed
@given(PLANS, OUTPUTS, DAYS)
def test_a_later_withdrawal_is_not_yet_known(plan, outputs, day):
    """A withdrawal after the day changes nothing at that day."""
    later = [replace(item, withdrawn=LAST + timedelta(2000)) for item in outputs]
    never = [replace(item, withdrawn=None) for item in outputs]
    statuses = [[task.status for task in measure(plan, items, day).tasks] for items in (later, never)]
    assert statuses[0] == statuses[1]
