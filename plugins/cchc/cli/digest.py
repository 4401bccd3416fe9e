"""`inv digest`: what was published in a week or a longer period, as .docx for a meeting or as a bulletin."""

from __future__ import annotations

from cchc.cli import options
from cchc.cli.files import write_file
from cchc.cli.office import out_path, read_content
from cchc.errors import UsageError
from cchc.periods import ReportPeriod, parse_period, parse_week
from cchc.reports.digest import build_digest
from cchc.reports.office import Office
from cchc.text import format_date


def digest(*, week: str, period: str, as_of: str, out: str, content: str) -> None:
    """Write the digest of a week or of a period."""
    from cchc.hooks.office import read_office  # Pelican reads the settings
    from cchc.reports.digest_docx import render_digest

    office = read_office(options.SETTINGS_FILE)
    meant = _meant(week, period, office)
    target = out_path(out, f"diem-tin-{meant.id}.docx", (".docx",))
    examined = read_content(content, as_of, "chưa lập điểm tin")
    view = build_digest(examined.loaded.site, examined.bodies, meant, office)
    write_file(target, render_digest(view))
    print(f"Đã lập điểm tin: {target}")
    steps = f", {len(view.steps)} việc cần làm" if view.weekly else ""
    name = meant.name[:1].upper() + meant.name[1:]
    state = "" if view.has_begun else "; kỳ chưa bắt đầu"
    print(f"{name}: {view.count} tin, bài{steps} (tính đến ngày {format_date(view.day)}{state}).")


def _meant(week: str, period: str, office: Office) -> ReportPeriod:
    if bool(week) == bool(period):
        raise UsageError("Cần một trong hai: --week, ví dụ --week 2024-W23, hoặc --period, ví dụ --period 2024-Q2.")
    return parse_week(week) if week else parse_period(period, office.cut_offs)
