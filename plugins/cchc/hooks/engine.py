"""PELICAN_CLASS: Pelican with its output as a transaction and its stages in the order of PLUGINS."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, Pelican, StaticGenerator

from cchc.errors import InternalError, UsageError
from cchc.hooks.settings import check_settings
from cchc.hooks.state import BuildState, make_chrome, read_build_settings
from cchc.hooks.writer import SectionWriter
from cchc.incremental.built import Built, Made, built_file, load_built, write_built
from cchc.incremental.transaction import StagedOutput, staged_output
from cchc.manifest import os_faults
from cchc.records.store import RecordStore
from cchc.theme import load_theme
from cchc.workers import Workers

_STOCK = (ArticlesGenerator, StaticGenerator)


class Engine(Pelican):
    """Runs as Pelican does, but renders into a staging folder that replaces the output only when all went well."""

    def __init__(self, settings: dict[str, Any]) -> None:
        check_settings(settings, whole=True)
        wanted = list(settings["PLUGINS"])
        build = read_build_settings(settings)
        theme = load_theme(build.theme, internal=build.edition == "full")
        chrome = make_chrome(settings, build, theme)
        self.state = BuildState(
            settings=build, chrome=chrome, theme=theme, workers=Workers(build.jobs), store=RecordStore(build.cache)
        )
        settings["CCHC_STATE"] = self.state
        self.output_path: str
        super().__init__(settings)
        missing = [name for name in wanted if name not in self.settings["PLUGINS"]]
        if missing:
            raise InternalError(f"Không nạp được phần mở rộng {', '.join(missing)}; chưa dựng và chưa đăng gì.")
        self.staged: StagedOutput | None = None
        self.made: Mapping[str, Made] = {}

    def run(self) -> None:
        """Build into staging, then commit."""
        build = self.state.settings
        root = Path(__file__).resolve().parents[3]
        output = Path(self.output_path)
        for folder in (build.content, build.theme):
            if output.resolve().is_relative_to(folder.resolve()):
                raise UsageError(f"{output} nằm trong {folder} nên không làm thư mục kết quả được. Hãy chọn nơi khác.")
        record = built_file(build.cache, output) if build.cache else None
        if record:
            self.state.built = load_built(record)
        known = self.state.built.stamps
        with staged_output(output, protected=(build.content, build.theme, root), known=known) as staged:
            self.state.staged, self.output_path = staged, str(staged.staging)
            try:
                super().run()
            finally:
                self.output_path = str(output)
                self.state.workers.close()
                self.state.store.close()
        self.staged = staged
        if record:
            with os_faults("ghi bộ nhớ đệm"):
                write_built(record, Built(made=self.made, stamps=staged.stamps))

    def _get_writer(self) -> SectionWriter:
        """Pelican's choice, remembered: it knows what was made."""
        writer: SectionWriter = super()._get_writer()
        self.made = writer.made
        return writer

    def _get_generator_classes(self) -> list[type]:
        """Ours in the order of PLUGINS (signals do not keep one), without the stock ones they replace."""
        order = {name: rank for rank, name in enumerate(self.settings["PLUGINS"])}
        found = [item for item in super()._get_generator_classes() if item not in _STOCK]
        return sorted(found, key=lambda item: order.get(item.__module__, len(order)))
