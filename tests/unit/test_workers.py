"""Work shared over processes, in order, and only when it is worth a process."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from multiprocessing import active_children, get_context

import pytest

from cchc import workers as module
from cchc.workers import Workers


def double(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


def where(items: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in items]


def fail(items: Sequence[int]) -> list[int]:
    if 7 in items:
        raise ValueError("bảy")
    return list(items)


@pytest.fixture
def two() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


@pytest.mark.parametrize("start", ["as is", "spawn"])
@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 25])
def test_results_come_in_order_whatever_the_number_of_processes(
    jobs: int, count: int, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if start == "spawn":
        monkeypatch.setattr(module, "_context", lambda: get_context("spawn"))
    workers = Workers(jobs)
    try:
        assert list(workers.map(double, range(count), worth=1)) == [2 * item for item in range(count)]
    finally:
        workers.close()


@pytest.mark.parametrize(("platform", "threads", "method"), [
    ("linux", 1, "fork"), ("linux", 2, "spawn"), ("darwin", 1, "spawn"), ("win32", 1, "spawn"),
])
def test_processes_fork_only_where_that_is_safe(
    platform: str, threads: int, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forked process of a program with threads may hang, and other systems do not fork."""
    monkeypatch.setattr(module.sys, "platform", platform)
    monkeypatch.setattr(module.threading, "active_count", lambda: threads)
    monkeypatch.setattr(module, "get_context", str)
    assert module._context() == method


def test_processes_are_other_ones_and_no_more_than_allowed(two: Workers) -> None:
    found = set(two.map(where, range(24), worth=1))
    assert os.getpid() not in found
    assert 1 <= len(found) <= 2


@pytest.mark.parametrize(("jobs", "count", "worth"), [(1, 1000, 1), (0, 1000, 1), (2, 19, 10), (8, 0, 1)])
def test_little_work_is_done_here(jobs: int, count: int, worth: int) -> None:
    """One job, or less work than starting two processes costs, starts none."""
    workers = Workers(jobs)
    assert set(workers.map(where, range(count), worth=worth)) <= {os.getpid()}
    assert active_children() == []


def test_processes_once_started_take_smaller_work_too(two: Workers) -> None:
    list(two.map(double, range(20), worth=10))
    assert os.getpid() not in set(two.map(where, range(10), worth=10))
    assert set(two.map(where, range(9), worth=10)) == {os.getpid()}


def test_a_failure_reaches_the_caller_and_leaves_the_processes_usable(two: Workers) -> None:
    with pytest.raises(ValueError, match="bảy"):
        list(two.map(fail, range(24), worth=1))
    assert list(two.map(fail, range(6), worth=1)) == list(range(6))


def test_closing_stops_the_processes_and_may_be_repeated() -> None:
    workers = Workers(2)
    list(workers.map(double, range(24), worth=1))
    workers.close()
    workers.close()
    assert active_children() == []
    assert list(workers.map(double, [1, 2], worth=1)) == [2, 4]
    workers.close()
