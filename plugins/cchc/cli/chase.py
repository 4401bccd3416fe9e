"""`inv chase`: what to tell a unit about its due and late tasks, as a text or as a letter (.docx)."""

from __future__ import annotations

from datetime import date

from cchc.chasing import chase_unit
from cchc.cli import options
from cchc.cli.files import write_file
from cchc.cli.office import out_path, plan_for, read_content
from cchc.coverage import measure
from cchc.errors import UsageError
from cchc.moment import parse_day
from cchc.outputs import collect_outputs
from cchc.plan import Plan
from cchc.reports.office import Office
from cchc.schedule import add_working_days
from cchc.text import closest, format_date, match_key


def chase(*, unit: str, plan: str, as_of: str, out: str, content: str, before: str) -> None:
    """Print the text for a unit, or write the letter; a unit with nothing due or late needs neither.

    The office writes no letter to itself: it gets the text, and a UsageError in place of the letter.
    """
    from cchc.hooks.office import read_office  # Pelican reads the settings

    office = read_office(options.SETTINGS_FILE)
    target = out_path(out, "", (".docx",)) if out else None
    site = read_content(content, as_of, "chưa soạn công văn").loaded.site
    today = site.moment.date()
    chosen = plan_for(site, plan, today)
    asked, last = find_unit(chosen, unit), _deadline(before, today, office)
    coverage = measure(chosen, collect_outputs(site, chosen), today)
    found = chase_unit(coverage, asked, office.unit, last)
    if not found.lines:
        until = format_date(coverage.as_of)
        print(f"{found.unit}: đến ngày {until} không có nhiệm vụ chậm hoặc sắp đến hạn, không cần nhắc.")
    elif target is None:
        print(found.text)
    elif match_key(found.unit) == match_key(office.unit):
        print(found.text)
        raise UsageError(
            f"Không soạn công văn gửi {found.unit}: đơn vị theo dõi Kế hoạch không gửi công văn cho chính mình; "
            f"dùng nội dung nhắc việc ở trên."
        )
    else:
        from cchc.reports.chase_docx import Dispatch, render_dispatch

        letter = Dispatch(coverage=coverage, chase=found, office=office, before=last, day=today)
        write_file(target, render_dispatch(letter))
        print(f"Đã soạn công văn: {target}")
        print(f"Kính gửi {found.unit}: {len(found.lines)} nhiệm vụ, đề nghị gửi trước ngày {format_date(last)}.")


def find_unit(plan: Plan, written: str) -> str:
    """Id of the unit meant by its id, name or alias; a group answers for none alone, so it is refused."""
    busy = {unit for task in plan.tasks for unit in (*task.lead, *task.support)}
    single = {item.name: item.id for item in plan.units if not item.group and item.id in busy}
    choices = "; ".join(single)
    if not written:
        raise UsageError(f"Cần --unit ĐƠN_VỊ. Các đơn vị có việc trong {plan.title}: {choices}.")
    found = plan.unit_names.get(match_key(written))
    if found is None:
        near = closest(written, tuple(single))
        hint = f" Có phải ý anh/chị là `{near[0]}`?" if len(near) == 1 else ""
        raise UsageError(f"Không có đơn vị `{written}` trong {plan.title}.{hint} Các đơn vị có việc: {choices}.")
    if plan.unit_by_id[found].group:
        raise UsageError(
            f"`{plan.unit_by_id[found].name}` là một nhóm đơn vị, không đơn vị nào trả lời thay cả nhóm. "
            f"Gửi từng đơn vị: {choices}."
        )
    return found


def _deadline(written: str, today: date, office: Office) -> date:
    """--before, else the office's number of working days after today."""
    if not written:
        return add_working_days(today, office.reply_days)
    day = parse_day(written, "--before")
    if day <= today:
        raise UsageError(f"--before {written} phải sau ngày tính số liệu {format_date(today)}.")
    return day
