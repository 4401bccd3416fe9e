"""A disk that fails or dies at its n-th operation, and pictures of folders to compare before and after."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from cchc.manifest import Disk

OPERATIONS = frozenset(name for name in vars(Disk) if not name.startswith("_"))


class Killed(BaseException):
    """Stands for the death of the process: nothing that runs after it reaches the disk."""


class FaultyDisk(Disk):
    """Counts operations; raises at operation `at` (from 0), before or after it, once or from then on."""

    def __init__(
        self,
        at: int = -1,
        error: Callable[[], BaseException] = Killed,
        *,
        forever: bool = False,
        after: bool = False,
    ) -> None:
        self.at = at
        self.error = error
        self.forever = forever
        self.after = after
        self.count = 0
        self.names: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        return partial(self.step, name, value) if name in OPERATIONS else value

    def step(self, name: str, work: Callable[..., None], *args: object) -> None:
        """Do one operation, or fail at it."""
        number, self.count = self.count, self.count + 1
        self.names.append(name)
        fails = number == self.at or (self.forever and self.at != -1 and number > self.at)
        if fails and not (self.after and number == self.at):
            raise self.error()
        work(*args)
        if fails:
            raise self.error()


class DyingDisk(FaultyDisk):
    """Ends the process at operation `at`, as kill -9 would."""

    def step(self, name: str, work: Callable[..., None], *args: object) -> None:
        """Do one operation, or die before it."""
        if self.count == self.at:
            os._exit(9)
        super().step(name, work, *args)


def picture(folder: Path) -> dict[str, bytes | str]:
    """Every entry of a folder: file → bytes, link → its text, folder → a mark."""
    return {path.relative_to(folder).as_posix(): _content(path) for path in sorted(folder.rglob("*"))}


def _content(path: Path) -> bytes | str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return "folder" if path.is_dir() else path.read_bytes()


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Write text files below `folder`."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
