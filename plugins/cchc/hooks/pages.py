"""Stage 3: every page as a value, then rendered."""

from __future__ import annotations

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.pages.build import build_pages
from cchc.pages.material import Material
from cchc.render import render_pages


class PageGenerator(Stage):
    """All pages of the section."""

    def generate_context(self) -> None:
        """Build the page values."""
        examined, build = self.state.checked(), self.state.settings
        self.state.material = Material(
            site=examined.loaded.site, bodies=examined.bodies, links=examined.links, coverages=self.state.coverages,
            chrome=self.state.chrome, edition=build.edition, per_page=build.per_page,
            office=build.office, reply_days=build.reply_days,
            sizes={file: (build.content / file).stat().st_size for file in self.state.files()},
        )
        self.state.pages = build_pages(self.state.material)

    def generate_output(self, writer: SectionWriter) -> None:
        """Render and write."""
        templates = self.state.settings.theme / "templates"
        for path, html in render_pages(self.state.pages, self.state.chrome, templates, self.state.workers):
            writer.write_bytes(path, html)


register = offer(PageGenerator)
