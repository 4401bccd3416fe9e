"""`inv report`: the periodic report as .docx or .xlsx, or as a paragraph; by author, the list for royalties."""

from __future__ import annotations

from pathlib import Path

from cchc.cli import options
from cchc.cli.files import write_file
from cchc.cli.office import out_path, plan_for, read_content
from cchc.errors import UsageError
from cchc.periods import ReportPeriod, parse_days, parse_period
from cchc.reports.build import build_report
from cchc.reports.office import Office
from cchc.reports.view import ReportView
from cchc.reports.wording import two_digits
from cchc.text import clean_line, format_date, slugify

_TYPES = (".docx", ".xlsx")


def report(  # noqa: PLR0913 - the options of the contract
    *, period: str, from_: str, to: str, as_of: str, plan: str, by: str, out: str, paragraph: bool, content: str,
) -> None:
    """Write the report on a period, or print it as a paragraph."""
    if by:
        _by_author(by, period=period, from_=from_, to=to, as_of=as_of, out=out, content=content)
        return
    from cchc.hooks.office import read_office  # Pelican reads the settings

    office = read_office(options.SETTINGS_FILE)
    meant = read_period(period, from_, to, office)
    target = out_path(out, f"bao-cao-{slugify(meant.id) if from_ else meant.id}.docx", _TYPES)
    site = read_content(content, as_of).loaded.site
    view = build_report(site, plan_for(site, plan, meant.end), meant, office)
    if paragraph:
        from cchc.reports.paragraph import report_paragraph

        print(report_paragraph(view))
        return
    write_file(target, _render(view, target))
    print(f"Đã lập báo cáo: {target}")
    print(_summary(view))


def read_period(period: str, from_: str, to: str, office: Office) -> ReportPeriod:
    """The period meant by --period, or by --from and --to together."""
    if period and (from_ or to):
        raise UsageError("Chỉ dùng --period, hoặc --from cùng --to, không dùng cả hai.")
    if bool(from_) != bool(to):
        raise UsageError("--from và --to phải đi cùng nhau, ví dụ --from 2024-04-01 --to 2024-06-30.")
    if from_:
        return parse_days(from_, to)
    if not period:
        raise UsageError("Cần --period, viết như 2024-Q2, 2024-M05, 2024-H1, 2024-9M, 2024; hoặc --from cùng --to.")
    return parse_period(period, office.cut_offs)


def _by_author(by: str, **given: str) -> None:
    options.one_of(by, "--by", ("author",))
    from cchc.cli.authors import by_author

    by_author(**given)


def _render(view: ReportView, target: Path) -> bytes:
    if target.suffix.lower() == ".xlsx":
        from cchc.reports.report_xlsx import render_workbook

        return render_workbook(view)
    from cchc.reports.report_docx import render_report

    return render_report(view)


def _summary(view: ReportView) -> str:
    """One line on what the report holds."""
    late = f"{two_digits(len(view.late))} nhiệm vụ chưa đạt yêu cầu" if view.late else "không có nhiệm vụ chậm"
    return clean_line(
        f"{view.subject}: {view.figures.outputs} sản phẩm trong kỳ, {late} (số liệu tính đến "
        f"ngày {format_date(view.day)})."
    )
