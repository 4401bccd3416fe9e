"""Time our full build against stock Pelican's on the same posts, interleaved in one run; print ratios, then measuring's.

`python -m tests.bench.compare --posts 1000 --runs 3` (what `inv bench` calls). Ours does more: it checks, sanitises,
measures coverage and builds the plan's pages.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from tests.bench import measuring
from tests.bench.corpus import ROOT, make_posts, write_ours, write_stock

STOCK = Path(__file__).with_name("stock")


@dataclass(frozen=True)
class Figures:
    """One run: wall and CPU seconds (children included), peak resident memory in MB, HTML files."""

    wall: float
    cpu: float
    peak: float
    pages: int


def main() -> None:
    """Run the comparison and print its table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        posts = list(make_posts(given.posts))
        write_ours(work / "ours", posts)
        write_stock(work / "stock", posts)
        rows: dict[str, list[Figures]] = {"cchc --full": [], "pelican": []}
        for index in range(given.runs):
            out = work / f"out-{index}"
            rows["cchc --full"].append(_measure(_ours(work / "ours", out / "ours"), out / "ours"))
            rows["pelican"].append(_measure(_stock(work / "stock", out / "stock"), out / "stock"))
    _print(given.posts, rows)
    measuring.main()


def _ours(content: Path, output: Path) -> list[str]:
    command = [sys.executable, "-m", "invoke", "build", "--full", "--as-of", "2024-12-31"]
    return [*command, "--content", str(content), "--output", str(output)]


def _stock(content: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "pelican", str(content), "-s", str(STOCK / "conf.py"), "-o", str(output), "-q"]


def _measure(command: list[str], output: Path) -> Figures:
    started = time.perf_counter()
    process = psutil.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, cpu = 0.0, 0.0
    while process.poll() is None:
        peak = max(peak, _resident(process))
        cpu = max(cpu, _cpu(process))
        time.sleep(0.02)
    wall = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(process.stderr.read().decode())
    return Figures(wall, cpu, peak, sum(1 for _ in output.rglob("*.html")))


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _resident(process: psutil.Process) -> float:
    total = 0
    for member in _family(process):
        try:
            total += member.memory_info().rss
        except psutil.Error:
            continue
    return total / 1e6


def _cpu(process: psutil.Process) -> float:
    total = 0.0
    for member in _family(process):
        try:
            times = member.cpu_times()
            total += times.user + times.system
        except psutil.Error:
            continue
    try:
        ended = process.cpu_times()
        total += getattr(ended, "children_user", 0.0) + getattr(ended, "children_system", 0.0)
    except psutil.Error:
        pass
    return total


def _print(posts: int, rows: dict[str, list[Figures]]) -> None:
    print(f"{posts} posts, median of {len(rows['pelican'])} interleaved runs")  # noqa: T201
    print(f"{'':12} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'pages':>6}")  # noqa: T201
    medians = {name: _median(figures) for name, figures in rows.items()}
    for name, middle in medians.items():
        print(f"{name:12} {middle.wall:8.2f} {middle.cpu:8.2f} {middle.peak:8.0f} {middle.pages:6}")  # noqa: T201
    ours, stock = medians["cchc --full"], medians["pelican"]
    ratios = f"wall {ours.wall / stock.wall:.2f}, CPU {ours.cpu / stock.cpu:.2f}, peak {ours.peak / stock.peak:.2f}"
    print(f"cchc / pelican: {ratios}")  # noqa: T201


def _median(figures: list[Figures]) -> Figures:
    middle = [statistics.median(getattr(item, name) for item in figures) for name in ("wall", "cpu", "peak")]
    return Figures(*middle, pages=figures[0].pages)


if __name__ == "__main__":
    main()
