"""coverage.xlsx in both editions, read back."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest

from cchc.coverage import measure
from cchc.coverage_words import STARTER, WORDS
from cchc.office_file import read_parts
from cchc.plan import Explanation, Unit
from cchc.reports.coverage_xlsx import absolute, coverage_workbook
from support import ROOT, clean_environment
from unit.test_coverage import EXAMPLE_OUTPUTS, make_output, make_plan_2024

BASE = "https://example.vn/cchc/"
OFFICE_SHEETS = ["Văn phòng Sở", "Các phòng", "Ngoài kế hoạch", "Giải trình"]


def make_coverage(as_of=date(2024, 6, 30), *more, **changes):
    """Measure the worked example with outputs of every origin and an explanation."""
    explanations = (
        Explanation(task=4, date=date(2024, 6, 1), note="Chờ văn bản của tỉnh", by="Văn phòng", document="1/CV"),
        Explanation(task=4, date=date(2024, 11, 1), note="Giải trình sau"),
    )
    plan = replace(make_plan_2024(), explanations=explanations, **changes)
    extra = [
        make_output(date(2024, 3, 5), tasks=(), areas=("a",), title="Tin ngoài kế hoạch"),
        make_output(date(2024, 4, 5), tasks=(1, 4), origin="log", source="so-theo-doi/2024.csv",
                    url="https://bao.vn/tin", title="=Phát thanh", people=40.0, minutes=2.5, place="Hội trường",
                    note="Ghi riêng", unit=None, channels=("bao", "zalo"), starter=True),
        make_output(date(2024, 4, 6), "bao-cao", (4,), origin="attachment", url="tep/1.pdf", number="1/BC",
                    document_date=date(2024, 4, 1), title="Báo\ncáo", unit="cac-phong"),
        make_output(date(2024, 4, 8), origin="log", source="so-theo-doi/2024.csv", url="", title="Họp"),
    ]
    return measure(plan, [*EXAMPLE_OUTPUTS, *extra, *more], as_of)


def day(*parts):
    """A day as openpyxl reads it."""
    return datetime.combine(date(*parts), time())


def read(coverage, edition):
    return openpyxl.load_workbook(io.BytesIO(coverage_workbook(coverage, edition=edition, base_url=BASE)))


def rows(sheet, first=1):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


@pytest.fixture(scope="module")
def full():
    return read(make_coverage(), "full")


@pytest.fixture(scope="module")
def public():
    return read(make_coverage(), "results")


def test_each_edition_has_its_sheets(full, public):
    """A sheet per unit, outputs outside the plan and explanations are for the office."""
    assert public.sheetnames == ["Nhiệm vụ", "Sản phẩm", "Ghi chú"]
    assert full.sheetnames == ["Nhiệm vụ", "Sản phẩm", *OFFICE_SHEETS, "Ghi chú"]


def test_the_sheet_of_tasks_is_the_csv_with_dates_as_dates(full, public):
    """Same columns as the CSV of the edition; days are days."""
    sheet = full["Nhiệm vụ"]
    assert (sheet.max_row, sheet.max_column, public["Nhiệm vụ"].max_column) == (8, 13, 9)
    assert rows(sheet, 5)[0] == [
        4, "Nhiệm vụ 4", "Văn phòng Sở", "Các phòng", "Thường xuyên", "Kế hoạch; Báo cáo; Tin, bài; Phóng sự",
        "Chưa đủ sản phẩm", "Kế hoạch; Phóng sự", 0, 85, 3,
        day(2024, 4, 6), "tháng 3/2024; tháng 4/2024",
    ]
    assert sheet["L5"].number_format == "dd/mm/yyyy"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:M8")


def test_the_sheet_of_outputs_has_a_row_for_each_task_and_output(full):
    """An output of two tasks stands twice; titles lead to absolute addresses; signs of formulas are text."""
    sheet = full["Sản phẩm"]
    header, *found = rows(sheet)
    assert header == [
        "Nhiệm vụ", "Số, ký hiệu", "Ngày", "Tên sản phẩm", "Liên kết", "Thể loại", "Đơn vị", "Kênh", "Nội dung", "Ghi chú",
        "Số lượng", "Lượt người", "Lượt tiếp cận", "Thời lượng (phút)", "Địa điểm",
    ]
    assert len(found) == len(EXAMPLE_OUTPUTS) + 2 + 1 + 1
    broadcast = [None, day(2024, 4, 5), "=Phát thanh", "Mở", "Tin, bài", None, "Bao; Zalo", "a, b", "dữ liệu khởi tạo",
                 None, 40, None, 2.5, "Hội trường"]
    assert [row for row in found if row[3] == "=Phát thanh"] == [[1, *broadcast], [4, *broadcast]]
    assert [row[:4] for row in found if row[1]] == [[4, "1/BC", day(2024, 4, 6), "Báo cáo"]]
    links = {
        title.value: link.hyperlink.target for title, link in zip(sheet["D"], sheet["E"], strict=True) if link.hyperlink}
    assert links["=Phát thanh"] == "https://bao.vn/tin"
    assert links["Báo cáo"] == f"{BASE}tep/1.pdf"
    assert links["Bài 2024-03-10-tin-bai"] == f"{BASE}bai-viet/2024/2024-03-10-tin-bai/"
    assert "Họp" not in links


def test_the_public_sheet_of_outputs_has_public_fields_only(public):
    """Without the log's numbers and places."""
    header, *found = rows(public["Sản phẩm"])
    assert header[-1] == "Ghi chú"
    assert len(header) == 10
    assert not [row for row in found if "Hội trường" in row]


