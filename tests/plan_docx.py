"""The plan of 2024 as Word files, laid out in the ways offices do: test data made from the plan's own text.

Each form keeps the same 42 cells; `CELLS` are those cells, verbatim.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import yaml
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from support import ROOT

PLAN = yaml.safe_load((ROOT / "content/ke-hoach/2024.yaml").read_text(encoding="utf-8"))
HEADER = ("Stt", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")
OTHER_HEADER = {
    "TT": 0, "Nội dung công việc": 1, "Thời gian hoàn thành": 5, "Kết quả/Sản phẩm": 2, "Kinh phí": None,
    "Đơn vị chủ trì": 3, "Đơn vị phối hợp": 4, "Ghi chú": None,
}
GROUPS = {1: "I. Nhiệm vụ chung", 5: "II. Nhiệm vụ cụ thể"}


def _cells(task: dict[str, Any]) -> tuple[str, ...]:
    return (str(task["number"]), task["text"], task["products"]["text"], task["lead_text"], task["support_text"],
            task["schedule"]["text"])


CELLS = tuple(_cells(task) for task in PLAN["tasks"])
Fill = Callable[[Any, list[tuple[str, ...]]], None]


def plan_docx(form: str = "plain", *, year: int = 2024, cells: tuple[tuple[str, ...], ...] = CELLS,
              title: str | None = None, areas: dict[str, str] | None = None,
              signed: str = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nNguyễn Xuân Hải") -> bytes:
    """The whole plan with its appendix in one of FORMS.

    Another `year` replaces 2024 in title and cells; `areas` are texts by letter instead of the plan's own, `signed`
    stands beside "Nơi nhận".
    """
    document = Document()
    _opening(document, year, title)
    _sections(document, areas or {area["letter"]: area["text"] for area in PLAN["areas"]})
    _closing(document, signed)
    for key in ("heading", "title", "note"):
        document.add_paragraph(PLAN["appendix"][key])
    rows = [tuple(cell.replace("Năm 2024", f"Năm {year}") for cell in row) for row in cells]
    FORMS[form](document, rows)
    return saved(document)


def saved(document: Any) -> bytes:
    """Bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _opening(document: Any, year: int, title: str | None) -> None:
    head = document.add_table(rows=1, cols=2)
    left, right = head.rows[0].cells
    left.text = "UBND TỈNH HƯNG YÊN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố:       /KH-SKHCN"
    right.text = f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHưng Yên, ngày    tháng 01 năm {year}"
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph(title or f"Tuyên truyền cải cách hành chính năm {year}")
    for basis in PLAN["basis"]:
        document.add_paragraph(basis["text"])
    document.add_paragraph(PLAN["intro"])


def _sections(document: Any, areas: dict[str, str]) -> None:
    for name in ("goals", "requirements", "audiences", "content", "forms", "funding", "responsibilities"):
        section = PLAN[name]
        for key in ("section", "heading", "intro"):
            if key in section:
                document.add_paragraph(section[key])
        items = section.get("items", [])
        if name == "content":
            items = [{"label": letter, "text": text} for letter, text in areas.items()]
        for item in items:
            document.add_paragraph(f"{item['label']}{'.' if item['label'].isdecimal() else ')'} {item['text']}")
        if "closing" in section:
            document.add_paragraph(section["closing"])


def _closing(document: Any, signed: str) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.text = "\n".join([PLAN["recipients"]["heading"], *(f"- {item}" for item in PLAN["recipients"]["items"])])
    right.text = signed


