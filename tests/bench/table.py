"""Medians of interleaved runs, and the ratios of the issue against their aims, as text that reads as Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .processes import Figures

Runs = Mapping[str, Sequence[Figures]]


@dataclass(frozen=True, slots=True)
class Aim:
    """A ratio of one measure of two rows; `limits` by number of posts."""

    title: str
    above: str
    below: str
    measure: str
    limits: Mapping[int, float]


AIMS = (
    Aim("cold / stock Pelican", "ours: cold", "stock Pelican: full", "wall", {1_000: 0.35, 10_000: 0.20}),
    Aim("cold / Hugo", "ours: cold", "Hugo: full", "wall", {1_000: 1.5, 10_000: 1.1}),
    Aim("cache restored, output empty / Hugo", "ours: cache restored", "Hugo: full", "wall", {1_000: 0.7, 10_000: 0.6}),
    Aim("one body edited / Hugo full", "ours: body", "Hugo: full", "wall", {1_000: 0.30, 10_000: 0.05}),
    Aim("newest body edited / Hugo full", "ours: body of the newest post", "Hugo: full", "wall", {1_000: 0.30, 10_000: 0.05}),
    Aim("nothing changed / Hugo full", "ours: nothing changed", "Hugo: full", "wall", {1_000: 0.20, 10_000: 0.03}),
    Aim("save to visible / hugo server", "ours: save to visible", "Hugo: save to visible", "wall", {1_000: 0.5, 10_000: 0.5}),
    Aim("peak memory, cold / Hugo", "ours: memory, cold", "Hugo: memory, full", "peak", {1_000: 0.4, 10_000: 0.25}),
)


def median(figures: Sequence[Figures]) -> Figures:
    """The middle of each measure by itself."""
    return Figures(
        wall=statistics.median(item.wall for item in figures), cpu=statistics.median(item.cpu for item in figures),
        peak=statistics.median(item.peak for item in figures),
    )


def ratio_lines(posts: int, runs: Runs) -> Iterator[str]:
    """One line for each ratio whose two rows were measured; CPU beside wall, as wall suffers from neighbours."""
    yield "| ratio | measured | by CPU | aim | |"
    yield "|---|---:|---:|---:|---|"
    for aim in AIMS:
        if not runs.get(aim.above) or not runs.get(aim.below):
            continue
        above, below = median(runs[aim.above]), median(runs[aim.below])
        value = _divide(getattr(above, aim.measure), getattr(below, aim.measure))
        cpu = f"{_divide(above.cpu, below.cpu):.2f}" if aim.measure == "wall" and below.cpu else ""
        limit = aim.limits.get(posts)
        verdict = "" if limit is None else ("met" if value <= limit else "missed")
        yield f"| {aim.title} | {value:.2f} | {cpu} | {'' if limit is None else f'≤{limit:.2f}'} | {verdict} |"


def figure_lines(runs: Runs) -> Iterator[str]:
    """One line for each row: the medians, and the fastest and slowest wall seconds."""
    yield "| | runs | wall s | fastest–slowest | CPU s | peak MB (PSS) |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, figures in runs.items():
        middle, walls = median(figures), [item.wall for item in figures]
        cpu = f"{middle.cpu:.2f}" if middle.cpu else ""
        peak = f"{middle.peak:.0f}" if middle.peak else ""
        yield f"| {name} | {len(figures)} | {middle.wall:.2f} | {min(walls):.2f}–{max(walls):.2f} | {cpu} | {peak} |"


def page_lines(pages: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """HTML files and bytes of each builder, and how far they are from ours, which come first."""
    yield "| | HTML files | against ours | HTML MB | against ours |"
    yield "|---|---:|---:|---:|---:|"
    count, size = next(iter(pages.values()))
    for name, (files, total) in pages.items():
        yield f"| {name} | {files:,} | {_share(files, count)} | {total / 1e6:.1f} | {_share(total, size)} |"


def growth_lines(grown: Mapping[tuple[str, int], Figures]) -> Iterator[str]:
    """Milliseconds a post and peak by builder and number of posts, and how it grows from 1,000 posts on."""
    yield "| | posts | wall ms a post | CPU ms a post | to 1,000 posts (CPU) | peak MB (PSS) |"
    yield "|---|---:|---:|---:|---:|---:|"
    for (name, posts), figures in grown.items():
        base = grown.get((name, 1_000))
        growth = f"{_divide(figures.cpu / posts, base.cpu / 1_000):.2f}" if base and posts > 1_000 else ""
        wall, cpu = figures.wall / posts * 1000, figures.cpu / posts * 1000
        yield f"| {name} | {posts:,} | {wall:.2f} | {cpu:.2f} | {growth} | {figures.peak:.0f} |"


def _divide(above: float, below: float) -> float:
    return above / below if below else float("nan")


def _share(value: int, base: int) -> str:
    return f"{(value - base) / base:+.1%}" if base else ""