def test_no_word_of_the_office_is_in_the_public_workbook():
    """Neither status, nor note, nor explanation, nor an output outside the plan is in any part."""
    parts = read_parts(coverage_workbook(make_coverage(), edition="results", base_url=BASE))
    text = "\n".join(data.decode() for data in parts.values())
    labels = {word for item in WORDS.values() for word in (item.open, item.closed) if word != "–"}
    for word in (*labels, "Ghi riêng", "Hội trường", "Chờ văn bản", "Giải trình", "Tin ngoài kế hoạch", "Tình trạng"):
        assert word not in text


def test_the_full_workbook_has_no_notes_of_log_rows():
    """Private notes stay in the log."""
    parts = read_parts(coverage_workbook(make_coverage(), edition="full", base_url=BASE))
    assert "Ghi riêng" not in "\n".join(data.decode() for data in parts.values())


def test_a_unit_s_sheet_has_what_it_leads_supports_and_contributed(full):
    """Tasks it leads with what is due or late, tasks it supports, its own outputs; a group counts for none alone."""
    office, group = full["Văn phòng Sở"], full["Các phòng"]
    found = rows(office)
    assert found[0][0] == "Văn phòng Sở"
    assert found[1] == [
        "Nhiệm vụ", "Vai trò", "Gần nhất", "Tên nhiệm vụ", "Số lần trễ", "Tình trạng", "Thể loại chưa có",
        "Việc cần làm", "Sản phẩm của đơn vị", None,
    ]
    assert [(row[0], row[1], row[7], row[8]) for row in found[2:9]] == [
        (1, "Chủ trì", "Đến hạn", 5), (2, "Chủ trì", None, 1), (3, "Chủ trì", None, 6), (4, "Chủ trì", "Đến hạn", 1),
        (5, "Chủ trì", "Đến hạn", 0), (6, "Chủ trì", "Đến hạn", 0),
        (7, "Chủ trì", "Quá hạn hoặc lâu chưa có sản phẩm", 0),
    ]
    assert (office.auto_filter.ref, office.freeze_panes) == ("A12:J25", "A13")
    assert [row[1] for row in rows(group)[2:9]] == ["Phối hợp"] * 7
    assert [row[3] for row in rows(group)[12:]] == ["Báo cáo"]


def test_a_unit_without_work_says_so():
    """Every unit of the plan has its sheet, also without tasks and outputs; equal beginnings stay apart."""
    long = "Trung tâm Thông tin, thống kê và ứng dụng"
    units = (*make_plan_2024().units, Unit(id="x", name=f"{long} KH"), Unit(id="y", name=f"{long} CN: [1/2]"))
    book = read(make_coverage(date(2024, 6, 30), units=units), "full")
    assert book.sheetnames[4:6] == ["Trung tâm Thông tin, thống kê v", "Trung tâm Thông tin, thống (2)"]
    assert [row[0] for row in rows(book.worksheets[5])][2:] == [
        "Không chủ trì và không phối hợp nhiệm vụ nào.", None, "Sản phẩm đã thực hiện", "Nhiệm vụ", "Chưa có sản phẩm."]


def test_explanations_are_those_of_the_day_and_outputs_outside_the_plan_are_listed(full):
    """A later explanation is not shown before its day."""
    assert rows(full["Giải trình"])[1:] == [[4, day(2024, 6, 1), "Chờ văn bản của tỉnh", "Văn phòng", "1/CV"]]
    assert [row[3] for row in rows(full["Ngoài kế hoạch"])[1:]] == ["Tin ngoài kế hoạch"]
    later = read(make_coverage(date(2025, 2, 1)), "full")
    assert len(rows(later["Giải trình"])) == 3


