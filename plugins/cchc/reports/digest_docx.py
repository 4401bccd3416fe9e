"""DigestView → Word: one or two pages for the weekly meeting, or a bulletin by content area."""

from __future__ import annotations

from cchc.coverage_words import STARTER
from cchc.reports.digest import DigestItem, DigestView
from cchc.reports.docx import Paper
from cchc.reports.docx_form import Letterhead, add_letterhead, add_title
from cchc.reports.pieces import Column, Line, Piece, link, say
from cchc.reports.view import Step
from cchc.reports.wording import step_words, two_digits
from cchc.text import format_date

_STEPS = (
    Column(title="Nhiệm vụ", width=74), Column(title="Việc cần làm", width=46), Column(title="Chủ trì", width=40),
)


def render_digest(view: DigestView) -> bytes:
    """Write the digest; the same view gives the same bytes."""
    name = "ĐIỂM TIN CẢI CÁCH HÀNH CHÍNH" if view.weekly else "BẢN TIN CẢI CÁCH HÀNH CHÍNH"
    period = view.period.name[:1].upper() + view.period.name[1:]
    paper = Paper(title=f"{name.capitalize()} {view.period.name}", author=view.office.agency, day=view.day)
    add_letterhead(paper, Letterhead(parent=view.office.agency, agency=view.office.unit))
    notes = [Piece(text=f"({view.period.span})", italic=True)] if view.period.kind != "days" else []
    if view.is_starter:
        notes.append(Piece(text=f"({STARTER})", italic=True, blank=True))
    add_title(paper, name, period, *notes)
    _posts(paper, view)
    if view.logged:
        paper.paragraph(say(
            f"{'Điểm tin' if view.weekly else 'Bản tin'} chỉ gồm tin, bài đăng trên chuyên mục. Ngoài ra có "
            f"{two_digits(view.logged)} sản phẩm khác ghi trong sổ theo dõi (hội nghị, báo, đài…): xem báo cáo."
        ), style="Ghi chú")
    if view.weekly:
        _steps(paper, view)
    paper.paragraph(
        say("Tổng hợp từ chuyên mục "), link("Cải cách hành chính", view.office.base_url),
        say(f" của {view.office.agency}, tính đến hết ngày {format_date(view.day)}."), style="Ghi chú",
    )
    return paper.to_bytes()


def _posts(paper: Paper, view: DigestView) -> None:
    _group_title(paper, view, "Tin, bài đã đăng")
    if not view.count:
        paper.paragraph(say(_nothing(view)), style="Nội dung tin")
        return
    paper.paragraph(say(f"Có {two_digits(view.count)} tin, bài được đăng trên chuyên mục."), style="Nội dung tin")
    for group in view.groups:
        paper.paragraph(say(group.title), style="Nhóm tin")
        for item in group.items:
            _item(paper, item)
        _more(paper, group.more, group.url)
    _more(paper, view.more, view.all_posts)


def _nothing(view: DigestView) -> str:
    if not view.has_begun:
        return f"Tính đến ngày {format_date(view.day)} kỳ điểm tin chưa bắt đầu."
    return f"Trong {'tuần' if view.weekly else 'kỳ'} chưa có tin, bài được đăng trên chuyên mục."


def _item(paper: Paper, item: DigestItem) -> None:
    where = ", ".join(part for part in (format_date(item.day), item.unit) if part)
    paper.paragraph(link(item.title, item.url), style="Tiêu đề tin")
    paper.paragraph(say(f"({where}) ", italic=True), say(item.summary), style="Nội dung tin")
    if item.opening:
        paper.paragraph(say(item.opening), style="Nội dung tin")


def _more(paper: Paper, count: int, url: str) -> None:
    if count:
        paper.paragraph(say("và "), link(f"{two_digits(count)} tin khác", url), style="Nội dung tin")


def _steps(paper: Paper, view: DigestView) -> None:
    """What is late or falls due until the end of the next two weeks."""
    _group_title(paper, view, "Việc cần làm")
    if not view.plan_title:
        paper.paragraph(say("Chưa có kế hoạch tuyên truyền cho thời gian này."), style="Nội dung tin")
    elif not view.steps:
        text = f"Đến ngày {format_date(view.until)} không có nhiệm vụ chậm hoặc đến hạn theo {view.plan_title}."
        paper.paragraph(say(text), style="Nội dung tin")
    else:
        text = f"Nhiệm vụ chậm hoặc đến hạn trước hết ngày {format_date(view.until)} theo {view.plan_title}:"
        paper.paragraph(say(text), style="Nội dung tin", keep=True)
        paper.table(_STEPS, [_step(step) for step in view.steps], together=True)


def _step(step: Step) -> tuple[tuple[Line, ...], ...]:
    words = step_words(step)
    return (
        ((say(f"{step.task}. {step.title}"),),), ((say(words[:1].upper() + words[1:]),),), ((say(step.lead),),)
    )


def _group_title(paper: Paper, view: DigestView, text: str) -> None:
    if view.weekly:
        paper.paragraph(say(text), style="Heading 1")
