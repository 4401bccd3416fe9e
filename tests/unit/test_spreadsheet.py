"""Cells of a .csv: text on one line, rows and columns numbered as in a sheet."""

from __future__ import annotations

import unicodedata

import pytest

from cchc.spreadsheet import BLANK, MOST_ROWS, Cell, SheetRow, cell_name, read_csv

PATH = "so-theo-doi/2024.csv"
NAMES = {"ngày", "tên", "đơn vị"}


def texts(text):
    return {row.number: [cell.text for cell in row.cells] for row in read_csv(PATH, text, NAMES).rows}


@pytest.mark.parametrize(
    ("row", "column", "name"), [(17, 4, "D17"), (1, 1, "A1"), (2, 26, "Z2"), (2, 27, "AA2"), (9, 703, "AAA9")]
)
def test_cells_are_named_as_in_a_sheet(row, column, name):
    assert cell_name(row, column) == name


def test_rows_keep_their_numbers_and_blank_ones_are_left_out():
    assert texts('Ngày,Tên\n\n,,\n1,"hai\ndòng"\n2,b\n') == {1: ["Ngày", "Tên"], 4: ["1", "hai dòng"], 5: ["2", "b"]}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Ngày,Tên;phụ\n", ["Ngày", "Tên;phụ"]),
        ("Ngày;Tên,phụ\n", ["Ngày", "Tên,phụ"]),
        ('"Ngày";"Đơn vị"\n', ["Ngày", "Đơn vị"]),
        ("a;b;c,d\n", ["a", "b", "c,d"]),
        ("a,b\n", ["a", "b"]),
        ("a\n", ["a"]),
    ],
)
def test_the_sign_between_cells_is_the_one_that_shows_the_column_names(text, cells):
    assert texts(text)[1] == cells


def test_the_header_decides_even_under_a_title_block_full_of_the_other_sign():
    assert texts("SỞ A, B, C, D, E\nNgày;Tên;Đơn vị\n1;a, b;c\n")[3] == ["1", "a, b", "c"]


def test_text_is_nfc_on_one_line_without_odd_spaces():
    stored = unicodedata.normalize("NFD", "Ngày,  Văn\u00a0phòng \u200b Sở ")
    assert texts(stored)[1] == ["Ngày", "Văn phòng Sở"]


def test_a_formula_sign_and_an_apostrophe_stay_text():
    assert texts("'=A1,=SUM(A1:A2),+84,-5,@x\n")[1] == ["'=A1", "=SUM(A1:A2)", "+84", "-5", "@x"]


def test_the_name_of_a_formula_s_error_is_an_error():
    (row,) = read_csv(PATH, "#N/A,#REF!,N/A\n", NAMES).rows
    assert [cell.kind for cell in row.cells] == ["error", "error", "text"]


def test_a_control_character_is_a_problem_of_its_cell():
    (problem,) = read_csv(PATH, "Ngày,Tên\n1,a\x07b\n", NAMES).problems
    assert (problem.line, problem.column, problem.code) == (2, 2, "ky-tu-la")
    assert "U+0007 (ô B2)" in problem.message


def test_a_quote_that_is_never_closed_is_said_at_its_row_and_rows_before_are_read():
    sheet = read_csv(PATH, 'Ngày,Tên\n1,a\n2,"b\n', NAMES)
    assert [row.number for row in sheet.rows] == [1, 2]
    assert [(problem.line, problem.code) for problem in sheet.problems] == [(3, "so-nhay")]


def test_rows_beyond_the_limit_are_one_problem_that_names_a_cell():
    sheet = read_csv(PATH, "Ngày\n" + "1\n" * (MOST_ROWS + 5), NAMES)
    assert len(sheet.rows) == MOST_ROWS
    assert [(problem.line, problem.column, problem.code) for problem in sheet.problems] == [
        (MOST_ROWS + 1, 1, "so-qua-lon")
    ]


@pytest.mark.parametrize(
    ("cell", "filled", "own"),
    [
        (BLANK, False, False), (Cell(text="a"), True, True), (Cell(text="a", above="A1:A2"), True, False),
        (Cell(kind="formula"), True, True), (Cell(kind="error", text="#N/A"), True, True),
    ],
)
def test_a_cell_knows_whether_something_of_its_own_stands_in_it(cell, filled, own):
    assert (cell.filled, cell.own) == (filled, own)


def test_cells_beyond_the_last_are_blank():
    row = SheetRow(3, (Cell(text="a"),))
    assert (row.at(1).text, row.at(2)) == ("a", BLANK)
