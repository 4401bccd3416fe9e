"""Rendering many bodies gives the same whatever the number of processes."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from cchc.markup.batch import render_bodies
from cchc.markup.cache import MarkupCache
from cchc.markup.convert import convert
from cchc.workers import Workers

BODIES = [f"# Đạt được {number}\n\n[a](b{number}.md) <script>c</script>" for number in range(130)]


class Counting(Workers):
    """Workers that note what they were asked to do."""

    def __init__(self) -> None:
        super().__init__(1)
        self.items: list[Any] = []

    def map(self, work: Any, items: Sequence[Any], *, worth: int) -> Any:
        self.items += items
        return super().map(work, items, worth=worth)


@pytest.mark.parametrize("start", ["as is", "spawn"])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_do_not_depend_on_the_number_of_processes(
    jobs: int, start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if start == "spawn":
        monkeypatch.setattr("cchc.workers._context", lambda: get_context("spawn"))
    workers = Workers(jobs)
    try:
        found = render_bodies(BODIES, MarkupCache(tmp_path), workers)
    finally:
        workers.close()
    assert found == {body: convert(body) for body in BODIES}
    assert list(found) == BODIES


def test_a_body_that_several_posts_share_is_converted_once() -> None:
    workers = Counting()
    found = render_bodies(["a", "b", "a", "a"], MarkupCache(None), workers)
    assert workers.items == ["a", "b"]
    assert list(found) == ["a", "b"]


def test_only_what_the_cache_lacks_is_converted(tmp_path: Path) -> None:
    render_bodies(["a", "b"], MarkupCache(tmp_path), Workers())
    workers = Counting()
    found = render_bodies(["b", "c", "a"], MarkupCache(tmp_path), workers)
    assert workers.items == ["c"]
    assert list(found) == ["b", "c", "a"]
    assert found["a"] == convert("a")


def test_a_fault_in_one_body_does_not_touch_the_others(tmp_path: Path) -> None:
    deep = "\n".join("    " * level + "- a" for level in range(400))
    for _ in range(2):
        found = render_bodies(["a", deep, "b"], MarkupCache(tmp_path), Workers())
        assert [found[body].fault for body in ("a", deep, "b")] == ["", "lồng nhau quá sâu", ""]


def test_no_bodies_are_no_work(tmp_path: Path) -> None:
    assert dict(render_bodies([], MarkupCache(tmp_path), Workers(2))) == {}
    assert list(tmp_path.iterdir()) == []
