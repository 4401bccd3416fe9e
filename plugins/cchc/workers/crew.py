"""The processes of a build: those that stand ready for the next work, and those that end with theirs."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from cchc.workers.hand import Hand
from cchc.workers.limits import Limit, do_limited_apart
from cchc.workers.methods import Method, context_of
from cchc.workers.pending import Pending
from cchc.workers.run import LimitedRun, Run, Task

Item = TypeVar("Item")
Shared = TypeVar("Shared")


class Crew:
    """Up to `jobs` processes at work; those of a run are its own until it ends."""

    def __init__(self, jobs: int, method: Method | None) -> None:
        self._jobs = jobs
        self._method = method
        self._idle: list[Hand] = []
        self._runs: list[Run] = []
        self._pending: list[Pending[Any]] = []

    @property
    def stands(self) -> bool:
        """Whether a process stands ready."""
        return bool(self._idle)

    def map(self, work: Callable[[Sequence[Item]], list[Any]], items: Sequence[Item]) -> Iterator[Any]:
        """Results of `work` over chunks, in order."""
        return self._standing(Run(_task(work, items), self._jobs, self._hire))

    def map_limited(self, work_one: Callable[[Item], Any], items: Sequence[Item], limit: Limit) -> Iterator[Any]:
        """Results of `work_one`, in order; Beyond for an item that has none."""
        task = _task(partial(do_limited_apart, work_one, limit), items)
        return self._standing(LimitedRun(task, self._jobs, self._hire, limit))

    def spread(
        self, work: Callable[[Shared, Sequence[Item]], list[Any]], shared: Shared, items: Sequence[Item]
    ) -> Iterator[Any]:
        """Results of `work` over chunks, in order, by this process and others that start now and end with it."""
        context = context_of(self._method)
        self.rest()
        if context.get_start_method() == "fork":
            slices = partial(_slice, work, shared, items)
            task, hire = Task(count=len(items), function=None, cut=_bounds), lambda: Hand(context, slices)
        else:
            task, hire = _task(partial(work, shared), items), self._hire
        run = Run(task, self._jobs, hire, lambda start, stop: work(shared, items[start:stop]))
        self._runs.append(run)
        _start_frozen(run)
        return self._passing(run)

    def submit(self, work: Callable[[], Any]) -> Pending[Any]:
        """Start `work` in a process of its own, which forked has what it works on without a copy being sent."""
        pending = Pending(work, Hand(context_of(self._method), partial(_call, work)))
        self._pending.append(pending)
        return pending

    def rest(self) -> None:
        """End the idle processes where others are forked at no cost."""
        if context_of(self._method).get_start_method() == "fork":
            self._rest()

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

    def _hire(self) -> Hand:
        return self._idle.pop() if self._idle else Hand(context_of(self._method))

    def _standing(self, run: Run) -> Iterator[Any]:
        self._runs.append(run)
        try:
            run.start()
            yield from run.results()
        finally:
            self._left(run)

    def _passing(self, run: Run) -> Iterator[Any]:
        try:
            yield from run.results()
        finally:
            self._left(run)
            self._rest()

    def _left(self, run: Run) -> None:
        """Of a run that has ended or was given up, keep the processes that are idle."""
        run.leave()
        if run in self._runs:
            self._runs.remove(run)
            self._idle += run.idle

    def _rest(self) -> None:
        """End the idle processes."""
        for hand in self._idle:
            hand.stop()
        for hand in self._idle:
            hand.wait()
        self._idle.clear()


def _task(work: Callable[[Sequence[Item]], Any], items: Sequence[Item]) -> Task:
    """A task whose chunks are sent."""
    return Task(count=len(items), function=work, cut=lambda start, stop: items[start:stop])


def _bounds(start: int, stop: int) -> tuple[int, int]:
    return start, stop


def _slice(
    work: Callable[[Shared, Sequence[Item]], list[Any]],
    shared: Shared,
    items: Sequence[Item],
    bounds: tuple[int, int],
) -> list[Any]:
    """What a forked process does: it has all items."""
    return work(shared, items[slice(*bounds)])


def _call(work: Callable[[], Any], _nothing: None) -> Any:  # noqa: ANN401 - whatever the work gives
    return work()


def _start_frozen(run: Run) -> None:
    """Start processes whose collection of garbage leaves what they inherit alone, so that its memory stays shared."""
    frozen = gc.get_freeze_count()
    gc.freeze()
    try:
        run.start()
    finally:
        if not frozen:
            gc.unfreeze()
