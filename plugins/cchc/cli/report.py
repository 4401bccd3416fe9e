"""`inv report`: the periodic report as .docx or .xlsx, or as a paragraph; by author, the list for royalties."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cchc.cli import options
from cchc.cli.files import write_file
from cchc.cli.office import out_path, plan_for, read_content
from cchc.errors import UsageError
from cchc.periods import ReportPeriod, parse_days, parse_period
from cchc.plan import Plan
from cchc.reports.build import build_report
from cchc.reports.office import Office
from cchc.reports.sources import overlaps
from cchc.reports.view import ReportView
from cchc.reports.wording import two_digits
from cchc.text import clean_line, format_date, slugify

_TYPES = (".docx", ".xlsx")
_BESIDE = {True: "--paragraph", False: "--plan"}


def report(  # noqa: PLR0913 - the options of the contract
    *, period: str, from_: str, to: str, as_of: str, plan: str, by: str, out: str, paragraph: bool, content: str,
) -> None:
    """Write the report on a period, or print it as a paragraph."""
    if by:
        if paragraph or plan:
            raise UsageError(f"--by author lập bảng kê theo tác giả, không dùng cùng {_BESIDE[paragraph]}.")
        _by_author(by, period=period, from_=from_, to=to, as_of=as_of, out=out, content=content)
        return
    from cchc.hooks.office import read_office  # Pelican reads the settings

    office = read_office(options.SETTINGS_FILE)
    meant = read_period(period, from_, to, office)
    target = _target(out, meant, paragraph=paragraph)
    site = read_content(content, as_of, "chưa lập báo cáo").loaded.site
    chosen = plan_for(site, plan, meant.end)
    view = build_report(site, chosen, meant, office)
    if target is None:
        from cchc.reports.paragraph import report_paragraph

        print(report_paragraph(view))
        return
    write_file(target, _render(view, target))
    print(f"Đã lập báo cáo: {target}")
    print(_summary(view, _state(site.plans, chosen, view)))


def _target(out: str, meant: ReportPeriod, *, paragraph: bool) -> Path | None:
    """Where the report goes; None: the paragraph is printed."""
    if paragraph:
        if out and Path(out).suffix.lower() != ".txt":
            raise UsageError(f"--paragraph chỉ ghi ra tệp .txt, --out đang là `{out}`; bỏ --paragraph để lập báo cáo.")
        return out_path(out, "", (".txt",)) if out else None
    return out_path(out, f"bao-cao-{slugify(meant.id) if meant.kind == 'days' else meant.id}.docx", _TYPES)


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
    if by != "author":
        raise UsageError(f"--by chỉ nhận author (bảng kê theo tác giả), đang là `{by}`.")
    from cchc.cli.authors import by_author

    by_author(**given)


def _render(view: ReportView, target: Path) -> bytes:
    if target.suffix.lower() == ".txt":
        from cchc.reports.paragraph import report_paragraph

        return f"{report_paragraph(view)}\n".encode()
    if target.suffix.lower() == ".xlsx":
        from cchc.reports.report_xlsx import render_workbook

        return render_workbook(view)
    from cchc.reports.report_docx import render_report

    return render_report(view)


def _state(plans: Iterable[Plan], plan: Plan, view: ReportView) -> str:
    """What to know before using the report: a period without a plan, or one that has not begun or ended; or ""."""
    said = []
    if not any(overlaps(item, view.period) for item in plans):
        said.append("không có kế hoạch nào chứa kỳ này")
    elif not overlaps(plan, view.period):
        said.append(f"kỳ nằm ngoài thời gian của {clean_line(plan.title)}")
    if view.day < view.period.start:
        said.append("kỳ chưa bắt đầu")
    elif view.day < view.period.end:
        said.append("kỳ chưa kết thúc")
    return "; ".join(said)


def _summary(view: ReportView, state: str) -> str:
    """One line on what the report holds."""
    late = f"{two_digits(len(view.late))} nhiệm vụ chưa đạt yêu cầu" if view.late else "không có nhiệm vụ chậm"
    return clean_line(
        f"{view.subject}: {two_digits(view.figures.outputs)} sản phẩm trong kỳ, {late} (số liệu tính đến "
        f"ngày {format_date(view.day)}{f'; {state}' if state else ''})."
    )
