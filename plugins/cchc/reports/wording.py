"""Phrases of reports: counts with their leading zero, lists of kinds, figures of the log, what a task still lacks."""

from __future__ import annotations

from collections.abc import Iterable

from cchc.periods import ReportPeriod
from cchc.reports.figures import Figures, KindCount
from cchc.reports.view import Evidence, GroupResult, ReportView, Step, TaskResult
from cchc.text import format_date, format_number, lower_first

_MOST_LISTED = 20


def two_digits(count: float) -> str:
    """"08" as documents write small whole numbers; 0, 10 and more as they are: 1.234; decimals only when needed."""
    if count != int(count):
        return format_number(count, 1)
    return f"{int(count):02d}" if 0 < count < 10 else format_number(count)


def quantity(value: float | None) -> str:
    """1.234,5 for a table; "" when not known."""
    if value is None:
        return ""
    return format_number(value, 0 if value == int(value) else 1)


def in_period(period: ReportPeriod) -> str:
    """"Trong quý II năm 2024", "Từ ngày … đến ngày …"."""
    return period.name[:1].upper() + period.name[1:] if period.kind == "days" and period.id else f"Trong {period.name}"


def kinds_phrase(rows: Iterable[KindCount]) -> str:
    """"08 bài viết, 02 tin": the finest kinds that occur, each once; ";" between names that hold a comma."""
    listed = list(rows)
    finest = [
        row for place, row in enumerate(listed)
        if row.count and (row.member or not (place + 1 < len(listed) and listed[place + 1].member))
    ]
    names = [f"{two_digits(row.count)} {lower_first(row.name)}" for row in finest]
    return ("; " if any("," in row.name for row in finest) else ", ").join(names)


def figures_phrase(figures: Figures, events: int | None = None) -> str:
    """"03 cuộc, 120 lượt người tham gia, 1.500 lượt tiếp cận, tổng thời lượng 45 phút": what is known of them."""
    said = [f"{two_digits(events)} cuộc" if events else ""]
    for value, before, unit in (
        (figures.people, "", "lượt người tham gia"), (figures.reach, "", "lượt tiếp cận"),
        (figures.minutes, "tổng thời lượng ", "phút"),
    ):
        said.append(f"{before}{two_digits(value)} {unit}" if value is not None else "")
    return ", ".join(part for part in said if part)


def group_sentence(group: GroupResult) -> str:
    """What a heading of "Kết quả thực hiện" says of its outputs."""
    if not group.figures.outputs:
        return "Chưa ghi nhận sản phẩm trong kỳ."
    said = [f"Có {two_digits(group.figures.outputs)} sản phẩm: {kinds_phrase(group.kinds)}"]
    known = figures_phrase(group.figures, group.events)
    if known:
        said.append(f"cụ thể: {known}" if group.events else known)
    sentence = "; ".join(said) + "."
    used = [row for row in group.channels if row.figures.outputs]
    if len(used) > 1:
        parts = "; ".join(f"{row.name}: {two_digits(row.figures.outputs)}" for row in used)
        sentence += f" Theo kênh: {parts}."
    return sentence


def summary_sentences(view: ReportView) -> tuple[str, ...]:
    """The whole period in a few sentences; the report's second part and the paragraph begin with them."""
    figures = view.figures
    until_now = f"Lũy kế từ đầu Kế hoạch đến ngày {format_date(view.day)}: {two_digits(view.until_now)} sản phẩm"
    if not figures.outputs:
        return (*view.limits, f"{until_now}.") if view.until_now else view.limits
    total = f"{two_digits(figures.outputs)} sản phẩm tuyên truyền cải cách hành chính{parts_phrase(view)}"
    said = [f"{in_period(view.period)}, {view.issuer} có {total}. Theo thể loại: {kinds_phrase(view.kinds)}."]
    used = view.used_channels
    if used:
        names = "; ".join(row.name for row in used)
        share = channels_phrase(view)
        said.append(f"Sử dụng {share}. Các kênh: {names}." if "," in share else f"Sử dụng {share}: {names}.")
    known = figures_phrase(figures)
    if known:
        said.append(f"Tổng số ghi nhận: {known}.")
    said.append(f"{until_now}{' (không tính sản phẩm của kế hoạch khác)' if view.owned_elsewhere else ''}.")
    return (*view.limits, " ".join(said))


