"""A build gives the same bytes whether its processes are forked or spawned, or there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import make_plan, run_inv, tree, write_post

TEXTS = ("Hộ tịch được giải quyết **trong ngày**.", "- một\n- hai\n", "| a | b |\n|---|---|\n| 1 | 2 |", "> Trích [nguồn](https://chinhphu.vn/).")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Posts enough that reading them and rendering their pages are both worth processes."""
    folder = tmp_path_factory.mktemp("content")
    make_plan(folder)
    for number in range(240):
        body = f"Bài số {number}.\n\n{TEXTS[number % 4]}"
        write_post(folder, f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}", f"bai-{number}", "areas: [a]\ntasks: [1]", body)
    return folder


def build(content: Path, output: Path, jobs: str, **surroundings: str) -> tuple[int, str, dict[str, bytes]]:
    done = run_inv(
        "build", "--content", str(content), "--output", str(output), "--cache", str(output.with_suffix(".cache")),
        "--jobs", jobs, "--as-of", "2024-12-31", **surroundings,
    )
    return done.returncode, done.stdout + done.stderr, tree(output) if output.exists() else {}


def test_forked_spawned_and_single_processes_build_the_same(content: Path, tmp_path: Path) -> None:
    code, said, forked = build(content, tmp_path / "forked", "2", CCHC_START_METHOD="fork")
    assert code == 0, said
    assert len(forked) > 240
    assert build(content, tmp_path / "spawned", "2", CCHC_START_METHOD="spawn")[2] == forked
    assert build(content, tmp_path / "single", "1")[2] == forked


def test_a_wrong_method_is_wrong_usage(content: Path, tmp_path: Path) -> None:
    code, said, output = build(content, tmp_path / "none", "2", CCHC_START_METHOD="thread")
    assert (code, output) == (2, {})
    assert "CCHC_START_METHOD phải là “fork” hoặc “spawn”" in said
