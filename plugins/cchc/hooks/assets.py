"""Stage 6: the theme's static files, and the files of the content folder that published posts name."""

from __future__ import annotations

from pelican import signals
from pelican.generators import Generator

from cchc.hooks.state import BuildState
from cchc.hooks.theme import theme_files
from cchc.hooks.writer import SectionWriter


class AssetGenerator(Generator):
    """Files that are published as they are."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Copy theme and content files."""
        state: BuildState = self.settings["CCHC_STATE"]
        for path, data in theme_files(state.settings.theme):
            writer.write_bytes(path, data)
        for file in sorted(state.checked().files):
            writer.write_bytes(file, (state.settings.content / file).read_bytes())


def _give(_pelican: object) -> type:
    return AssetGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_give)
