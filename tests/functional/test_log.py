"""The log as the office keeps it: a new one from the plan, and forty rows pasted from an old sheet.

All rows are test data: no such articles, meetings or figures are meant to exist.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace
from datetime import date, datetime

import pytest

from cchc.moment import build_moment
from cchc.output_log import COLUMNS
from cchc.site import load_site
from sheets import make_xlsx
from support import make_plan

MOMENT = build_moment("2024-12-31", {})
CENTRE = "Trung tâm Thông tin, thống kê và ứng dụng KH&CN"
PORTAL = "Cổng TTĐT Sở"
FIRST = 5  # the row under the header
COUNTED = ""
# Ngày, tên, thể loại, nhiệm vụ, nội dung, đơn vị, kênh, kiểm chứng, số lượng, người, tiếp cận, phút, nơi, ghi chú;
# last: "" where the row counts, else its problems as "cell code"
OLD_SHEET = [
    # 5-7: one day, task and unit merged over three rows
    (date(2024, 1, 15), "Tin thử 1", "Tin", "1", "a", "Văn phòng Sở", PORTAL, "https://example.org/1", 1, None, 1200, None, None, None, COUNTED),
    (None, "Tin thử 2", "Bài viết", None, "a", None, "Facebook", None, 1, None, 350, None, None, None, COUNTED),
    (None, "Tin thử 3", "Tin", None, "a", None, "Zalo", None, 1, None, 90.0, None, None, None, COUNTED),
    # 8-15: other ways to write what can mean one thing
    ("16/1/2024", "  Tin thử   4 ", "tin", 2, None, " VĂN  PHÒNG SỞ", " cổng  ttđt sở ", None, None, None, None, None, None, None, COUNTED),
    ("17 / 01 / 2024", "Tin\u00a0thử 5", "TIN", "'3", "c; đ", unicodedata.normalize("NFD", "Thanh tra Sở"), "Zalo;Facebook", None, "2", "1.250", None, None, None, None, COUNTED),
    ("'18/01/2024", "Tin “thử” 6", "“Tin”", 3.0, None, None, None, None, None, " 45 ", None, "90", "Hội trường", None, COUNTED),
    ("2024-01-19", "=Tin thử 7", "Tin, bài", "3;4", None, "Trung tâm Thông tin và Thống kê KH&CN", None, None, None, None, "1.234,5", None, None, "+84", COUNTED),
    (datetime(2024, 1, 20, 8, 30), "Tin thử 8", "Phóng sự", "4; 03", "b;dd", CENTRE, "Đài PT&TH tỉnh", None, None, None, None, 12.5, None, None, COUNTED),  # noqa: DTZ001
    (45312, "Tin thử 9", "Tin", 6, "e", None, None, None, None, None, None, None, None, None, COUNTED),
    ("22/01/2024 14:00", "Tin thử 10", "Bản tin", None, "g", None, None, None, None, None, None, None, None, None, COUNTED),
    ("23/01/2024", "Hội nghị\nthử 11", "Báo cáo", "7", None, "Các phòng, đơn vị thuộc Sở", "Hội nghị", None, 1, "1 200", None, 120, "Hưng Yên", None, COUNTED),
    # 16: blank, 17: hidden
    (),
    ("24/01/2024", "Tin thử 12", "Tin", "1", None, None, None, None, None, None, None, None, None, "dòng ẩn", COUNTED),
    # 18-23: days
    ("25/1/24", "Tin thử 13", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "A18 so-ngay"),
    ("1/26/2024", "Tin thử 14", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "A19 so-ngay"),
    ("27.01.2024", "Tin thử 15", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "A20 so-ngay"),
    ("31/02/2024", "Tin thử 16", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "A21 so-ngay"),
    (date(2021, 1, 28), "Tin thử 17", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "A22 so-khong-ke-hoach"),
    (2024, "Tin thử 18", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "A23 so-ngay"),
    # 24-29: tasks and areas
    ("29/01/2024", "Tin thử 19", "Tin", 3.4, None, None, None, None, None, None, None, None, None, None, "D24 so-nhiem-vu-doi"),
    ("29/01/2024", "Tin thử 20", "Tin", date(2024, 4, 3), None, None, None, None, None, None, None, None, None, None, "D25 so-nhiem-vu-doi"),
    ("29/01/2024", "Tin thử 21", "Tin", "1, 2", None, None, None, None, None, None, None, None, None, None, "D26 so-nhiem-vu"),
    ("29/01/2024", "Tin thử 22", "Tin", "8", "a", None, None, None, None, None, None, None, None, None, "D27 so-nhiem-vu"),
    ("29/01/2024", "Tin thử 23", "Tin", "1", "A;Đ", None, None, None, None, None, None, None, None, None, "E28 so-noi-dung, E28 so-noi-dung"),
    ("29/01/2024", "Tin thử 24", "Tin", "1", "a,c", None, None, None, None, None, None, None, None, None, "E29 so-noi-dung"),
    # 30-34: kinds, units, channels, evidence
    ("30/01/2024", "Tin thử 25", "Tinn", "1", None, None, None, None, None, None, None, None, None, None, "C30 so-the-loai"),
    ("30/01/2024", "Tin thử 26", "Tin", "1", None, "Phòng Hành chính", None, None, None, None, None, None, None, None, "F31 so-don-vi"),
    ("30/01/2024", "Tin thử 27", "Tin", "1", None, "Văn phòng Sở; Thanh tra Sở", None, None, None, None, None, None, None, None, "F32 so-don-vi"),
    ("30/01/2024", "Tin thử 28", "Tin", "1", None, None, "Facebook, Zalo", None, None, None, None, None, None, None, "G33 so-kenh"),
    ("30/01/2024", "Tin thử 29", "Tin", "1", None, None, None, "bien-ban.pdf", None, None, None, None, None, None, "H34 so-tep"),
    # 35-37: numbers
    ("31/01/2024", "Tin thử 30", "Tin", "1", None, None, None, None, "02 cuộc", "120 người", "1,234", "1:30", None, None, "I35 so-so, J35 so-so, K35 so-so, L35 so-so"),
    ("31/01/2024", "Tin thử 31", "Tin", "1", None, None, None, None, None, 300, None, None, None, None, COUNTED),
    ("31/01/2024", "Tin thử 32", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "J37 so-o-gop-so"),
    # 38-45: rows and cells of other kinds
    ("THÁNG 02", None, None, None, None, None, None, None, None, None, None, None, None, None, "A38 so-o-gop"),
    ("Tuần 1", None, None, None, None, None, None, None, None, None, None, None, None, None, "A39 so-dong-mot-o"),
    ("01/02/2024", "Tin thử 33", "Tin", "1", None, None, None, None, "#REF!", None, None, None, None, None, "I40 so-o-loi"),
    ("01/02/2024", "Tin thử 34", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "N41 so-cong-thuc"),
    ("01/02/2024", None, "Tin", "1", None, None, None, None, None, None, None, None, None, None, "B42 so-o-trong"),
    ("02/02/2024", "Tin thử 35", "Tin", "1", None, None, None, None, None, None, None, None, None, None, "P43 so-o-thua"),
    ("Tổng cộng", None, None, None, None, None, None, None, 12, 1500, None, None, None, None, "A44 so-dong-tong"),
    ("03/02/2024", "Tin thử 36", "Tin", "1", None, None, None, "Xem tin", None, None, None, None, None, None, COUNTED),
]
FILLED = ("A6 so-o-gop-dien", "D6 so-o-gop-dien", "F6 so-o-gop-dien")  # warnings: what rows 6 and 7 take from row 5
FIXES = {
    "A6": "ghi giá trị vào từng dòng",
    "A18": "25/01/2024", "A19": "26/01/2024", "A20": "27/01/2024", "A21": "không có ngày này", "A23": "ô đang là số",
    "D24": "3;4", "D25": "3;4", "D26": "1;2", "D27": "1, 2, 3, 4, 5, 6, 7", "E28": "viết chữ thường: a", "E29": "a;c",
    "C30": "“Tin”", "F31": "dùng một trong: Sở Khoa học và Công nghệ; Văn phòng Sở", "F32": "chỉ ghi một", "G33": "Facebook; Zalo", "H34": "tep/", "I35": "chỉ ghi số: 02",
    "J35": "120", "K35": "1234", "L35": "ghi số phút", "J37": "bỏ gộp ô", "A38": "bỏ gộp ô", "A39": "xóa", "P43": "xóa ô thừa", "A44": "xóa dòng này",
}


def old_sheet() -> bytes:
    """The old sheet: a title block, the header in row 4, forty rows and a blank one."""
    block = [["SỞ KHOA HỌC VÀ CÔNG NGHỆ"], ["SỔ THEO DÕI TUYÊN TRUYỀN (dữ liệu thử)"], []]

    def finish(sheet):
        sheet.row_dimensions[17].hidden = True
        sheet["N41"] = "=A41"
        sheet["P43"] = "ghi thêm"
        sheet["H45"].hyperlink = "https://example.org/36"
        for row in range(46, 300):
            sheet.cell(row, 1).number_format = "dd/mm/yyyy"

    merged = ["A1:N1", "A2:N2", "A5:A7", "D5:D7", "F5:F7", "J36:J37", "A38:N38"]
    rows = [*block, list(COLUMNS.values())[:14], *(row[:14] for row in OLD_SHEET)]
    return make_xlsx(rows, merged=merged, name="Năm 2024", change=finish)


def put(content, name, data):
    target = content / "so-theo-doi" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


@pytest.fixture
def content(tmp_path):
    """A content folder that holds the plan of 2024."""
    make_plan(tmp_path / "content")
    return tmp_path / "content"


def test_forty_rows_of_an_old_sheet_count_or_get_a_message_that_names_the_cell(content, inv):
    assert sum(bool(row) for row in OLD_SHEET) == 40
    put(content, "2024.xlsx", old_sheet())
    expected = list(FILLED)
    expected += [item for row in OLD_SHEET for item in (row[14].split(", ") if row and row[14] else [])]
    done = inv("check", "--content", str(content), "--format", "json", "--as-of", "2024-12-31")
    assert done.returncode == 1, done.stderr
    problems = json.loads(done.stdout)["problems"]
    assert [f"{cell(problem)} {problem['code']}" for problem in problems] == expected
    for problem in problems:
        assert f"ô {cell(problem)}" in problem["message"], problem
        assert problem["fix"], problem
    first = {cell(problem): problem["fix"] for problem in reversed(problems)}
    assert {place: words in first[place] for place, words in FIXES.items()} == dict.fromkeys(FIXES, True)


def cell(problem):
    return f"{chr(64 + problem['column'])}{problem['line']}"


def test_the_rows_of_the_old_sheet_that_count_are_read_whole(content):
    put(content, "2024.xlsx", old_sheet())
    rows = load_site(content, MOMENT).site.rows
    wanted = [number for number, row in enumerate(OLD_SHEET, FIRST) if row and row[14] == COUNTED]
    assert [row.row for row in rows] == wanted
    shown = {
        row.row: (row.date.day, row.title, row.kind, row.tasks, "".join(row.areas), row.unit, row.channels) for row in rows
    }
    assert shown == {
        5: (15, "Tin thử 1", "tin", (1,), "a", "van-phong", ("cong-ttdt",)),
        6: (15, "Tin thử 2", "bai", (1,), "a", "van-phong", ("facebook",)),
        7: (15, "Tin thử 3", "tin", (1,), "a", "van-phong", ("zalo",)),
        8: (16, "Tin thử 4", "tin", (2,), "d", "van-phong", ("cong-ttdt",)),
        9: (17, "Tin thử 5", "tin", (3,), "cđ", "thanh-tra", ("zalo", "facebook")),
        10: (18, "Tin “thử” 6", "tin", (3,), "cđ", None, ()),
        11: (19, "=Tin thử 7", "tin-bai", (3, 4), "bcđ", "trung-tam-thong-tin", ()),
        12: (20, "Tin thử 8", "phong-su", (4, 3), "bđ", "trung-tam-thong-tin", ("dai-phat-thanh-truyen-hinh",)),
        13: (21, "Tin thử 9", "tin", (6,), "e", None, ()),
        14: (22, "Tin thử 10", "ban-tin", (), "g", None, ()),
        15: (23, "Hội nghị thử 11", "bao-cao", (7,), "cg", "cac-phong", ("hoi-nghi",)),
        17: (24, "Tin thử 12", "tin", (1,), "a", None, ()),
        36: (31, "Tin thử 31", "tin", (1,), "a", None, ()),
        45: (3, "Tin thử 36", "tin", (1,), "a", None, ()),
    }
    assert {row.row: (row.quantity, row.people, row.reach, row.minutes) for row in rows if row.row in {5, 7, 9, 10, 11, 12, 15, 36}} == {
        5: (1.0, None, 1200.0, None), 7: (1.0, None, 90.0, None), 9: (2.0, 1250.0, None, None),
        10: (None, 45.0, None, 90.0), 11: (None, None, 1234.5, None), 12: (None, None, None, 12.5),
        15: (1.0, 1200.0, None, 120.0), 36: (None, 300.0, None, None),
    }
    assert (rows[6].note, rows[-3].note) == ("+84", "dòng ẩn")
    assert (rows[0].evidence, rows[-1].evidence) == ("https://example.org/1", "https://example.org/36")


def as_text(value):
    """A value as a spreadsheet in Vietnam writes it to a .csv."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else value


