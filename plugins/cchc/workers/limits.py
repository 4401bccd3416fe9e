"""Limits of one item, and work that stops at them.

What stops at a limit, and what does not:
- Time is CPU time, so that a busy machine does not change what is built. An interval timer interrupts Python code and
  the matching of regular expressions, which looks for signals; other C code goes on until it returns. In a process of
  its own a second timer, of wall time, has the system end the process whatever it does; in the main process, which
  must live, nothing ends C code that never returns.
- Memory is what an item adds to the address space of the process, on Linux. Python raises MemoryError there; a library
  that ends its process instead is a crash. Elsewhere memory has no limit.
- A crash ends the process it happens in. So the main process itself does only the few items for which starting a
  process would cost more than they do.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Never

if sys.platform != "win32":
    import resource

Reason = Literal["time", "memory", "crash"]
_AGAIN = 0.1  # seconds of CPU after which the timer interrupts once more: some code swallows what interrupts it
_WALL = 4  # times the CPU time that a piece of work may take on the clock


@dataclass(frozen=True, slots=True)
class Limit:
    """What one item may take: seconds of CPU (four times as much on the clock) and megabytes of memory."""

    seconds: float
    megabytes: int

    @property
    def wall(self) -> float:
        """Seconds on the clock after which the process is ended."""
        return _WALL * self.seconds


@dataclass(frozen=True, slots=True)
class Part:
    """Results of the first items, and why the item after them has none; None: all were done."""

    results: list[Any]
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Beyond:
    """In the place of a result: the item at this place went beyond its limit."""

    place: int
    reason: Reason


class _TooLong(BaseException):
    """Not an Exception: work that catches those must stop all the same."""


def can_interrupt() -> bool:
    """Whether a timer can interrupt Python code here: a POSIX system, the main thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def do_limited(work_one: Callable[[Any], Any], limit: Limit, items: Sequence[Any]) -> Part:
    """`work_one` of each item until one goes beyond the limit, in this process."""
    results: list[Any] = []
    with _limited_memory(limit.megabytes), _interrupts() if can_interrupt() else nullcontext(_no_timer) as arm:
        for count, item in enumerate(items, 1):
            try:
                arm(limit.seconds)
                results.append(work_one(item))
                arm(0)
            except _TooLong:
                reason: Reason = "time"
            except MemoryError:
                reason = "memory"
            except SystemExit:
                reason = "crash"
            else:
                continue
            arm(0)
            if len(results) < count:  # else the timer came just after the work
                return Part(results, reason)
    return Part(results)


def do_limited_apart(work_one: Callable[[Any], Any], limit: Limit, items: Sequence[Any]) -> Part:
    """The same in a process of its own, which the system ends when it takes too long, even without its parent."""
    if not can_interrupt():
        return do_limited(work_one, limit, items)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limit.wall)
    try:
        return do_limited(work_one, limit, items)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def reason_of_exit(code: int) -> Reason:
    """Why a process of limited work ended with this code."""
    return "time" if hasattr(signal, "SIGALRM") and code == -signal.SIGALRM else "crash"


def _no_timer(_seconds: float) -> None:
    """Where nothing interrupts, the process that waits for this one ends it."""


@contextmanager
def _interrupts() -> Iterator[Callable[[float], None]]:
    """Sets a timer of CPU seconds that raises _TooLong here, 0 to stop it."""

    def interrupt(_signal: int, _frame: object) -> Never:
        raise _TooLong

    def arm(seconds: float) -> None:
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN if seconds else 0)

    before = signal.signal(signal.SIGPROF, interrupt)
    try:
        yield arm
    finally:
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        arm(0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _limited_memory(megabytes: int) -> Iterator[None]:
    """Let this process add at most that much to its address space."""
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    wanted = pages * os.sysconf("SC_PAGE_SIZE") + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if soft == resource.RLIM_INFINITY else min(wanted, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
