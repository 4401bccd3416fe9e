"""Builds of one output at once: whichever is overtaken, no record claims what is not there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc.cli.build import build
from cchc.cli.rebuild import list_again, list_output
from cchc.errors import ContentError
from cchc.incremental.transaction import staged_output
from cchc.manifest import MANIFEST_NAME
from functional.test_restored import make, site  # noqa: F401 - site is a fixture
from support import tree, write_post


def make_internal(folder: Path) -> None:
    """The other edition into the same output, by the same caches."""
    build(content=str(folder / "content"), output=str(folder / "site"), cache=str(folder / "cache"), base_url="",
          as_of="2024-12-31", internal=True, coverage="", jobs="1", full=False, publish=False)


def once_before(monkeypatch: pytest.MonkeyPatch, name: str, real: Callable[..., Any], act: Callable[[], None]) -> None:
    """Have `act` done before the first call of the function `name` alone."""
    def first(*given: object, **named: object) -> object:
        monkeypatch.setattr(name, real)
        act()
        return real(*given, **named)

    monkeypatch.setattr(name, first)


def assert_clean(site: Path) -> None:  # noqa: F811
    """What stands is what a clean build makes."""
    make(site.parent, "clean", full=True)
    assert tree(site) == tree(site.parent / "clean")


def test_a_whole_build_is_not_remembered_over_another_edition(
    site: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    shutil.rmtree(site.parent / "cache")
    shutil.rmtree(site)
    once_before(monkeypatch, "cchc.cli.rebuild.list_output", list_output, lambda: make_internal(site.parent))
    make(site.parent)
    make(site.parent)
    assert_clean(site)


def test_a_restored_build_is_not_remembered_over_another_edition(
    site: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    shutil.rmtree(site)
    name = "cchc.incremental.restore.list_output"
    once_before(monkeypatch, name, list_output, lambda: make_internal(site.parent))
    make(site.parent)
    assert_clean(site)


def test_an_edited_body_is_not_remembered_over_a_later_edit(
    site: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    def edit(words: str) -> None:
        write_post(site.parent / "content", "2024-05-02", "hai", "areas: [a]", f"Đoạn hai.\n\n{words}")

    def later() -> None:
        edit("Lần hai.")
        make(site.parent)

    edit("Lần một.")
    once_before(monkeypatch, "cchc.cli.rebuild.list_again", list_again, later)
    make(site.parent)
    edit("Lần một.")
    make(site.parent)
    assert_clean(site)


def test_a_restore_that_had_to_wait_puts_nothing_over_what_was_built_meanwhile(
    site: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    """Even where the content has an error by then."""
    def newer() -> None:
        write_post(site.parent / "content", "2024-05-03", "ba", "areas: [a]", "Đoạn ba.")
        make(site.parent)
        built.append((site / MANIFEST_NAME).stat().st_ino)
        write_post(site.parent / "content", "2024-05-04", "bon", "areas: [khong-co]", "Đoạn bốn.")

    built: list[int] = []
    shutil.rmtree(site)
    once_before(monkeypatch, "cchc.incremental.restore.staged_output", staged_output, newer)
    with pytest.raises(ContentError):
        make(site.parent)
    assert (site / MANIFEST_NAME).stat().st_ino == built[0]
    for name in ("2024-05-03-ba.md", "2024-05-04-bon.md"):
        (site.parent / "content/bai-viet/2024" / name).unlink()
    make(site.parent)
    assert_clean(site)
