"""Medians, ratios and the sum of memory of the bench (tests/bench)."""

from __future__ import annotations

from pathlib import Path

from bench.processes import Figures, tree_pss
from bench.table import AIMS, figure_lines, growth_lines, median, page_lines, ratio_lines


def _figures(*walls: float) -> list[Figures]:
    return [Figures(wall=wall, cpu=2 * wall, peak=100 * wall) for wall in walls]


def test_each_measure_has_its_own_median() -> None:
    mixed = [Figures(wall=1, cpu=9, peak=5), Figures(wall=2, cpu=8, peak=7), Figures(wall=9, cpu=1, peak=6)]
    assert median(mixed) == Figures(wall=2, cpu=8, peak=6)


def test_a_ratio_at_its_aim_is_met_and_one_above_is_missed() -> None:
    runs = {"ours: cold": _figures(1.5, 9.0, 1.0), "Hugo: full": _figures(1.0), "ours: body": _figures(0.31)}
    lines = list(ratio_lines(1_000, runs))
    assert "| cold / Hugo | 1.50 | 1.50 | ≤1.50 | met |" in lines
    assert "| one body edited / Hugo full | 0.31 | 0.31 | ≤0.30 | missed |" in lines
    assert len(lines) == 4


def test_other_numbers_of_posts_have_no_aim() -> None:
    runs = {"ours: cold": _figures(1.0), "Hugo: full": _figures(2.0)}
    assert list(ratio_lines(500, runs))[2] == "| cold / Hugo | 0.50 | 0.50 |  |  |"


def test_memory_is_compared_by_its_peak() -> None:
    runs = {"ours: memory, cold": _figures(1.0), "Hugo: memory, full": _figures(4.0)}
    assert list(ratio_lines(1_000, runs))[2] == "| peak memory, cold / Hugo | 0.25 |  | ≤0.40 | met |"


def test_the_aims_are_the_issues() -> None:
    limits = {aim.title: (aim.limits[1_000], aim.limits[10_000]) for aim in AIMS}
    assert limits["cold / stock Pelican"] == (0.35, 0.20)
    assert limits["nothing changed / Hugo full"] == (0.20, 0.03)
    assert limits["save to visible / hugo server"] == (0.5, 0.5)


def test_rows_tell_the_fastest_and_the_slowest_run() -> None:
    assert list(figure_lines({"ours: cold": _figures(1.0, 3.0, 2.0)}))[2] == (
        "| ours: cold | 3 | 2.00 | 1.00–3.00 | 4.00 | 200 |"
    )


def test_pages_are_set_against_ours() -> None:
    lines = list(page_lines({"ours": (100, 2_000_000), "Hugo": (101, 1_900_000)}))
    assert lines[3] == "| Hugo | 101 | +1.0% | 1.9 | -5.0% |"


def test_growth_is_told_per_post() -> None:
    grown = {("ours", 1_000): Figures(wall=1, cpu=2, peak=90), ("ours", 10_000): Figures(wall=11, cpu=23, peak=99)}
    assert list(growth_lines(grown))[3] == "| ours | 10,000 | 1.10 | 2.30 | 1.15 | 99 |"


def test_memory_is_the_sum_over_the_process_tree(tmp_path: Path) -> None:
    for pid, kilobytes, children in ((1, 1000, "2 3"), (2, 500, "4"), (3, 250, ""), (4, 250, ""), (5, 9000, "")):
        (tmp_path / f"{pid}/task/{pid}").mkdir(parents=True)
        (tmp_path / f"{pid}/task/{pid}/children").write_text(children)
        (tmp_path / f"{pid}/smaps_rollup").write_text(f"Rss: 99999 kB\nPss:     {kilobytes} kB\nPss_Anon: 1 kB\n")
    assert tree_pss(1, tmp_path) == 2000 * 1024 / 1e6


def test_a_process_that_has_ended_counts_nothing(tmp_path: Path) -> None:
    (tmp_path / "1/task/1").mkdir(parents=True)
    (tmp_path / "1/task/1/children").write_text("7")
    (tmp_path / "1/smaps_rollup").write_text("Pss: 1000 kB\n")
    assert tree_pss(1, tmp_path) == 1000 * 1024 / 1e6
