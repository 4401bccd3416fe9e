"""Stage 1: read and check the content; any error stops the build here, with all problems."""

from __future__ import annotations

from pelican import ArticlesGenerator, signals

from cchc.checks import examine
from cchc.errors import ContentError
from cchc.hooks.state import BuildState
from cchc.markup.cache import MarkupCache


class ContentGenerator(ArticlesGenerator):
    """Takes the place of Pelican's own reader of articles."""

    def generate_context(self) -> None:
        """Examine the content folder."""
        state: BuildState = self.settings["CCHC_STATE"]
        build = state.settings
        state.examined = examine(build.content, build.moment, MarkupCache(build.cache), state.workers)
        if state.examined.loaded.errors:
            raise ContentError(state.examined.loaded.problems)
        self.articles = list(state.examined.loaded.site.listed)

    def refresh_metadata_intersite_links(self) -> None:
        """Links are resolved by the pages stage."""

    def generate_output(self, writer: object) -> None:
        """Articles are written by the pages stage."""


def _give(_pelican: object) -> type:
    return ContentGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_give)
