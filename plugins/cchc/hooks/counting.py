"""Workers whose work is counted while it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from cchc.hooks.watch import Watch
from cchc.workers import Limit, Reason, Workers

Item = TypeVar("Item")
Result = TypeVar("Result")
Shared = TypeVar("Shared")


class CountedWorkers(Workers):
    """As Workers; `watch` is told of every result."""

    def __init__(self, jobs: int, watch: Watch) -> None:
        super().__init__(jobs)
        self._watch = watch

    def map(
        self, work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, worth: int
    ) -> Iterator[Result]:
        """As Workers.map."""
        return self._watch.count(super().map(work, items, worth=worth), items)

    def map_limited(
        self, work_one: Callable[[Item], Result], items: Sequence[Item], *, worth: int, limit: Limit,
        instead: Callable[[Item, Reason], Result],
    ) -> Iterator[Result]:
        """As Workers.map_limited."""
        found = super().map_limited(work_one, items, worth=worth, limit=limit, instead=instead)
        return self._watch.count(found, items)

    def spread(
        self, work: Callable[[Shared, Sequence[Item]], list[Result]], shared: Shared, items: Sequence[Item], *,
        worth: int,
    ) -> Iterator[Result]:
        """As Workers.spread."""
        return self._watch.count(super().spread(work, shared, items, worth=worth), items)