def test_a_closed_plan_asks_nothing_of_a_unit_and_marks_what_was_withdrawn():
    """Once the plan is over nothing is due; outputs withdrawn since are marked in both editions."""
    gone = make_output(date(2024, 6, 7), title="Đã gỡ", withdrawn=date(2025, 1, 5))
    for edition in ("full", "results"):
        book = read(make_coverage(date(2025, 2, 1), gone), edition)
        assert [row[9] for row in rows(book["Sản phẩm"]) if row[3] == "Đã gỡ"] == ["đã rút"]
    assert {row[7] for row in rows(read(make_coverage(date(2025, 2, 1)), "full")["Văn phòng Sở"])[2:9]} == {None}


def test_the_notes_say_the_day_the_conventions_and_starter_data(public):
    """Figures never stand without their day and the office's conventions."""
    text = "\n".join(row[0] or "" for row in rows(public["Ghi chú"]))
    assert "Số liệu tính đến ngày 30/06/2024." in text
    assert "Quy ước theo dõi của Văn phòng Sở: Thường xuyên: ít nhất 01 sản phẩm trong 90 ngày." in text
    assert STARTER in text
    plain = read(measure(replace(make_plan_2024(), conventions=""), [], date(2024, 6, 30)), "results")
    assert len(rows(plain["Ghi chú"])) == 3


def test_a_closed_plan_is_said_to_be_one():
    """Beside the last day of the figures, at the head of each page and in the notes."""
    parts = read_parts(coverage_workbook(make_coverage(date(2025, 2, 1)), edition="full", base_url=BASE))
    words = "Số liệu tính đến ngày 31/12/2024. Kế hoạch đã kết thúc"
    assert f"{words}</oddHeader>".encode() in parts["xl/worksheets/sheet1.xml"]
    assert f"{words}.</t>".encode() in parts["xl/sharedStrings.xml"]
    assert "Kế hoạch đã kết thúc".encode() not in b"".join(
        read_parts(coverage_workbook(make_coverage(date(2024, 12, 31)), edition="full", base_url=BASE)).values())


def test_the_longest_gap_is_that_of_continuous_tasks(full):
    """Of the other tasks silence means nothing; the notes of the office's edition say so."""
    gaps = [row[9] for row in rows(full["Nhiệm vụ"], 2)]
    assert [gap is None for gap in gaps] == [False, False, False, False, True, True, False]
    assert "Khoảng trống dài nhất chỉ tính cho nhiệm vụ thường xuyên." in [row[0] for row in rows(full["Ghi chú"])]


def test_a_plan_without_outputs_gives_a_correct_workbook():
    """Empty tables say that there is nothing yet."""
    book = read(measure(make_plan_2024(), [], date(2024, 1, 1)), "full")
    assert rows(book["Sản phẩm"])[1][0] == "Chưa có sản phẩm."
    assert rows(book["Ngoài kế hoạch"])[1][0] == "Không có sản phẩm ngoài kế hoạch."
    assert rows(book["Giải trình"])[1][0] == "Chưa có giải trình."


@pytest.mark.parametrize(("url", "where"), [
    ("", ""), ("https://x.vn/a", "https://x.vn/a"), ("http://x.vn", "http://x.vn"), ("tep/a.pdf", f"{BASE}tep/a.pdf"),
])
def test_absolute(url, where):
    """Rows with an address of their own keep it, others stand in the section."""
    assert absolute(BASE, url) == where


SCRIPT = """
import hashlib, sys
sys.path[:0] = [sys.argv[1] + "/plugins", sys.argv[1] + "/tests"]
from unit.reports.test_coverage_xlsx import BASE, coverage_workbook, make_coverage
for edition in ("full", "results"):
    print(hashlib.sha256(coverage_workbook(make_coverage(), edition=edition, base_url=BASE)).hexdigest())
"""


def test_other_processes_hash_seeds_zones_and_folders_change_nothing(tmp_path):
    """The same figures give the same bytes wherever they are written."""
    here = [
        hashlib.sha256(coverage_workbook(make_coverage(), edition=edition, base_url=BASE)).hexdigest()
        for edition in ("full", "results")
    ]
    for seed, zone in (("1", "America/New_York"), ("77", "Pacific/Kiritimati")):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(ROOT)], cwd=tmp_path, capture_output=True, text=True, check=True,
            env=clean_environment(PYTHONHASHSEED=seed, TZ=zone), timeout=120)
        assert done.stdout.split() == here
