"""What a report counts: the coverage of its plan at its day, and the outputs of its period, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cchc.coverage import Coverage, Output, measure
from cchc.outputs import collect_outputs
from cchc.periods import ReportPeriod
from cchc.plan import Plan
from cchc.reports.figures import Names, collect_names
from cchc.reports.wording import two_digits
from cchc.site import Site
from cchc.text import clean_line, format_date, match_key

NO_BREAK = "\u00a0"
_YEAR = re.compile(r"\s+năm (\d{4})$")
_LONG_TITLE = re.compile(r"(Kế hoạch)\s.*?\s((?:năm|giai đoạn)\s\d.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPlan:
    """Outputs of the period that another plan owns; `areas` are those whose letter and title both plans share.

    `elsewhere` counts the outputs that have no content area of the reported plan.
    """

    title: str
    outputs: tuple[Output, ...]
    areas: Mapping[str, tuple[Output, ...]]
    elsewhere: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """`outputs` are those of every plan dated in the period and not after `day`; `others` are those of other plans.

    `owners` gives the title of the other plan that an output belongs to. So a period that reaches beyond its plan
    (closing days other than the calendar's) leaves no day out. What counts "lũy kế" is the coverage of the reported
    plan alone, from its first day.
    """

    site: Site
    plan: Plan
    period: ReportPeriod
    day: date
    coverage: Coverage
    outputs: tuple[Output, ...]
    others: tuple[OtherPlan, ...]
    owners: Mapping[Output, str]
    names: Names

    @property
    def until_now(self) -> tuple[Output, ...]:
        """Outputs of the reported plan since it began."""
        return self.coverage.outputs


def gather(site: Site, plan: Plan, period: ReportPeriod) -> Sources:
    """Measure `plan` at the earlier of the site's moment and the period's end, and sort out the period's outputs.

    A plan that has ended by then is judged as ended: a report on the whole year, written after it, is final.
    """
    moment = site.moment.date()
    day = min(moment, period.end)
    judged = moment if period.end >= plan.period.end else day
    coverage = measure(plan, collect_outputs(site, plan), judged)
    own = [item for item in coverage.outputs if period.start <= item.date <= day]
    others = tuple(_others(site, plan, period, judged)) if overlaps(plan, period) else ()
    found = [*own, *(item for other in others for item in other.outputs)]
    ordered = sorted(found, key=lambda item: (item.date, item.source, item.title, item.origin, item.url))
    return Sources(
        site=site, plan=plan, period=period, day=day, coverage=coverage, outputs=tuple(ordered),
        others=others, owners={item: other.title for other in others for item in other.outputs},
        names=collect_names(site.plans, plan),
    )


def overlaps(plan: Plan, period: ReportPeriod) -> bool:
    """Whether any day of the period lies in the plan's."""
    return plan.period.start <= period.end and period.start <= plan.period.end


def short_title(title: str) -> str:
    """"Kế hoạch năm 2024" of "Kế hoạch tuyên truyền cải cách hành chính năm 2024"; any other title stays."""
    line = clean_line(title)
    found = _LONG_TITLE.fullmatch(line)
    return f"{found[1]} {found[2]}" if found else line


def _others(site: Site, plan: Plan, period: ReportPeriod, judged: date) -> Iterator[OtherPlan]:
    short = Counter(short_title(item.title) for item in site.plans)
    for other in site.plans:
        if other.id == plan.id:
            continue
        coverage = measure(other, collect_outputs(site, other), judged)
        outputs = tuple(item for item in coverage.outputs if period.holds(item.date))
        shared = {
            letter: tuple(item for item in items if period.holds(item.date))
            for letter, items in coverage.areas.items() if _same_area(plan, other, letter)
        }
        placed = {item for items in shared.values() for item in items}
        if outputs:
            title = short_title(other.title)
            yield OtherPlan(
                title=title if short[title] == 1 else clean_line(other.title), outputs=outputs, areas=shared,
                elsewhere=sum(item not in placed for item in outputs),
            )


def _same_area(plan: Plan, other: Plan, letter: str) -> bool:
    mine = plan.area_by_letter.get(letter)
    return mine is not None and match_key(mine.title) == match_key(other.area_by_letter[letter].title)


def report_subject(plan: Plan, period: ReportPeriod) -> str:
    """"Kết quả thực hiện Kế hoạch tuyên truyền cải cách hành chính quý II năm 2024"; the year is said once.

    The period's name is not broken over two lines, one of two days not within a day.
    """
    title, days = clean_line(plan.title), period.kind == "days"
    found, between = _YEAR.search(title), ", " if days else " "
    if found and not days and period.name.endswith(f"năm {found[1]}"):
        title = title[: found.start()]
    elif found:
        between = ", "
    whole = re.compile(r"(?<=từ) | (?=\d)" if days else " ")
    return f"Kết quả thực hiện {title}{between}{whole.sub(NO_BREAK, period.name)}"


def limits_of(sources: Sources) -> tuple[str, ...]:
    """Sentences on what the figures cannot say: a period not begun, not ended, or outside the plan; no outputs."""
    period, plan, day = sources.period, sources.plan, sources.day
    said = []
    if not overlaps(plan, period):
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


def owned_elsewhere(sources: Sources) -> tuple[str, ...]:
    """"01 sản phẩm ngày 20/12/2024 thuộc Kế hoạch năm 2024", one phrase for each other plan."""
    said = []
    for other in sources.others:
        first, last = min(item.date for item in other.outputs), max(item.date for item in other.outputs)
        span = f"từ ngày {format_date(first)} đến ngày {format_date(last)}" if first < last else (
            f"ngày {format_date(first)}"
        )
        said.append(f"{two_digits(len(other.outputs))} sản phẩm {span} thuộc {other.title}")
    return tuple(said)


def elsewhere_note(sources: Sources) -> str:
    """Which outputs of other plans stand in no content area of the reported plan, or ""."""
    said = [
        f"{two_digits(other.elsewhere)} sản phẩm thuộc {other.title}" for other in sources.others if other.elsewhere
    ]
    return (
        f"{' và '.join(said)} có nội dung không trùng với nội dung tuyên truyền của Kế hoạch này nên không tính theo "
        f"nội dung." if said else ""
    )
