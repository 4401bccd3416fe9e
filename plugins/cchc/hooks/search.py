"""Only with --publish: the search index under tim-kiem/."""

from __future__ import annotations

import time

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.search.documents import collect_documents
from cchc.search.index import build_index


class SearchGenerator(Stage):
    """The index of what readers may find; the same in both editions: only what is public."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Build the index and write its files."""
        if not self.state.settings.publish:
            return
        started = time.perf_counter()
        self.state.search = build_index(collect_documents(self.state.ready()))
        for path, data in self.state.search.files.items():
            writer.write_bytes(path, data)
        self.state.search_seconds = time.perf_counter() - started


register = offer(SearchGenerator)
