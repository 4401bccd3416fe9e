"""Only with --publish: the pictures that stand for pages when they are shared."""

from __future__ import annotations

from cchc.cards.build import build_cards
from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.kept_files import KeptFiles
from cchc.pages.metadata import Metadata


class CardGenerator(Stage):
    """Social cards of posts without a picture of their own, and one for all other pages."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Draw the cards that are not kept yet; write them all."""
        build = self.state.settings
        if not build.publish:
            return
        cards = dict(Metadata(self.state.ready()).cards())
        kept = KeptFiles(build.cache / "cards" if build.cache else None)
        for path, data in build_cards(cards, kept, self.state.workers):
            writer.write_bytes(path, data)


register = offer(CardGenerator)
