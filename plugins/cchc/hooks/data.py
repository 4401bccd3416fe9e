"""The posts as open data, the page about all data sets; write every file of open data."""

from __future__ import annotations

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.open_data.articles import FOLDER, Articles
from cchc.open_data.page import build_data_page
from cchc.open_data.schema import SCHEMA_PATH, articles_schema_json
from cchc.pages.metadata import Metadata


class DataGenerator(Stage):
    """Open data and its page."""

    def generate_context(self) -> None:
        """Make the files, then the page that tells their sizes."""
        state, material = self.state, self.state.ready()
        state.data |= {path: pending.result() for path, pending in state.data_to_come.items()}  # their processes end
        articles = Articles(material)
        state.data |= {
            f"{FOLDER}articles.json": articles.to_json(), f"{FOLDER}articles.csv": articles.to_csv(),
            SCHEMA_PATH: articles_schema_json(state.settings.base_url),
        }
        sizes = {path: len(data) for path, data in state.data.items()}
        page = build_data_page(material, articles, sizes)
        state.pages = (*state.pages, Metadata(material).complete(page))

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the files."""
        for path, data in self.state.data.items():
            writer.write_bytes(path, data, self.state.data_from.get(path, ""))


register = offer(DataGenerator)
