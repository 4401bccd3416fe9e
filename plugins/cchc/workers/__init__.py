"""Processes that share work that is worth it.

Forked on Linux, where that costs nothing, unless there are threads; spawned everywhere else. CCHC_START_METHOD=fork or
spawn in the environment decides instead.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, ParamSpec, TypeVar

from cchc.workers.hand import Hand
from cchc.workers.limits import Limit, Reason, can_interrupt, do_limited, do_limited_apart
from cchc.workers.methods import Method, asked_method, context_of
from cchc.workers.pending import Pending
from cchc.workers.run import Beyond, LimitedRun, Run, Task

__all__ = ["Limit", "Pending", "Reason", "Workers"]

Item = TypeVar("Item")
Result = TypeVar("Result")
Shared = TypeVar("Shared")
Arguments = ParamSpec("Arguments")
_MOST = 61  # what Windows can wait for
_HERE = 128  # items done at once in this process


class Workers:
    """Up to `jobs` processes, started at the first work that is worth starting them.

    `method` is how they are started, None what suits the system; raises UsageError for a wrong CCHC_START_METHOD.
    """

    def __init__(self, jobs: int = 1, method: Method | None = None) -> None:
        self.jobs = min(jobs, _MOST)
        self._method = method or asked_method()
        self._idle: list[Hand] = []
        self._runs: list[Run] = []
        self._pending: list[Pending[Any]] = []

    def map(
        self, work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, worth: int
    ) -> Iterator[Result]:
        """Results of `work` over chunks of `items`, in order.

        `worth` is how many items take about as long as starting a process; fewer are done here. What the work raises
        is raised here, in the turn of its items; InternalError when a process is lost.
        """
        if self._is_little(len(items), worth):
            return _here(work, items)
        return self._standing(Run(_task(work, items), self.jobs, self._hire))

    def map_limited(
        self,
        work_one: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        worth: int,
        limit: Limit,
        instead: Callable[[Item, Reason], Result],
    ) -> Iterator[Result]:
        """The result of `work_one` for each item, in order; for an item beyond the limit what `instead` makes of it.

        From `worth` items on a process of its own does them, even with one job, and is ended with an item that goes
        too far. Fewer are done here where a timer can interrupt them: what `work_one` keeps for the next item may then
        be left half done, and `instead`, which always runs here, is the place to throw it away. limits.py says what
        each of the two ways stops. Exceptions other than MemoryError are raised here.
        """
        if not items:
            return iter(())
        if can_interrupt() and (len(items) < worth if self.jobs < 2 else self._is_little(len(items), worth)):
            return _limited_here(work_one, items, limit, instead)
        task = _task(partial(do_limited_apart, work_one, limit), items)
        run = LimitedRun(task, max(1, self.jobs), self._hire, limit)
        return (
            instead(items[result.place], result.reason) if isinstance(result, Beyond) else result
            for result in self._standing(run)
        )

    def spread(
        self,
        work: Callable[[Shared, Sequence[Item]], list[Result]],
        shared: Shared,
        items: Sequence[Item],
        *,
        worth: int,
    ) -> Iterator[Result]:
        """Results of `work(shared, chunk)` over chunks of `items`, in order, by processes that end with this work.

        They start at this call. Forked, they have `shared` and `items` without a copy being sent; spawned, `shared` is
        sent once to each. Little work is done here, as by `map`.
        """
        if self.jobs < 2 or len(items) < 2 * worth:
            return _here(partial(work, shared), items)
        context = context_of(self._method)
        if context.get_start_method() == "fork":
            self._rest()  # what idle processes hold is memory
            slices = partial(_slice, work, shared, items)
            run = Run(Task(count=len(items), function=None, cut=_bounds), self.jobs, lambda: Hand(context, slices))
        else:
            run = Run(_task(partial(work, shared), items), self.jobs, self._hire)
        self._runs.append(run)
        _start_frozen(run)
        return self._passing(run)

    def submit(
        self, work: Callable[Arguments, Result], *args: Arguments.args, **named: Arguments.kwargs
    ) -> Pending[Result]:
        """Start the work in a process beside this one; with one job it waits until its result is asked for."""
        pending = Pending(partial(work, *args, **named), Hand(context_of(self._method)) if self.jobs > 1 else None)
        self._pending.append(pending)
        return pending

    def close(self) -> None:
        """Stop the processes, whatever they do."""
        for run in self._runs:
            run.leave()
            self._idle += run.idle
            run.idle.clear()
        for pending in self._pending:
            pending.close()
        self._runs.clear()
        self._pending.clear()
        self._rest()

    def _is_little(self, count: int, worth: int) -> bool:
        return self.jobs < 2 or count < (worth if self._idle else 2 * worth)

    def _hire(self) -> Hand:
        return self._idle.pop() if self._idle else Hand(context_of(self._method))

    def _standing(self, run: Run) -> Iterator[Any]:
        """The results of a run whose processes serve again."""
        self._runs.append(run)
        try:
            run.start()
            yield from run.results()
        finally:
            run.leave()
            if run in self._runs:
                self._runs.remove(run)
                self._idle += run.idle

    def _passing(self, run: Run) -> Iterator[Any]:
        """The results of a run whose processes end with it."""
        try:
            yield from run.results()
        finally:
            run.leave()
            if run in self._runs:
                self._runs.remove(run)
                _dismiss(run.idle)

    def _rest(self) -> None:
        _dismiss(self._idle)


def _task(work: Callable[[Sequence[Item]], Any], items: Sequence[Item]) -> Task:
    """A task whose chunks are sent."""
    return Task(count=len(items), function=work, cut=lambda start, stop: items[start:stop])


def _bounds(start: int, stop: int) -> tuple[int, int]:
    return start, stop


def _slice(
    work: Callable[[Shared, Sequence[Item]], list[Result]],
    shared: Shared,
    items: Sequence[Item],
    bounds: tuple[int, int],
) -> list[Result]:
    """What a forked process does: it has all items."""
    return work(shared, items[slice(*bounds)])


def _start_frozen(run: Run) -> None:
    """Start processes whose collection of garbage leaves what they inherit alone, so that its memory stays shared."""
    frozen = gc.get_freeze_count()
    gc.freeze()
    try:
        run.start()
    finally:
        if not frozen:
            gc.unfreeze()


def _here(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]) -> Iterator[Result]:
    for start in range(0, len(items), _HERE):
        yield from work(items[start : start + _HERE])


def _limited_here(
    work_one: Callable[[Item], Result],
    items: Sequence[Item],
    limit: Limit,
    instead: Callable[[Item, Reason], Result],
) -> Iterator[Result]:
    for item in items:
        part = do_limited(work_one, limit, [item])
        yield part.results[0] if part.reason is None else instead(item, part.reason)


def _dismiss(hands: list[Hand]) -> None:
    for hand in hands:
        hand.stop()
    for hand in hands:
        hand.wait()
    hands.clear()
