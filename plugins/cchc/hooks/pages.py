"""Stage 3: every page as a value, then rendered."""

from __future__ import annotations

from pelican import signals
from pelican.generators import Generator

from cchc.hooks.state import BuildState
from cchc.hooks.writer import SectionWriter
from cchc.pages.build import build_pages
from cchc.pages.material import Material
from cchc.render import render_pages


class PageGenerator(Generator):
    """All pages of the section."""

    def generate_context(self) -> None:
        """Build the page values."""
        state: BuildState = self.settings["CCHC_STATE"]
        examined, build = state.checked(), state.settings
        state.material = Material(
            site=examined.loaded.site, bodies=examined.bodies, links=examined.links, coverages=state.coverages,
            chrome=state.chrome, edition=build.edition, per_page=build.per_page,
            sizes={file: (build.content / file).stat().st_size for file in examined.files},
        )
        state.pages = build_pages(state.material)

    def generate_output(self, writer: SectionWriter) -> None:
        """Render and write."""
        state: BuildState = self.settings["CCHC_STATE"]
        templates = state.settings.theme / "templates"
        for path, html in render_pages(state.pages, state.chrome, templates, state.workers):
            writer.write_bytes(path, html)


def _give(_pelican: object) -> type:
    return PageGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_give)
