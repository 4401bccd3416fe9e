"""Totals of a plan: what counts, once, in areas, channels, completion and order."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest

from cchc.coverage import Completion, Coverage, Output, TaskCoverage, measure
from cchc.coverage_rules import Gap, Timeline
from cchc.coverage_words import STATUSES, StatusWords
from cchc.plan import Period
from cchc.schedule import Continuous, Event, Periodic, PlanEvent, Window
from unit.test_coverage import (
    DAILY,
    EXAMPLE_OUTPUTS,
    make_output,
    make_plan,
    make_plan_2024,
    make_task,
)


def test_one_output_of_several_tasks_counts_once_in_totals():
    """An output serves every task it names, and counts once in totals and in an area."""
    plan = make_plan(make_task(1, DAILY, areas="a c"), make_task(2, DAILY, areas="c"))
    shared = make_output(date(2024, 3, 1), tasks=(2, 1, 2))
    coverage = measure(plan, [shared], date(2024, 3, 1))
    assert [task.outputs for task in coverage.tasks] == [(shared,), (shared,)]
    assert coverage.outputs == coverage.planned_outputs == (shared,)
    assert coverage.areas == {**dict.fromkeys("abcdđeg", ()), "a": (shared,), "c": (shared,)}
    assert list(coverage.areas) == list("abcdđeg")


def test_output_without_task_is_unplanned_and_counts_in_its_areas():
    """Published and naming no task: outside the plan, in no task, but in its own areas."""
    lone = make_output(date(2024, 3, 1), tasks=(), areas=("đ", "đ", "x"), channels=("zalo",))
    coverage = measure(make_plan_2024(), [lone, *EXAMPLE_OUTPUTS], date(2024, 3, 1))
    assert coverage.unplanned == (lone,)
    assert lone in coverage.outputs
    assert lone not in coverage.planned_outputs
    assert len(coverage.outputs) == len(coverage.planned_outputs) + 1
    assert all(lone not in task.outputs for task in coverage.tasks)
    assert coverage.areas["đ"].count(lone) == 1
    assert coverage.channels == ("cong-ttdt",)


def test_output_of_unknown_tasks_only_is_unplanned():
    """An output whose task numbers the plan does not have is not dropped silently."""
    stray = make_output(date(2024, 3, 1), tasks=(99,))
    coverage = measure(make_plan_2024(), [stray], date(2024, 3, 1))
    assert coverage.unplanned == (stray,)
    assert not any(coverage.areas.values())


def test_own_areas_go_before_those_of_the_tasks():
    """An output with letters of its own counts in those only."""
    own = make_output(date(2024, 3, 1), tasks=(1,), areas=("b",))
    coverage = measure(make_plan_2024(), [own], date(2024, 3, 1))
    assert (coverage.areas["a"], coverage.areas["b"]) == ((), (own,))


def test_channels_are_those_used_in_plan_order():
    """Channels of the outputs of tasks, each once, in the order of the plan."""
    used = [("zalo", "bao"), ("bao",), ("khong-ro",)]
    outputs = [make_output(date(2024, 3, n), channels=names) for n, names in enumerate(used, 1)]
    assert measure(make_plan_2024(), outputs, date(2024, 12, 31)).channels == ("bao", "zalo")


def test_outputs_are_ordered_by_date_source_and_title():
    """Outputs of a task come by date, then source, then title, however they are given."""
    day = date(2024, 3, 1)
    wanted = [
        make_output(day, source="a.md", title="B"), make_output(day, source="b.md", title="A"),
        make_output(day, source="b.md", title="C"), make_output(day + timedelta(1), source="a.md", title="A"),
    ]
    coverage = measure(make_plan_2024(), reversed(wanted), date(2024, 12, 31))
    assert list(coverage.tasks[0].outputs) == wanted
    assert list(coverage.outputs) == wanted


@pytest.mark.parametrize(("as_of", "marked"), [
    (date(2024, 12, 31), False), (date(2025, 1, 1), True), (date(2026, 1, 1), True),
])
def test_withdrawal_after_the_plan_only_marks(as_of, marked):
    """An output withdrawn after the plan's last day still counts; a closed plan marks it."""
    output = make_output(date(2024, 6, 1), withdrawn=date(2025, 3, 1))
    coverage = measure(make_plan_2024(), [output, make_output(date(2024, 6, 2))], as_of)
    assert [coverage.is_withdrawn(item) for item in coverage.outputs] == [marked, False]