def test_the_same_rows_as_csv_and_as_xlsx_are_the_same_outputs(content, tmp_path):
    good = [list(row[:14]) for row in OLD_SHEET[3:13] if row and row[14] == COUNTED]
    table = [list(COLUMNS.values()), *good]
    put(content, "2024.xlsx", make_xlsx(table))
    other = tmp_path / "csv"
    make_plan(other)
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([[as_text(value) for value in row] for row in table])
    put(other, "2024.csv", stream.getvalue().encode("utf-8-sig"))
    sites = [load_site(folder, MOMENT) for folder in (content, other)]
    assert [loaded.problems for loaded in sites] == [(), ()]
    rows = [[replace(row, source="") for row in loaded.site.rows] for loaded in sites]
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(good) == 9


def test_check_coverage_and_build_all_see_an_xlsx_log(content, tmp_path, inv):
    rows = [list(COLUMNS.values()), [date(2024, 5, 10), "Tin thử", "Tin", "4", None, "Thanh tra Sở", "Zalo"]]
    put(content, "2024.xlsx", make_xlsx(rows))
    options = ("--content", str(content), "--as-of", "2024-06-30")
    checked = json.loads(inv("check", *options, "--format", "json").stdout)
    assert (checked["problems"], checked["files"]["so-theo-doi/2024.xlsx"]) == ([], "published")
    measured = json.loads(inv("coverage", *options, "--format", "json").stdout)
    (output,) = measured["tasks"][3]["outputs"]
    assert (output["origin"], output["source"], output["date"]) == ("log", "so-theo-doi/2024.xlsx", "2024-05-10")
    target = tmp_path / "o" / "site"
    built = inv("build", *options, "--output", str(target), "--cache", str(tmp_path / "cache"))
    assert built.returncode == 0, built.stderr
    published = json.loads((target / "ke-hoach/2024/coverage.json").read_text(encoding="utf-8"))
    assert published["tasks"][3]["output_count"] == 1


