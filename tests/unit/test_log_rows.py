"""One row of the log: an output, or a problem at each cell that is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cchc.log_rows import COLUMNS, Header, RowReader
from cchc.plan_file import parse_plan
from cchc.spreadsheet import Cell, SheetRow
from sites import good

PLAN = parse_plan("ke-hoach/2024.yaml", good.PLAN.format(id="2024").encode()).plan
PATH = "so-theo-doi/2024.xlsx"
ALL = Header(number=3, width=16, columns={name: index for index, name in enumerate(COLUMNS, 1)}, titled=frozenset(range(1, 17)))
GOOD = {"date": "10/05/2024", "title": "Tin", "kind": "tin-bai", "tasks": "1"}


@pytest.fixture
def reader():
    def find_plan(day):
        return PLAN if PLAN.period.holds(day) else None

    return RowReader(PATH, ALL, find_plan, frozenset({"tep/a.pdf", "tep/tên lạ.pdf"}))


def row(number=4, **values):
    """A row of the sheet: good values, and those given by column name (text or Cell)."""
    given = {**GOOD, **values}
    cells = [given.get(name, "") for name in COLUMNS]
    return SheetRow(number, tuple(Cell(text=cell) if isinstance(cell, str) else cell for cell in cells))


def codes(reader):
    return [(problem.line, problem.column, problem.code) for problem in reader.problems]


def test_a_good_row_is_an_output(reader):
    found = reader.read(row(unit="VP Sở", channels="zalo", people="1.200", evidence="tep/a.pdf", note="Dòng khởi tạo"))
    assert reader.problems == []
    assert (found.row, found.date, found.kind, found.tasks, found.areas) == (4, date(2024, 5, 10), "tin-bai", (1,), ("a",))
    assert (found.unit, found.channels, found.people, found.is_starter) == ("van-phong", ("zalo",), 1200.0, True)


def test_title_place_and_note_keep_signs_that_begin_them(reader):
    found = reader.read(row(title="=Tin", place="'Hội trường", note="+84"))
    assert (found.title, found.place, found.note) == ("=Tin", "'Hội trường", "+84")


@pytest.mark.parametrize(("day", "code"), [
    ("31/02/2024", "so-ngay"), ("", "so-o-trong"), ("10/05/2019", "so-khong-ke-hoach"),
    (Cell(text="#REF!", kind="error"), "so-o-loi"), (Cell(kind="formula"), "so-cong-thuc"),
])
def test_beside_a_wrong_day_every_other_cell_is_judged_by_the_plan_of_the_log_s_year(reader, day, code):
    wrong = {"people": "x", "evidence": "tep/b.pdf", "kind": "lạ", "tasks": "99", "unit": "Phòng lạ", "document_date": "x"}
    assert reader.read(row(date=day, **wrong)) is None
    assert sorted(codes(reader)) == [
        (4, 1, code), (4, 3, "so-the-loai"), (4, 4, "so-nhiem-vu"), (4, 6, "so-don-vi"), (4, 8, "so-tep"),
        (4, 10, "so-so"), (4, 16, "so-ngay"),
    ]


def test_without_one_plan_of_the_year_only_what_needs_no_plan_is_judged_beside_a_wrong_day():
    for path, find_plan in (("so-theo-doi/2019.csv", lambda _: None), ("so-theo-doi/2024.csv", lambda day: replace(PLAN, id=str(day)))):
        reader = RowReader(path, ALL, find_plan, frozenset())
        assert reader.read(row(date="x", kind="lạ", people="x")) is None
        assert codes(reader) == [(4, 1, "so-ngay"), (4, 10, "so-so")]


def test_cells_beside_one_without_a_value_are_judged(reader):
    broken = Cell(text="#REF!", kind="error")
    merged = {name: Cell(text="x", across="D4:E4") for name in ("tasks", "areas")}
    assert reader.read(row(kind=broken, people="x", unit="Phòng lạ", **merged)) is None
    assert sorted(codes(reader)) == [
        (4, 3, "so-o-loi"), (4, 4, "so-o-gop"), (4, 6, "so-don-vi"), (4, 10, "so-so")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"tasks": Cell(kind="formula")}, (4, 4, "so-cong-thuc")),
        ({"note": Cell(text="#REF!", kind="error")}, (4, 14, "so-o-loi")),
        ({"place": Cell(text="x", across="M4:N4"), "note": Cell(text="x", across="M4:N4")}, (4, 13, "so-o-gop")),
        ({"people": Cell(text="200", kind="number", above="J3:J4")}, (4, 10, "so-o-gop-so")),
        ({"evidence": "tep/tên lạ.pdf"}, (4, 8, "so-tep-ten")),
        ({"kind": Cell()}, (4, 3, "so-o-trong")),
        ({"date": "Tổng cộng"}, (4, 1, "so-dong-tong")),
        ({"date": "", "kind": "", "tasks": "", "title": "Tháng 5"}, (4, 2, "so-dong-mot-o")),
        ({"tasks": Cell(text="03/04/2024", kind="date", day=date(2024, 4, 3))}, (4, 4, "so-nhiem-vu-doi")),
    ],
)
def test_what_cannot_be_read_names_its_cell(reader, values, expected):
    assert reader.read(row(**values)) is None
    assert codes(reader) == [expected]
    cell = f"{chr(64 + expected[1])}4"
    assert f"ô {cell}" in reader.problems[0].message


def test_values_merged_with_the_cell_above_count_for_each_row(reader):
    found = reader.read(row(date=Cell(text="10/05/2024", above="A3:A4"), unit=Cell(text="VP Sở", above="F3:F4")))
    assert (found.date, found.unit) == (date(2024, 5, 10), "van-phong")
    assert [(item.line, item.column, item.code, item.severity) for item in reader.filled_in()] == [
        (4, 1, "so-o-gop-dien", "warning"), (4, 6, "so-o-gop-dien", "warning")]


def test_a_value_under_no_column_name_is_told_once_a_column():
    header = Header(number=1, width=6, columns={"date": 1, "title": 2, "kind": 3, "tasks": 4}, titled=frozenset((1, 2, 3, 4, 6)))
    reader = RowReader(PATH, header, lambda _: PLAN, frozenset())
    cells = tuple(Cell(text=text) for text in ("10/05/2024", "Tin", "tin-bai", "1", "lạc", "cột lạ"))
    assert [reader.read(SheetRow(number, cells)) is None for number in (2, 3)] == [True, False]
    assert codes(reader) == [(2, 5, "so-cot-khong-ten")]


def test_a_cell_beyond_the_header_is_told_for_each_row(reader):
    cells = (*row(people="x").cells, Cell(text="thừa"))
    assert reader.read(SheetRow(9, cells)) is None
    assert codes(reader) == [(9, 17, "so-o-thua"), (9, 10, "so-so")]


def test_in_a_csv_the_cells_of_a_row_that_is_too_long_may_have_moved():
    reader = RowReader("so-theo-doi/2024.csv", ALL, lambda _: PLAN, frozenset())
    assert reader.read(SheetRow(9, (*row(people="x").cells, Cell(text="thừa")))) is None
    assert codes(reader) == [(9, 17, "so-o-thua")]


@pytest.mark.parametrize("written", ["www.skhcn.vn/tin", "facebook.com/skhcn", "WWW.skhcn.vn"])
def test_an_address_without_https_is_told_how_to_begin(reader, written):
    assert reader.read(row(evidence=written)) is None
    assert codes(reader) == [(4, 8, "so-dia-chi")]
    assert reader.problems[0].fix == f"ghi https://{written}"
