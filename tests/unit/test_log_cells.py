"""Cells of the log: read where they mean one thing, else explained."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc import log_cells
from cchc.log_cells import Fault
from cchc.plan_file import parse_plan
from cchc.spreadsheet import Cell
from cchc.text import closest
from sites import good
from support import ROOT

PLAN = parse_plan("ke-hoach/2024.yaml", good.PLAN.format(id="2024").encode()).plan
LONG = parse_plan(
    "ke-hoach/2024.yaml",
    (good.PLAN.format(id="2024").partition("tasks:")[0] + "tasks:\n" + "".join(
        f"  - {{number: {number}, title: Việc, text: Việc, products: {{kinds: tin-bai}}, lead: so-thu, "
        "schedule: {type: continuous, every_days: 90, text: Luôn}}\n" for number in range(1, 41)
    )).encode(),
).plan
DAY = date(2024, 5, 10)


@pytest.mark.parametrize(
    "written",
    ["10/05/2024", "10/5/2024", "10 / 5 /2024", "2024-05-10", "10/05/2024 08:30", "'10/05/2024", '"10/05/2024"',
     "“10/05/2024”", "45422", "45422,75", "2024-05-10 00:00:00"],
)
def test_a_day_is_read_however_a_sheet_kept_it(written):
    assert log_cells.read_day(Cell(text=written)) == DAY


def test_a_date_cell_and_a_number_cell_give_the_day_of_their_workbook():
    assert log_cells.read_day(Cell(text="bất kỳ", kind="date", day=DAY)) == DAY
    assert log_cells.read_day(Cell(text="43960", kind="number", day=DAY)) == DAY


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("10/5/24", "10/05/2024"), ("11.05.2024", "11/05/2024"), ("11-5-2024", "11/05/2024"),
        ("5/25/2024", "25/05/2024"), ("ngày 10 tháng 5 năm 2024", "10/05/2024"), ("10 tháng 5 năm 2024", "10/05/2024"),
        ("31/02/2024", "không có ngày này"), ("2024", "ô đang là số"), ("50324", "ô đang là số"),
        ("100524", "ô đang là số"), ("1,5", "ô đang là số"),
        ("99/99/24", None), ("5/2024", None), ("tháng 5", None), ("đầu năm", None), ("10-12/5/2024", None),
    ],
)
def test_a_day_that_is_not_one_is_explained_and_never_guessed(written, fix):
    found = log_cells.read_day(Cell(text=written))
    assert (found.code, found.details["value"]) == ("so-ngay", written)
    assert fix in found.fix if fix else found.fix is None


def test_five_digits_that_are_also_a_day_without_signs_are_a_question():
    for serial in range(36_526, 73_051):
        month = serial // 100 % 100
        found = log_cells.read_day(Cell(text=str(serial)))
        assert isinstance(found, Fault) == (1 <= month <= 12), serial


def test_a_time_of_day_is_no_day():
    assert log_cells.read_day(Cell(text="08:30:00", kind="date")).code == "so-ngay"


@pytest.mark.parametrize(
    ("written", "value"),
    [("", None), ("0", 0.0), ("120", 120.0), ("1.234", 1234.0), ("1 234", 1234.0), ("1.234.567,5", 1234567.5),
     ("12,5", 12.5), ("'45", 45.0), ("0045", 45.0), ("1,25", 1.25), ("1234,567", 1234.567)],
)
def test_a_number_is_read_the_vietnamese_way(written, value):
    assert log_cells.read_number(Cell(text=written)) == value


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("1,234", "viết 1234"), ("1,234,567", "viết 1.234.567"), ("1,234.5", "viết 1.234,50"), ("1.20", "viết 1,20"),
        ("120 người", "chỉ ghi số: 120"), ("2 cuộc", "chỉ ghi số: 2"), ("-3", None), ("khoảng 100–120", None),
        ("một trăm", None), ("9" * 400, "ghi số nhỏ hơn"), ("> 100", None), ("1e5", None), ("1.23.456", None), ("½", None),
    ],
)
def test_what_is_no_number_or_two_is_explained(written, fix):
    found = log_cells.read_number(Cell(text=written))
    assert (found.code, found.details["value"]) == ("so-so", written)
    assert fix in found.fix if fix else found.fix is None


def test_a_number_cell_has_decimals_and_a_date_cell_is_no_number():
    assert log_cells.read_number(Cell(text="1,234", kind="number")) == 1.234
    assert "định dạng ngày" in log_cells.read_number(Cell(text="14/02/1900", kind="date")).fix


@pytest.mark.parametrize("cell", [Cell(text="1:30"), Cell(text="01:30:00", kind="date")])
def test_a_length_as_on_a_clock_is_asked_for_in_minutes(cell):
    assert "ghi số phút" in log_cells.read_number(cell).fix


@pytest.mark.parametrize(
    ("written", "tasks"),
    [("", ()), ("3", (3,)), ("3;4", (3, 4)), (" 4 ; 03;; 4;", (4, 3)), ("3.0", (3,)), ("3,0;1", (3, 1)), ("'3;4", (3, 4)),
     ("“3”;”4”", (3, 4))],
)
def test_tasks_are_numbers_separated_by_semicolons(written, tasks):
    assert log_cells.read_tasks(Cell(text=written), PLAN) == (tasks, ())


@pytest.mark.parametrize(
    ("cell", "example"),
    [
        (Cell(text="3,4", kind="number"), "3;4"), (Cell(text="4,3"), "3;4"), (Cell(text="3.4"), "3;4"),
        (Cell(text="03/04/2024", kind="date", day=date(2024, 4, 3)), "3;4"),
        (Cell(text="04/03/2024", kind="date", day=date(2024, 3, 4)), "3;4"), (Cell(text="3/4"), "3;4"),
        (Cell(text="2024-02-01 00:00:00"), "3;4"), (Cell(text="3-Apr"), "3;4"), (Cell(text="03-Thg4"), "3;4"),
        (Cell(text="1-2"), "1;2"), (Cell(text="1-4"), "3;4"), (Cell(text="34", kind="number", grouped=True), "3;4"),
        (Cell(text="12", kind="number", grouped=True), "1;2"), (Cell(text="7,9"), "3;4"),
    ],
)
def test_what_excel_made_of_several_tasks_is_explained(cell, example):
    tasks, (fault,) = log_cells.read_tasks(cell, PLAN)
    assert (tasks, fault.code, fault.details["example"]) == ((), "so-nhiem-vu-doi", example)


def test_a_number_shown_with_thousands_is_not_taken_for_a_task_it_happens_to_be():
    assert log_cells.read_tasks(Cell(text="34", kind="number"), LONG) == ((34,), ())
    assert log_cells.read_tasks(Cell(text="34", kind="number", grouped=True), LONG)[0] == ()
    assert log_cells.read_tasks(Cell(text="3", kind="number", grouped=True), LONG) == ((3,), ())


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("3 và 4", "3;4"), ("3+4", "3;4"), ("3 4", "3;4"), ("34", "3;4"), ("NV3", "chỉ ghi số: 3"),
        ("Nhiệm vụ 03.", "chỉ ghi số: 3"), ("9", None), ("một", None), ("1–3", None), ("1 đến 9", None), ("NV9", None),
    ],
)
def test_other_ways_to_write_tasks_are_told_how(written, fix):
    tasks, (fault,) = log_cells.read_tasks(Cell(text=written), PLAN)
    assert (tasks, fault.code, fault.details["value"]) == ((), "so-nhiem-vu", written)
    assert fix in fault.fix if fix else fault.fix is None


def test_areas_are_letters_and_dd_stands_for_one_of_them():
    assert log_cells.read_areas(Cell(text="a; dd;đ;a"), PLAN) == (("a", "đ"), ())


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("A", "viết chữ thường: a"), ("Đ", "viết chữ thường: đ"), ("D", "`d` hoặc `đ`"), ("a, d", "a;d"),
        ("A,Đ", "a;đ"), ("a và d", None), ("m", None), ("1", None), ("ad", None),
    ],
)
def test_other_ways_to_write_areas_are_told_how(written, fix):
    areas, (fault,) = log_cells.read_areas(Cell(text=written), PLAN)
    assert (areas, fault.code) == ((), "so-noi-dung")
    assert fix in fault.fix if fix else fault.fix is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [("", None), ("VĂN PHÒNG SỞ", "van-phong"), ("  vp   sở ", "van-phong"), ("'Văn phòng", "van-phong"),
     ("Các phòng, đơn vị thuộc Sở", "cac-phong")],
)
def test_a_unit_is_read_in_every_accepted_way(written, expected):
    assert log_cells.read_name(Cell(text=written), "so-don-vi", PLAN.units, PLAN.unit_names) == expected


@pytest.mark.parametrize(
    ("written", "fix"),
    [("Văn phòng Sử", "có phải ý anh/chị là “Văn phòng Sở”?"), ("Phòng Tài chính", "dùng một trong: Sở thử; Văn phòng Sở; Các phòng"), ("VP Sở; Sở thử", "ô này chỉ ghi một"),
     ("Văn phòng, Sở thử", "ô này chỉ ghi một")],
)
def test_an_unknown_unit_or_two_are_told_apart(written, fix):
    found = log_cells.read_name(Cell(text=written), "so-don-vi", PLAN.units, PLAN.unit_names)
    assert (found.code, fix in found.fix) == ("so-don-vi", True)


def test_channels_are_names_separated_by_semicolons():
    assert log_cells.read_channels(Cell(text="ZALO; Cổng TTĐT;zalo"), PLAN) == (("zalo", "cong-ttdt"), ())


@pytest.mark.parametrize(
    ("written", "fix"),
    [("Facebook, Zalo", "Facebook; Zalo"), ("Facebook và zalo", "Facebook; zalo"), ("Facebok", "“Facebook”"),
     ("Facebook, tivi", "dùng một trong")],
)
def test_other_ways_to_write_channels_are_told_how(written, fix):
    channels, (fault,) = log_cells.read_channels(Cell(text=written), PLAN)
    assert (channels, fault.code, fix in fault.fix) == ((), "so-kenh", True)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell(text="https://a.vn/x"), "https://a.vn/x"), (Cell(text="tep/a.pdf"), "tep/a.pdf"), (Cell(), ""),
        (Cell(text="Xem tin", link="https://a.vn/x"), "https://a.vn/x"),
        (Cell(text="https://a.vn/x", link="https://b.vn/y"), "https://a.vn/x"),
        (Cell(text="Xem tin", link="mailto:a@b.vn"), "Xem tin"), (Cell(text="tep/a.pdf", link="../tep/a.pdf"), "tep/a.pdf"),
    ],
)
def test_evidence_is_what_is_written_or_where_the_words_lead(cell, expected):
    assert log_cells.read_evidence(cell) == expected


@pytest.mark.parametrize(("written", "total"), [
    ("Tổng", True), ("TỔNG CỘNG:", True), ("Cộng", True), ("Tổng kết năm", False), ("", False), ("10/05/2024", False)])
def test_a_row_of_sums_is_known_by_its_first_cell(written, total):
    assert log_cells.is_total(Cell(text=written)) is total


@given(st.text(max_size=30) | st.text("0123456789./,-;: aDđ“'", max_size=12))
def test_no_text_makes_a_cell_raise(text):
    cell = Cell(text=text)
    for read in (log_cells.read_day, log_cells.read_number, log_cells.read_evidence, log_cells.is_total):
        read(cell)
    for read in (log_cells.read_tasks, log_cells.read_areas, log_cells.read_channels):
        read(cell, PLAN)
    log_cells.read_name(cell, "so-don-vi", PLAN.units, PLAN.unit_names)


REAL = parse_plan("ke-hoach/2024.yaml", (ROOT / "content/ke-hoach/2024.yaml").read_bytes()).plan


@pytest.mark.parametrize(("written", "meant"), [
    ("VP Sở", "Văn phòng Sở"), ("VPS", "Văn phòng Sở"), ("VP", "Văn phòng Sở"), ("văn phòng", "Văn phòng Sở"),
    ("TT Sở", "Thanh tra Sở"), ("TT Thông tin", "Trung tâm Thông tin, thống kê và ứng dụng KH&CN"),
    ("Trung tâm TT", "Trung tâm Thông tin, thống kê và ứng dụng KH&CN"),
])
def test_a_short_form_of_one_unit_s_name_is_only_suggested(written, meant):
    found = log_cells.read_unit(Cell(text=written), REAL)
    assert isinstance(found, Fault)
    assert found.fix.startswith(f"có phải ý anh/chị là “{meant}”?")


@pytest.mark.parametrize("written", ["TT", "Phòng Hành chính", "XYZ"])
def test_a_short_form_of_two_names_or_none_shows_all_names(written):
    assert log_cells.read_unit(Cell(text=written), REAL).fix.startswith("dùng một trong: Sở Khoa học")


def test_an_unknown_unit_may_be_added_to_the_plan_and_two_units_need_two_rows():
    fix = "đơn vị chưa có trong kế hoạch thì thêm vào `units` của ke-hoach/2024.yaml"
    assert log_cells.read_unit(Cell(text="Phòng Hành chính"), REAL).fix.endswith(fix)
    assert fix not in log_cells.read_unit(Cell(text="Văn phòng Sở; Thanh tra Sở"), REAL).fix
    assert log_cells.read_unit(Cell(), REAL) is None
    assert log_cells.read_unit(Cell(text="văn phòng sở"), REAL) == "van-phong"


@pytest.mark.parametrize(("written", "lacks"), [
    ("www.skhcn.hungyen.gov.vn/tin", True), ("skhcn.hungyen.gov.vn", True), ("facebook.com/a?b=c", True),
    ("tep/bien-ban.pdf", False), ("bien-ban.pdf", False), ("https://www.skhcn.vn", False), ("xem tin www.a.vn", False),
    ("tep/a.com", False), ("", False),
])
def test_addresses_without_https_are_told_from_files(written, lacks):
    assert log_cells.lacks_scheme(written) is lacks


@pytest.mark.parametrize("read", [log_cells.read_day, log_cells.read_number, *(
    lambda cell, read=read: read(cell, PLAN) for read in (log_cells.read_tasks, log_cells.read_areas)
)])
@pytest.mark.parametrize("written", ["9" * 5000, f"{'1' * 5000}-2", f"2-{'3' * 5000}", "x" * 40_000])
def test_a_cell_of_any_length_is_explained_and_never_raises(read, written):
    found = read(Cell(text=written))
    faults = found[1] if isinstance(found, tuple) else [found]
    assert all(isinstance(fault, Fault) for fault in faults)
    assert faults


def test_a_very_long_name_is_compared_with_nothing():
    assert closest("x" * 201, ("x" * 200,)) == ()
    assert closest("x" * 200, ("x" * 199,)) == ("x" * 199,)
