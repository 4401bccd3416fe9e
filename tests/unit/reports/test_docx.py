"""The groundwork of every Word document: the form of Nghị định 30/2020, real links, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import pytest
from docx import Document
from docx.shared import Mm, Pt

from cchc.reports.docx import Paper
from cchc.reports.docx_form import (
    Letterhead,
    add_letterhead,
    add_signature,
    add_title,
    letterhead_of,
    number_words,
    place_date,
    recipients_lines,
)
from cchc.reports.office import Office
from cchc.reports.pieces import Column, blank, cell, link, say
from word_file import W, WordFile

OFFICE = Office(
    agency="Sở Khoa học và Công nghệ", parent_agency="Ủy ban nhân dân tỉnh Hưng Yên", base_url="https://example.vn/",
    place="Hưng Yên", report_symbol="BC-SKHCN", authority="KT. Giám đốc", position="Phó Giám đốc", signer="Nguyễn Thử",
    recipients=("UBND tỉnh", "- Lưu: VT;"),
)


def make_paper() -> Paper:
    paper = Paper(title="Văn bản thử", author="Sở thử", day=date(2024, 6, 30))
    add_letterhead(paper, letterhead_of(OFFICE, symbol="BC-SKHCN", year=2024))
    add_title(paper, "BÁO CÁO", "Nội dung thử")
    paper.heading("I. MỤC")
    paper.paragraph(say("Chữ thường, "), link("liên kết", "https://example.vn/a?b=1&c=2"), blank("lời của cán bộ"))
    paper.table((Column(title="Cột 1", width=60), Column(title="Cột 2", width=40, centred=True)), [
        [cell("a"), cell("1", bold=True)], [((say("hai"),), (say("dòng"),)), cell("2")],
    ])
    add_signature(paper, OFFICE, OFFICE.recipients)
    paper.landscape()
    paper.paragraph(say("Phụ lục"))
    return paper


@pytest.fixture(scope="module")
def file() -> WordFile:
    return WordFile(make_paper().to_bytes())


def test_the_same_blocks_give_the_same_bytes(file: WordFile) -> None:
    assert make_paper().to_bytes() == file.data


def test_every_part_is_sound_xml_and_word_reads_it_again(file: WordFile) -> None:
    assert {"[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/header1.xml"} <= set(file.parts)
    assert len(Document(io.BytesIO(file.data)).tables) == 3


def test_properties_tell_the_day_given_and_never_the_clock(file: WordFile) -> None:
    properties = Document(io.BytesIO(file.data)).core_properties
    assert (properties.created.replace(tzinfo=None), properties.author) == (datetime.combine(date(2024, 6, 30), time()), "Sở thử")
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_font_stands_in_all_four_slots_and_the_language_is_vietnamese(file: WordFile) -> None:
    defaults = file.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    fonts = defaults.find(f"{W}rFonts").attrib
    assert {fonts[f"{W}{slot}"] for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert defaults.find(f"{W}lang").attrib[f"{W}val"] == "vi-VN"
    assert 26 <= int(defaults.find(f"{W}sz").attrib[f"{W}val"]) <= 28


def test_pages_are_a4_with_the_margins_of_the_decree_and_the_annex_lies_across(file: WordFile) -> None:
    upright, across = Document(io.BytesIO(file.data)).sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert 20 <= round(upright.top_margin.mm) <= 25
    assert 20 <= round(upright.bottom_margin.mm) <= 25
    assert 30 <= round(upright.left_margin.mm) <= 35
    assert 15 <= round(upright.right_margin.mm) <= 20
    assert (round(across.page_width.mm), round(across.page_height.mm)) == (297, 210)


def test_page_numbers_begin_on_the_second_page_and_again_in_the_annex(file: WordFile) -> None:
    sections = list(file.body.iter(f"{W}sectPr"))
    assert all(section.find(f"{W}titlePg") is not None for section in sections)
    assert [section.find(f"{W}pgNumType") is not None for section in sections] == [False, True]
    assert "PAGE" in "".join(item.text or "" for item in file.parts["word/header1.xml"].iter(f"{W}instrText"))


def test_links_are_relationships_and_blanks_are_marked(file: WordFile) -> None:
    assert file.links == [("liên kết", "https://example.vn/a?b=1&c=2")]
    assert file.blanks == ["[Cán bộ soạn thảo bổ sung: lời của cán bộ]"]


def test_links_print_like_the_text_around_them(file: WordFile) -> None:
    (style,) = {run.find(f"{W}rPr/{W}rStyle").attrib[f"{W}val"] for link in file.body.iter(f"{W}hyperlink")
                for run in link.iter(f"{W}r")}
    known = {item.attrib[f"{W}styleId"]: item for item in file.parts["word/styles.xml"].iter(f"{W}style")}
    assert known[style].find(f"{W}name").attrib[f"{W}val"] == "Liên kết"
    look = known[style].find(f"{W}rPr")
    assert (look.find(f"{W}color").attrib[f"{W}val"], look.find(f"{W}u").attrib[f"{W}val"]) == ("000000", "none")


def test_tables_have_fixed_widths_and_repeat_their_heading_row(file: WordFile) -> None:
    table = Document(io.BytesIO(file.data)).tables[1]
    assert table.autofit is False
    assert [round(Mm(column.width.mm).mm) for column in table.columns] == [60, 40]
    assert {round(place.width.mm) for row in table.rows for place in row.cells} == {60, 40}
    rows = list(list(file.body.iter(f"{W}tbl"))[1].iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [False, True, True]
    assert [paragraph.text for paragraph in table.rows[2].cells[0].paragraphs] == ["hai", "dòng"]


def test_the_heading_block_leaves_number_and_day_to_the_clerk(file: WordFile) -> None:
    assert file.lines[:8] == [
        "UBND TỈNH HƯNG YÊN", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "", "Số: ……/BC-SKHCN", "Hưng Yên, ngày …… tháng …… năm 2024",
    ]


def test_rules_are_as_long_as_the_motto_and_a_third_to_a_half_of_the_agency(file: WordFile) -> None:
    rules = list(Document(io.BytesIO(file.data)).tables[0].rows[0].cells)
    agency, motto = (place.paragraphs[-1].paragraph_format for place in rules)
    assert round(92 - motto.left_indent.mm - motto.right_indent.mm) == 56
    width = 68 - agency.left_indent.mm - agency.right_indent.mm
    assert 65 / 3 <= width <= 65 / 2  # the name itself is 65 mm at 12 pt


def test_the_signature_block_names_authority_position_and_signer(file: WordFile) -> None:
    assert file.lines[-13:-2] == [
        "", "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "", "", "Nguyễn Thử",
    ]


def test_a_position_that_is_not_set_is_asked_for() -> None:
    paper = Paper(title="", author="", day=date(2024, 1, 1))
    add_signature(paper, Office(agency="Sở", parent_agency="", base_url="https://example.vn/"), ())
    assert WordFile(paper.to_bytes()).blanks == ["[Chức vụ người ký]"]


def test_a_heading_without_number_and_date_has_one_row() -> None:
    paper = Paper(title="", author="", day=date(2024, 1, 1))
    add_letterhead(paper, Letterhead(parent="Sở", agency="Văn phòng"))
    assert len(paper.document.tables[0].rows) == 1


@pytest.mark.parametrize(("day", "written"), [
    (date(2024, 3, 5), "Hưng Yên, ngày 05 tháng 3 năm 2024"), (date(2024, 2, 10), "Hưng Yên, ngày 10 tháng 02 năm 2024"),
    (date(2024, 1, 9), "Hưng Yên, ngày 09 tháng 01 năm 2024"), (date(2024, 12, 31), "Hưng Yên, ngày 31 tháng 12 năm 2024"),
    (None, "Hưng Yên, ngày …… tháng …… năm 2024"),
])
def test_place_and_date_have_a_zero_where_the_decree_wants_one(day: date | None, written: str) -> None:
    assert place_date("Hưng Yên", 2024, day) == written


def test_what_is_not_set_is_left_blank() -> None:
    assert place_date("", 2024) == "……, ngày …… tháng …… năm 2024"
    assert number_words("") == "số ……/……"
    assert recipients_lines([" ", "- Như trên;", "Lưu: VT."]) == ("- Như trên;", "- Lưu: VT.")


def test_the_break_before_the_annex_never_needs_a_page_of_its_own() -> None:
    """A full last page would otherwise be followed by an empty one."""
    document = Document(io.BytesIO(make_paper().to_bytes()))
    (holder,) = [item for item in document.paragraphs if item._p.pPr is not None and item._p.pPr.sectPr is not None]
    form = holder.paragraph_format
    assert (holder.text, form.line_spacing, form.space_before, form.space_after) == ("", Pt(1), Pt(1), Pt(1))
