"""Workbooks: names of sheets, cells, links, filters and printing."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.office_file import check_office_zip, read_parts
from cchc.reports import xlsx
from cchc.reports.xlsx import Amount, Book, Column, Formula, Link, Strong
from cchc.reports.xlsx_text import clean

DAY = date(2024, 6, 30)
COLUMNS = (Column("Số", 6), Column("Tên", 20))


def one_sheet(rows, columns=COLUMNS):
    book = Book("Sổ thử", DAY)
    book.sheet("Trang", columns).table(rows, empty="Không có.")
    return book.close()


def read(data):
    check_office_zip(data, "thử.xlsx", "xl/workbook.xml")
    return openpyxl.load_workbook(io.BytesIO(data))


@given(st.lists(st.text(max_size=45), max_size=8))
def test_any_names_give_a_book_that_opens(names):
    """Whatever units are called, their sheets stand beside each other."""
    book = Book("Sổ", DAY)
    for name in names:
        book.sheet(name)
    found = read(book.close()).sheetnames
    assert len({name.casefold() for name in found}) == len(found) == max(1, len(names))
    assert all(len(name.encode("utf-16-le")) <= 62 for name in found)


def test_cells_keep_their_types():
    """Text is text, numbers are numbers, days are days; nothing is run and what is blank stays so."""
    sheet = read(one_sheet([
        ("=1+1", "+cmd"), ("@x", "https://example.vn"), (12, 1.5), (date(2024, 5, 10), 3.0), (None, ""), ("007", "1/2"),
    ])).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert values == [
        ["=1+1", "+cmd"], ["@x", "https://example.vn"], [12, 1.5], [datetime.combine(date(2024, 5, 10), time()), 3], [None, None],
        ["007", "1/2"],
    ]
    assert (sheet["A2"].data_type, sheet["B3"].data_type, sheet["B3"].hyperlink) == ("s", "s", None)
    assert (sheet["A5"].number_format, sheet["A4"].number_format, sheet["B4"].number_format, sheet["B5"].number_format) == (
        "dd/mm/yyyy", "#,##0", "#,##0.##", "#,##0")


def test_the_table_has_a_filter_a_frozen_header_widths_and_is_printed_on_a4_landscape():
    """What an officer sets up by hand is set up."""
    book = Book("Sổ", DAY)
    sheet = book.sheet("Trang", COLUMNS)
    sheet.title("Tên bảng")
    sheet.printed("A & B")
    sheet.table([(1, "a"), Strong(("Cộng", "b"))], empty="Không có.")
    data = book.close()
    found = read(data).active
    assert (found.freeze_panes, found.auto_filter.ref, found.print_title_rows) == ("A3", "A2:B3", "$2:$2")
    assert (found.page_setup.orientation, found.page_setup.paperSize, found.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert not found.print_options.gridLines
    assert (found["A2"].font.b, found["A3"].font.b, found["A4"].font.b) == (True, False, True)
    assert found.column_dimensions["B"].width == pytest.approx(20, abs=1)
    assert b"&amp;LA &amp;&amp; B" in read_parts(data)["xl/worksheets/sheet1.xml"]
    assert b"&amp;CTrang &amp;P/&amp;N" in read_parts(data)["xl/worksheets/sheet1.xml"]


def test_a_table_without_rows_says_so():
    """An empty table is its header and a sentence, with its filter."""
    sheet = read(one_sheet([])).active
    assert (sheet["A2"].value, sheet.auto_filter.ref) == ("Không có.", "A1:B2")


def test_rows_are_as_high_as_their_text():
    """Text that wraps has room, at most what Excel takes; short rows are left alone."""
    sheet = read(one_sheet([(1, "ngắn"), (2, "chữ " * 20), (3, "x" * 5000)])).active
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [None, 63, 408.75]


def test_links_lead_to_addresses_and_to_files_beside_the_book():
    """A short word, which no program needs to wrap, leads to an address or to a file in a folder beside the workbook."""
    sheet = read(one_sheet([
        ("Bài", Link("https://example.vn/a/?b=1&c")), ("Tệp", Link("tep/a.pdf")), ("Không", Link(""))])).active
    assert (sheet["B2"].value, sheet["B2"].hyperlink.target) == ("Mở", "https://example.vn/a/?b=1&c")
    assert (sheet["B3"].value, sheet["B3"].hyperlink.target.replace("\\", "/")) == ("Mở", "tep/a.pdf")
    assert (sheet["B4"].value, sheet["B4"].hyperlink) == (None, None)


def test_only_cells_of_tables_have_borders():
    """Titles, notes and empty lines stand on blank paper; empty cells of a table have their box."""
    book = Book("Sổ", DAY)
    sheet = book.sheet("Trang", COLUMNS)
    sheet.title("Tên bảng")
    sheet.skip()
    sheet.table([(None, "a")], empty="Không có.")
    sheet.note("Ghi chú")
    found = read(book.close()).active
    assert [[cell.border.left.style for cell in row] for row in found.iter_rows()] == [
        [None, None], [None, None], ["thin", "thin"], ["thin", "thin"], [None, None]]


def test_long_titles_and_notes_wrap_over_the_printed_columns():
    """They do not run out of the page, and columns that are not printed do not widen them."""
    book = Book("Sổ", DAY)
    sheet = book.sheet("Trang", (*COLUMNS, Column("Mã", 60, printed=False)))
    sheet.title("Tên bảng " * 20)
    sheet.table([(1, "a", "b")], empty="Không có.")
    found = read(book.close()).active
    assert [str(area) for area in found.merged_cells.ranges] == ["A1:B1"]
    assert found.row_dimensions[1].height > 100
    assert found.print_area == "'Trang'!$A$1:$B$3"
    assert found.auto_filter.ref == "A2:C3"


def test_sums_are_formulas_with_their_value_and_amounts_are_left_to_fill_in():
    """A program that only reads finds the value; nothing is shown as long as nothing is filled in."""
    data = one_sheet([(1, Amount()), Strong(("Cộng", Formula("=SUM(B2:B2)", 0)))])
    sheet = read(data).active
    assert (sheet["B2"].value, sheet["B3"].value) == (None, "=SUM(B2:B2)")
    assert sheet["B2"].number_format == sheet["B3"].number_format == "#,##0;-#,##0;"
    assert openpyxl.load_workbook(io.BytesIO(data), data_only=True).active["B3"].value == 0


def test_signatures_stand_side_by_side_under_the_table():
    """Two halves of the printed width, the place and day over the right one."""
    book = Book("Sổ", DAY)
    sheet = book.sheet("Trang", [Column(str(number), 10) for number in range(4)])
    sheet.signatures("Người lập", "Thủ trưởng đơn vị", "Hưng Yên, ngày …… tháng …… năm 2024")
    found = read(book.close()).active
    assert [(found.cell(row, 1).value, found.cell(row, 3).value) for row in (1, 2, 3)] == [
        (None, "Hưng Yên, ngày …… tháng …… năm 2024"), ("Người lập", "Thủ trưởng đơn vị"),
        ("(Ký, ghi rõ họ tên)", "(Ký, đóng dấu, ghi rõ họ tên)")]


def test_what_is_too_long_for_excel_is_written_as_far_as_it_goes():
    """A long address is written as text and a long text is cut, without a warning or a lost cell."""
    address = "https://example.vn/" + "a" * 2100
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet = read(one_sheet([(1, Link(address)), (2, "x" * 40_000)])).active
    assert (sheet["B2"].value, sheet["B2"].hyperlink) == (address, None)
    assert len(sheet["B3"].value) == 32_767


def test_links_beyond_excel_s_number_are_plain_text(monkeypatch):
    """After the last link that a sheet may hold, addresses are written without one."""
    monkeypatch.setattr(xlsx, "MOST_LINKS", 2)
    sheet = read(one_sheet([(n, Link(f"https://example.vn/{n}")) for n in range(4)])).active
    assert [bool(sheet[f"B{row}"].hyperlink) for row in range(2, 6)] == [True, True, False, False]
    assert sheet["B5"].value == "https://example.vn/3"
    assert xlsx.MOST_LINKS <= 65_530


ANY = st.text(st.characters() | st.sampled_from("\x00\x0b\x1f\ufffe\uffff\ud800_x\r\n&<\"'[]#"), max_size=30)


@settings(deadline=None)
@given(ANY, ANY, ANY, ANY)
def test_any_text_gives_a_book_that_opens(title, name, text, address):
    """Control characters, lone surrogates and what XML forbids are left out; the rest is read back as it was."""
    book = Book(title, DAY)
    sheet = book.sheet(name, (Column(text, 10), Column(title, 10), Column("Địa chỉ", 10)))
    sheet.printed(text)
    sheet.title(title)
    sheet.table([(text, Link(address), Link(f"https://example.vn/{address}"))], empty=text)
    data = book.close()
    for part in read_parts(data).values():
        ET.fromstring(part)
    found = read(data)
    assert found.active["A3"].value == (clean(text) or None)
    assert found.properties.title == (clean(title) or None)


def test_the_same_figures_give_the_same_bytes_and_no_trace_of_the_machine():
    """Every part has the fixed time of the archive, and the day of making is the one given."""
    rows = [("Bài", Link("https://example.vn/"))]
    assert one_sheet(rows) == one_sheet(rows)
    core = read_parts(one_sheet(rows))["docProps/core.xml"].decode()
    assert "2024-06-30T00:00:00Z" in core
    assert "Sổ thử" in core
