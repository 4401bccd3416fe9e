"""Phrases of reports: counts with their leading zero, lists of kinds, figures of the log, what a task still lacks."""

from __future__ import annotations

from collections.abc import Iterable

from cchc.periods import ReportPeriod
from cchc.reports.figures import Figures, KindCount
from cchc.reports.view import Evidence, GroupResult, ReportView, Step, TaskResult
from cchc.text import format_date, format_number

_MOST_LISTED = 20


def two_digits(count: int) -> str:
    """"08" as documents write small numbers, 0 and 10 and more as they are, 1.234 with its full stop."""
    return f"{count:02d}" if 0 < count < 10 else format_number(count)


def quantity(value: float | None) -> str:
    """1.234,5; "" when not known."""
    if value is None:
        return ""
    return format_number(value, 0 if value == int(value) else 1)


def lower_first(text: str) -> str:
    """A name within a sentence; one that begins with an abbreviation ("TTHC") or is one stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


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
    """"03 cuộc, 120 lượt người, 1.500 lượt tiếp cận, 45 phút": what is known of them."""
    said = [f"{two_digits(events)} cuộc" if events else ""]
    for value, unit in (
        (figures.people, "lượt người tham gia"), (figures.reach, "lượt tiếp cận"),
        (figures.minutes, "phút thời lượng"),
    ):
        said.append(f"{quantity(value)} {unit}" if value is not None else "")
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
    if len(group.channels) > 1:
        parts = "; ".join(f"{row.name}: {two_digits(row.figures.outputs)}" for row in group.channels)
        sentence += f" Theo kênh: {parts}."
    return sentence


def summary_sentences(view: ReportView) -> tuple[str, ...]:
    """The whole period in a few sentences; the report's second part and the paragraph begin with them."""
    figures = view.figures
    if not figures.outputs:
        return view.limits
    said = (
        f"{in_period(view.period)}, {view.issuer} có {two_digits(figures.outputs)} sản phẩm tuyên truyền cải cách hành "
        f"chính: {kinds_phrase(view.kinds)}."
    )
    if view.unplanned:
        said += (
            f" {two_digits(view.planned)} sản phẩm thực hiện nhiệm vụ của Kế hoạch, {two_digits(view.unplanned)} sản "
            f"phẩm ngoài kế hoạch."
        )
    used = [row.name for row in view.channels if row.id and row.figures.outputs]
    if used:
        said += f" Sử dụng {two_digits(len(used))} kênh: {'; '.join(used)}."
    known = figures_phrase(figures)
    if known:
        said += f" Tổng số ghi nhận: {known}."
    said += f" Lũy kế từ đầu Kế hoạch đến ngày {format_date(view.day)}: {two_digits(view.until_now)} sản phẩm."
    return tuple(part for part in (*view.limits, said, view.before) if part)


def numbers(tasks: Iterable[int]) -> str:
    """"1, 2, 5"."""
    return ", ".join(map(str, tasks))


def lacking(task: TaskResult) -> str:
    """Why a task counts as late: its label, its last output, the kinds it lacks."""
    said = [task.label]
    if task.last:
        aged = f", cách {task.age_days} ngày" if task.age_days else ""
        said.append(f"sản phẩm gần nhất ngày {format_date(task.last)}{aged}")
    else:
        said.append("chưa có sản phẩm")
    if task.missing:
        said.append(f"chưa có: {', '.join(lower_first(name) for name in task.missing)}")
    return "; ".join(said)


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
