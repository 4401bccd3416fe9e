"""Only with --publish: gzip copies for servers that send precompressed files."""

from __future__ import annotations

import gzip
from pathlib import Path

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter

_TEXT = frozenset({".html", ".css", ".js", ".xml", ".atom", ".json", ".csv", ".txt", ".svg", ".bin"})
_WORTH_IT = 600  # bytes; below that a copy saves nothing


class PublishGenerator(Stage):
    """Compresses what the stages before it wrote."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Write `<file>.gz` beside every text file and shard of the search index; the same bytes every time."""
        if not self.state.settings.publish:
            return
        for path in writer.written():
            data = Path(self.output_path, path).read_bytes()
            if Path(path).suffix in _TEXT and len(data) > _WORTH_IT:
                writer.write_bytes(f"{path}.gz", gzip.compress(data, 9, mtime=0))


register = offer(PublishGenerator)
