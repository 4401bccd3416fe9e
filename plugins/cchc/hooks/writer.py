"""The writer every stage writes through: bytes, into the staging folder, each path once."""

from __future__ import annotations

from pathlib import Path

from pelican import signals
from pelican.writers import Writer

from cchc.errors import InternalError


class SectionWriter(Writer):
    """Writes exact bytes, the same on every system."""

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write `data` to `path` (posix, relative to the output); a second write of a path is a fault."""
        if path in self._written_files:
            raise InternalError(f"Hai phần cùng ghi vào {path}.")
        self._written_files.add(path)
        target = Path(self.output_path, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def written(self) -> list[str]:
        """Every path written so far, sorted."""
        return sorted(self._written_files)


def _give(_pelican: object) -> type:
    return SectionWriter


def register() -> None:
    """Connect to Pelican."""
    signals.get_writer.connect(_give)
