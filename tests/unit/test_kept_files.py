"""Kept files: made once, made again when damaged, never a reason to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.kept_files import KeptFiles
from cchc.sealed import SECRET

KEY = "ab12"


def count() -> tuple[list[int], object]:
    """A maker that tells how often it was asked."""
    asked: list[int] = []

    def make() -> bytes:
        asked.append(1)
        return b"made"

    return asked, make


def test_a_file_is_made_once(tmp_path: Path) -> None:
    asked, make = count()
    kept = KeptFiles(tmp_path / "cache" / "cards")
    assert [kept.made(KEY, make) for _ in range(3)] == [b"made"] * 3
    assert len(asked) == 1


def test_without_a_folder_nothing_is_kept() -> None:
    asked, make = count()
    kept = KeptFiles(None)
    assert [kept.made(KEY, make) for _ in range(2)] == [b"made"] * 2
    assert len(asked) == 2
    kept.prune([])


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 40], ids=["empty", "cut short", "other bytes"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    asked, make = count()
    kept = KeptFiles(tmp_path)
    kept.made(KEY, make)
    (tmp_path / "ab" / KEY).write_bytes(damage)
    assert [kept.made(KEY, make) for _ in range(2)] == [b"made"] * 2
    assert len(asked) == 2


def test_a_file_in_the_place_of_another_or_of_another_secret_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A QR code, say, that leads elsewhere."""
    asked, make = count()
    kept = KeptFiles(tmp_path)
    kept.made(KEY, lambda: b"forged")
    (tmp_path / "ab" / KEY).rename(tmp_path / "ab" / "ab34")
    assert kept.made("ab34", make) == b"made"
    monkeypatch.setenv(SECRET, "khác")
    assert kept.made("ab34", make) == b"made"
    assert len(asked) == 2


def test_a_folder_that_cannot_be_written_does_not_stop_anything(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    _, make = count()
    assert KeptFiles(tmp_path / "file").made(KEY, make) == b"made"


def test_old_files_go_once_they_outnumber_those_in_use(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path)
    for number in range(1010):
        kept.made(f"{number:04x}", lambda: b"x")
    kept.prune([f"{number:04x}" for number in range(3)])
    assert len(list(tmp_path.glob("??/*"))) == 1010
    kept.prune(["0001", "0002"])
    assert sorted(path.name for path in tmp_path.glob("??/*")) == ["0001", "0002"]
