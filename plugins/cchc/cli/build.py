"""`inv build`: check, then build; says what was built and where to look."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.addresses import FIXED
from cchc.cli import options
from cchc.cli.guard import say
from cchc.errors import UsageError
from cchc.problems import format_text
from cchc.text import format_number

if TYPE_CHECKING:
    from cchc.pages.parts import Link


def build(**given: Any) -> None:  # noqa: ANN401 - option texts and flags by name
    """Build by the options of the contract."""
    from cchc.hooks.build import run_build  # Pelican is imported only to build

    started = time.perf_counter()
    overrides = read_overrides(**given)
    result = run_build(options.SETTINGS_FILE, overrides)
    loaded = result.state.checked().loaded
    warnings = [problem for problem in loaded.problems if problem.severity == "warning"]
    if warnings:
        say(format_text(warnings))
    say_dead_links(result.state.dead_links)
    commit, site = result.commit, loaded.site
    edition = "nội bộ" if result.state.settings.edition == "full" else "công khai"
    total = len(commit.added) + len(commit.changed) + len(commit.kept)
    print(
        f"Đã dựng bản {edition}: {len(site.listed)} bài, {len(result.state.pages)} trang, {total} tệp "
        f"({len(commit.added)} mới, {len(commit.changed)} đổi, {len(commit.kept)} giữ nguyên, "
        f"{len(commit.removed)} bỏ); {len(warnings)} cảnh báo; {format_number(time.perf_counter() - started, 1)} giây."
    )
    if result.state.variant_report:
        print(result.state.variant_report)
    search = result.state.search
    if search:
        print(f"Tìm kiếm: {search.documents} trang, {len(search.files)} tệp, {format_number(search.size / 1000)} KB, "
              f"{format_number(result.state.search_seconds, 1)} giây.")
    if not result.state.settings.publish:
        print("Bản dựng để xem, chưa có tìm kiếm, ảnh thu nhỏ và bản nén; dựng để đăng thì thêm --publish.")
    print(f"Kết quả: {Path(overrides['OUTPUT_PATH']) / 'index.html'}")


def say_dead_links(links: Iterable[Link]) -> None:
    """Name menu and footer entries left out, but for the section's own pages that have nothing to show yet."""
    for link in links:
        if link.url not in (*FIXED, "gioi-thieu/", "bai-viet/chua-dang/"):
            say(f"Cảnh báo: bỏ mục “{link.title}” của thực đơn hoặc chân trang vì không có trang {link.url}. "
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
