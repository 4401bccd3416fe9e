"""A Word document under construction, in the form of Nghị định 30/2020/NĐ-CP (Phụ lục I), over python-docx.

Page, styles and the page number are in the folder docx_template; this module adds paragraphs, tables and links, and
gives the same bytes for the same content: nothing comes from the clock, and the zip is written anew.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt

from cchc.office_file import read_parts, rewrite_zip
from cchc.reports.pieces import Cell, Column, Line, Piece, say

if TYPE_CHECKING:
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

_TEMPLATE = Path(__file__).with_name("docx_template")
_TEMPLATE_PARTS = (
    "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/_rels/document.xml.rels",
    "word/styles.xml", "word/settings.xml", "word/header1.xml",
)
TEXT_WIDTH = 160  # millimetres between the margins of a portrait page
LANDSCAPE_WIDTH = 257
_SHORT_TABLE = 14  # rows
BODY = "Thân văn bản"
HEADINGS = {1: "Heading 1", 2: "Heading 2", 3: "Heading 3"}


class Paper:
    """One document; blocks are added from top to bottom, then `to_bytes` gives the file."""

    def __init__(self, *, title: str, author: str, day: date) -> None:
        """`day` dates the file's properties, so that they never tell the clock."""
        parts = {name: (_TEMPLATE / name).read_bytes() for name in _TEMPLATE_PARTS}
        self.document = Document(io.BytesIO(rewrite_zip(parts)))
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = title, author, author
        properties.created = properties.modified = datetime.combine(day, time())
        properties.revision, properties.language = 1, "vi-VN"

    def heading(self, text: str, level: int = 1) -> None:
        """A numbered heading as the officer reads it ("II. KẾT QUẢ THỰC HIỆN")."""
        self.paragraph(say(text), style=HEADINGS[level])

    def paragraph(self, *pieces: Piece, style: str = BODY, keep: bool = False) -> None:
        """A paragraph of the document; `keep` holds it on one page with what follows."""
        paragraph = self.document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = keep or None
        self._fill(paragraph, pieces)

    def rule(self, room: float, width: float, place: _Cell | None = None, *, below: float = 0) -> None:
        """A centred rule `width` millimetres long in a cell, or on the page, that is `room` wide; `below` in points."""
        paragraph = place.add_paragraph() if place is not None else self.document.add_paragraph()
        paragraph.style = "Đường kẻ"
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm((room - width) / 2)
        paragraph.paragraph_format.space_after = Pt(below)

    def list(self, lines: Sequence[Line]) -> None:
        """Items, each begun by a dash as administrative documents write them."""
        for line in lines:
            self.paragraph(say("- "), *line)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, together: bool = False) -> None:
        """A bordered table of fixed widths whose heading row is repeated on every page; rows are not split.

        `together` keeps a short table on one page with its name.
        """
        table = self.grid([column.width for column in columns], len(rows) + 1, style="Table Grid")
        header, *others = table.rows
        for place, column in zip(header.cells, columns, strict=True):
            self.fill_cell(place, (say(column.title),), style="Đầu cột bảng")
        self._mark_row(header, "w:tblHeader")
        for row, cells in zip(others, rows, strict=True):
            self._mark_row(row, "w:cantSplit")
            keep = together and len(rows) <= _SHORT_TABLE and row is not others[-1]
            for place, column, lines in zip(row.cells, columns, cells, strict=True):
                style = "Ô bảng, giữa" if column.centred else "Ô bảng"
                self.fill_cell(place, *lines, style=style, keep=keep)

    def grid(self, widths: Sequence[float], rows: int, *, style: str = "Khung văn bản") -> Table:
        """An empty table of fixed widths in millimetres; LibreOffice needs them on columns, Word on cells."""
        table: Table = self.document.add_table(rows, len(widths), style)
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for place, width in zip(row.cells, widths, strict=True):
                place.width = Mm(width)
        return table

    def fill_cell(self, place: _Cell, *lines: Line, style: str, keep: bool = False) -> None:
        """Write lines into a cell, after those it has."""
        for line in lines or ((),):
            first = place.paragraphs[0]
            fresh = len(place.paragraphs) == 1 and not first.text and first.style.name == "Normal"
            paragraph = first if fresh else place.add_paragraph()
            paragraph.style = style
            paragraph.paragraph_format.keep_with_next = keep or None
            self._fill(paragraph, line)

    def landscape(self) -> None:
        """Begin the annex: a new section across the page, with page numbers of its own."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        form = self.document.paragraphs[-1].paragraph_format  # holds the break; it must never need a page of its own
        form.space_before = form.space_after = form.line_spacing = Pt(1)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(20)
        section.different_first_page_header_footer = True
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), "1")
        section._sectPr.find(qn("w:cols")).addprevious(numbers)  # noqa: SLF001 - python-docx cannot restart numbers

    def to_bytes(self) -> bytes:
        """The file; the same bytes for the same blocks."""
        stream = io.BytesIO()
        self.document.save(stream)
        return rewrite_zip(read_parts(stream.getvalue()))

    def _fill(self, paragraph: Paragraph, pieces: Line) -> None:
        for piece in pieces:
            if piece.url:
                self._link(paragraph, piece)
                continue
            run = paragraph.add_run(piece.text)
            run.bold, run.italic = piece.bold or None, piece.italic or None
            if piece.blank:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _link(self, paragraph: Paragraph, piece: Piece) -> None:
        """A hyperlink by a relationship of the document; python-docx reads them but cannot write them.

        It prints like the text around it: documents are signed on paper.
        """
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), self.document.part.relate_to(piece.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run(piece.text, style="Liên kết")
        paragraph._p.append(element)  # noqa: SLF001 - see above
        element.append(run._r)  # noqa: SLF001 - see above

    def _mark_row(self, row: _Row, mark: str) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001 - python-docx has no property for it
