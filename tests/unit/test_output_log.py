"""The output log: rows become outputs, problems name cells; .csv and .xlsx are read alike."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.output_log import COLUMNS, LogRow, log_year, misnamed, parse_log
from cchc.plan_file import parse_plan
from cchc.spreadsheet import cell_name
from sheets import make_xlsx
from sites import good

PLAN = parse_plan("ke-hoach/2024.yaml", good.PLAN.format(id="2024").encode()).plan
PATH = "so-theo-doi/2024.csv"
XLSX = "so-theo-doi/2024.xlsx"
HEADER = ",".join(f'"{title}"' if "," in title else title for title in COLUMNS.values())
SHORT = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ"


def find_plan(day):
    return PLAN if PLAN.period.holds(day) else None


def parse(text, encoding="utf-8"):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return parse_log(PATH, data, find_plan, frozenset({"tep/a.pdf"}))


def parse_xlsx(rows, header=None, **options):
    """Read an .xlsx of a header and rows."""
    return parse_log(XLSX, make_xlsx([header or list(COLUMNS.values()), *rows], **options), find_plan, frozenset({"tep/a.pdf"}))


def codes(parsed):
    return [(problem.line, problem.column, problem.code) for problem in parsed.problems]


def test_a_full_row_is_read_with_names_as_ids():
    parsed = parse(
        f'{HEADER}\n10/05/2024,"Tin, số 1",TIN BÀI,2;1,đ;dd;a,VP sở,Facebook; zalo,tep/a.pdf,2,"1.234","1.234,5",30,'
        "Hội trường,Dòng khởi tạo,12/BC-VP,08/05/2024\n"
    )
    assert parsed.problems == ()
    (row,) = parsed.rows
    assert (row.row, row.plan, row.date, row.title, row.kind) == (2, "2024", date(2024, 5, 10), "Tin, số 1", "tin-bai")
    assert (row.tasks, row.areas, row.unit, row.channels) == ((2, 1), ("đ", "a"), "van-phong", ("facebook", "zalo"))
    assert (row.quantity, row.people, row.reach, row.minutes) == (2.0, 1234.0, 1234.5, 30.0)
    assert (row.place, row.evidence, row.is_starter) == ("Hội trường", "tep/a.pdf", True)
    assert (row.number, row.document_date) == ("12/BC-VP", date(2024, 5, 8))


@pytest.mark.parametrize("name", ['"Số, ký hiệu"', "Số ký hiệu", "SỐ/KÝ HIỆU"])
def test_number_and_day_of_a_document_are_optional_columns(name):
    parsed = parse(f"{SHORT},{name},Ngày văn bản\n10/05/2024,Tin,tin-bai,1,05/QĐ-SKHCN,2/5/2024\n11/05/2024,Tin,tin-bai,1\n")
    assert parsed.problems == ()
    assert [(row.number, row.document_date) for row in parsed.rows] == [("05/QĐ-SKHCN", date(2024, 5, 2)), (None, None)]


def test_a_log_of_the_fourteen_columns_stays_valid():
    """Files made before the columns on documents were added are read as they are."""
    old = ",".join(list(COLUMNS.values())[:14])
    parsed = parse(f"{old}\n10/05/2024,Tin,tin-bai,1,a,,,,1,2,3,4,Hội trường,thử\n")
    assert (parsed.problems, parsed.rows[0].note, parsed.rows[0].number) == ((), "thử", None)


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
        ("10/05/2024,T,tin-bai,1,,,,www.tin.vn/a", (2, 8, "so-dia-chi")),
        ("10/05/2024,T,tin-bai,1,,,,,,,,,,,,31/02/2024", (2, 16, "so-ngay")),
        ("10/05/2024,T,tin-bai,1,,,,,,,,,,,,,x", (2, 17, "so-o-thua")),
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


@pytest.mark.parametrize(
    ("path", "year"),
    [("so-theo-doi/2024.csv", "2024"), ("so-theo-doi/2024.xlsx", "2024"), ("so-theo-doi/2024.xls", None),
     ("so-theo-doi/24.csv", None), ("so-theo-doi/a/2024.csv", None), ("so-theo-doi/2024 (1).xlsx", None),
     ("so-theo-doi/2024.CSV", None), ("so-theo-doi/２０２４.csv", None)],
)
def test_the_name_of_a_log_is_its_year(path, year):
    assert log_year(path) == year


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [("so-theo-doi/2024.xls", "so-excel", ".xls"), ("so-theo-doi/2024.XLSM", "so-excel", ".xlsm"),
     ("so-theo-doi/2024.ods", "so-excel", ".ods"), ("so-theo-doi/ghi.xlsx", "so-ten-tep", "<năm>.xlsx"),
     ("so-theo-doi/2024.txt", "so-ten-tep", "<năm>.csv")],
)
def test_other_files_are_told_how_to_save_or_name_them(path, code, words):
    problem = misnamed(path)
    assert (problem.code, problem.line, problem.column, words in problem.message) == (code, 1, 1, True)
    assert ".xlsx" in problem.fix


def test_a_damaged_workbook_is_one_problem_of_the_file():
    parsed = parse_log(XLSX, b"PK\x03\x04", find_plan, frozenset())
    assert [(problem.path, problem.line, problem.column, problem.code) for problem in parsed.problems] == [(XLSX, 1, 1, "so-hong")]
    assert "2024.xlsx bị hỏng" in parsed.problems[0].message


def test_the_header_may_stand_under_a_title_block_and_rows_keep_their_numbers():
    block = [["SỞ THỬ"], [], ["SỔ THEO DÕI NĂM 2024"], [None, "Ngày lập", "01/01/2024"]]
    row = [date(2024, 5, 10), "Tin", "tin-bai", 9]
    parsed = parse_xlsx([*block[1:], list(COLUMNS.values()), row], header=block[0], merged=["A1:D1", "A3:N3"])
    assert codes(parsed) == [(6, 4, "so-nhiem-vu")]
    text = "SỞ THỬ\n\nSỔ\n" + f"{HEADER}\n10/05/2024,Tin,tin-bai,9\n"
    assert codes(parse(text)) == [(5, 4, "so-nhiem-vu")]


def test_a_header_that_lacks_a_column_is_the_row_that_names_most():
    parsed = parse("Sổ năm 2024\nNgày,Tên sản phẩm,Thể loại,Số\n10/05/2024,Tin,tin-bai,1\n")
    assert codes(parsed) == [(2, 4, "so-cot-la"), (1, 1, "so-cot-thieu")]
    assert "dòng 2" in parsed.problems[1].fix


def test_the_header_is_looked_for_in_fifteen_rows():
    blank = "\n" * 13
    assert codes(parse(f"x{blank}\n{SHORT}\n10/05/2024,Tin,tin-bai,1\n")) == []
    assert ("so-cot-thieu" in {code for *_, code in codes(parse(f"x{blank}\n\n{SHORT}\n"))}) is True


def test_a_header_repeated_on_every_page_is_no_row():
    parsed = parse(f"{SHORT}\n10/05/2024,Tin,tin-bai,1\n{SHORT}\n11/05/2024,Tin,tin-bai,1\n")
    assert ([row.row for row in parsed.rows], parsed.problems) == ([2, 4], ())


def test_an_unknown_column_is_one_problem_however_many_rows_fill_it():
    parsed = parse(f"STT,{SHORT}\n1,10/05/2024,Tin,tin-bai,1\n2,,,,\n3,,,,\n")
    assert codes(parsed) == [(1, 1, "so-cot-la")]
    assert "xóa cột" in parsed.problems[0].fix


def test_merged_dates_tasks_and_units_hold_for_every_row_and_a_tall_row_counts_once():
    rows = [
        [date(2024, 5, 10), "Tin một", "tin-bai", "1", None, "VP Sở", "zalo", None, 1],
        [None, "Tin hai", "bai", None, None, None, "facebook", None, 2],
        [date(2024, 5, 11), "Tin ba", "bai", "2", None, None, None, None, 3],
    ]
    merged = ["A2:A3", "D2:D3", "F2:F3", *(f"{letter}4:{letter}6" for letter in "ABCDEFGHIJKLMN")]
    parsed = parse_xlsx(rows, merged=merged)
    assert codes(parsed) == [(3, 1, "so-o-gop-dien"), (3, 4, "so-o-gop-dien"), (3, 6, "so-o-gop-dien")]
    unit = parsed.problems[2]
    assert unit.severity == "warning"
    assert "ô F3: ô gộp F2:F3, dòng 3 lấy giá trị “VP Sở” của dòng 2" in unit.message
    assert [(row.row, row.date.day, row.tasks, row.unit, row.quantity) for row in parsed.rows] == [
        (2, 10, (1,), "van-phong", 1.0), (3, 10, (1,), "van-phong", 2.0), (4, 11, (2,), None, 3.0)]


@pytest.mark.parametrize(("height", "shown"), [(3, "dòng 3, 4 lấy"), (9, "dòng 3, 4, …, 10 lấy")])
def test_a_merged_range_is_one_warning_however_many_rows_it_fills(height, shown):
    rows = [[date(2024, 5, 10), f"Tin {number}", "bai", "1" if number == 0 else None] for number in range(height)]
    parsed = parse_xlsx(rows, merged=[f"D2:D{height + 1}"])
    assert (codes(parsed), len(parsed.rows)) == ([(3, 4, "so-o-gop-dien")], height)
    assert shown in parsed.problems[0].message


def test_a_number_merged_over_rows_would_be_counted_several_times():
    rows = [[date(2024, 5, 10), "Một", "bai", "1", *[None] * 5, 200], [date(2024, 5, 10), "Hai", "bai", "1"]]
    parsed = parse_xlsx(rows, merged=["J2:J3"])
    assert codes(parsed) == [(3, 10, "so-o-gop-so")]
    assert [row.row for row in parsed.rows] == [2]


def test_a_group_row_merged_over_the_columns_is_one_problem():
    parsed = parse_xlsx([["Quý I"], [date(2024, 5, 10), "Một", "bai", "1"]], merged=["A2:N2"])
    assert codes(parsed) == [(2, 1, "so-o-gop")]
    assert "A2:N2" in parsed.problems[0].message
    assert [row.row for row in parsed.rows] == [3]


def test_a_merged_column_name_is_one_problem():
    parsed = parse_xlsx([[date(2024, 5, 10), "Một", "bai", "1", "a"]], header=(*COLUMNS.values(),)[:5], merged=["D1:E1"])
    assert codes(parsed)[0] == (1, 4, "so-o-gop")


def test_only_one_sheet_is_read_and_another_log_is_told():
    log = [list(COLUMNS.values()), [date(2024, 5, 10), "Một", "bai", "1"]]
    parsed = parse_xlsx(log[1:], name="Quý I", more={"Quý II": log, "Ghi chú": [["x"]]})
    assert codes(parsed) == [(1, 1, "so-trang-khac")]
    assert parsed.problems[0].severity == "warning"
    assert "“Quý II”" in parsed.problems[0].message
    assert len(parsed.rows) == 1
    assert parse_xlsx([], header=("x",), more={"Sổ theo dõi": log}).problems == ()


def test_an_empty_sheet_has_no_header():
    assert codes(parse_log(XLSX, make_xlsx([]), find_plan, frozenset())) == [(1, 1, "so-trong")]
    assert codes(parse("\n,,\n")) == [(1, 1, "so-trong")]


DAYS = [date(2024, 5, 6), date(2024, 12, 1), date(2024, 3, 2)]


@pytest.mark.parametrize(
    ("days", "warned"),
    [
        ([*DAYS, "13/05/2024", "25/06/2024"], True), ([*DAYS, "13/05/2024"], False),
        ([*DAYS[:2], "13/05/2024", "25/06/2024"], False), ([*DAYS, "13/05/2024", "05/06/2024"], False),
        ([*DAYS, date(2024, 5, 30), "13/05/2024", "25/06/2024"], False), (DAYS, False),
    ],
)
def test_days_a_month_first_sheet_may_have_swapped_are_a_warning_and_count(days, warned):
    parsed = parse_xlsx([[day, "Tin", "bai", "1"] for day in days])
    assert codes(parsed) == ([(2, 1, "so-ngay-dao")] if warned else [])
    assert len(parsed.rows) == len(days)


_TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Sm", "Zs")), max_size=30)
_NUMBERS = st.none() | st.integers(0, 10**9).map(float) | st.integers(0, 10**6).map(lambda value: value / 4)
_ROWS = st.builds(
    LogRow, source=st.just(""), row=st.just(0), plan=st.just("2024"),
    date=st.integers(0, 365).map(lambda days: date(2024, 1, 1) + timedelta(days=days)),
    title=_TEXTS.map(lambda text: f"T{text}T"), kind=st.sampled_from([kind.id for kind in PLAN.kinds]),
    tasks=st.lists(st.sampled_from([1, 2, 3, 4]), unique=True).map(tuple),
    areas=st.lists(st.sampled_from("adđ"), unique=True, min_size=1).map(tuple),
    unit=st.none() | st.sampled_from([unit.id for unit in PLAN.units]),
    channels=st.lists(st.sampled_from([channel.id for channel in PLAN.channels]), unique=True).map(tuple),
    evidence=st.sampled_from(["", "tep/a.pdf", "https://example.org/tin?a=1;2"]),
    quantity=_NUMBERS, people=_NUMBERS, reach=_NUMBERS, minutes=_NUMBERS, place=_TEXTS.map(lambda text: f"N{text}N"),
    number=st.none() | st.just("05/QĐ-SKHCN"), document_date=st.none() | st.dates(date(2000, 1, 1), date(2024, 12, 31)),
)


def cells_of(row, *, typed):
    """The row as cells: of values as a sheet keeps them, or of text as a .csv does."""
    def number(value):
        return value if typed or value is None else f"{value:.2f}".replace(".", ",")

    return [
        row.date if typed else f"{row.date:%d/%m/%Y}", row.title, row.kind, ";".join(map(str, row.tasks)),
        ";".join(row.areas), row.unit or "", "; ".join(row.channels), row.evidence,
        *map(number, (row.quantity, row.people, row.reach, row.minutes)), row.place, row.note, row.number or "",
        row.document_date if typed or not row.document_date else f"{row.document_date:%d/%m/%Y}",
    ]


@given(st.lists(_ROWS, max_size=5))
def test_rows_written_to_either_kind_of_file_read_back_the_same(rows):
    stream = io.StringIO()
    csv.writer(stream).writerows([COLUMNS.values(), *(cells_of(row, typed=False) for row in rows)])
    as_csv = parse(stream.getvalue())
    as_xlsx = parse_xlsx([cells_of(row, typed=True) for row in rows])
    assert as_csv.problems == as_xlsx.problems == ()
    clean = [replace(row, source="", row=0) for row in as_csv.rows]
    assert clean == [replace(row, source="", row=0) for row in as_xlsx.rows]
    assert clean == [replace(row, title=_clean(row.title), place=_clean(row.place)) for row in rows]


def _clean(text):
    from cchc.text import clean_line

    return clean_line(text)


def test_a_log_may_be_larger_than_a_post_and_no_larger_than_a_workbook() -> None:
    """Ten thousand rows with addresses pass 1 MB."""
    title = "Tuyên truyền " * 8
    rows = "".join(f"05/03/2024,{title}{number},tin-bai,1\n" for number in range(9_000))
    text = f"{SHORT}\n{rows}"
    assert len(text.encode()) > 1_000_000
    log = parse(text)
    assert (len(log.rows), log.problems) == (9_000, ())
    assert [problem.code for problem in parse(text * 5).problems] == ["tep-qua-lon"]
