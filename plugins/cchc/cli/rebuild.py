"""A build with as little work as it needs: none, bodies of edited posts, or a whole one; for build and preview."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.cli import options
from cchc.hooks.watch import Watch
from cchc.incremental.built import built_file
from cchc.incremental.last import (
    LastBuild,
    Looked,
    is_left,
    keep_last,
    list_again,
    list_output,
    look_back,
    packages,
)
from cchc.manifest import MANIFEST_NAME
from cchc.problems import format_text

if TYPE_CHECKING:
    from cchc.hooks.build import BuildResult
    from cchc.incremental.plan import Commit
    from cchc.pages.parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a build found and did: `commit` is None when nothing had changed, `result` is that of a whole build.

    `summary` says what the site is, `warnings` what is to be said of its content; `bodies` are the posts of which only
    the body was exchanged, `restored` the files of the last build that were put back first.
    """

    summary: str
    warnings: str
    commit: Commit | None = None
    result: BuildResult | None = None
    bodies: int = 0
    restored: int = 0


def rebuild(overrides: Mapping[str, Any], watch: Watch) -> Rebuilt:
    """Build by Pelican settings `overrides` (cli.build.read_overrides); Pelican is imported only for a whole build."""
    with _without_collecting():
        return _rebuild(overrides, watch)


def _rebuild(overrides: Mapping[str, Any], watch: Watch) -> Rebuilt:
    output = Path(overrides["OUTPUT_PATH"])
    kept = built_file(Path(overrides["CACHE_PATH"]), output, "-last")
    wanted = {name: value for name, value in overrides.items() if name != "CCHC_JOBS"}  # which changes no byte
    surroundings = [sys.executable, str(Path.cwd()), str(options.SETTINGS_FILE), *packages()]
    asked = json.dumps([*surroundings, wanted], ensure_ascii=False)
    moment = options.moment(overrides["CCHC_AS_OF"] or "")
    if overrides["CCHC_FULL"]:
        return _rebuild_whole(overrides, kept, asked, watch)
    restored = _restore(overrides, kept, asked, watch)
    looked = look_back(kept, asked, output, moment)
    little = _rebuild_little(looked, overrides, kept, watch) if looked else None
    return replace(little or _rebuild_whole(overrides, kept, asked, watch), restored=restored)


def _restore(overrides: Mapping[str, Any], kept: Path, asked: str, watch: Watch) -> int:
    """Put the output of the last build back where it is gone; how many files."""
    content, output, cache = (Path(overrides[name]) for name in ("PATH", "OUTPUT_PATH", "CACHE_PATH"))
    if not kept.is_file() or os.path.lexists(output / MANIFEST_NAME):
        return 0
    watch.begin("restore")
    from cchc.incremental.restore import restore_output

    jobs = overrides["CCHC_JOBS"] or os.cpu_count() or 1
    restored = restore_output(kept, asked, content=content, output=output, cache=cache, jobs=jobs)
    watch.begin("last")
    return restored


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Imports and a build make few reference cycles, and looking for them costs a tenth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _rebuild_little(looked: Looked, overrides: Mapping[str, Any], kept: Path, watch: Watch) -> Rebuilt | None:
    """What is done where nothing changed, or nothing but the bodies of posts; None when that is not enough."""
    last = looked.last
    if not looked.changed:
        if looked.hashes is not None:
            with contextlib.suppress(OSError):  # that they are equal is found again by reading them
                keep_last(kept, last, looked.inputs, looked.outputs, looked.hashes)
        return Rebuilt(summary=last.summary, warnings=last.warnings)
    if overrides["CCHC_PUBLISH"]:
        return None
    watch.begin("retouch")
    from cchc.retouch import retouch_output

    content, output, cache = (Path(overrides[name]) for name in ("PATH", "OUTPUT_PATH", "CACHE_PATH"))
    staged = retouch_output(looked, content=content, output=output, cache=cache)
    if staged is None:
        return None
    with contextlib.suppress(OSError):  # the output stands; the next build has more to do
        written = [f"{output}/{path}" for path in (*staged.commit.changed, MANIFEST_NAME)]
        outputs = list_again(looked.outputs, written)
        if is_left(output, staged.stamps.manifest):
            keep_last(kept, last, looked.inputs, outputs, looked.hashes)
    return Rebuilt(summary=last.summary, warnings=last.warnings, commit=staged.commit, bodies=len(looked.changed))


def _rebuild_whole(overrides: Mapping[str, Any], kept: Path, asked: str, watch: Watch) -> Rebuilt:
    """Build as Pelican does, and remember the build for one that has less to do."""
    watch.begin("load")
    from cchc.hooks.build import run_build

    result = run_build(options.SETTINGS_FILE, overrides, watch)
    loaded = result.state.checked().loaded
    warnings = [format_text(loaded.problems)] if loaded.problems else []
    done = Rebuilt(
        summary=_summary(result), warnings="\n".join((*warnings, *dead_link_lines(result.state.dead_links))),
        commit=result.commit, result=result,
    )
    if result.sources and not overrides["CCHC_FULL"]:
        watch.begin("keep")
        last = LastBuild(
            options=asked, folders=result.sources.folders, files=result.sources.files, warnings=done.warnings,
            start=loaded.site.moment.isoformat(), end=loaded.site.stands_until.isoformat(), summary=done.summary,
        )
        output = Path(overrides["OUTPUT_PATH"])
        with contextlib.suppress(OSError):  # the output stands; the next build has more to do
            outputs = list_output(output)
            if is_left(output, result.manifest):
                keep_last(kept, last, result.sources.listing, outputs)
    return done


def _summary(result: BuildResult) -> str:
    """What the site is."""
    loaded, total = result.state.checked().loaded, len(result.commit.moved) + len(result.commit.kept)
    edition = "nội bộ" if result.state.settings.edition == "full" else "công khai"
    return (f"bản {edition}: {len(loaded.site.listed)} bài, {len(result.state.pages)} trang, {total} tệp; "
            f"{len(loaded.problems)} cảnh báo")


def dead_link_lines(links: Iterable[Link]) -> Iterator[str]:
    """A warning for each menu or footer entry left out, but for the section's own pages with nothing to show yet."""
    from cchc.addresses import FIXED

    for link in links:
        if link.url not in (*FIXED, "gioi-thieu/", "bai-viet/chua-dang/"):
            yield (f"Cảnh báo: bỏ mục “{link.title}” của thực đơn hoặc chân trang vì không có trang {link.url}. "
                   "Sửa địa chỉ (có / ở cuối) ở CCHC_MENU, CCHC_FOOTER_LINKS của pelican.conf.py.")
