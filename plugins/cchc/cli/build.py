"""`inv build`: check, then build; says what was built and where to look."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.cli import options
from cchc.cli.guard import say
from cchc.errors import UsageError
from cchc.hooks.watch import Watch
from cchc.incremental.built import built_file
from cchc.incremental.last import LastBuild, Looked, keep_last, look_back, packages
from cchc.manifest import os_faults
from cchc.problems import format_text
from cchc.terminal import Progress
from cchc.text import format_number

if TYPE_CHECKING:
    from cchc.hooks.build import BuildResult
    from cchc.hooks.state import BuildState
    from cchc.incremental.plan import Commit
    from cchc.pages.parts import Link


@dataclass(frozen=True, slots=True)
class LastKept:
    """Where a build is remembered, and what it was asked for."""

    file: Path
    asked: str


def build(*, profile: bool = False, **given: Any) -> None:  # noqa: ANN401 - option texts and flags by name
    """Build by the options of the contract; when nothing has changed, say so without importing Pelican.

    With `profile`, say where the time went as well.
    """
    started = time.perf_counter()
    watch = Watch(progress=Progress(sys.stderr))
    watch.add("start", time.process_time())  # all that was done before; no clock tells when it began
    watch.begin("last")
    overrides = read_overrides(**given)
    output = Path(overrides["OUTPUT_PATH"])
    kept = built_file(Path(overrides["CACHE_PATH"]), output, "-last")
    asked = json.dumps([sys.executable, *packages(), overrides], ensure_ascii=False)
    looked = None if overrides["CCHC_FULL"] else look_back(kept, asked, output, options.moment(given["as_of"]))
    with contextlib.closing(watch):
        done = _build_little(looked, overrides, kept, watch) if looked else ""
        result = None if done else _build(overrides, started, LastKept(kept, asked), watch)
    if looked and done:
        if looked.last.warnings:
            say(looked.last.warnings)
        print(f"{done}; {_cost(started)}.")
    print(f"Kết quả: {output / 'index.html'}")
    if profile:
        print("\n".join(_profile(watch, result)))


def _build_little(looked: Looked, overrides: Mapping[str, Any], kept: Path, watch: Watch) -> str:
    """What was done where nothing changed, or nothing but the bodies of posts; "" when a whole build is needed."""
    if not looked.changed:
        return f"Không có gì đổi từ lần dựng trước: {looked.last.summary}"
    if overrides["CCHC_PUBLISH"]:
        return ""
    watch.begin("retouch")
    from cchc.retouch import retouch_output

    content, output, cache = (Path(overrides[name]) for name in ("PATH", "OUTPUT_PATH", "CACHE_PATH"))
    commit = retouch_output(looked, content=content, output=output, cache=cache)
    if commit is None:
        return ""
    with os_faults("ghi bộ nhớ đệm"):
        keep_last(kept, looked.last, looked.inputs, output)
    return f"Đã dựng {looked.last.summary}; chỉ thân {len(looked.changed)} bài đổi: {_files(commit)}"


def _build(overrides: Mapping[str, Any], started: float, kept: LastKept, watch: Watch) -> BuildResult:
    """Build, tell what was built, and remember it for a build that has nothing to do."""
    watch.begin("load")
    from cchc.hooks.build import run_build  # Pelican is imported only to build

    result = run_build(options.SETTINGS_FILE, overrides, watch)
    watch.close()
    state, loaded = result.state, result.state.checked().loaded
    found = [format_text(loaded.problems)] if loaded.problems else []
    warnings = "\n".join((*found, *_dead(state.dead_links)))
    if warnings:
        say(warnings)
    edition = "nội bộ" if state.settings.edition == "full" else "công khai"
    what, tail = f"bản {edition}: {len(loaded.site.listed)} bài", f"{len(loaded.problems)} cảnh báo"
    print(f"Đã dựng {what}, {_pages(result)}, {_files(result.commit)}; {tail}; {_cost(started)}.")
    for line in _reports(state):
        print(line)
    if result.sources and not overrides["CCHC_FULL"]:
        watch.begin("keep")
        total = len(result.commit.moved) + len(result.commit.kept)
        last = LastBuild(
            options=kept.asked, folders=result.sources.folders, files=result.sources.files,
            start=loaded.site.moment.isoformat(), end=loaded.site.stands_until.isoformat(),
            warnings=warnings, summary=f"{what}, {len(state.pages)} trang, {total} tệp; {tail}",
        )
        with os_faults("ghi bộ nhớ đệm"):
            keep_last(kept.file, last, result.sources.listing, Path(overrides["OUTPUT_PATH"]))
    return result


def _pages(result: BuildResult) -> str:
    """How many pages there are, and what became of them."""
    total, fresh = len(result.state.pages), result.state.rendered
    gone = sum(path.endswith(".html") for path in result.commit.removed)
    return f"{total} trang ({fresh} dựng mới, {total - fresh} giữ nguyên, {gone} bỏ)"


def _files(commit: Commit) -> str:
    """How many files there are, and what became of them."""
    total = len(commit.moved) + len(commit.kept)
    return (f"{total} tệp ({len(commit.added)} mới, {len(commit.changed)} đổi, {len(commit.kept)} giữ nguyên, "
            f"{len(commit.removed)} bỏ)")


def _profile(watch: Watch, result: BuildResult | None) -> Iterator[str]:
    """Where the time went, and how much was made anew."""
    yield ""
    yield from watch.table()
    if result is not None:
        posts, fresh = len(result.state.checked().loaded.all_posts), watch.counts.get("content", 0)
        yield (f"Bài: {posts - fresh} lấy từ bộ nhớ đệm, {fresh} đọc mới. Trang: {_pages(result)}. "
               f"Tệp: {_files(result.commit)}.")


def _reports(state: BuildState) -> Iterator[str]:
    if state.variant_report:
        yield state.variant_report
    if state.search:
        yield (f"Tìm kiếm: {state.search.documents} trang, {len(state.search.files)} tệp, "
               f"{format_number(state.search.size / 1000)} KB, {format_number(state.search_seconds, 1)} giây.")
    if not state.settings.publish:
        yield "Bản dựng để xem, chưa có tìm kiếm, ảnh thu nhỏ và bản nén; dựng để đăng thì thêm --publish."


def _cost(started: float) -> str:
    """Seconds since `started` and, where the system tells it, the most memory this process took."""
    seconds = f"{format_number(time.perf_counter() - started, 1)} giây"
    try:
        import resource
    except ImportError:  # Windows
        return seconds
    unit = 1_000_000 if sys.platform == "darwin" else 1000
    return f"{seconds}, bộ nhớ {format_number(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)} MB"


def say_dead_links(links: Iterable[Link]) -> None:
    """Name menu and footer entries left out."""
    for line in _dead(links):
        say(line)


def _dead(links: Iterable[Link]) -> Iterator[str]:
    """A warning for each, but for the section's own pages that have nothing to show yet."""
    from cchc.addresses import FIXED

    for link in links:
        if link.url not in (*FIXED, "gioi-thieu/", "bai-viet/chua-dang/"):
            yield (f"Cảnh báo: bỏ mục “{link.title}” của thực đơn hoặc chân trang vì không có trang {link.url}. "
                   "Sửa địa chỉ (có / ở cuối) ở CCHC_MENU, CCHC_FOOTER_LINKS của pelican.conf.py.")


def read_overrides(**given: Any) -> dict[str, Any]:  # noqa: ANN401 - option texts and flags by name
    """Pelican settings for the options given."""
    content = options.folder(given["content"], "content")
    if not content.is_dir():
        raise UsageError(f"Không có thư mục nội dung {content}. Kiểm tra --content.")
    coverage = given["coverage"] or ("full" if given["internal"] else "results")
    options.one_of(coverage, "--coverage", ("results", "full", "none"))
    overrides: dict[str, Any] = {
        "PATH": str(content),
        "OUTPUT_PATH": str(options.folder(given["output"], "output")),
        "CACHE_PATH": str(options.folder(given["cache"], ".cache")),
        "CCHC_COVERAGE": coverage,
        "CCHC_AS_OF": given["as_of"] or None,
        "CCHC_JOBS": options.number(given["jobs"], "--jobs", least=1, most=64),
        "CCHC_FULL": given["full"],
        "CCHC_PUBLISH": given["publish"],
    }
    if given["base_url"]:
        overrides["SITEURL"] = given["base_url"]
    return overrides
