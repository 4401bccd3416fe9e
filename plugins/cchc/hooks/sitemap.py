"""Stage 5: sitemap.xml."""

from __future__ import annotations

from pelican import signals
from pelican.generators import Generator

from cchc.hooks.state import BuildState
from cchc.hooks.writer import SectionWriter
from cchc.sitemap import build_sitemap


class SitemapGenerator(Generator):
    """The sitemap for search engines."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the sitemap."""
        state: BuildState = self.settings["CCHC_STATE"]
        writer.write_bytes("sitemap.xml", build_sitemap(state.pages, state.settings.base_url))


def _give(_pelican: object) -> type:
    return SitemapGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_give)
