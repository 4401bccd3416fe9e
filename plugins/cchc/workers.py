"""Processes that share work that is worth it.

Forked on Linux, where that costs nothing, unless there are threads; spawned everywhere else.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_CHUNKS_EACH = 6
_MOST = 61  # what Windows can wait for


def _context() -> BaseContext:
    forks = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if forks else "spawn")


class Workers:
    """Up to `jobs` processes, started at the first work that is worth starting them."""

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = min(jobs, _MOST)
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self, work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, worth: int
    ) -> Iterator[Result]:
        """Results of `work` over chunks of `items`, in order.

        `worth` is how many items take about as long as starting a process; fewer are done here.
        """
        if self.jobs < 2 or len(items) < (worth if self._pool else 2 * worth):
            yield from work(items)
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=_context())
        size = max(1, -(-len(items) // (self.jobs * _CHUNKS_EACH)))
        chunks = [items[start : start + size] for start in range(0, len(items), size)]
        for results in self._pool.map(work, chunks):
            yield from results

    def close(self) -> None:
        """Stop the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
