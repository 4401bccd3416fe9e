"""Read and check the content; any error stops the build here, with all problems."""

from __future__ import annotations

import logging
from functools import partial

from pelican import ArticlesGenerator

from cchc.errors import ContentError
from cchc.examination import examine
from cchc.hooks.stage import Stage, offer
from cchc.problems import format_text

_LOGGER = logging.getLogger("pelican.cchc")  # heard by `pelican -s`; `inv` prints the problems itself


class ContentGenerator(Stage, ArticlesGenerator):
    """Takes the place of Pelican's own reader of articles."""

    def generate_context(self) -> None:
        """Examine the content folder."""
        state, build = self.state, self.state.settings
        read = partial(state.watch.begin, "check")
        self.state.examined = examine(build.content, build.moment, state.store, state.workers, read)
        state.workers.rest()  # what they hold of reading is memory
        if self.state.examined.loaded.errors:
            _LOGGER.error("%s", format_text(self.state.examined.loaded.problems))
            raise ContentError(self.state.examined.loaded.problems)
        self.articles = list(self.state.examined.loaded.site.listed)

    def refresh_metadata_intersite_links(self) -> None:
        """Links are resolved by the pages stage."""

    def generate_output(self, writer: object) -> None:
        """Articles are written by the pages stage."""


register = offer(ContentGenerator)
