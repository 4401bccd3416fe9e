"""ChaseText → an official letter ("công văn") that asks a unit for its due and late products (Nghị định 30/2020)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cchc import urls
from cchc.chasing import ChaseLine, ChaseText
from cchc.coverage import Coverage, TaskCoverage
from cchc.coverage_words import STARTER
from cchc.plan import Explanation
from cchc.reports.docx import Paper
from cchc.reports.docx_form import add_letterhead, add_signature, letterhead_of
from cchc.reports.office import Office
from cchc.reports.pieces import Cell, Column, Line, Piece, cell, link, say
from cchc.reports.wording import two_digits
from cchc.text import clean_line, format_date, lower_first

_COLUMNS = (
    Column(title="Nhiệm vụ", width=50), Column(title="Sản phẩm còn thiếu", width=38),
    Column(title="Sản phẩm gần nhất", width=36), Column(title="Đề nghị", width=36),
)


EXPLAINED = timedelta(days=60)  # an explanation given since then need not be given again


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """A letter to one unit: what is asked of it, of which coverage, by whom, before which day, written on `day`."""

    coverage: Coverage
    chase: ChaseText
    office: Office
    before: date
    day: date

    def explanation(self, task: int) -> Explanation | None:
        """The newest explanation of a task that still holds."""
        found = [
            item for item in self.coverage.plan.explanations
            if item.task == task and self.day - EXPLAINED <= item.date <= self.day
        ]
        return max(found, key=lambda item: (item.date, item.document), default=None)

    @property
    def unexplained(self) -> bool:
        """Whether some late task has no explanation yet."""
        return any(line.late and not self.explanation(line.task) for line in self.chase.lines)


def render_dispatch(letter: Dispatch) -> bytes:
    """Write the letter; `chase` must ask for something. The same letter gives the same bytes."""
    office, coverage, unit = letter.office, letter.coverage, letter.chase.unit
    title = clean_line(coverage.plan.title)
    about = f"V/v đôn đốc thực hiện {title.replace('cải cách hành chính', 'CCHC')}"
    paper = Paper(title=about, author=office.agency, day=coverage.as_of)
    add_letterhead(paper, letterhead_of(office, symbol=office.letter_symbol, year=letter.day.year, about=about))
    paper.paragraph(say(f"Kính gửi: {unit}"), style="Kính gửi")
    if coverage.has_starter:
        paper.paragraph(Piece(text=f"({STARTER})", italic=True, blank=True), style="Chú thích dưới trích yếu")
    paper.paragraph(say(_opening(letter, title)))
    paper.table(_COLUMNS, [_row(letter, line) for line in letter.chase.lines])
    paper.paragraph(say(_request(letter)), style="Thân văn bản sau bảng")
    paper.paragraph(say(f"{office.agency} đề nghị {unit} quan tâm, thực hiện./."), keep=True)
    kept = [line for line in office.recipients if line.strip("- ").casefold().startswith("lưu")]
    add_signature(paper, office, ("Như trên", *kept))
    return paper.to_bytes()


def _opening(letter: Dispatch, title: str) -> str:
    coverage, lines = letter.coverage, letter.chase.lines
    late, soon = sum(line.late for line in lines), sum(not line.late for line in lines)
    number = f" số {coverage.plan.number}" if coverage.plan.number else ""
    counted = [
        f"{two_digits(late)} nhiệm vụ chưa đạt yêu cầu của Kế hoạch" if late else "",
        f"{two_digits(soon)} nhiệm vụ sắp đến hạn" if soon else "",
    ]
    return (
        f"Thực hiện {title}{number}, qua theo dõi trên chuyên mục Cải cách hành chính và sổ theo dõi sản phẩm, tính "
        f"đến ngày {format_date(coverage.as_of)}, {letter.chase.unit} chủ trì "
        f"{' và '.join(part for part in counted if part)}, cụ thể như sau:"
    )


def _request(letter: Dispatch) -> str:
    """What to send, to whom and before which day; a task that only falls due keeps its own day."""
    to, lines = f"về {letter.office.unit}", letter.chase.lines
    late, soon = any(line.late for line in lines), any(not line.late for line in lines)
    until = f"trước ngày {format_date(letter.before)}"
    if letter.coverage.closed:
        what = "giải trình và tài liệu kiểm chứng (nếu có)" if letter.unexplained else "tài liệu kiểm chứng (nếu có)"
        asked = f"gửi {what} {to} {until}"
    elif not late:
        asked = f"gửi sản phẩm {to} đúng hạn nêu trên; báo lại tiến độ {until}"
    else:
        what = "sản phẩm hoặc văn bản giải trình lý do chậm" if letter.unexplained else "sản phẩm"
        asked = f"gửi {what} {to} {until}"
        if soon:
            asked += "; nhiệm vụ sắp đến hạn: gửi sản phẩm đúng hạn nêu trên và báo lại tiến độ trong cùng thời gian"
    return f"Đề nghị {letter.chase.unit} {asked}, để tổng hợp, báo cáo lãnh đạo."


def _row(letter: Dispatch, line: ChaseLine) -> tuple[Cell, ...]:
    coverage = letter.coverage
    item = next(item for item in coverage.tasks if item.task.number == line.task)
    address = letter.office.base_url + urls.task_url(coverage.plan.id, line.task)
    name: Line = (link(f"Nhiệm vụ {line.task}", address), say(f": {clean_line(line.title)}"))
    missing: list[Line] = [(say(f"{line.says[:1].upper()}{line.says[1:]}."),)]
    if line.missing:
        missing.append((say(f"Chưa có: {', '.join(lower_first(kind) for kind in line.missing)}."),))
    return (name,), missing, _last(letter, item), cell(_asked(letter, line))


def _last(letter: Dispatch, item: TaskCoverage) -> Cell:
    if not item.outputs:
        return cell("Chưa có")
    last = item.outputs[-1]
    url = last.url if not last.url or "://" in last.url else letter.office.base_url + last.url
    return ((link(clean_line(last.title), url), say(f" ({format_date(last.date)})")),)


def _asked(letter: Dispatch, line: ChaseLine) -> str:
    given = letter.explanation(line.task) if line.late else None
    if given:
        document = f" ({given.document})" if given.document else ""
        more = "Gửi tài liệu kiểm chứng (nếu có)." if letter.coverage.closed else "Thực hiện ngay; gửi sản phẩm."
        return f"Đã có giải trình ngày {format_date(given.date)}{document}. {more}"
    if letter.coverage.closed:
        return "Giải trình; gửi tài liệu kiểm chứng (nếu có)."
    if line.late:
        return "Thực hiện ngay; gửi sản phẩm hoặc giải trình."
    return f"Có sản phẩm chậm nhất ngày {format_date(line.due)}." if line.due else "Có sản phẩm."
