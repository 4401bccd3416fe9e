"""Cells of an .xlsx: typed values as text, merged cells filled, unsound files refused in a sentence."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import MAC_EPOCH

from cchc import excel_file
from cchc.errors import DamagedFileError
from cchc.excel_file import MOST_CELLS, read_xlsx
from cchc.spreadsheet import MOST_COLUMNS, MOST_ROWS
from sheets import edit_part, make_xlsx
from support import ROOT, clean_environment

PATH = "so-theo-doi/2024.xlsx"
SHEET = "xl/worksheets/sheet1.xml"


def read(data, preferred="Sổ theo dõi"):
    return read_xlsx(PATH, data, preferred)[0]


def texts(data):
    return {row.number: [cell.text for cell in row.cells] for row in read(data).rows}


def one(value, **options):
    """The cell made of one value."""
    return read(make_xlsx([[value]], **options)).rows[0].cells[0]


def refused(data):
    with pytest.raises(DamagedFileError) as caught:
        read(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        ("  Tin\u00a0một\n hai ", "Tin một hai", "text"),
        ("=1+1", "=1+1", "text"),
        ("'10/05/2024", "'10/05/2024", "text"),
        ("#N/A", "#N/A", "error"),
        (3, "3", "number"),
        (3.0, "3", "number"),
        (3.4, "3,4", "number"),
        (0.1 + 0.2, "0,3", "number"),
        (1e16, "10000000000000000", "number"),
        (1e-07, "0,0000001", "number"),
        (-5, "-5", "number"),
        (True, "TRUE", "text"),
        (date(2024, 5, 10), "10/05/2024", "date"),
        (datetime(2024, 5, 10), "10/05/2024", "date"),  # noqa: DTZ001 - as a sheet holds it
        (datetime(2024, 5, 10, 8, 30), "10/05/2024 08:30:00", "date"),  # noqa: DTZ001
        (time(1, 30), "01:30:00", "date"),
    ],
)
def test_a_value_becomes_text_and_keeps_its_kind(value, text, kind):
    cell = one(value)
    assert (cell.text, cell.kind) == (text, kind)


def test_a_date_and_a_number_that_may_be_one_have_a_day():
    assert one(date(2024, 5, 10)).day == date(2024, 5, 10)
    assert one(45422).day == date(2024, 5, 10)
    assert one("45422").day is None
    assert one(0.5).day is None


def test_a_workbook_of_the_calendar_of_1904_keeps_its_days():
    def old_mac(sheet):
        sheet.parent.epoch = MAC_EPOCH

    assert one(date(2024, 5, 10), change=old_mac).day == date(2024, 5, 10)
    assert one(43960, change=old_mac).day == date(2024, 5, 10)


def test_a_serial_no_calendar_has_is_an_error_cell():
    def as_date(sheet):
        sheet["A1"].number_format = "dd/mm/yyyy"

    assert one(99_999_999, change=as_date).kind == "error"


def test_a_number_shown_with_thousands_is_marked():
    def grouped(sheet):
        sheet["A1"].number_format = "#,##0"

    assert one(34, change=grouped).grouped
    assert not one(34).grouped


def test_the_target_of_a_link_is_kept_beside_the_words_shown():
    def link(sheet):
        sheet["A1"].hyperlink = "https://example.org/tin"

    cell = one("Xem tin", change=link)
    assert (cell.text, cell.link) == ("Xem tin", "https://example.org/tin")


def test_control_characters_as_the_format_stores_them_are_found_and_line_ends_fold():
    sheet = read(make_xlsx([["a_x000D_b", "c_x0007_d", "_x005F_x0007_"]]))
    assert [cell.text for cell in sheet.rows[0].cells] == ["a b", "c\x07d", "_x0007_"]
    assert [(problem.line, problem.column, problem.code) for problem in sheet.problems] == [(1, 2, "ky-tu-la")]


def test_blank_rows_and_trailing_formatted_ones_are_left_out():
    def trail(sheet):
        for row in range(5, 400):
            sheet.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")
        sheet.cell(1_048_576, 3).font = Font(bold=True)

    assert texts(make_xlsx([["a"], [None], [], ["b"]], change=trail)) == {1: ["a"], 4: ["b"]}


def test_hidden_and_filtered_rows_and_columns_are_read():
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.auto_filter.ref = "A1:B3"

    assert texts(make_xlsx([["a", "b"], ["c", "d"]], change=hide)) == {1: ["a", "b"], 2: ["c", "d"]}


def test_a_cell_merged_over_rows_gives_each_its_value():
    rows = read(make_xlsx([["a", "x"], [None, "y"], [None, "z"]], merged=["A1:A3"])).rows
    assert [row.at(1).text for row in rows] == ["a", "a", "a"]
    assert [row.at(1).above for row in rows] == ["", "A1:A3", "A1:A3"]
    assert {row.at(1).across for row in rows} == {""}


def test_a_cell_merged_over_columns_names_its_range_in_every_cell():
    rows = read(make_xlsx([["a"], [None], [None, None, None, "d"]], merged=["A1:C3"])).rows
    assert [[cell.across for cell in row.cells] for row in rows] == [["A1:C3"] * 3, ["A1:C3"] * 3, ["A1:C3"] * 3 + [""]]


def test_blank_merged_cells_hold_nothing():
    assert texts(make_xlsx([["a"]], merged=["A3:C9"])) == {1: ["a"]}


def test_formulas_without_a_result_differ_from_blank_cells_and_from_those_with_one():
    def formulas(sheet):
        sheet["B1"] = "=1+1"
        sheet["C1"] = "=2+2"
        sheet["D1"] = "=1/0"
        sheet["E1"] = '=IF(1=1,"","x")'

    data = edit_part(
        make_xlsx([["a"]], change=formulas), SHEET,
        lambda part: part.replace(b"<f>2+2</f><v></v>", b"<f>2+2</f><v>4</v>").replace(
            b'<c r="D1"><f>1/0</f><v></v>', b'<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v>').replace(
            b'<c r="E1"><f>', b'<c r="E1" t="str"><f>'),
    )
    assert [(cell.kind, cell.text) for cell in read(data).rows[0].cells] == [
        ("text", "a"), ("formula", ""), ("number", "4"), ("error", "#DIV/0!"),
    ]


def test_the_sheet_of_the_given_name_comes_first_else_the_first_one():
    more = {"sổ  THEO dõi": [["b"]], "Ghi chú": [["c"]]}
    data = make_xlsx([["a"]], more=more)
    assert [sheet.name for sheet in read_xlsx(PATH, data, "Sổ theo dõi")] == ["sổ THEO dõi".replace(" ", "  ", 1), "Sheet1", "Ghi chú"]
    assert read(data, "Khác").rows[0].cells[0].text == "a"


def test_of_other_sheets_only_the_head_is_read():
    sheets = read_xlsx(PATH, make_xlsx([["a"]], more={"Khác": [["b"]] * 30}), "x")
    assert [len(sheet.rows) for sheet in sheets] == [1, 15]


@pytest.mark.parametrize("place", [(MOST_ROWS + 1, 1), (1, MOST_COLUMNS + 1), (1_048_576, 16_384)])
def test_a_value_far_outside_is_one_problem_that_names_its_cell(place):
    def stray(sheet):
        sheet.cell(*place, "x")
        sheet.cell(1_048_576, 16_384, "x")

    sheet = read(make_xlsx([["a"]], change=stray))
    assert [row.cells[0].text for row in sheet.rows] == ["a"]
    assert [(problem.line, problem.column, problem.code) for problem in sheet.problems] == [(*place, "so-qua-lon")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "bị hỏng"),
        (b"khong phai zip", "bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mật khẩu"),
        (b"PK" + b"x" * 5_000_001, "lớn hơn"),
    ],
)
def test_what_is_no_workbook_is_refused(data, words):
    message = refused(data)
    assert message.startswith("2024.xlsx ")
    assert words in message


def test_a_workbook_cut_off_is_refused():
    data = make_xlsx([["a"] * 50] * 50)
    assert "bị hỏng" in refused(data[: len(data) // 2])


def test_a_word_document_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "đúng loại" in refused(stream.getvalue())


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"<worksheet",
        lambda part: part.replace(b't="inlineStr"><is><t>a</t></is>', b't="s"><v>99</v>'),
        lambda part: part.replace(b't="inlineStr"><is><t>a</t></is>', b"><v>mot</v>"),
        lambda _: b"",
    ],
)
def test_parts_that_do_not_make_sense_are_refused(change):
    assert "cấu trúc" in refused(edit_part(make_xlsx([["a"]]), SHEET, change))


def test_a_declaration_of_entities_is_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert "khai báo" in refused(edit_part(make_xlsx([["a"]]), SHEET, lambda part: bomb + part))


def test_a_zip_bomb_is_refused():
    assert "quá lớn" in refused(edit_part(make_xlsx([["a"]]), SHEET, lambda part: part + b" " * 70_000_000))


@pytest.mark.parametrize("tag", [
    b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', b'<hyperlinks><hyperlink ref="A2:B900000"/></hyperlinks>',
    b'<mergeCells><mergeCell ref="A1:ZZZZZZ9"/></mergeCells>',
])
def test_ranges_that_would_fill_the_memory_are_refused(tag):
    assert "quá 500000 ô" in refused(edit_part(
        make_xlsx([["a"]]), SHEET, lambda part: part.replace(b"</sheetData>", b"</sheetData>" + tag)))


def test_cells_that_would_fill_the_memory_are_refused():
    cells = b"<row>" + b"<c/>" * MOST_CELLS + b"</row></sheetData>"
    assert "quá 500000 ô" in refused(edit_part(
        make_xlsx([["a"]]), SHEET, lambda part: part.replace(b"</sheetData>", cells)))


def test_features_that_hold_no_values_do_not_disturb():
    def decorate(sheet):
        from openpyxl.comments import Comment

        sheet["A1"].comment = Comment("ghi chú", "người ghi")

    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    data = edit_part(
        make_xlsx([["a"]], change=decorate), SHEET, lambda part: part.replace(b"</worksheet>", extension))
    assert texts(data) == {1: ["a"]}


def test_openpyxl_is_loaded_only_to_read_such_a_file():
    code = "import sys, cchc.site, cchc.cli.read, cchc.cli.new_log; print('openpyxl' in sys.modules, 'xlsxwriter' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True,
        env=clean_environment(PYTHONPATH=str(ROOT / "plugins")),
    )
    assert done.stdout.split() == ["False", "False"]


def test_tags_without_an_end_are_passed_over_once():
    """Each start looks no further than the next tag, so a hostile part costs its own length."""
    assert excel_file._RANGE.findall(b"<mergeCell " * 100_000) == []
    assert excel_file._RANGE.findall(b'<x:mergeCell count="1" ref="$A$1:B2"/>') == [(b"A", b"1", b"B", b"2")]