def test_two_logs_of_one_year_are_an_error_and_no_row_counts_twice(content):
    rows = [list(COLUMNS.values()), ["10/05/2024", "Tin thử", "Tin", "4"]]
    put(content, "2024.xlsx", make_xlsx(rows))
    put(content, "2024.csv", "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ\n10/05/2024,Tin thử,Tin,4\n".encode())
    put(content, "2023.csv", "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ\n".encode())
    loaded = load_site(content, MOMENT)
    assert [(problem.path, problem.line, problem.column, problem.code) for problem in loaded.problems] == [
        ("so-theo-doi/2024.xlsx", 1, 1, "so-hai-tep")]
    assert [row.source for row in loaded.site.rows] == ["so-theo-doi/2024.csv"]
    assert loaded.ledger["so-theo-doi/2024.xlsx"] == "rejected"


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"<html>"])
def test_a_damaged_log_is_one_sentence_and_exit_1(content, inv, data):
    put(content, "2024.xlsx", data)
    done = inv("coverage", "--content", str(content), "--as-of", "2024-12-31")
    assert done.returncode == 1
    assert done.stderr.count("so-theo-doi/2024.xlsx:1:1 so-hong") == 1
    assert "Traceback" not in done.stdout + done.stderr


def test_a_new_log_is_written_for_the_plan_and_read_without_problems(content, inv):
    done = inv("new-log", "--plan", "2024", "--content", str(content))
    target = content / "so-theo-doi" / "2024.xlsx"
    assert (done.returncode, str(target) in done.stdout) == (0, True), done.stderr
    assert [path.name for path in target.parent.iterdir()] == ["2024.xlsx"]
    loaded = load_site(content, MOMENT)
    assert (loaded.problems, loaded.site.rows) == ((), ())


