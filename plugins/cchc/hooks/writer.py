"""The writer every stage writes through: each path once; what stands already is left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from pelican import signals
from pelican.writers import Writer

from cchc.errors import InternalError
from cchc.hooks.state import BuildState
from cchc.incremental.built import Made
from cchc.rendering import Printed


class SectionWriter(Writer):
    """Writes exact bytes, the same on every system.

    `made` says what each file was made from and what came of it; `copies` stand in the content folder as well.
    """

    def __init__(self, output_path: str, settings: dict[str, object]) -> None:
        super().__init__(output_path, settings=settings)
        state = settings["CCHC_STATE"]
        if not isinstance(state, BuildState):
            raise InternalError("Bản dựng chưa bắt đầu.")
        self.state, self.output = state, state.output()
        self.made: dict[str, Made] = {}
        self.copies: set[str] = set()

    def write_bytes(self, path: str, data: bytes, fingerprint: str = "") -> None:
        """Write `data` to `path` (posix, relative to the output); a second write of a path is a fault."""
        made = Made(fingerprint, hashlib.sha256(data).hexdigest())
        self._enter(path, made)
        if self.output.standing.get(path) == made.sha256:
            self.output.keep(path)
            return
        target = Path(self.output_path, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.output.note(path, made.sha256)

    def write_made(self, path: str, fingerprint: str, make: Callable[[], bytes]) -> None:
        """Write what `make` returns, unless the file that stands was made from what has this fingerprint."""
        made = self.state.built.made.get(path)
        if made and made.fingerprint == fingerprint and self.output.standing.get(path) == made.sha256:
            self._enter(path, made)
            self.output.keep(path)
        else:
            self.write_bytes(path, make(), fingerprint)

    def take(self, page: Printed) -> None:
        """A page that is in its place already."""
        self._enter(page.path, page.made)
        if page.written:
            self.output.note(page.path, page.made.sha256)
        else:
            self.output.keep(page.path)

    def place(self, path: str) -> Path:
        """Where a file of this build stands until the build is committed."""
        fresh = Path(self.output_path, path)
        return fresh if fresh.is_file() else Path(self.settings["OUTPUT_PATH"], path)

    def written(self) -> list[str]:
        """Every path written so far, sorted."""
        return sorted(self.made)

    def _enter(self, path: str, made: Made) -> None:
        if path in self.made:
            raise InternalError(f"Hai phần cùng ghi vào {path}.")
        self.made[path] = made


def _give(_pelican: object) -> type:
    return SectionWriter


def register() -> None:
    """Connect to Pelican."""
    signals.get_writer.connect(_give)
