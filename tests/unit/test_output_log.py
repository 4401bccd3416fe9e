"""The output log: rows become outputs, problems name cells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.output_log import COLUMNS, cell_name, parse_log
from cchc.plan_file import parse_plan
from sites import good

PLAN = parse_plan("ke-hoach/2024.yaml", good.PLAN.format(id="2024").encode()).plan
PATH = "so-theo-doi/2024.csv"
HEADER = ",".join(COLUMNS.values())
SHORT = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ"


def parse(text, encoding="utf-8"):
    def find_plan(day):
        return PLAN if PLAN.period.holds(day) else None

    data = text if isinstance(text, bytes) else text.encode(encoding)
    return parse_log(PATH, data, find_plan, frozenset({"tep/a.pdf"}))


def codes(parsed):
    return [(problem.line, problem.column, problem.code) for problem in parsed.problems]


@pytest.mark.parametrize(
    ("row", "column", "name"), [(17, 4, "D17"), (1, 1, "A1"), (2, 26, "Z2"), (2, 27, "AA2"), (9, 703, "AAA9")]
)
def test_cells_are_named_as_in_a_sheet(row, column, name):
    assert cell_name(row, column) == name


def test_a_full_row_is_read_with_names_as_ids():
    parsed = parse(
        f'{HEADER}\n10/05/2024,"Tin, số 1",TIN BÀI,2;1,đ;dd;a,VP sở,Facebook; zalo,tep/a.pdf,2,"1.234","1.234,5",30,'
        "Hội trường,Dòng khởi tạo\n"
    )
    assert parsed.problems == ()
    (row,) = parsed.rows
    assert (row.row, row.plan, row.date, row.title, row.kind) == (2, "2024", date(2024, 5, 10), "Tin, số 1", "tin-bai")
    assert (row.tasks, row.areas, row.unit, row.channels) == ((2, 1), ("đ", "a"), "van-phong", ("facebook", "zalo"))
    assert (row.quantity, row.people, row.reach, row.minutes) == (2.0, 1234.0, 1234.5, 30.0)
    assert (row.place, row.evidence, row.is_starter) == ("Hội trường", "tep/a.pdf", True)


def test_what_is_written_twice_counts_once():
    row = parse(f"{HEADER}\n10/05/2024,Tin,tin-bai,1;01,đ;dd,,zalo;ZALO\n").rows[0]
    assert (row.tasks, row.areas, row.channels) == ((1,), ("đ",), ("zalo",))


def test_areas_default_to_those_of_the_tasks():
    assert parse(f"{SHORT}\n10/05/2024,Tin,tin-bai,2\n").rows[0].areas == ("d", "đ")


def test_a_row_without_a_task_is_an_output_outside_the_plan():
    assert parse(f"{SHORT}\n10/05/2024,Tin,tin-bai,\n").rows[0].tasks == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_commas_semicolons_boms_and_line_ends_read_alike(encoding, delimiter, end):
    text = f'{SHORT}\n10/05/2024,Tin,tin-bai,"1"\n'.replace(",", delimiter).replace("\n", end)
    parsed = parse(text, encoding)
    assert (parsed.problems, [row.title for row in parsed.rows]) == ((), ["Tin"])


def test_columns_come_in_any_order_and_case_and_may_be_absent():
    parsed = parse("NHIỆM VỤ,Ngày,thể  loại,Tên sản phẩm\n1,10/05/2024,tin-bai,Tin\n")
    assert (parsed.problems, parsed.rows[0].tasks) == ((), (1,))


def test_blank_rows_are_skipped_but_counted():
    assert parse(f"{SHORT}\n\n,,,\n10/05/2024,Tin,tin-bai,1\n").rows[0].row == 4


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("31/02/2024,T,tin-bai,1", (2, 1, "so-ngay")),
        ("10/05/2019,T,tin-bai,1", (2, 1, "so-khong-ke-hoach")),
        ("10/05/2024,,tin-bai,1", (2, 2, "so-o-trong")),
        ("10/05/2024,T,tin-bia,1", (2, 3, "so-the-loai")),
        ("10/05/2024,T,tin-bai,1;8", (2, 4, "so-nhiem-vu")),
        ("10/05/2024,T,tin-bai,một", (2, 4, "so-nhiem-vu")),
        ("10/05/2024,T,tin-bai,1,m", (2, 5, "so-noi-dung")),
        ("10/05/2024,T,tin-bai,1,A", (2, 5, "so-noi-dung")),
        ("10/05/2024,T,tin-bai,1,,Phòng lạ", (2, 6, "so-don-vi")),
        ("10/05/2024,T,tin-bai,1,,,tivi", (2, 7, "so-kenh")),
        ("10/05/2024,T,tin-bai,1,,,,tep/b.pdf", (2, 8, "so-tep")),
        ("10/05/2024,T,tin-bai,1,,,,javascript:x", (2, 8, "so-tep")),
        ("10/05/2024,T,tin-bai,1,,,,,1.20", (2, 9, "so-so")),
        ("10/05/2024,T,tin-bai,1,,,,,,-1", (2, 10, "so-so")),
        ("10/05/2024,T,tin-bai,1,,,,,,,,,,,x", (2, 15, "so-o-thua")),
    ],
)
def test_a_fault_names_its_cell_and_its_row_is_left_out(row, expected):
    parsed = parse(f"{HEADER}\n{row}\n")
    assert codes(parsed) == [expected]
    assert f"ô {cell_name(*expected[:2])}" in parsed.problems[0].message
    assert parsed.rows == ()


def test_every_fault_of_a_row_is_reported():
    parsed = parse(f"{HEADER}\n10/05/2024,T,x,9,m,Phòng lạ,tivi,tep/b.pdf,x\n")
    assert sorted(column for _, column, _ in codes(parsed)) == [3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1, "so-trong")]),
        ("Ngày,Tên sản phẩm,Thể loại\n", [(1, 1, "so-cot-thieu")]),
        (f"{SHORT},Lạ\n", [(1, 5, "so-cot-la")]),
        (f"{SHORT},Ngày\n", [(1, 5, "so-cot-trung")]),
        (f'{SHORT}\n10/05/2024,"T,tin-bai,1\n', [(2, 1, "so-nhay")]),
        (f"{SHORT}\n".encode("utf-16"), [(1, 1, "ma-utf16")]),
        (f"{SHORT}\n10/05/2024,".encode() + b"\xe0\n", [(2, 12, "ma-khong-utf8")]),
    ],
)
def test_faults_of_the_sheet_itself(text, expected):
    assert codes(parse(text)) == expected


@given(st.text(max_size=80) | st.text(max_size=60).map(lambda text: f"{HEADER}\n10/05/2024,T,tin-bai,1,{text}"))
def test_no_text_makes_a_log_raise(text):
    parse(text)
