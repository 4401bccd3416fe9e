"""Work shared over processes, in order, and only when it is worth a process; the same forked and spawned."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

import labours
from cchc.errors import InternalError
from cchc.workers import Workers
from cchc.workers.methods import Method

Make = Callable[..., Workers]

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")


def test_results_come_in_order_whatever_the_number_of_processes(make: Make) -> None:
    for jobs in (1, 2, 5):
        workers = make(jobs)
        for count in (0, 1, 2, 25, 2000):
            wanted = [2 * item for item in range(count)]
            assert list(workers.map(labours.double, range(count), worth=1)) == wanted
        workers.close()


def test_processes_are_other_ones_and_no_more_than_allowed(make: Make) -> None:
    workers = make()
    found = set(workers.map(labours.where, range(240), worth=1))
    assert os.getpid() not in found
    assert len(found) == 2
    assert set(workers.map(labours.where, range(240), worth=1)) == found


@pytest.mark.parametrize(("jobs", "count", "worth"), [(1, 1000, 1), (0, 1000, 1), (2, 19, 10), (8, 0, 1)])
def test_little_work_is_done_here(jobs: int, count: int, worth: int) -> None:
    """One job, or less work than starting two processes costs, starts none."""
    workers = Workers(jobs)
    assert set(workers.map(labours.where, range(count), worth=worth)) <= {os.getpid()}
    assert set(workers.spread(labours.where_with, 0, range(count), worth=worth)) <= {os.getpid()}
    assert active_children() == []


def test_processes_once_started_take_smaller_work_too(make: Make) -> None:
    workers = make()
    list(workers.map(labours.double, range(20), worth=10))
    assert os.getpid() not in set(workers.map(labours.where, range(10), worth=10))
    assert set(workers.map(labours.where, range(9), worth=10)) == {os.getpid()}


def test_a_failure_reaches_the_caller_in_its_turn_and_leaves_the_processes_usable(make: Make) -> None:
    workers = make()
    results = workers.map(labours.fail, range(24), worth=1)
    assert [next(results) for _ in range(6)] == list(range(6))
    with pytest.raises(ValueError, match="bảy") as caught:
        next(results)
    assert 'raise ValueError("bảy")' in "".join(caught.value.__notes__)
    assert list(workers.map(labours.fail, range(6), worth=1)) == list(range(6))
    with pytest.raises(InternalError, match=r"Lỗi của phần mềm.*ContentError: Nội dung có 0 lỗi"):
        list(workers.map(labours.fail_oddly, range(24), worth=1))


def test_what_cannot_be_sent_is_a_failure_like_another(make: Make) -> None:
    workers = make()
    with pytest.raises(TypeError, match="not sent"):
        list(workers.map(labours.double, [labours.Fixed("a")] * 9, worth=1))
    assert list(workers.map(labours.double, range(6), worth=1)) == [0, 2, 4, 6, 8, 10]


def test_a_lost_process_is_told_in_words(make: Make) -> None:
    workers = make()
    with pytest.raises(InternalError, match="Một tiến trình con bị tín hiệu 9 dừng khi chưa xong việc"):
        list(workers.map(labours.die, range(24), worth=1))
    with pytest.raises(InternalError, match="Một tiến trình con"):
        list(workers.spread(labours.die_elsewhere, os.getpid(), range(24), worth=1))
    assert list(workers.map(labours.die, range(6), worth=1)) == list(range(6))



def test_work_goes_no_further_ahead_than_a_window(make: Make, tmp_path: Path) -> None:
    """While the first result is held, most of the items are untouched."""
    results = make().map(partial(labours.note, tmp_path), range(5000), worth=1)
    next(results)
    assert len(list(tmp_path.iterdir())) <= (2 * 4 + 1) * 128  # the window, and the chunk that was given
    assert list(results) == list(range(1, 5000))
    assert len(list(tmp_path.iterdir())) == 5000


def test_two_works_may_go_on_at_once(make: Make) -> None:
    workers = make()
    both = zip(
        workers.map(labours.double, range(300), worth=1), workers.spread(labours.multiply, 3, range(300), worth=1),
        strict=True,
    )
    assert list(both) == [(2 * item, 3 * item) for item in range(300)]


def test_work_that_is_left_stops(make: Make) -> None:
    workers = make()
    results = workers.map(labours.double, range(5000), worth=1)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert list(workers.map(labours.double, range(9), worth=1)) == [2 * item for item in range(9)]


def test_spreading_gives_the_same_in_order_with_any_number_of_processes(make: Make) -> None:
    for jobs in (1, 2, 5):
        for count in (0, 3, 1500):
            found = list(make(jobs).spread(labours.multiply, 3, range(count), worth=1))
            assert found == [3 * item for item in range(count)]


def test_processes_of_spread_work_end_with_it(make: Make) -> None:
    workers = make()
    found = set(workers.spread(labours.where_with, 0, range(240), worth=1))
    assert os.getpid() in found  # which works as well
    assert len(found) == 2
    assert active_children() == []


def test_a_failure_of_spread_work_reaches_the_caller_in_its_turn_wherever_it_was(make: Make) -> None:
    results = make().spread(labours.fail_with, 0, range(24), worth=1)
    assert [next(results) for _ in range(6)] == list(range(6))
    with pytest.raises(ValueError, match="bảy"):
        list(results)
    with pytest.raises(ValueError, match="tại đây"):
        list(make().spread(labours.fail_here, os.getpid(), range(24), worth=1))


def test_only_forked_processes_inherit_what_they_share(make: Make, method: Method) -> None:
    """Neither the shared value nor the items are sent: these cannot be."""
    shared, items = labours.Fixed("một"), [labours.Fixed(str(number)) for number in range(20)]
    if method == "fork":
        assert list(make().spread(labours.touch_all, shared, items, worth=1)) == [f"một {n}" for n in range(20)]
    else:
        with pytest.raises(TypeError, match="not sent"):
            make().spread(labours.touch_all, shared, items, worth=1)


def test_a_single_task_runs_beside(make: Make) -> None:
    for jobs in (1, 2):
        workers = make(jobs)
        pending = workers.submit(labours.where, [1])
        assert (pending.result() == [os.getpid()]) == (jobs == 1)
        with pytest.raises(ValueError, match="bảy"):
            workers.submit(labours.fail, items=[7]).result()
    with pytest.raises(InternalError, match="Một tiến trình con"):
        workers.submit(labours.die, [7]).result()


def test_resting_ends_processes_that_stand_ready_where_others_are_forked(make: Make, method: Method) -> None:
    workers = make()
    workers.rest()
    list(workers.map(labours.double, range(24), worth=1))
    assert active_children()
    workers.rest()
    assert bool(active_children()) == (method == "spawn")
    assert list(workers.map(labours.double, range(24), worth=1)) == [2 * n for n in range(24)]


def test_closing_stops_whatever_is_going_on_and_may_be_repeated(make: Make) -> None:
    workers = make()
    list(workers.map(labours.double, range(24), worth=1))
    results = workers.map(labours.double, range(5000), worth=1)
    next(results)
    workers.submit(labours.sleep, [1])
    workers.spread(labours.sleep_with, 0, range(24), worth=1)
    workers.close()
    workers.close()
    assert active_children() == []
    with pytest.raises(RuntimeError, match="closed"):
        list(results)
    assert list(workers.map(labours.double, [1, 2], worth=1)) == [2, 4]
