"""Our build against stock Pelican and Hugo on the same posts with equal themes: ratios of one interleaved run.

`python -m tests.bench.compare --posts 1000 --runs 3` (what `inv bench` calls). Linux only. Ours does more: it checks,
sanitises, links citations and measures coverage. Hugo and stock Pelican are always built in full into an empty folder.
"""

from __future__ import annotations

import argparse
import platform
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from . import measuring
from .builders import Place, check_out_anew, count_pages, empty, prepare
from .corpus import ROOT, make_posts, write_ours
from .edits import EDITS
from .preview_speed import time_hugo, time_ours
from .processes import Figures, run_measured
from .table import figure_lines, growth_lines, page_lines, ratio_lines

STOCK_ONCE = 2_000  # posts from which stock Pelican, minutes long, is measured in the first run only
OURS_ALONE = 20_000  # posts from which only ours is grown
_GROWTH = (100, 1_000, 10_000, 50_000)
_SAVES = 5
_FEW = 20  # posts of a build that is not measured
Rows = dict[str, list[Figures]]


def main() -> None:
    """Measure what the options ask for; print it and keep it in the file --out names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", default="1000", help="numbers of posts, with commas between")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="only the peak of memory of each builder")
    parser.add_argument("--growth", type=int, default=0, help="also the growth up to this many posts")
    parser.add_argument("--out", type=Path, help="Markdown file to keep the result in")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no preview is left behind
    lines = []
    for line in _report(given):
        print(line, flush=True)  # noqa: T201
        lines.append(line)
    if given.out:
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        measuring.main()


def _report(given: argparse.Namespace) -> Iterator[str]:
    yield from _heading(given.runs)
    for posts in map(int, given.posts.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            yield from _compared(Path(folder), posts, given.runs, memory_only=given.memory)
    if given.growth:
        yield from ("", "## Growth", "", "Cold builds, one run each; memory in a run of its own.", "")
        yield from growth_lines(_grow(given.growth))


def _compared(folder: Path, posts: int, runs: int, *, memory_only: bool) -> Iterator[str]:
    """Everything about one number of posts."""
    rows: Rows = {}
    pages: dict[str, tuple[int, int]] = {}
    _warm_up(folder / "warm")
    for index in range(0 if memory_only else runs):
        place = _prepare(folder / str(index), posts)
        _run(rows, place, stock=index == 0 or posts < STOCK_ONCE, pages=pages)
        if index == 0:
            _previews(rows, place)
        empty(place.folder)
    place = _prepare(folder / "memory", posts)
    _memory(rows, place)
    pages = pages or _pages(place)
    yield from ("", f"## {posts:,} posts", "")
    yield from ratio_lines(posts, rows)
    yield ""
    yield from figure_lines(rows)
    yield ""
    yield from page_lines(pages)


def _run(rows: Rows, place: Place, *, stock: bool, pages: dict[str, tuple[int, int]]) -> None:
    """One turn of every builder, so that a slow minute of the machine slows all of them."""
    def measure(name: str, command: list[str]) -> None:
        found = run_measured(command, cwd=place.project)
        print(f"{name}: {found.wall:.2f} s, CPU {found.cpu:.2f} s", file=sys.stderr, flush=True)  # noqa: T201
        rows.setdefault(name, []).append(found)

    measure("ours: cold", place.ours())
    measure("Hugo: full", place.hugo_build())
    if stock:
        measure("stock Pelican: full", place.stock_build())
        pages.update(_pages(place))
    measure("ours: nothing changed", place.ours())
    empty(place.output)
    check_out_anew(place.content)
    measure("ours: cache restored", place.ours())
    for name, edit in EDITS.items():
        edit(place)
        measure(f"ours: {name}", place.ours())


def _previews(rows: Rows, place: Place) -> None:
    """Both previews, one after the other."""
    ours, hugo = time_ours(place, _SAVES), time_hugo(place, _SAVES)
    rows["ours: save to visible"] = [Figures(wall=seconds, cpu=0.0) for seconds in ours.seconds]
    rows["Hugo: save to visible"] = [Figures(wall=seconds, cpu=0.0) for seconds in hugo.seconds]
    if ours.events < len(ours.seconds):
        print(f"only {ours.events} of {len(ours.seconds)} saves were told to the browser", file=sys.stderr)  # noqa: T201


def _memory(rows: Rows, place: Place) -> None:
    """Peaks in runs of their own: looking at memory slows what is looked at."""
    for name, command in (
        ("ours: memory, cold", place.ours()), ("Hugo: memory, full", place.hugo_build()),
        ("stock Pelican: memory, full", place.stock_build()), ("ours: memory, nothing changed", place.ours()),
    ):
        rows[name] = [run_measured(command, cwd=place.project, memory=True)]
    EDITS["body"](place)
    rows["ours: memory, body"] = [run_measured(place.ours(), cwd=place.project, memory=True)]


def _grow(most: int) -> Mapping[tuple[str, int], Figures]:
    """Cold builds of ever more posts."""
    grown: dict[tuple[str, int], Figures] = {}
    for posts in (count for count in _GROWTH if count <= most):
        with tempfile.TemporaryDirectory() as folder:
            place = _prepare(Path(folder, "site"), posts)
            commands = {"ours": (place.ours(), place.output)}
            if posts < OURS_ALONE:
                commands |= {
                    "Hugo": (place.hugo_build(), place.hugo_output),
                    "stock Pelican": (place.stock_build(), place.stock_output),
                }
            for name, (command, output) in commands.items():
                timed = run_measured(command, cwd=place.project)
                empty(output)
                empty(place.folder / "cache")
                peak = run_measured(command, cwd=place.project, memory=True).peak
                grown[name, posts] = Figures(wall=timed.wall, cpu=timed.cpu, peak=peak)
    return grown


def _warm_up(folder: Path) -> None:
    """A few posts with every builder, unmeasured: all of them are in memory."""
    place = prepare(folder, list(make_posts(_FEW)))
    for command in (place.ours(), place.hugo_build(), place.stock_build()):
        run_measured(command, cwd=place.project)


def _prepare(folder: Path, posts: int) -> Place:
    """A place whose copy of the project has bytecode, as Pelican's own installation has, from a build of few posts."""
    place, few = prepare(folder, list(make_posts(posts))), Place(folder / "few")
    write_ours(few.content, list(make_posts(_FEW)))
    run_measured(few.ours(), cwd=place.project)
    empty(few.folder)
    return place


