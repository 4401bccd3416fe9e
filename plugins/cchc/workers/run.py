"""Work on many items, handed out in chunks to several processes; results come in order.

This process may be one of those that work: it does a few items at a time, so that the others never wait long for it.
A process gets its next chunk when the answer to the last was read, so neither side ever waits to be read. Chunks are
handed out no further than a window ahead of the result that is wanted next, so memory stays bounded.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, cast

from cchc.workers.hand import Function, Hand, died
from cchc.workers.limits import Beyond, Limit, Part, Reason, reason_of_exit

_CHUNKS_EACH = 6
_LONGEST = 128  # items of a chunk
_AHEAD = 4  # chunks each process may be ahead
_LOOK = 0.002  # seconds of giving results before looking for idle processes again
_HOPELESS = 50  # processes lost one after the other: it is not the items
_BIT = 8  # items done here before looking for answers
_GRACE = 10.0  # seconds for a process to start, and to be ended by a timer of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is done: `count` items, of which `cut(start, stop)` is what `function` gets; None: what the hands have."""

    count: int
    function: Function | None
    cut: Callable[[int, int], Any]


def chunk_size(count: int, jobs: int) -> int:
    """Items of a chunk: a few chunks for each process, so that all end at about the same time."""
    return min(_LONGEST, max(1, -(-count // (jobs * _CHUNKS_EACH))))


@dataclass(frozen=True, slots=True)
class Given:
    """The items from `start` up to `stop` that a hand has had since a moment of the clock."""

    hand: Hand
    start: int
    stop: int
    since: float


class Run:
    """One task for up to `jobs` processes: hands that `hire` gives and, with `here`, this one.

    `here(start, stop)` gives the results of those items.
    """

    def __init__(
        self, task: Task, jobs: int, hire: Callable[[], Hand], here: Callable[[int, int], list[Any]] | None = None
    ) -> None:
        size = chunk_size(task.count, jobs)
        self._task = task
        self._hire = hire
        self._here = here
        self._waiting = deque((at, min(at + size, task.count)) for at in range(0, task.count, size))
        self._hands = min(jobs - (here is not None), len(self._waiting))
        self._window = size * jobs * _AHEAD
        self._busy: dict[Connection, Given] = {}
        self._ready: dict[int, tuple[int, list[Any] | Exception]] = {}  # by start: stop and results or what to raise
        self._at = 0
        self.idle: list[Hand] = []

    def start(self) -> None:
        """Start the processes and give each its first chunk."""
        while len(self.idle) < self._hands:
            self.idle.append(self._hire())
        self._hand_out()

    def results(self) -> Iterator[Any]:
        """Results in order; an exception of the work is raised in its turn."""
        while self._at < self._task.count:
            if self._at not in self._ready:
                self._work_or_wait()
                self._hand_out()
                continue
            stop, found = self._ready.pop(self._at)
            if isinstance(found, Exception):
                raise found
            self._at = stop
            self._hand_out()
            looked = time.monotonic()
            for result in found:
                yield result
                if time.monotonic() - looked > _LOOK:
                    self._collect(0)
                    self._hand_out()
                    looked = time.monotonic()

    def _work_or_wait(self) -> None:
        """Do some items, if this process works too, and read the answers there are; else wait for the first."""
        if not self._busy:
            raise RuntimeError("the workers were closed before all results were taken")
        if self._here is None or not self._waiting or self._waiting[0][0] >= self._at + self._window:
            self._collect(None)
            return
        start, stop = self._waiting.popleft()
        end = min(start + _BIT, stop)
        if end < stop:
            self._waiting.appendleft((end, stop))
        try:
            self._ready[start] = (end, self._here(start, end))
        except Exception as error:  # noqa: BLE001 - raised in its turn
            self._ready[start] = (end, error)
        self._collect(0)

    def leave(self) -> None:
        """End the processes that still work; the idle ones are the caller's."""
        for given in self._busy.values():
            given.hand.kill()
        self._busy.clear()

    def _hand_out(self) -> None:
        while self._waiting and self._waiting[0][0] < self._at + self._window:
            if not self.idle:
                if len(self._busy) >= self._hands:
                    return
                self.idle.append(self._hire())
            hand = self.idle.pop()
            start, stop = self._waiting.popleft()
            self._busy[hand.link] = given = Given(hand, start, stop, time.monotonic())
            try:
                hand.give(self._task.function, self._task.cut(start, stop))
            except OSError:
                self._ended(given)

    def _collect(self, patience: float | None) -> None:
        """Read the answers there are; wait for the first, at most `patience` seconds."""
        for link in wait(list(self._busy), patience):
            given = self._busy[cast("Connection", link)]
            try:
                done, found = given.hand.take()
            except EOFError:
                self._ended(given)
                continue
            del self._busy[given.hand.link]
            if not done:
                self._ready[given.start] = (given.stop, found)
            if not done or self._answered(given, found):
                self.idle.append(given.hand)
            else:
                given.hand.kill()

    def _answered(self, given: Given, found: object) -> bool:
        """Note an answer; whether its process may go on."""
        self._ready[given.start] = (given.stop, cast("list[Any]", found))
        return True

    def _ended(self, given: Given) -> None:
        """A process ended before it answered."""
        del self._busy[given.hand.link]
        self._lost(given, given.hand.exit_code())

    def _lost(self, given: Given, code: int) -> None:
        self._ready[given.start] = (given.stop, died(code))


class LimitedRun(Run):
    """A run whose function gives a Part: an item beyond the limit is replaced by Beyond, the others get their result.

    A process that stopped an item is not used again. When one is lost with a chunk its items are tried one by one.
    """

    def __init__(self, task: Task, jobs: int, hire: Callable[[], Hand], limit: Limit) -> None:
        super().__init__(task, jobs, hire)
        self._wall = limit.wall + _GRACE
        self._crashes = 0

    def _collect(self, patience: float | None) -> None:
        now = time.monotonic()
        ends = min((given.since for given in self._busy.values()), default=now) + self._wall
        super()._collect(max(0.0, ends - now) if patience is None else patience)
        late = time.monotonic() - self._wall
        for given in [given for given in self._busy.values() if given.since < late]:
            del self._busy[given.hand.link]
            given.hand.kill()
            self._beyond(given, "time")

    def _answered(self, given: Given, found: object) -> bool:
        part = cast("Part", found)
        self._crashes = 0
        at = given.start + len(part.results)
        if part.results:
            self._ready[given.start] = (at, part.results)
        if part.reason is None:
            return True
        self._ready[at] = (at + 1, [Beyond(at, part.reason)])
        if at + 1 < given.stop:
            self._waiting.appendleft((at + 1, given.stop))
        return False

    def _lost(self, given: Given, code: int) -> None:
        self._crashes += 1
        if self._crashes > _HOPELESS:
            raise died(code)
        self._beyond(given, reason_of_exit(code))

    def _beyond(self, given: Given, reason: Reason) -> None:
        if given.stop - given.start == 1:
            self._ready[given.start] = (given.stop, [Beyond(given.start, reason)])
        else:
            self._waiting.extendleft((at, at + 1) for at in reversed(range(given.start, given.stop)))
