"""Run a command and tell what it cost: wall seconds, CPU seconds of it and its children, and its peak of memory.

Memory is the sum of PSS over the process tree: RSS counts a page that several processes share once for each of them.
Linux only (/proc, wait4). Reading it takes the measured process's own time, so that runs are timed without it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_EVERY = 0.01  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One run; `peak` in MB, 0 when memory was not looked at."""

    wall: float
    cpu: float
    peak: float = 0.0


def run_measured(command: Sequence[str], *, cwd: Path, memory: bool = False) -> Figures:
    """Run `command` to its end; what it says on failure ends the bench."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=said, stderr=said, env=_environment())
        peak = _watch(process.pid) if memory else 0.0
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Figures(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=peak)


def tree_pss(root: int, proc: Path = _PROC) -> float:
    """MB of the process `root` and all below it, pages shared by several counted once."""
    return sum(_pss(pid, proc) for pid in _family(root, proc)) * 1024 / 1e6


def _environment() -> dict[str, str]:
    """Ours without what would move the date of a build or a colour."""
    return {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "FORCE_COLOR"}}


def _watch(pid: int) -> float:
    """The highest sum until the process has ended; it is left for wait4 to collect."""
    peak = 0.0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        peak = max(peak, tree_pss(pid))
        time.sleep(_EVERY)
    return peak


def _family(root: int, proc: Path) -> Iterator[int]:
    yield root
    children: list[str] = []
    with contextlib.suppress(OSError):  # it ended between two looks
        for listed in sorted(proc.glob(f"{root}/task/*/children")):
            children += listed.read_text(encoding="ascii").split()
    for child in children:
        yield from _family(int(child), proc)


def _pss(pid: int, proc: Path) -> int:
    """One process in kB; 0 once it has ended."""
    try:
        lines = (proc / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