def parts_phrase(view: ReportView) -> str:
    """", trong đó 23 sản phẩm thực hiện nhiệm vụ của Kế hoạch và 01 sản phẩm ngoài kế hoạch".

    The parts add up to the period's outputs; "" when all of them serve tasks of the plan.
    """
    parts = [
        f"{two_digits(view.planned)} sản phẩm thực hiện nhiệm vụ của Kế hoạch" if view.planned else "",
        f"{two_digits(view.unplanned)} sản phẩm ngoài kế hoạch" if view.unplanned else "", *view.owned_elsewhere,
    ]
    said = [part for part in parts if part]
    if len(said) < 2 and view.planned:
        return ""
    return f", trong đó {' và '.join(part for part in (', '.join(said[:-1]), said[-1]) if part)}"


def channels_phrase(view: ReportView) -> str:
    """"11 kênh, trong đó 10 kênh có sản phẩm thực hiện nhiệm vụ": the second part only where the numbers differ."""
    used = len(view.used_channels)
    share = f", trong đó {two_digits(view.planned_channels)} kênh có sản phẩm thực hiện nhiệm vụ của Kế hoạch"
    return f"{two_digits(used)} kênh{share if view.planned_channels != used else ''}"


def overlap_note(view: ReportView) -> str:
    """Why the headings of "Kết quả thực hiện" do not add up to the total; "" when they do."""
    return (
        "Một sản phẩm có thể đăng trên nhiều kênh, văn bản cũng có thể đăng trên Cổng thông tin điện tử; sản phẩm đó "
        "được tính ở từng hình thức nên số liệu theo hình thức không cộng thành tổng số."
        if view.is_overlapping else ""
    )


def counted_note(view: ReportView) -> str:
    """What "trong kỳ" and "lũy kế" count."""
    others = ", kể cả của kế hoạch khác" if view.owned_elsewhere else ""
    only = "chỉ sản phẩm" if view.owned_elsewhere else "sản phẩm"
    return (
        f"Trong kỳ: sản phẩm có ngày trong kỳ báo cáo{others}. Lũy kế: {only} của Kế hoạch này từ ngày "
        f"{format_date(view.plan_start)} đến ngày {format_date(view.day)}."
    )


def areas_without(view: ReportView) -> str:
    """Which content areas have no output in the period, as far as this plan's areas tell; "" when all have."""
    if not view.empty_areas or not view.figures.outputs:
        return ""
    letters = "; ".join(f"{area.id} ({lower_first(area.name)})" for area in view.empty_areas)
    if view.elsewhere_note:
        return f"Nội dung tuyên truyền của Kế hoạch này chưa có sản phẩm trong kỳ: {letters}. {view.elsewhere_note}"
    return f"Nội dung tuyên truyền chưa có sản phẩm trong kỳ: {letters}."


def numbers(tasks: Iterable[int]) -> str:
    """"1, 2, 5"."""
    return ", ".join(map(str, tasks))


def lacking(task: TaskResult) -> str:
    """Why a task counts as late: its label, its last output, the kinds it lacks."""
    said = [task.label]
    if task.last:
        aged = f", cách ngày chốt số liệu {two_digits(task.age_days)} ngày" if task.age_days else ""
        said.append(f"sản phẩm gần nhất ngày {format_date(task.last)}{aged}")
    else:
        said.append("chưa có sản phẩm")
    if task.missing:
        said.append(f"chưa có: {', '.join(lower_first(name) for name in task.missing)}")
    return "; ".join(said)


def silence_words(task: TaskResult) -> str:
    """"đã có khoảng trống 98 ngày (01/01/2024 – 08/04/2024), vượt quy ước 90 ngày"."""
    spans = ", ".join(f"{gap.days} ngày ({format_date(gap.start)} – {format_date(gap.end)})" for gap in task.gaps)
    return f"đã có khoảng trống {spans}, vượt quy ước {two_digits(task.every_days)} ngày"


WILL_BE_STALE = "khi Kế hoạch kết thúc sẽ được đánh giá là chưa duy trì thường xuyên"


def step_words(step: Step) -> str:
    """What the coming period asks of a task."""
    if step.late:
        return "thực hiện ngay, đã chậm so với Kế hoạch"
    until = f"chậm nhất ngày {format_date(step.day)}" if step.day else "trong kỳ"
    return f"sau {step.cause}, {until}" if step.cause else f"có sản phẩm {until}"


def document_name(item: Evidence) -> str:
    """"Quyết định số 12/QĐ-SKHCN ngày 05/04/2024: …"; the day of the output where the document's is not known."""
    number = f" số {item.number}" if item.number else ""
    return f"{item.kind}{number} ngày {format_date(item.document_date or item.day)}: {item.title}"


def cap(items: Iterable[Evidence], most: int = _MOST_LISTED) -> tuple[tuple[Evidence, ...], int]:
    """The first `most` and how many are left out."""
    listed = tuple(items)
    return listed[:most], max(len(listed) - most, 0)
