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
            source = self.state.settings.content / file
            data = published_bytes(source)
            writer.write_bytes(file, data)
            if len(data) == source.stat().st_size:  # nothing was taken out of it
                writer.copies.add(file)


register = offer(AssetGenerator)
