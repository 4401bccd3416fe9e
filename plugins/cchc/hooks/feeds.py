"""The feeds of the section, its fields, units and plan tasks; the newest headlines as JSON."""

from __future__ import annotations

from cchc.feeds.channels import build_feeds
from cchc.feeds.headlines import build_headlines
from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.images.publishing import published_bytes


class FeedGenerator(Stage):
    """Feeds of the newest posts."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the feeds."""
        material = self.state.ready()
        for path, data in (*build_feeds(material, self._size), *build_headlines(material)):
            writer.write_bytes(path, data)

    def _size(self, file: str) -> int:
        """Bytes of a file as it is published: a picture may be smaller than its source."""
        return len(published_bytes(self.state.settings.content / file))


register = offer(FeedGenerator)
