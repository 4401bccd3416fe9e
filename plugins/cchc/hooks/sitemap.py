"""Sitemap.xml."""

from __future__ import annotations

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.sitemap import build_sitemaps


class SitemapGenerator(Stage):
    """The sitemap for search engines."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the sitemap, in parts when it is large."""
        posts = self.state.ready().site.listed
        for path, data in build_sitemaps(self.state.pages, posts, self.state.settings.base_url).items():
            writer.write_bytes(path, data)


register = offer(SitemapGenerator)