def test_the_plan_in_force_is_the_default_and_the_same_plan_gives_the_same_bytes(content, tmp_path, inv):
    one, two = tmp_path / "mot.xlsx", tmp_path / "hai.xlsx"
    assert inv("new-log", "--content", str(content), "--out", str(one)).returncode == 0
    assert inv("new-log", "--content", str(content), "--plan", "2024", "--out", str(two)).returncode == 0
    assert one.read_bytes() == two.read_bytes()


def test_a_file_that_is_there_is_never_written_over(content, inv):
    target = put(content, "2024.xlsx", b"cua toi")
    done = inv("new-log", "--content", str(content))
    assert (done.returncode, str(target) in done.stderr) == (2, True)
    assert target.read_bytes() == b"cua toi"


def test_beside_a_csv_of_the_year_none_is_made_and_the_way_out_is_told(content, inv):
    put(content, "2024.csv", "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ\n".encode())
    done = inv("new-log", "--content", str(content))
    assert done.returncode == 2
    assert "2024.csv" in done.stderr
    assert "--out" in done.stderr
    assert not (content / "so-theo-doi" / "2024.xlsx").exists()


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--plan", "2031"), 2, "Các kế hoạch đang có: 2024"),
        (("--out", "so.csv"), 2, ".xlsx"),
        (("--out", "khong-co/so.xlsx"), 3, "không có thư mục"),
    ],
)
def test_a_wrong_option_is_a_sentence_with_its_exit_code(content, inv, options, code, words):
    done = inv("new-log", "--content", str(content), *options)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_plan_there_is_no_log(tmp_path, inv):
    done = inv("new-log", "--content", str(tmp_path))
    assert (done.returncode, "Chưa có kế hoạch" in done.stderr) == (2, True)


def test_a_plan_with_errors_is_said_to_have_them(tmp_path, inv):
    make_plan(tmp_path, **{"title: Kế hoạch": "tilte: Kế hoạch"})
    done = inv("new-log", "--content", str(tmp_path), "--plan", "2024")
    assert (done.returncode, "ke-hoach/2024.yaml" in done.stderr) == (1, True)
    assert not (tmp_path / "so-theo-doi").exists()