def add_table(document: Any, rows: list[tuple[str, ...]], header: tuple[str, ...] | None = HEADER) -> Any:
    """A table of `rows` under `header`."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in ([header] if header else []) + rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def _plain(document: Any, rows: list[tuple[str, ...]]) -> None:
    add_table(document, rows)


def _merged(document: Any, rows: list[tuple[str, ...]]) -> None:
    """Group titles over all columns; "Thường xuyên" of tasks 1–4 is one cell."""
    table = document.add_table(rows=1, cols=6)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    for number, row in enumerate(rows, 1):
        if number in GROUPS:
            added = table.add_row().cells
            added[0].merge(added[5]).text = GROUPS[number]
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    merged = table.cell(2, 5).merge(table.cell(5, 5))
    merged.text = rows[0][5]


def _split(document: Any, rows: list[tuple[str, ...]]) -> None:
    """Two tables, the second without a header."""
    add_table(document, rows[:3])
    document.add_paragraph("7")
    document.add_paragraph("")
    add_table(document, rows[3:], header=None)


def _repeated(document: Any, rows: list[tuple[str, ...]]) -> None:
    """The header again in the middle of one table, and again in a second table; column numbers under the first."""
    table = add_table(document, [("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), *rows[:2], HEADER, *rows[2:4]])
    assert len(table.rows) == 7
    document.add_paragraph("")
    add_table(document, rows[4:])


def _columns(document: Any, rows: list[tuple[str, ...]]) -> None:
    """Another order, other names, two more columns."""
    table = document.add_table(rows=1, cols=len(OTHER_HEADER))
    for cell, text in zip(table.rows[0].cells, OTHER_HEADER, strict=True):
        cell.text = text
    for row in rows:
        cells = table.add_row().cells
        for cell, (title, place) in zip(cells, OTHER_HEADER.items(), strict=True):
            cell.text = row[place] if place is not None else ("Ngân sách" if title == "Kinh phí" else "")


def _two_rows(document: Any, rows: list[tuple[str, ...]]) -> None:
    """A header of two rows: "Cơ quan thực hiện" over "Chủ trì" and "Phối hợp"."""
    table = document.add_table(rows=2, cols=6)
    for column in (0, 1, 2, 5):
        table.cell(0, column).merge(table.cell(1, column)).text = HEADER[column]
    table.cell(0, 3).merge(table.cell(0, 4)).text = "Cơ quan thực hiện"
    table.cell(1, 3).text, table.cell(1, 4).text = "Chủ trì", "Phối hợp"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _reviewed(document: Any, rows: list[tuple[str, ...]]) -> None:
    """Tracked changes, content controls, links, breaks, hidden characters: the visible text is the same."""
    table = document.add_table(rows=0, cols=6)
    for cell, text in zip(table.add_row().cells, HEADER, strict=True):
        cell.text = text.replace(" ", "\n")
    for row in rows:
        for column, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _review(cell.paragraphs[0], text, column)


def _review(paragraph: Any, text: str, column: int) -> None:
    words = text.split(" ")
    half = (len(words) + 1) // 2
    first, second = " ".join(words[:half]), " ".join(words[half:])
    run = paragraph.add_run(first.replace(" ", "\u00a0" if column % 2 else "  "))
    deleted = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>')
    run._r.addnext(deleted)
    hidden = paragraph.add_run("ẩn")
    hidden.font.hidden = True
    if not second:
        return
    if column in {1, 3}:
        paragraph.add_run().add_break()
        _wrap(paragraph, second, ("w:hyperlink", "w:ins"))
    else:
        paragraph.add_run(" ")
        _wrap(paragraph, second[0] + "\u00ad" + second[1:], ("w:sdt", "w:sdtContent"))


def _wrap(paragraph: Any, text: str, names: tuple[str, ...]) -> None:
    node = paragraph._p
    for name in names:
        inner = OxmlElement(name)
        if name == "w:ins":
            inner.set(qn("w:id"), "2")
            inner.set(qn("w:author"), "x")
        elif name == "w:hyperlink":
            inner.set(qn("w:anchor"), "_x")
        node.append(inner)
        node = inner
    run = paragraph.add_run(text)._r
    node.append(run)


def _numbered(document: Any, rows: list[tuple[str, ...]]) -> None:
    """Stt is Word's automatic numbering: its cells hold no text."""
    part = document.part.numbering_part.element
    for level in part.findall(qn("w:abstractNum")):
        part.remove(level)
    for item in part.findall(qn("w:num")):
        part.remove(item)
    part.append(parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="5"/></w:num>'))
    table = add_table(document, [("", *row[1:]) for row in rows])
    for row in table.rows[1:]:
        properties = row.cells[0].paragraphs[0]._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'))


FORMS: dict[str, Fill] = {
    "plain": _plain, "merged": _merged, "split": _split, "repeated": _repeated, "columns": _columns,
    "two_rows": _two_rows, "reviewed": _reviewed, "numbered": _numbered,
}
