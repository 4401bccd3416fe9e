"""Stage 4: the feeds of the section, its fields, units and plan tasks; the newest headlines as JSON."""

from __future__ import annotations

from cchc.feeds.channels import build_feeds
from cchc.feeds.headlines import build_headlines
from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter


class FeedGenerator(Stage):
    """Feeds of the newest posts."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the feeds."""
        for path, data in (*build_feeds(self.state.ready()), *build_headlines(self.state.ready())):
            writer.write_bytes(path, data)


register = offer(FeedGenerator)
