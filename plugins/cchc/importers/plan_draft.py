"""A Word file's blocks → the draft of a plan file (contract, "A plan")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cchc.errors import UsageError
from cchc.importers.appendix import Appendix, find_appendix
from cchc.importers.body import Body, TextSection, read_body
from cchc.importers.docx_file import Block, Paragraph
from cchc.importers.docx_text import one_line, reflow
from cchc.importers.draft import Draft, entries
from cchc.importers.draft_tasks import TaskWriter, short_title
from cchc.importers.header import COLUMNS, distinct
from cchc.importers.knowledge import Knowledge
from cchc.importers.masthead import Masthead, period_of, read_masthead, read_years, years_in_name
from cchc.importers.previous import same_area
from cchc.text import clean_line, match_key

_APPENDIX = re.compile(r"PHỤ LỤC|Phụ lục(?:\s+\S{1,4})?\s*$")
_NOTE = re.compile(r"\(\s*(?:kèm theo|ban hành kèm theo)", re.IGNORECASE)


def make_draft(blocks: Sequence[Block], knowledge: Knowledge, name: str, plan_id: str = "") -> Draft:
    """Draft the plan in the blocks of the file `name`; `plan_id` overrides the id made from its years.

    No table of tasks: DamagedFileError. No year anywhere: UsageError, since nothing can be placed in time.
    """
    appendix = find_appendix(blocks, knowledge.words, name)
    lines = list(_lines(blocks[: appendix.start]))
    cut = max((index for index, line in enumerate(lines) if _APPENDIX.match(line)), default=len(lines))
    heading = _Heading.read(lines[cut:])
    maker = _Maker(knowledge=knowledge, draft=Draft(), head=read_masthead(lines[:cut], heading.note), name=name)
    maker.fill_head(plan_id, lines)
    maker.fill_body(read_body(lines[:cut]), heading, appendix)
    maker.fill_tasks(appendix)
    return maker.draft


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """Lines above the table: "PHỤ LỤC", its title, "(Kèm theo …)"."""

    heading: str = ""
    title: str = ""
    note: str = ""

    @classmethod
    def read(cls, lines: Sequence[str]) -> _Heading:
        noted = next((index for index, line in enumerate(lines) if _NOTE.match(line)), len(lines))
        return cls(heading=lines[0] if lines else "", title=clean_line(" ".join(lines[1:noted])),
                   note=clean_line(" ".join(lines[noted:])))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Lines of text outside the table of tasks; other tables (letterhead, signature) cell by cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from filter(None, reflow(block.text).split("\n"))
        else:
            cells = (cell for row in block.rows for cell in distinct(row, range(len(row))))
            unique = {cell.origin: cell for cell in cells}
            yield from (line for cell in unique.values() for line in map(one_line, cell.text.split("\n")) if line)


@dataclass(slots=True, kw_only=True)
class _Maker:
    knowledge: Knowledge
    draft: Draft
    head: Masthead
    name: str
    kept_letters: set[str] = field(default_factory=set)

    def fill_head(self, plan_id: str, lines: Sequence[str]) -> None:
        """Id, title, number, date, issuer, period and conventions."""
        named = years_in_name(self.name)
        titled = read_years(self.head.title)
        years = titled or named
        if years is None:
            raise UsageError(
                f"Không thấy năm của kế hoạch trong tiêu đề và trong tên tệp {self.name}. "
                "Đổi tên tệp có năm, ví dụ ke-hoach-2025.docx, rồi chạy lại."
            )
        period = period_of(years)
        values = self.draft.values
        values["id"] = plan_id or (f"{years[0]}" if years[0] == years[1] else f"{years[0]}-{years[1]}")
        values["title"] = self.head.title
        self._doubt_title(titled, named)
        values["number"] = self.head.number
        if self.head.number is None and self.head.number_text:
            self.draft.remark(("number",), "Bản gốc để trống số.")
        elif self.head.number is None:
            self.draft.doubt(("number",), "số, ký hiệu", "không thấy dòng “Số: …” trong tệp")
        values |= {key: text for key, text in (("number_text", self.head.number_text),
                                               ("date_text", self.head.date_text)) if text}
        values["issuer"] = self.knowledge.issuer
        unit = next((unit for unit in self.knowledge.units if unit.id == self.knowledge.issuer), None)
        text = match_key(" ".join(lines))
        if unit is None or match_key(unit.name) not in text:
            self.draft.doubt(("issuer",), "cơ quan ban hành", "không thấy tên cơ quan này trong tệp")
        values["period"] = {"from": period.start, "to": period.end}
        if titled is None:
            self.draft.doubt(("period",), "thời gian", "tiêu đề không ghi năm, lấy năm trong tên tệp")
        if self.knowledge.conventions:
            values["conventions"] = {"text": self.knowledge.conventions}
        if self.knowledge.previous is None:
            self.draft.doubt(("conventions", "text"), "quy ước theo dõi", "quy ước có sẵn, Văn phòng xác nhận lại")

    def _doubt_title(self, titled: tuple[int, int] | None, named: tuple[int, int] | None) -> None:
        reasons = ["chưa thấy tiêu đề, ghi lại theo văn bản"] if not self.head.title else []
        reasons += ["bản gốc viết chữ hoa, xem lại tên riêng và chữ viết tắt"] if self.head.capitals else []
        reasons += ["năm trong tiêu đề khác năm trong tên tệp"] if titled and named and titled != named else []
        self.draft.doubt(("title",), "tiêu đề", *reasons)

    def fill_body(self, body: Body, heading: _Heading, appendix: Appendix) -> None:
        """Basis and sections in the plan's words, tables of names, and content areas."""
        values = self.draft.values
        if body.basis:
            values["basis"] = [{"text": text, **({"documents": list(found)} if found else {})}
                               for text, found in body.basis]
        if body.intro:
            values["intro"] = body.intro
        values |= {name: _section_values(section) for name, section in body.sections.items()}
        if body.recipients:
            values["recipients"] = {"heading": body.recipients_heading, "items": list(dict.fromkeys(body.recipients))}
        if body.signature:
            values["signature"] = dict(body.signature)
        else:
            values["signature"] = None
            self._ask_signature(body.closing)
        found = {"heading": heading.heading, "title": heading.title, "note": heading.note}
        values["appendix"] = {
            **{key: text for key, text in found.items() if text}, "columns": list(dict.fromkeys(appendix.titles)),
        }
        for name in ("units", "kinds", "channels", "fields"):
            values[name] = []
        values["areas"] = [self._area(index, letter, text) for index, (letter, text) in enumerate(body.areas)]
        if not body.areas:
            self.draft.doubt(("areas",), "nội dung tuyên truyền", "không thấy các mục a), b), c)… dưới “Nội dung tuyên "
                             "truyền” trong tệp, chép từ văn bản theo mẫu trong ke-hoach/2024.yaml")

    def _ask_signature(self, lines: Sequence[str]) -> None:
        """Keep the lines that were not understood as comments, so that nothing is lost."""
        shown = [line[:200] for line in lines[:6]]
        self.draft.remark(("signature",), *(["Các dòng sau “Nơi nhận” trong văn bản:", *shown] if shown else ()))
        why = "chưa đọc được chức danh và tên người ký" if shown else "không thấy phần ký sau “Nơi nhận” trong tệp"
        form = "signature: {authority: KT. GIÁM ĐỐC, title: PHÓ GIÁM ĐỐC, name: Họ và tên}"
        self.draft.doubt(("signature",), "chữ ký", f"{why}, ghi theo mẫu {form}")

    def _area(self, index: int, letter: str, text: str) -> dict[str, Any]:
        previous = self.knowledge.previous
        same = same_area(letter, text, previous.areas if previous else ())
        place, what = ("areas", index, "title"), f"nội dung {letter}, tên ngắn"
        if same is None:
            self.draft.doubt(place, what, "cắt từ đầu lời văn, đặt lại cho gọn; thêm fields nếu cần")
            return {"letter": letter, "title": short_title(text), "text": text}
        self.kept_letters.add(letter)
        if same.likeness < 1 and previous:
            share = f"lời văn giống {round(same.likeness * 100)} %"
            self.draft.doubt(place, what, f"theo nội dung {letter} của kế hoạch {previous.id}, {share}")
        known = {topic.id for topic in self.knowledge.fields}
        topics = [topic for topic in same.area.fields if topic in known]
        return {"letter": letter, "title": same.area.title, **({"fields": topics} if topics else {}), "text": text}

    def fill_tasks(self, appendix: Appendix) -> None:
        """Tasks, then the tables of units and kinds they may have added to."""
        values = self.draft.values
        period = values["period"]
        writer = TaskWriter(
            draft=self.draft, knowledge=self.knowledge, kept_letters=frozenset(self.kept_letters),
            letters=tuple(area["letter"] for area in values["areas"]),
            period=period_of((period["from"].year, period["to"].year)),
        )
        writer.write(appendix)
        values["units"], values["kinds"] = entries(writer.units), entries(writer.kinds)
        values["channels"], values["fields"] = entries(self.knowledge.channels), entries(self.knowledge.fields)
        values["amendments"] = []
        absent = [self.knowledge.words.columns[name].label for name in COLUMNS if name not in appendix.present]
        if absent:
            self.draft.doubt(("tasks",), "bảng nhiệm vụ", f"bảng không có cột: {', '.join(absent)}")


def _section_values(section: TextSection) -> dict[str, Any]:
    items = [{"label": label, "text": text} for label, text in section.items]
    written = {"section": section.section, "heading": section.heading, "intro": section.intro, "items": items,
               "closing": section.closing}
    return {key: value for key, value in written.items() if value}