def _pages(place: Place) -> dict[str, tuple[int, int]]:
    outputs = {"ours": place.output, "Hugo": place.hugo_output, "stock Pelican": place.stock_output}
    return {name: count_pages(output) for name, output in outputs.items()}


def _heading(runs: int) -> Iterator[str]:
    """What was measured, where and when."""
    import psutil

    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    memory = psutil.virtual_memory().total / 1e9
    yield "# Speed against stock Pelican and Hugo"
    yield ""
    yield f"Measured {datetime.now(tz=UTC):%Y-%m-%d} at commit {commit.stdout.strip() or 'unknown'} by `inv bench`:"
    yield f"medians of {runs} interleaved runs. {psutil.cpu_count()} processors, {memory:.0f} GB, {platform.system()};"
    yield f"load at the start {psutil.getloadavg()[0]:.1f}. Python {platform.python_version()},"
    yield f"Pelican {version('pelican')}, Hugo {version('hugo')}. All folders are on {_file_system()}."
    yield ""
    yield "All build the same posts with equal themes (tests/bench) into the same pages. Ours also checks, sanitises,"
    yield "links citations and measures coverage. Hugo and stock Pelican build in full into an empty folder; Hugo's own"
    yield "cache folder is kept, stock Pelican's cache is off. Memory is the sum of PSS over the processes, in runs of"
    yield "their own. Bytecode of modules and templates is there from builds before. What the themes differ in is told in"
    yield "tests/bench/README.md."


def _file_system() -> str:
    """The kind of file system that the builders work on."""
    import psutil

    place = tempfile.gettempdir()
    parts = [part for part in psutil.disk_partitions(all=True) if Path(place).is_relative_to(part.mountpoint)]
    return max(parts, key=lambda part: len(part.mountpoint)).fstype if parts else "an unknown file system"


if __name__ == "__main__":
    main()
