"""ReportView → the report as a Word document, headings I–V and the annex (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc.coverage_words import STARTER
from cchc.reports.docx import Paper
from cchc.reports.docx_annex import add_annex
from cchc.reports.docx_form import add_letterhead, add_signature, add_title, letterhead_of
from cchc.reports.docx_tables import add_tables
from cchc.reports.pieces import Line, Piece, blank, link, say
from cchc.reports.view import Evidence, GroupResult, ReportView, Step
from cchc.reports.wording import (
    WILL_BE_STALE,
    areas_without,
    cap,
    document_name,
    group_sentence,
    in_period,
    kinds_phrase,
    lacking,
    numbers,
    overlap_note,
    silence_words,
    step_words,
    summary_sentences,
    two_digits,
)
from cchc.text import format_date, lower_first


def render_report(view: ReportView) -> bytes:
    """Write the report; the same view gives the same bytes."""
    paper = Paper(title=f"Báo cáo {lower_first(view.subject)}", author=view.office.agency, day=view.day)
    add_letterhead(paper, letterhead_of(view.office, symbol=view.office.report_symbol, year=view.year))
    notes = (Piece(text=f"({STARTER})", italic=True, blank=True),) if view.is_starter else ()
    add_title(paper, "BÁO CÁO", view.subject, *notes)
    _opening(paper, view)
    _direction(paper, view)
    _results(paper, view)
    _judgement(paper, view)
    _ahead(paper, view)
    paper.heading("V. KIẾN NGHỊ, ĐỀ XUẤT")
    paper.paragraph(blank("kiến nghị, đề xuất với cấp trên và các đơn vị; không có thì ghi “Không có”"))
    paper.paragraph(say(f"Trên đây là báo cáo {lower_first(view.subject)} của {view.office.agency}./."), keep=True)
    add_signature(paper, view.office, view.office.recipients)
    add_annex(paper, view)
    return paper.to_bytes()


def _opening(paper: Paper, view: ReportView) -> None:
    pieces = [say(f"Thực hiện {view.plan_title} của {view.issuer}")]
    if view.plan_number:
        pieces.append(say(f" (số {view.plan_number})"))
    elif view.plan_number_blank:
        pieces += [say(" ("), Piece(text=f"số ……{view.plan_number_blank}", blank=True), say(")")]
    span = "" if view.period.kind == "days" else f"{view.period.span}; "
    pieces.append(say(
        f", {view.office.agency} báo cáo kết quả {view.period.name} ({span}số liệu tính đến ngày "
        f"{format_date(view.day)}) như sau:"
    ))
    paper.paragraph(*pieces)


def _direction(paper: Paper, view: ReportView) -> None:
    """I: the documents that direct the work, changes of the plan, and room for the officer."""
    paper.heading("I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI")
    if view.directives:
        paper.paragraph(say(
            f"{in_period(view.period)}, {view.issuer} có {two_digits(len(view.directives))} văn bản chỉ đạo, triển "
            f"khai được ghi nhận:"
        ), keep=True)
        shown, left = cap(view.directives)
        paper.list([*(_document_line(item) for item in shown), *_more(left, "văn bản khác")])
    elif view.figures.outputs:
        paper.paragraph(say(f"{in_period(view.period)} chưa ghi nhận văn bản chỉ đạo, triển khai nào."))
    if view.amendments:
        paper.paragraph(say("Kế hoạch được điều chỉnh như sau:"), keep=True)
        paper.list([(say(text),) for text in view.amendments])
    paper.paragraph(blank("công tác chỉ đạo của lãnh đạo, phân công, kiểm tra, kinh phí thực hiện"))


def _results(paper: Paper, view: ReportView) -> None:
    """II: the period in sentences, one heading for documents and for each group of channels, then the tables.

    A period with nothing is told in the sentences alone.
    """
    paper.heading("II. KẾT QUẢ THỰC HIỆN")
    for sentence in summary_sentences(view):
        paper.paragraph(say(sentence))
    if not view.figures.outputs:
        return
    paper.heading("1. Văn bản", 2)
    phrase = kinds_phrase(view.document_kinds)
    paper.paragraph(say(
        f"Có {two_digits(len(view.documents))} văn bản: {phrase}." if phrase else "Chưa ghi nhận văn bản trong kỳ."
    ))
    for place, group in enumerate(view.groups, 2):
        paper.heading(f"{place}. {group.title}", 2)
        paper.paragraph(say(group_sentence(group)))
        _events(paper, group)
    note = overlap_note(view)
    if note:
        paper.paragraph(say(note), style="Ghi chú")
    paper.heading(f"{len(view.groups) + 2}. Tổng hợp số liệu", 2)
    add_tables(paper, view)


def _events(paper: Paper, group: GroupResult) -> None:
    shown, left = cap(group.listed)
    paper.list([*(_event_line(item) for item in shown), *_more(left, "cuộc khác")])


def _judgement(paper: Paper, view: ReportView) -> None:
    """III: what went well, what did not and why: the figures, the rest marked for the officer."""
    paper.heading("III. ĐÁNH GIÁ CHUNG")
    paper.heading("1. Ưu điểm", 2)
    said = [view.completion]
    if view.active:
        named = numbers(task.number for task in view.active)
        said.insert(0, (
            f"{len(view.active)}/{len(view.tasks)} nhiệm vụ của Kế hoạch có sản phẩm trong kỳ (nhiệm vụ {named})."
        ))
    paper.paragraph(say(" ".join(said)))
    paper.paragraph(blank("ưu điểm, cách làm hay, mô hình hiệu quả"))
    paper.heading("2. Tồn tại, hạn chế", 2)
    _shortcomings(paper, view)
    paper.paragraph(blank("tồn tại, hạn chế khác"))
    paper.heading("3. Nguyên nhân", 2)
    if view.explanations:
        paper.paragraph(say("Giải trình của các đơn vị trong kỳ:"), keep=True)
        paper.list([
            (say(f"Nhiệm vụ {item.task}, ngày {format_date(item.day)}: {item.note.rstrip('. ')}"
                 f"{f' ({item.source})' if item.source else ''}."),)
            for item in view.explanations
        ])
    paper.paragraph(blank("nguyên nhân khách quan, chủ quan"))


def _shortcomings(paper: Paper, view: ReportView) -> None:
    """Late tasks, those that will be found wanting when the plan ends, content areas without outputs."""
    day = format_date(view.judged)
    if view.late:
        count = two_digits(len(view.late))
        paper.paragraph(say(f"Đến ngày {day} còn {count} nhiệm vụ chưa đạt yêu cầu của Kế hoạch:"), keep=True)
        paper.list([
            (link(f"Nhiệm vụ {task.number}", task.url), say(f" ({task.title}): {lower_first(lacking(task))}."))
            for task in view.late
        ])
    else:
        paper.paragraph(say(f"Đến ngày {day} không có nhiệm vụ chậm so với Kế hoạch."))
    if view.silent:
        paper.paragraph(say("Nhiệm vụ thường xuyên cần lưu ý:"), keep=True)
        paper.list([
            (link(f"Nhiệm vụ {task.number}", task.url), say(f" {silence_words(task)}; {WILL_BE_STALE}."))
            for task in view.silent
        ])
    empty = areas_without(view)
    if empty:
        paper.paragraph(say(empty))


def _ahead(paper: Paper, view: ReportView) -> None:
    """IV: tasks of the coming period, from the plan then in force."""
    following = view.next
    paper.heading(f"IV. PHƯƠNG HƯỚNG, NHIỆM VỤ {following.name.upper()}")
    if not following.plan:
        paper.paragraph(say("Chưa có kế hoạch tuyên truyền cho kỳ tới; thực hiện theo kế hoạch được ban hành."))
    else:
        of_plan = "" if following.plan == view.plan_title else f" theo {following.plan}"
        if following.steps:
            paper.paragraph(say(f"Trọng tâm {following.name}{of_plan}:"), keep=True)
            paper.list([_step_line(step) for step in following.steps])
        if following.others:
            more = " khác" if following.steps else ""
            paper.paragraph(say(
                f"Tiếp tục thực hiện các nhiệm vụ{more}{of_plan}: nhiệm vụ {numbers(following.others)}."
            ))
    paper.paragraph(blank(f"phương hướng, giải pháp {following.name}"))


def _document_line(item: Evidence) -> Line:
    return (link(document_name(item), item.url), say("."))


def _event_line(item: Evidence) -> Line:
    said = [format_date(item.day)]
    if item.place:
        said.append(f"tại {item.place}")
    if item.figures.people is not None:
        said.append(f"{two_digits(item.figures.people)} lượt người")
    return (link(item.title, item.url), say(f" ({', '.join(said)})."))


def _step_line(step: Step) -> Line:
    lead = f" Chủ trì: {step.lead}." if step.lead else ""
    return (say(f"Nhiệm vụ {step.task} ({step.title}): {step_words(step)}.{lead}"),)


def _more(count: int, what: str) -> Iterable[Sequence[Piece]]:
    if count:
        yield (say(f"và {two_digits(count)} {what} (danh sách đầy đủ ở bản .xlsx của báo cáo)."),)
