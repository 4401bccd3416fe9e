"""What a report counts: the coverage of its plan at its day, and the outputs of its period, each once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cchc.coverage import Coverage, Output, measure
from cchc.outputs import collect_outputs
from cchc.periods import ReportPeriod
from cchc.plan import Plan
from cchc.reports.figures import Names, collect_names
from cchc.site import Site
from cchc.text import clean_line, format_date

NO_BREAK = "\u00a0"
_YEAR = re.compile(r"\s+năm (\d{4})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """`outputs` are dated in the period and not after `day`; `foreign` those among them that another plan owns.

    A period that begins before its plan (closing days other than the calendar's) takes the days before from the plan
    then in force, so that the sum of all periods counts every output once.
    """

    site: Site
    plan: Plan
    period: ReportPeriod
    day: date
    coverage: Coverage
    outputs: tuple[Output, ...]
    foreign: tuple[Output, ...]
    names: Names

    @property
    def until_now(self) -> tuple[Output, ...]:
        """Outputs since the plan began, with the foreign ones of the period."""
        return (*self.foreign, *self.coverage.outputs)

    @property
    def overlaps(self) -> bool:
        """Whether any day of the period lies in the plan's."""
        return self.plan.period.start <= self.period.end and self.period.start <= self.plan.period.end


def gather(site: Site, plan: Plan, period: ReportPeriod) -> Sources:
    """Measure `plan` at the earlier of the site's moment and the period's end, and sort out the period's outputs.

    A plan that has ended by then is judged as ended: a report on the whole year, written after it, is final.
    """
    moment = site.moment.date()
    day = min(moment, period.end)
    judged = moment if period.end >= plan.period.end else day
    coverage = measure(plan, collect_outputs(site, plan), judged)
    own = [item for item in coverage.outputs if period.start <= item.date <= day]
    overlaps = plan.period.start <= period.end and period.start <= plan.period.end
    foreign = _foreign(site, plan, period, judged) if overlaps else []
    ordered = sorted([*own, *foreign], key=lambda item: (item.date, item.source, item.title, item.origin, item.url))
    return Sources(
        site=site, plan=plan, period=period, day=day, coverage=coverage, outputs=tuple(ordered),
        foreign=tuple(foreign), names=collect_names(site.plans, plan),
    )


def _foreign(site: Site, plan: Plan, period: ReportPeriod, judged: date) -> list[Output]:
    return [
        item
        for other in site.plans if other.id != plan.id
        for item in measure(other, collect_outputs(site, other), judged).outputs
        if period.holds(item.date) and not plan.period.holds(item.date)
    ]


def report_subject(plan: Plan, period: ReportPeriod) -> str:
    """"Kết quả thực hiện Kế hoạch tuyên truyền cải cách hành chính quý II năm 2024"; the year is said once.

    The period's name is not broken over two lines, unless it is long.
    """
    title, days = clean_line(plan.title), period.kind == "days"
    found, between = _YEAR.search(title), " "
    if found and period.name.endswith(f"năm {found[1]}"):
        title = title[: found.start()]
    elif found and not days:
        between = ", "
    return f"Kết quả thực hiện {title}{between}{period.name if days else period.name.replace(' ', NO_BREAK)}"


def limits_of(sources: Sources) -> tuple[str, ...]:
    """Sentences on what the figures cannot say: a period not begun, not ended, or outside the plan; no outputs."""
    period, plan, day = sources.period, sources.plan, sources.day
    said = []
    if not sources.overlaps:
        said.append(
            f"Kỳ báo cáo ({period.span}) nằm ngoài thời gian thực hiện của {clean_line(plan.title)} (từ ngày "
            f"{format_date(plan.period.start)} đến ngày {format_date(plan.period.end)})."
        )
    if day < period.start:
        said.append(f"Kỳ báo cáo chưa bắt đầu tính đến ngày {format_date(day)}.")
    elif day < period.end:
        said.append(f"Kỳ báo cáo chưa kết thúc; số liệu tính đến hết ngày {format_date(day)}.")
    if not sources.outputs:
        said.append("Trong kỳ chưa ghi nhận sản phẩm tuyên truyền nào trên chuyên mục và sổ theo dõi.")
    return tuple(said)


def foreign_sentence(sources: Sources) -> str:
    """Which outputs of the period belong to another plan, or ""."""
    if not sources.foreign:
        return ""
    days = sorted(item.date for item in sources.foreign)
    return (
        f"Trong đó {len(days)} sản phẩm từ ngày {format_date(days[0])} đến ngày {format_date(days[-1])} ghi theo "
        f"kế hoạch khác, do kỳ báo cáo có ngày nằm ngoài thời gian của Kế hoạch này."
    )
