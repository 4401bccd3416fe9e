"""Read the case tables of plan cells: tests/cases/{schedules,products,units}.md."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parents[2] / "cases"


def case_rows(name: str, width: int) -> list[tuple[str, ...]]:
    """Rows of every table of a case file; `↵` in the first column becomes a line break."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.strip().strip("|").split("|")] for line in lines if line.startswith("| ")]
    kept = [row for row in rows if row[0] != "cell"]
    assert all(len(row) == width for row in kept)
    return [(row[0].replace("↵", "\n"), *row[1:]) for row in kept]


def in_words(doubts: tuple[str, ...], expected: str) -> bool:
    """Whether each expected phrase (separated by " / ") is said, and nothing is when "–" is expected."""
    if expected == "–":
        return not doubts
    return bool(doubts) and all(any(part in doubt for doubt in doubts) for part in expected.split(" / "))
