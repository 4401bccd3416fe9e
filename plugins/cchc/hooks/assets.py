"""The theme's static files, and the files of the content folder that published posts name."""

from __future__ import annotations

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.images.publishing import published_bytes


class AssetGenerator(Stage):
    """Files that are published as they are; pictures without what cameras wrote into them."""

    def generate_output(self, writer: SectionWriter) -> None:
        """Copy theme and content files."""
        for path, data in self.state.theme.files.items():
            writer.write_bytes(path, data)
        for file in sorted(self.state.files()):
            writer.write_bytes(file, published_bytes(self.state.settings.content / file))


register = offer(AssetGenerator)