def test_starter_data_is_reported_only_while_it_counts():
    """`has_starter` tells that a counted output is starter data, planned or not."""
    plan, day = make_plan_2024(), date(2024, 3, 1)
    starter = make_output(day, tasks=(), starter=True)
    assert measure(plan, [starter], day).has_starter
    assert not measure(plan, [starter], day - timedelta(1)).has_starter
    assert not measure(plan, [make_output(day)], day).has_starter


@pytest.mark.parametrize(("done", "counted", "percent"), [
    (0, 0, 100.0), (0, 1, 0.0), (0, 7, 0.0), (1, 1, 100.0), (2, 7, 28.6), (1, 3, 33.3), (2, 3, 66.7), (7, 7, 100.0),
    (1, 8, 12.5), (1, 16, 6.3), (3, 16, 18.8), (1, 80, 1.3), (1, 2000, 0.1), (1, 2001, 0.0), (1999, 2000, 100.0),
    (1998, 2000, 99.9),
])
def test_completion_percent(done, counted, percent):
    """Percent to one decimal, halves up; 100 when nothing counts."""
    assert Completion(done=done, counted=counted).percent == percent


def test_waiting_and_not_due_tasks_do_not_count():
    """Completion leaves out tasks that wait for an event or whose window is still to open."""
    event = Event(within=5, working=True, events=(), text="")
    window = Window(start=date(2024, 7, 1), end=date(2024, 9, 30), text="Quý III")
    plan = make_plan(make_task(1, event), make_task(2, window))
    coverage = measure(plan, [], date(2024, 6, 30))
    assert coverage.completion == Completion(done=0, counted=0)
    assert (coverage.counts["waiting"], coverage.counts["not_due"]) == (1, 1)
    assert list(coverage.counts) == list(STATUSES)


def test_coverage_names_its_plan_and_its_day():
    """The result holds the plan it measures and the day it is true for."""
    plan = make_plan_2024()
    coverage = measure(plan, [], date(2024, 6, 30))
    assert coverage.plan is plan
    assert [task.task for task in coverage.tasks] == list(plan.tasks)
    assert (coverage.as_of, coverage.closed) == (date(2024, 6, 30), False)


@pytest.mark.parametrize("value", [
    Completion, Coverage, Output, TaskCoverage, Gap, Timeline, StatusWords, Continuous, Event, Periodic, PlanEvent, Window,
])
def test_values_between_stages_cannot_be_changed(value):
    """What passes between stages is frozen, slotted and built by keywords only."""
    assert value.__dataclass_params__.frozen
    assert "__slots__" in vars(value)
    assert all(field.kw_only for field in fields(value))


@pytest.mark.parametrize(("event", "status"), [(date(2024, 10, 26), "done"), (date(2024, 10, 27), "pending")])
def test_a_task_of_hundreds_of_outputs(event, status):
    """An output a day for 300 days, the last on 26 October: that day's event is answered, the next day's is not."""
    outputs = [make_output(date(2024, 1, 1) + timedelta(n)) for n in range(300)]
    schedule = Event(within=5, working=False, events=(PlanEvent(date=event, title=""),), text="")
    (task,) = measure(make_plan(make_task(1, schedule)), outputs, date(2024, 10, 31)).tasks
    assert (task.status, len(task.outputs), task.longest_gap_days) == (status, 300, 5)


def test_months_of_a_plan_over_several_years():
    """`by_month` holds every month the plan touches, in order."""
    period = Period(start=date(2023, 11, 15), end=date(2024, 2, 1))
    plan = make_plan(make_task(1, DAILY), period=period)
    outputs = [make_output(date(2023, 12, 1)), make_output(date(2023, 12, 31)), make_output(date(2024, 2, 1))]
    (task,) = measure(plan, outputs, date(2030, 1, 1)).tasks
    assert list(task.by_month.items()) == [("2023-11", 0), ("2023-12", 2), ("2024-01", 0), ("2024-02", 1)]
    assert task.months_with_output == 2
