"""Workbooks: names of sheets, cells, links, filters and printing."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.office_file import check_office_zip, read_parts
from cchc.reports import xlsx
from cchc.reports.xlsx import Book, Column, Link, Strong, fit_name

DAY = date(2024, 6, 30)
COLUMNS = (Column("Số", 6), Column("Tên", 20))


def one_sheet(rows, columns=COLUMNS):
    book = Book("Sổ thử", DAY)
    book.sheet("Trang", columns).table(rows, empty="Không có.")
    return book.close()


def read(data):
    check_office_zip(data, "thử.xlsx", "xl/workbook.xml")
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize(("wanted", "taken", "name"), [
    ("Văn phòng Sở", (), "Văn phòng Sở"), ("a/b\\c:d*e?f[g]h", (), "a b c d e f g h"), ("'x'", (), "x"),
    ("", (), "Trang"), ("///", (), "Trang"), ("History", (), "History (2)"),
    ("Trung tâm Thông tin, thống kê và ứng dụng KH&CN", (), "Trung tâm Thông tin, thống kê v"),
    ("Văn phòng Sở", ("văn phòng sở",), "Văn phòng Sở (2)"),
    ("Văn phòng Sở", ("văn phòng sở", "văn phòng sở (2)"), "Văn phòng Sở (3)"),
    ("x" * 40, ("x" * 31,), "x" * 27 + " (2)"), ("𝒳" * 20, (), "𝒳" * 15), ("a\nb", (), "a b"),
])
def test_sheet_names_are_ones_excel_takes(wanted, taken, name):
    """At most 31 characters as Excel counts, no forbidden sign, unlike the others whatever the case."""
    assert fit_name(wanted, taken) == name


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
    """Text is text, numbers are numbers, days are days; nothing is run and nothing blank is written."""
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
    assert (found.freeze_panes, found.auto_filter.ref, found.print_title_rows) == ("A3", "A2:B4", "$2:$2")
    assert (found.page_setup.orientation, found.page_setup.paperSize, found.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert found.print_options.gridLines
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
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [None, 60, 408.75]


def test_links_lead_to_addresses_and_to_files_beside_the_book():
    """An absolute address is a link; a relative one leads to a file in a folder beside the workbook."""
    sheet = read(one_sheet([(1, Link("Bài", "https://example.vn/a/?b=1&c")), (2, Link("Tệp", "tep/a.pdf")),
                            (3, Link("Không", "")), (4, Link("", ""))])).active
    assert (sheet["B2"].value, sheet["B2"].hyperlink.target) == ("Bài", "https://example.vn/a/?b=1&c")
    assert sheet["B3"].hyperlink.target.replace("\\", "/") == "tep/a.pdf"
    assert (sheet["B4"].value, sheet["B4"].hyperlink) == ("Không", None)
    assert (sheet["B5"].value, sheet["B5"].hyperlink) == (None, None)


def test_what_is_too_long_for_excel_is_written_as_far_as_it_goes():
    """A long address is left out and a long text is cut, without a warning or a lost cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet = read(one_sheet([(1, Link("Bài", "https://example.vn/" + "a" * 2100)), (2, "x" * 40_000)])).active
    assert (sheet["B2"].value, sheet["B2"].hyperlink) == ("Bài", None)
    assert len(sheet["B3"].value) == 32_767


def test_links_beyond_excel_s_number_are_plain_text(monkeypatch):
    """After the last link that a sheet may hold, titles are written without one."""
    monkeypatch.setattr(xlsx, "MOST_LINKS", 2)
    sheet = read(one_sheet([(n, Link(f"Bài {n}", f"https://example.vn/{n}")) for n in range(4)])).active
    assert [bool(sheet[f"B{row}"].hyperlink) for row in range(2, 6)] == [True, True, False, False]
    assert sheet["B5"].value == "Bài 3"
    assert xlsx.MOST_LINKS <= 65_530


def test_the_same_figures_give_the_same_bytes_and_no_trace_of_the_machine():
    """Every part has the fixed time of the archive, and the day of making is the one given."""
    rows = [(1, Link("Bài", "https://example.vn/"))]
    assert one_sheet(rows) == one_sheet(rows)
    core = read_parts(one_sheet(rows))["docProps/core.xml"].decode()
    assert "2024-06-30T00:00:00Z" in core
    assert "Sổ thử" in core
