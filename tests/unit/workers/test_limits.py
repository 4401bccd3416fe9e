"""An item that takes too much loses its own result and nobody else's."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import getpid

import pytest

import labours
from cchc.errors import InternalError
from cchc.workers import Limit, Workers, limits, run

Make = Callable[..., Workers]
LIMIT = Limit(seconds=0.5, megabytes=1000)
REASONS = {
    "loop": "time", "stubborn": "time", "regex": "time", "sleep": "time", "deaf": "time", "memory": "memory",
    "exit": "crash", "leave": "crash", "kill": "crash",
}

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")


def suffered(workers: Workers, names: Sequence[str], worth: int = 1, limit: Limit = LIMIT) -> list[str]:
    return list(
        workers.map_limited(labours.suffer, names, worth=worth, limit=limit, instead=labours.instead)
    )


def expected(names: Sequence[str]) -> list[str]:
    return [f"{name}: {REASONS[name]}" if name in REASONS else name.upper() for name in names]


@pytest.mark.parametrize(("jobs", "method"), [(1, "fork"), (2, "fork"), (2, "spawn")], indirect=["method"])
def test_monsters_lose_their_result_and_the_others_keep_theirs(jobs: int, make: Make) -> None:
    names = ["a", "b", "loop", "c", "regex", "d", "memory", "e", "exit", "f", "leave", "g", "kill", "h"]
    workers = make(jobs)
    assert suffered(workers, names) == expected(names)
    assert suffered(workers, ["x", "y", "z"]) == ["X", "Y", "Z"]


def test_even_what_hears_no_signal_and_what_never_wakes_is_ended(make: Make) -> None:
    names = ["a", "deaf", "b", "sleep", "c"]
    assert suffered(make(5), names) == expected(names)


def test_many_small_items_come_in_order_from_any_number_of_processes(make: Make) -> None:
    names = [f"tên {number}" for number in range(3000)]
    for jobs in (1, 5):
        assert suffered(make(jobs), names) == [name.upper() for name in names]


def test_a_few_items_are_done_here_and_stopped_here() -> None:
    names = ["a", "loop", "stubborn", "b", "regex", "memory", "leave", "c"]
    before = (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF))
    workers = Workers(2)
    assert suffered(workers, names, worth=100) == expected(names)
    assert before == (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF))
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert pids(workers, [1, 2], worth=3) == {getpid()}


def pids(workers: Workers, items: Sequence[int], worth: int) -> set[int]:
    found = workers.map_limited(labours.own_process, items, worth=worth, limit=LIMIT, instead=lambda *_: 0)
    return set(found)


@pytest.mark.parametrize("jobs", [0, 1])
def test_with_one_job_a_process_of_its_own_does_many_items(jobs: int, make: Make) -> None:
    workers = make(jobs)
    assert pids(workers, [], worth=1) == set()
    found = pids(workers, [1, 2], worth=2)
    assert len(found) == 1
    assert getpid() not in found


def test_where_no_timer_can_interrupt_even_one_item_has_a_process() -> None:
    """In a thread signals are not seen; nor are there any on Windows."""
    workers = Workers(1)
    with ThreadPoolExecutor(1) as threads:
        found = threads.submit(pids, workers, [1], 100).result()
    workers.close()
    assert getpid() not in found


def test_without_timers_the_program_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows; a forked process has the same replaced parts."""
    monkeypatch.setattr(limits, "can_interrupt", lambda: False)
    monkeypatch.setattr("cchc.workers.can_interrupt", lambda: False)
    monkeypatch.setattr(run, "_GRACE", 0.0)
    workers = Workers(2, "fork")
    names = ["a", "sleep", "b"]
    assert suffered(workers, names) == expected(names)
    workers.close()


def test_an_exception_is_raised_and_not_replaced(make: Make) -> None:
    for worth in (1, 100):
        results = make().map_limited(
            labours.suffer, ["a", "error", "b"], worth=worth, limit=LIMIT, instead=labours.instead
        )
        assert next(results) == "A"
        with pytest.raises(ValueError, match="lạ"):
            next(results)


def test_when_every_process_is_lost_it_is_not_the_items() -> None:
    workers = Workers(2, "fork")
    with pytest.raises(InternalError, match="Một tiến trình con tự dừng với mã 0"):
        suffered(workers, ["exit"] * 80)
    workers.close()


def test_the_timer_of_a_finished_item_takes_nothing_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interruption may come between the work and stopping its timer."""
    late: list[float] = []

    def arm(seconds: float) -> None:
        late.append(seconds)
        if seconds == 0 and len(late) == 2:
            raise limits._TooLong

    class Interrupts:
        def __enter__(self) -> Callable[[float], None]:
            return arm

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(limits, "_interrupts", Interrupts)
    assert limits.do_limited(labours.suffer, LIMIT, ["a", "b"]) == limits.Part(["A", "B"])


def test_memory_is_not_limited_where_the_system_does_not_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.sys, "platform", "darwin")
    before = resource.getrlimit(resource.RLIMIT_AS)
    with limits._limited_memory(1):
        assert resource.getrlimit(resource.RLIMIT_AS) == before
