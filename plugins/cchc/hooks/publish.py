"""Only with --publish: gzip copies for servers that send precompressed files."""

from __future__ import annotations

import gzip
import zlib
from functools import partial
from pathlib import PurePosixPath

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter

_TEXT = frozenset({".html", ".css", ".js", ".xml", ".atom", ".json", ".csv", ".txt", ".svg", ".bin"})
_LEVEL = 9
_WORTH_IT = 600  # bytes; below that a copy saves nothing


class PublishGenerator(Stage):
    """Compresses what the stages before it wrote; another version of zlib may compress otherwise."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Write `<file>.gz` beside every text file and shard of the search index; the same bytes every time."""
        if not self.state.settings.publish:
            return
        for path in writer.written():
            if PurePosixPath(path).suffix in _TEXT and writer.place(path).stat().st_size > _WORTH_IT:
                fingerprint = f"gzip {_LEVEL} {zlib.ZLIB_RUNTIME_VERSION} {writer.made[path].sha256}"
                writer.write_made(f"{path}.gz", fingerprint, partial(_compressed, writer, path))


def _compressed(writer: SectionWriter, path: str) -> bytes:
    return gzip.compress(writer.place(path).read_bytes(), _LEVEL, mtime=0)


register = offer(PublishGenerator)
