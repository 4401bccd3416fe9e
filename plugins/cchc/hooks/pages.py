"""Every page as a value, then rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.kept_files import KeptFiles
from cchc.pages.build import build_pages, dead_links, with_live_links
from cchc.pages.material import Material
from cchc.qr import Code, build_codes
from cchc.rendering import Press, print_pages
from cchc.urls import post_url


class PageGenerator(Stage):
    """All pages of the section."""

    def generate_context(self) -> None:
        """Build the page values."""
        examined, build = self.state.checked(), self.state.settings
        self.state.material = Material(
            site=examined.loaded.site, bodies=examined.bodies, records=examined.records, links=examined.links,
            coverages=self.state.coverages, chrome=self.state.chrome, edition=build.edition, per_page=build.per_page,
            office=build.office, reply_days=build.reply_days,
            codes=self._codes(),
            sizes={file: (build.content / file).stat().st_size for file in self.state.files()},
            pictures=examined.pictures, variants=self.state.variants, attached=self.state.attached(),
        )
        self.state.pages = build_pages(self.state.material)

    def _codes(self) -> Mapping[str, Code]:
        """QR codes for paper, by address under the section root."""
        build, site = self.state.settings, self.state.checked().loaded.site
        if not build.publish:
            return {}
        kept = KeptFiles(build.cache / "qr" if build.cache else None)
        paths = [post_url(post.year, post.slug) for post in site.standing]
        codes = build_codes([build.base_url + path for path in paths], kept, self.state.workers)
        return {path: codes[build.base_url + path] for path in paths}

    def generate_output(self, writer: SectionWriter) -> None:
        """Render and write, once every stage has added its pages."""
        self.state.dead_links = dead_links(self.state.chrome, self.state.pages)
        self.state.chrome = with_live_links(self.state.chrome, self.state.dead_links)
        for page in print_pages(self.state.pages, self._press(), self.state.workers):
            writer.take(page)
            self.state.rendered += page.rendered
            self.state.pack.add(page.segment)

    def _press(self) -> Press:
        state, build = self.state, self.state.settings
        return Press(
            chrome=state.chrome, templates=build.theme / "templates", content=build.content, store=state.store,
            target=Path(self.output_path), packs=state.pack.is_kept,
            made=state.built.made, standing=state.output().standing,
        )


register = offer(PageGenerator)
