"""Parts of every administrative document: heading block, title, signature, recipients (Nghị định 30/2020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.reports.docx import TEXT_WIDTH, Paper
from cchc.reports.office import Office
from cchc.reports.pieces import Piece, say

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_LEFT, _RIGHT = 68, TEXT_WIDTH - 68  # the widths that hold both headings on one line at 12 pt
_MOTTO_RULE = 56  # width of the second line of the motto, bold at 13 pt
_LETTER = 2.7  # mean width of a bold capital at 12 pt
_TITLE_RULE = 45  # within a third to a half of a full line
_SIGNING_ROOM = 4  # empty lines for signature and seal
_SHORT = {"ủy ban nhân dân": "UBND", "hội đồng nhân dân": "HĐND"}  # usual words are shortened in the parent's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The heading block: both agencies, the number's line or "", a letter's "V/v …" or "", place and date or ""."""

    parent: str
    agency: str
    number: str = ""
    about: str = ""
    place_date: str = ""


def place_date(place: str, year: int, day: date | None = None) -> str:
    """"Hưng Yên, ngày 05 tháng 3 năm 2024": a zero before days under 10 and months 1, 2; blanks for the clerk."""
    where = place or "……"
    if day is None:
        return f"{where}, ngày …… tháng …… năm {year}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{where}, ngày {day.day:02d} tháng {month} năm {day.year}"


def number_words(symbol: str, sign: str = "số ") -> str:
    """"số ……/BC-SKHCN", the number left to the clerk; the symbol too when it is not set."""
    return f"{sign}……/{symbol or '……'}"


def letterhead_of(office: Office, *, symbol: str, year: int, about: str = "") -> Letterhead:
    """Heading block of the agency's own documents."""
    parent = office.parent_agency
    for words, short in _SHORT.items():
        if parent.casefold().startswith(words):
            parent = short + parent[len(words):]
    return Letterhead(
        parent=parent, agency=office.agency, number=number_words(symbol, "Số: "), about=about,
        place_date=place_date(office.place, year),
    )


def add_letterhead(paper: Paper, head: Letterhead) -> None:
    """Agencies on the left, state name and motto on the right, each over its rule; number, place and date below."""
    lower = bool(head.number or head.about or head.place_date)
    first, *others = paper.grid([_LEFT, _RIGHT], 1 + lower).rows
    left, right = first.cells
    agency = head.agency.upper()
    paper.fill_cell(left, (say(head.parent.upper()),), style="Cơ quan chủ quản")
    paper.fill_cell(left, (say(agency),), style="Cơ quan ban hành")
    paper.rule(_LEFT, min(len(agency) * _LETTER, _LEFT) * 0.4, left)
    paper.fill_cell(right, (say(MOTTO[0]),), style="Quốc hiệu")
    paper.fill_cell(right, (say(MOTTO[1]),), style="Tiêu ngữ")
    paper.rule(_RIGHT, _MOTTO_RULE, right)
    for row in others:
        for place, text, style in (
            (0, head.number, "Số, ký hiệu"), (0, head.about, "Trích yếu công văn"),
            (1, head.place_date, "Địa danh, thời gian"),
        ):
            if text:
                paper.fill_cell(row.cells[place], (say(text),), style=style)


def add_title(paper: Paper, kind: str, subject: str, *notes: Piece) -> None:
    """Name of the kind of document, its subject, a rule, and notes below it, each on a line."""
    paper.paragraph(say(kind), style="Tên loại văn bản")
    paper.paragraph(say(subject), style="Trích yếu nội dung")
    paper.rule(TEXT_WIDTH, _TITLE_RULE, below=10)
    for note in notes:
        paper.paragraph(note, style="Chú thích dưới trích yếu")


def add_signature(paper: Paper, office: Office, recipients: Sequence[str]) -> None:
    """"Nơi nhận" on the left, authority, position and name on the right, kept together on a page."""
    paper.paragraph(style="Khoảng trống")
    left, right = paper.grid([_LEFT, _RIGHT], 1).rows[0].cells
    paper.fill_cell(left, (say("Nơi nhận:"),), style="Nơi nhận")
    for line in recipients_lines(recipients):
        paper.fill_cell(left, (say(line),), style="Danh sách nơi nhận")
    for line in (office.authority, office.position):
        if line:
            paper.fill_cell(right, (say(line.upper()),), style="Chữ ký")
    if not office.position:
        paper.fill_cell(right, (Piece(text="[Chức vụ người ký]", blank=True),), style="Chữ ký")
    for _ in range(_SIGNING_ROOM):
        paper.fill_cell(right, (), style="Chữ ký")
    paper.fill_cell(right, (say(office.signer),), style="Chữ ký")


def recipients_lines(recipients: Sequence[str]) -> tuple[str, ...]:
    """Lines of "Nơi nhận": a dash before each, a semicolon after each but the last, which ends in a full stop."""
    plain = [line.strip().lstrip("- ").rstrip(" ;.") for line in recipients]
    kept = [line for line in plain if line]
    return tuple(f"- {line}{'.' if place == len(kept) else ';'}" for place, line in enumerate(kept, 1))
