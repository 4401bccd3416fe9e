"""Stage 5: sitemap.xml."""

from __future__ import annotations

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.sitemap import build_sitemap


class SitemapGenerator(Stage):
    """The sitemap for search engines."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the sitemap."""
        writer.write_bytes("sitemap.xml", build_sitemap(self.state.pages, self.state.settings.base_url))


register = offer(SitemapGenerator)
