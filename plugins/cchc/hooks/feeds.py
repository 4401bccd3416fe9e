"""Stage 4: feed.atom and rss.xml."""

from __future__ import annotations

from pelican import signals
from pelican.generators import Generator

from cchc.feeds import build_feeds
from cchc.hooks.state import BuildState
from cchc.hooks.writer import SectionWriter


class FeedGenerator(Generator):
    """Feeds of the newest posts."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the feeds."""
        state: BuildState = self.settings["CCHC_STATE"]
        for path, data in build_feeds(state.ready()).items():
            writer.write_bytes(path, data)


def _give(_pelican: object) -> type:
    return FeedGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_give)
