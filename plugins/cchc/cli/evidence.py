"""`inv evidence`: the period's published pages, attachments and their index as one .zip."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cchc.cli import options
from cchc.cli.build import read_overrides
from cchc.cli.files import whole_file
from cchc.cli.office import out_path
from cchc.errors import EnvironmentFault, UsageError
from cchc.periods import ReportPeriod, parse_period
from cchc.reports.evidence import Evidence, archive_parts, collect_evidence, write_archive


def evidence(*, period: str, as_of: str, out: str, content: str) -> None:
    """Build the public edition apart from output/, pack what the period counts, say what is in it."""
    from cchc.hooks.office import read_office  # Pelican reads the settings

    if not period:
        raise UsageError("Cần --period, viết như 2024, 2024-Q2, 2024-M05, 2024-H1, 2024-9M.")
    meant = parse_period(period, read_office(options.SETTINGS_FILE).cut_offs)
    target = out_path(out, f"tai-lieu-kiem-chung-{meant.id}.zip", (".zip",))
    if not target.parent.is_dir():  # said before the build rather than after
        raise EnvironmentFault(f"Không có thư mục {target.parent}. Tạo thư mục rồi chạy lại, hoặc đổi --out.")
    with tempfile.TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as work:
        found = _collect(Path(work), meant=meant, as_of=as_of, content=content)
        with whole_file(target) as stream:
            write_archive(stream, archive_parts(found))
    print(f"Đã gói tài liệu kiểm chứng {meant.name}. {found.summary}.")
    print(f"Kết quả: {target}")


def _collect(work: Path, *, meant: ReportPeriod, as_of: str, content: str) -> Evidence:
    """The public edition, built in the folder `work`, and what of it the period counts."""
    from cchc.hooks.build import run_build

    site = work / "site"
    result = run_build(options.SETTINGS_FILE, read_overrides(
        content=content, output=str(site), base_url="", as_of=as_of, internal=False, coverage="results", jobs="",
        full=False, cache=str(work / "cache"), publish=False,
    ))
    build = result.state.settings
    return collect_evidence(site, result.state.coverages.values(), meant, build.moment.date(), build.base_url)

