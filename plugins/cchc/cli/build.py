"""`inv build`: check, then build; says what was built and where to look."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.cli import options
from cchc.cli.guard import say
from cchc.cli.rebuild import Rebuilt, rebuild
from cchc.errors import UsageError
from cchc.hooks.watch import Watch
from cchc.terminal import Progress
from cchc.text import format_number

if TYPE_CHECKING:
    from cchc.hooks.build import BuildResult
    from cchc.hooks.state import BuildState
    from cchc.incremental.plan import Commit


def build(*, profile: bool = False, **given: Any) -> None:  # noqa: ANN401 - option texts and flags by name
    """Build by the options of the contract; when nothing has changed, say so without importing Pelican.

    With `profile`, say where the time went as well.
    """
    started = time.perf_counter()
    watch = Watch(progress=Progress(sys.stderr))
    watch.add("start", time.process_time())  # all that was done before; no clock tells when it began
    watch.begin("last")
    overrides = read_overrides(**given)
    with contextlib.closing(watch):
        done = rebuild(overrides, watch)
    if done.warnings:
        say(done.warnings)
    print(f"{_told(done)}; {_cost(started)}.")
    if done.result:
        for line in _reports(done.result.state):
            print(line)
    print(f"Kết quả: {Path(overrides['OUTPUT_PATH']) / 'index.html'}")
    if profile:
        print("\n".join(_profile(watch, done.result)))


def _told(done: Rebuilt) -> str:
    """What was done, in one line."""
    if done.restored:
        back = f"Lấy lại {done.restored} tệp của lần dựng trước từ bộ nhớ đệm. "
        return back + _told(replace(done, restored=0))
    if done.commit is None:
        return f"Không có gì đổi từ lần dựng trước: {done.summary}"
    what = f"chỉ thân {done.bodies} bài đổi" if done.result is None else _pages(done.result)
    return f"Đã dựng {done.summary}; {what}; {_files(done.commit)}"


def _pages(result: BuildResult) -> str:
    """How many pages there are, and what became of them."""
    total, fresh = len(result.state.pages), result.state.rendered
    gone = sum(path.endswith(".html") for path in result.commit.removed)
    return f"trang: {fresh} dựng mới, {total - fresh} giữ nguyên, {gone} bỏ"


def _files(commit: Commit) -> str:
    """How many files there are, and what became of them."""
    return (f"tệp: {len(commit.added)} mới, {len(commit.changed)} đổi, {len(commit.kept)} giữ nguyên, "
            f"{len(commit.removed)} bỏ")


def _profile(watch: Watch, result: BuildResult | None) -> Iterator[str]:
    """Where the time went, and how much was made anew."""
    yield ""
    yield from watch.table()
    if result is not None:
        posts, fresh = len(result.state.checked().loaded.all_posts), watch.counts.get("content", 0)
        yield (f"Bài: {posts - fresh} lấy từ bộ nhớ đệm, {fresh} đọc mới; {_pages(result)}; "
               f"{_files(result.commit)}.")


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
