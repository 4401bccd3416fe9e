"""With --publish: smaller WebP variants of the pictures that pages show."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc.errors import ContentError
from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.images.variants import Made, make_variants, variant_files
from cchc.kept_files import KeptFiles
from cchc.problems import WHOLE_FILE, make_problem
from cchc.text import format_number


class ImageGenerator(Stage):
    """Makes variants before pages are built, which name them, and writes them with the pages."""

    made: tuple[Made, ...] = ()

    def generate_context(self) -> None:
        """Make the variants that are not kept yet; a picture that cannot be opened is an error of the content."""
        build, examined = self.state.settings, self.state.checked()
        if not build.publish:
            return
        started, self.closing = time.perf_counter(), ExitStack()
        folder = build.cache or Path(self.closing.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        self.kept = KeptFiles(folder / "images")
        files = sorted(examined.shown & self.state.files() & examined.pictures.keys())
        self.made = tuple(make_variants(build.content, files, self.kept, self.state.workers))
        faults = [
            make_problem(item.file, WHOLE_FILE, "anh-hong", reason=item.fault) for item in self.made if item.fault
        ]
        if faults:
            raise ContentError(examined.loaded.with_problems(faults).problems)
        self.state.variants = {item.file: item.variants for item in self.made}
        fresh, seconds = sum(item.fresh for item in self.made), time.perf_counter() - started
        count = sum(len(item.variants) for item in self.made)
        self.state.variant_report = (
            f"Ảnh: {len(files)} ảnh trong trang, {count} bản thu nhỏ ({fresh} làm mới), "
            f"{format_number(seconds, 1)} giây."
        )

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the variants; a picture that stands under two names has them once."""
        if not self.state.settings.publish:
            return
        written: set[str] = set()
        for item in self.made:
            for path, data in variant_files(self.state.settings.content, item, self.kept):
                if path not in written:
                    written.add(path)
                    writer.write_bytes(path, data)
        self.kept.prune({item.key for item in self.made})
        self.closing.close()


register = offer(ImageGenerator)
