"""PELICAN_CLASS: Pelican with its output as a transaction and its stages in the order of PLUGINS."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, Pelican, StaticGenerator

from cchc.errors import InternalError, UsageError
from cchc.hooks.counting import CountedWorkers
from cchc.hooks.settings import check_settings
from cchc.hooks.stage import Stage
from cchc.hooks.state import BuildSettings, BuildState, make_chrome, read_build_settings
from cchc.hooks.watch import Watch, watched
from cchc.hooks.writer import SectionWriter
from cchc.incremental.account import find_reasons, give_account, load_account, write_account
from cchc.incremental.bodies_file import bodies_beside, write_bodies
from cchc.incremental.built import Built, Made, built_file, load_built, write_built
from cchc.incremental.pack import Pack, pack_file
from cchc.incremental.transaction import StagedOutput, staged_output
from cchc.records.store import RecordStore
from cchc.rendering import page_body, shared_parts
from cchc.theme import Theme, load_theme
from cchc.workers import Workers

_STOCK = (ArticlesGenerator, StaticGenerator)


class Engine(Pelican):
    """Runs as Pelican does, but renders into a staging folder that replaces the output only when all went well."""

    def __init__(self, settings: dict[str, Any]) -> None:
        check_settings(settings, whole=True)
        wanted = list(settings["PLUGINS"])
        build = read_build_settings(settings)
        workers = Workers(build.jobs)
        theme = _load_theme(build, workers)
        chrome = make_chrome(settings, build, theme)
        self.state = BuildState(
            settings=build, chrome=chrome, theme=theme, workers=workers, store=RecordStore(build.cache)
        )
        settings["CCHC_STATE"] = self.state
        self.output_path: str
        super().__init__(settings)
        missing = [name for name in wanted if name not in self.settings["PLUGINS"]]
        if missing:
            raise InternalError(f"Không nạp được phần mở rộng {', '.join(missing)}; chưa dựng và chưa đăng gì.")
        self.staged: StagedOutput | None = None
        self.made: Mapping[str, Made] = {}
        self.copies: AbstractSet[str] = frozenset()

    def watch(self, watch: Watch) -> None:
        """Tell `watch` of all that is done."""
        self.state.watch, self.state.workers = watch, CountedWorkers(self.state.settings.jobs, watch)

    def prepare(self) -> list[Stage]:
        """The stages of a build, each with its values made and nothing written to the output."""
        context = {**self.settings, "generated_content": {}, "static_links": set(), "static_content": {}}
        stages: list[Stage] = [
            kind(context=context, settings=self.settings, path=self.path, theme=self.theme, output_path="")
            for kind in self._get_generator_classes() if issubclass(kind, Stage)
        ]
        for stage in stages:
            if hasattr(stage, "generate_context"):
                stage.generate_context()
        return stages

    def run(self) -> None:
        """Build into staging, then commit."""
        build = self.state.settings
        root = Path(__file__).resolve().parents[3]
        output = Path(self.output_path)
        for folder in (build.content, build.theme):
            if output.resolve().is_relative_to(folder.resolve()):
                raise UsageError(f"{output} nằm trong {folder} nên không làm thư mục kết quả được. Hãy chọn nơi khác.")
        if build.cache:
            self.state.built = load_built(built_file(build.cache, output))
            self.state.pack = Pack(pack_file(build.cache, output))
        known = self.state.built.stamps
        with staged_output(output, protected=(build.content, build.theme, root), known=known) as staged:
            self.state.staged, self.output_path = staged, str(staged.staging)
            try:
                super().run()
                self.state.watch.begin("commit")
            finally:
                self.output_path = str(output)
                self.state.workers.close()
                self.state.store.close()
        self.staged = staged
        self.state.watch.begin("keep")
        if build.cache:
            with contextlib.suppress(OSError):  # the output stands; the next build has more to do
                self._keep(build.cache, output, staged)

    def _keep(self, cache: Path, output: Path, staged: StagedOutput) -> None:
        """Remember what was made of what, and why. Raises OSError."""
        record = built_file(cache, output)
        write_built(record, Built(made=self.made, stamps=staged.stamps))
        if not self.state.settings.publish:
            bodies = ((page.output_path, page_body(page)) for page in self.state.pages)
            write_bodies(bodies_beside(record), ((path, body) for path, body in bodies if body))
        place = built_file(cache, output, "-why")
        last = load_account(place)
        shared = shared_parts(self.state.chrome, self.state.settings.theme / "templates", last.shared)
        reasons = find_reasons(self.state.built.made, self.made, staged.standing)
        write_account(place, give_account(last, shared, reasons))
        packed = {path: made.sha256 for path, made in self.made.items() if path not in self.copies}
        self.state.pack.complete(packed, output)

    def _get_writer(self) -> SectionWriter:
        """Pelican's choice, remembered: it knows what was made."""
        self.state.watch.begin("standing")
        _ = self.state.output().standing  # measured now, so that its time is told apart
        writer: SectionWriter = super()._get_writer()
        self.made, self.copies = writer.made, writer.copies
        return writer

    def _get_generator_classes(self) -> list[type]:
        """Ours in the order of PLUGINS (signals do not keep one), without the stock ones they replace."""
        order = {name: rank for rank, name in enumerate(self.settings["PLUGINS"])}
        found = [item for item in super()._get_generator_classes() if item not in _STOCK]
        ranked = sorted(found, key=lambda item: order.get(item.__module__, len(order)))
        return [watched(item, self.state.watch) for item in ranked]


def _load_theme(build: BuildSettings, workers: Workers) -> Theme:
    """The theme's files; what writes its stylesheet takes memory, which a forked process takes away with it."""
    apart = workers if workers.forks else Workers()
    return apart.submit(load_theme, build.theme, internal=build.edition == "full").result()
