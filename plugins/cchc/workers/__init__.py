"""Processes that share work that is worth it.

Forked on Linux, where that costs nothing, unless there are threads; spawned everywhere else. CCHC_START_METHOD=fork or
spawn in the environment decides instead. What starts processes is imported when the first is started.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from cchc.workers.limits import Beyond, Limit, Reason, can_interrupt, do_limited
from cchc.workers.methods import Method, asked_method, context_of
from cchc.workers.pending import Pending

if TYPE_CHECKING:
    from cchc.workers.crew import Crew

__all__ = ["Limit", "Method", "Pending", "Reason", "Workers"]

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
        self.jobs = max(1, min(jobs, _MOST))
        self._method = method or asked_method()
        self._made: Crew | None = None

    def map(
        self, work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, worth: int
    ) -> Iterator[Result]:
        """Results of `work` over chunks of `items`, in order; it starts with the first that is asked for.

        `worth` is how many items take about as long as starting a process; fewer are done here. What the work raises
        is raised here, in the turn of its items; InternalError when a process is lost.
        """
        little = self.jobs < 2 or self._is_little(len(items), worth)
        return _here(work, items) if little else self._crew.map(work, items)

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
        little = len(items) < worth if self.jobs < 2 else self._is_little(len(items), worth)
        if not items or (little and can_interrupt()):
            return _limited_here(work_one, items, limit, instead)
        return (
            instead(items[result.place], result.reason) if isinstance(result, Beyond) else result
            for result in self._crew.map_limited(work_one, items, limit)
        )

    def spread(
        self,
        work: Callable[[Shared, Sequence[Item]], list[Result]],
        shared: Shared,
        items: Sequence[Item],
        *,
        worth: int,
    ) -> Iterator[Result]:
        """Results of `work(shared, chunk)` over chunks of `items`, in order, by this process and others.

        These start at this call and end with the work. Forked, they have `shared` and `items` without a copy being
        sent; spawned, `shared` is sent once to each. Little work is done here, as by `map`.
        """
        if self.jobs < 2 or len(items) < 2 * worth:
            return _here(partial(work, shared), items)
        return self._crew.spread(work, shared, items)

    def submit(
        self, work: Callable[Arguments, Result], *args: Arguments.args, **named: Arguments.kwargs
    ) -> Pending[Result]:
        """Start the work in a process beside this one; with one job it waits until its result is asked for."""
        task = partial(work, *args, **named)
        return Pending(task, None) if self.jobs < 2 else self._crew.submit(task)

    @property
    def forks(self) -> bool:
        """Whether a process costs next to nothing to start, and nothing is sent to it."""
        return context_of(self._method).get_start_method() == "fork"

    def rest(self) -> None:
        """End the processes that stand ready, for their memory; where others cost time to start they stay."""
        if self._made is not None:
            self._made.rest()

    def close(self) -> None:
        """Stop the processes, whatever they do."""
        if self._made is not None:
            self._made.close()

    @property
    def _crew(self) -> Crew:
        if self._made is None:
            from cchc.workers.crew import Crew

            self._made = Crew(self.jobs, self._method)
        return self._made

    def _is_little(self, count: int, worth: int) -> bool:
        stands = self._made is not None and self._made.stands
        return count < (worth if stands else 2 * worth)


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
