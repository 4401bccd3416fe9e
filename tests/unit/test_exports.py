"""coverage.json, coverage.csv and the terminal's table, in the full and the public edition."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from cchc.coverage import measure
from cchc.exports import (
    coverage_csv,
    coverage_document,
    coverage_json,
    coverage_text,
    kind_names,
    schedule_document,
    task_header,
    task_row,
    unit_names,
)
from cchc.schedule import Continuous, Event, Periodic, PlanEvent, Window
from unit.test_coverage import DAILY, EXAMPLE_OUTPUTS, make_output, make_plan, make_plan_2024, make_task

KEYS = [
    "schema", "edition", "plan", "as_of", "closed", "completion", "channels", "counts", "tasks", "areas",
    "unplanned",
]
TASK_KEYS = [
    "number", "title", "status", "label", "expected", "missing", "open", "require", "lead", "support",
    "schedule", "outputs", "output_count", "last_output", "age_days", "late", "gaps", "longest_gap_days",
    "months_with_output", "by_month",
]
OUTPUT_KEYS = ["title", "date", "kind", "url", "unit", "channels", "origin", "source", "number", "document_date"]
LOG_KEYS = ["quantity", "people", "reach", "minutes", "place", "note"]
INTERNAL = {"completion", "counts", "unplanned"}
INTERNAL_OF_TASK = {"status", "label", "missing", "late", "gaps", "longest_gap_days"}


@pytest.fixture
def coverage():
    """Measure the worked example on 30 June 2024, with one output outside the plan."""
    lone = make_output(date(2024, 3, 5), tasks=(), areas=("a",), title="Tin ngoài kế hoạch")
    return measure(make_plan_2024(), [*EXAMPLE_OUTPUTS, lone], date(2024, 6, 30))


def read_csv(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_full_document_has_the_keys_of_the_contract_in_order(coverage):
    """The full edition has every key the contract prints, in its order."""
    document = coverage_document(coverage, edition="full")
    assert list(document) == KEYS
    assert {tuple(task) for task in document["tasks"]} == {tuple(TASK_KEYS)}
    assert {tuple(item) for task in document["tasks"] for item in task["outputs"]} == {tuple(OUTPUT_KEYS)}


def test_public_document_leaves_out_the_internal_keys(coverage):
    """The public edition has the same keys but those the contract marks °, with equal values."""
    full = coverage_document(coverage, edition="full")
    public = coverage_document(coverage, edition="results")
    assert list(public) == [key for key in KEYS if key not in INTERNAL]
    for all_keys, some in zip(full["tasks"], public["tasks"], strict=True):
        assert list(some) == [key for key in TASK_KEYS if key not in INTERNAL_OF_TASK]
        assert some == {key: all_keys[key] for key in some}
    text = coverage_json(coverage, edition="results")
    assert not [word for word in ("overdue", "stale", "Chưa", "ngoài kế hoạch") if word in text]


def test_full_document_of_the_worked_example(coverage):
    """Figures of the worked example."""
    document = coverage_document(coverage, edition="full")
    assert {key: document[key] for key in KEYS if key != "tasks"} == {
        "schema": "cchc.coverage/1", "edition": "full", "plan": "2024", "as_of": "2024-06-30",
        "closed": False,
        "completion": {"done": 2, "counted": 7, "percent": 28.6}, "channels": ["cong-ttdt"],
        "counts": {
            "done": 2, "partial": 1, "stale": 1, "overdue": 1, "pending": 2, "not_due": 0, "waiting": 0},
        "areas": [
            {"letter": letter, "outputs": count}
            for letter, count in zip("abcdđeg", (5, 1, 6, 1, 6, 0, 0), strict=True)],
        "unplanned": [{"title": "Tin ngoài kế hoạch", "source": "bai-viet/2024/2024-03-05-tin-bai.md"}],
    }


def test_task_entry_of_the_worked_example(coverage):
    """Task 4, silent for 112 days, as the contract writes it."""
    entry = coverage_document(coverage, edition="full")["tasks"][3]
    by_month = {f"2024-{month:02d}": int(month == 3) for month in range(1, 13)}
    assert entry == {
        "number": 4, "title": "Nhiệm vụ 4", "status": "stale", "label": "Lâu chưa có sản phẩm mới",
        "expected": ["ke-hoach", "bao-cao", "tin-bai", "phong-su"],
        "missing": ["ke-hoach", "bao-cao", "phong-su"], "open": False, "require": "all",
        "lead": ["van-phong"], "support": ["cac-phong"],
        "schedule": {"type": "continuous", "every_days": 90, "text": "Thường xuyên"},
        "outputs": [{
            "title": "Bài 2024-03-10-tin-bai", "date": "2024-03-10", "kind": "tin-bai",
            "url": "bai-viet/2024/2024-03-10-tin-bai/", "unit": "van-phong", "channels": ["cong-ttdt"],
            "origin": "post", "source": "bai-viet/2024/2024-03-10-tin-bai.md", "number": None, "document_date": None,
        }],
        "output_count": 1, "last_output": "2024-03-10", "age_days": 112, "late": 0,
        "gaps": [{"from": "2024-03-10", "to": "2024-06-30", "days": 112}], "longest_gap_days": 112,
        "months_with_output": 1, "by_month": by_month,
    }


def test_absent_values_are_null(coverage):
    """Without output the last day and the age are null, and so is an unknown unit."""
    entry = coverage_document(coverage, edition="full")["tasks"][6]
    assert (entry["last_output"], entry["age_days"], entry["outputs"]) == (None, None, [])
    unknown = measure(make_plan_2024(), [make_output(date(2024, 1, 5), unit=None)], date(2024, 1, 5))
    assert coverage_document(unknown, edition="results")["tasks"][0]["outputs"][0]["unit"] is None


def test_json_text(coverage):
    """Readable UTF-8, indented by one, ending in a newline, equal to the document."""
    text = coverage_json(coverage, edition="full")
    assert text.startswith('{\n "schema": "cchc.coverage/1",\n "edition": "full",')
    assert text.endswith("}\n")
    assert "Lâu chưa có sản phẩm mới" in text
    assert json.loads(text) == coverage_document(coverage, edition="full")


@pytest.mark.parametrize("edition", ["full", "results"])
def test_starter_and_withdrawn_are_added_only_where_they_hold(coverage, edition):
    """Starter data is said at the top; an output withdrawn after the plan carries its day."""
    outputs = [
        make_output(date(2024, 6, 1), withdrawn=date(2025, 3, 1), starter=True),
        make_output(date(2024, 6, 2)),
    ]
    closed = coverage_document(measure(make_plan_2024(), outputs, date(2025, 6, 1)), edition=edition)
    assert closed["starter"] is True
    assert [item.get("withdrawn") for item in closed["tasks"][0]["outputs"]] == ["2025-03-01", None]
    assert "withdrawn" not in closed["tasks"][0]["outputs"][1]
    assert "starter" not in coverage_document(coverage, edition=edition)


def make_row(**changes):
    """Build a row of the output log of 10 May."""
    return make_output(
        date(2024, 5, 10), origin="log", source="so-theo-doi/2024.csv", url="https://example.vn/tap-huan",
        **{"quantity": 2.0, "people": 40.0, "reach": 1200.5, "place": "Hội trường", "note": "Ghi riêng", **changes})


def test_numbers_of_the_log_are_for_the_office():
    """Quantity, people, reach, minutes, place and note of a log row are in the full edition only, null when blank."""
    coverage = measure(make_plan_2024(), [make_row(place="", minutes=None)], date(2024, 6, 30))
    full = coverage_document(coverage, edition="full")["tasks"][0]["outputs"][0]
    public = coverage_document(coverage, edition="results")["tasks"][0]["outputs"][0]
    assert list(full) == [*OUTPUT_KEYS, *LOG_KEYS]
    assert list(public) == OUTPUT_KEYS
    assert {key: full[key] for key in LOG_KEYS} == {
        "quantity": 2, "people": 40, "reach": 1200.5, "minutes": None, "place": None, "note": "Ghi riêng"}
    assert '"quantity": 2,' in coverage_json(coverage, edition="full")
    assert "Ghi riêng" not in coverage_json(coverage, edition="results")


def test_documents_carry_their_own_number_and_day():
    """Number and date of a document are in both editions, null when unknown."""
    output = make_output(date(2024, 5, 10), origin="attachment", number="12/QĐ", document_date=date(2024, 5, 8))
    coverage = measure(make_plan_2024(), [output], date(2024, 6, 30))
    for edition in ("full", "results"):
        entry = coverage_document(coverage, edition=edition)["tasks"][0]["outputs"][0]
        assert (entry["number"], entry["document_date"]) == ("12/QĐ", "2024-05-08")


def test_names_of_ids_the_plan_does_not_know_are_the_ids(coverage):
    """An unknown kind or unit is shown as written, never dropped."""
    assert kind_names(coverage, ("tin-bai", "la")) == "Tin, bài; la"
    assert unit_names(coverage, ("van-phong", "la")) == "Văn phòng Sở; la"


def test_the_table_of_tasks_keeps_dates_as_dates(coverage):
    """What the workbook shows is the CSV's table, with days as days and nothing made safe by a sign."""
    rows = [task_row(coverage, task, edition="full") for task in coverage.tasks]
    assert len(task_header("full")) == len(rows[0]) == len(task_header("results")) + 4
    assert (rows[3][-2], rows[6][-2]) == (date(2024, 3, 10), None)


@pytest.mark.parametrize(("schedule", "expected"), [
    (Continuous(every_days=90, text="Thường xuyên"),
     {"type": "continuous", "every_days": 90, "text": "Thường xuyên"}),
    (Window(start=date(2024, 1, 1), end=date(2024, 12, 31), text="Năm 2024"),
     {"type": "window", "from": "2024-01-01", "to": "2024-12-31", "text": "Năm 2024"}),
    (Event(within=5, working=True, events=(), text="Ngay sau khi"),
     {"type": "event", "within_working_days": 5, "events": [], "text": "Ngay sau khi"}),
    (Event(within=7, working=False, text="Sau khi", events=(
        PlanEvent(date=date(2024, 6, 25), title="Công bố", document="12/QĐ-UBND"),)),
     {"type": "event", "within_days": 7, "text": "Sau khi",
      "events": [{"date": "2024-06-25", "title": "Công bố", "document": "12/QĐ-UBND"}]}),
    (Periodic(every="quarter", count=1, text="Hằng quý"),
     {"type": "periodic", "every": "quarter", "count": 1, "text": "Hằng quý"}),
])
def test_schedule_document(schedule, expected):
    """A schedule reads as in the plan file."""
    document = schedule_document(schedule)
    assert document == expected
    assert (next(iter(document)), list(document)[-1]) == ("type", "text")


def test_csv_is_made_for_spreadsheets(coverage):
    """BOM first, CRLF rows, Vietnamese headers, one row per task."""
    text = coverage_csv(coverage, edition="full")
    assert text.startswith("\ufeffSố,Nhiệm vụ,")
    assert text.count("\r\n") == text.count("\n") == 8
    rows = read_csv(text)
    assert rows[0] == [
        "Số", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện",
        "Sản phẩm theo kế hoạch", "Tình trạng", "Sản phẩm còn thiếu", "Số lần trễ",
        "Khoảng trống dài nhất (ngày)",
        "Số sản phẩm", "Sản phẩm gần nhất", "Các tháng có sản phẩm",
    ]
    assert rows[4] == [
        "4", "Nhiệm vụ 4", "Văn phòng Sở", "Các phòng", "Thường xuyên",
        "Kế hoạch; Báo cáo; Tin, bài; Phóng sự", "Lâu chưa có sản phẩm mới", "Kế hoạch; Báo cáo; Phóng sự",
        "0", "112", "1", "10/03/2024", "tháng 3/2024",
    ]
    assert rows[3][-1] == "tháng 2/2024; tháng 3/2024; tháng 5/2024; tháng 6/2024"
    assert rows[7][-3:] == ["0", "", ""]
    assert [bool(row[9]) for row in rows[1:]] == [True, True, True, True, False, False, True]


def test_public_csv_has_no_statuses(coverage):
    """The public edition leaves out the four internal columns and nothing else."""
    full = read_csv(coverage_csv(coverage, edition="full"))
    public = read_csv(coverage_csv(coverage, edition="results"))
    assert public == [row[:6] + row[10:] for row in full]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cells_never_start_a_formula(start):
    """A cell that a spreadsheet would compute is kept as text by a leading '."""
    task = replace(make_task(1, Continuous(every_days=90, text=f"{start}1+1")), title=f"{start}HYPERLINK(1)")
    text = coverage_csv(measure(make_plan(task), [], date(2024, 1, 1)), edition="full")
    row = read_csv(text)[1]
    assert (row[1], row[4]) == (f"'{start}HYPERLINK(1)", f"'{start}1+1")


def test_csv_joins_several_units():
    """Units of one cell are separated by semicolons."""
    units = ("van-phong", "cac-phong")
    task = replace(make_task(1, DAILY), lead=units, support=units[::-1])
    row = read_csv(coverage_csv(measure(make_plan(task), [], date(2024, 1, 1)), edition="results"))[1]
    assert row[2:4] == ["Văn phòng Sở; Các phòng", "Các phòng; Văn phòng Sở"]


def test_csv_keeps_commas_quotes_and_signs_inside():
    """Other cells are unchanged."""
    title = 'Tin, bài "một cửa" = 1+1'
    task = replace(make_task(1, DAILY), title=title)
    text = coverage_csv(measure(make_plan(task), [], date(2024, 1, 1)), edition="results")
    assert read_csv(text)[1][1] == title


def test_text_table(coverage):
    """The terminal shows all fields in aligned columns, then completion, channels, day and conventions."""
    assert coverage_text(coverage) == """\
Kế hoạch tuyên truyền cải cách hành chính năm 2024

Số  Nhiệm vụ    Tình trạng                  Sản phẩm  Gần nhất    Thể loại chưa có
1   Nhiệm vụ 1  ◐ Chưa đủ sản phẩm          4         20/06/2024  Quyết định; Phóng sự
2   Nhiệm vụ 2  ● Đúng tiến độ              1         30/05/2024  –
3   Nhiệm vụ 3  ● Đúng tiến độ              6         01/06/2024  –
4   Nhiệm vụ 4  ◆ Lâu chưa có sản phẩm mới  1         10/03/2024  Kế hoạch; Báo cáo; Phóng sự
5   Nhiệm vụ 5  ○ Đang trong hạn            0         –           Quyết định
6   Nhiệm vụ 6  ○ Đang trong hạn            0         –           Tin, bài
7   Nhiệm vụ 7  ▲ Chưa thực hiện            0         –           Bản tin; Tin, bài; Báo cáo; Kế hoạch; \
Văn bản

Đúng tiến độ hoặc hoàn thành 2/7 nhiệm vụ (28,6 %)
Số kênh đã sử dụng: 1
Sản phẩm ngoài kế hoạch: 1
Số liệu tính đến ngày 30/06/2024
Quy ước theo dõi của Văn phòng Sở: Thường xuyên: ít nhất 01 sản phẩm trong 90 ngày
"""


def test_text_says_starter_data_and_what_was_withdrawn():
    """Starter data is never shown as official; outputs withdrawn after the plan are told apart."""
    output = make_output(date(2024, 6, 1), withdrawn=date(2025, 3, 1), starter=True)
    text = coverage_text(measure(make_plan_2024(), [output], date(2025, 6, 1)))
    assert text.endswith("\nDữ liệu khởi tạo, chưa phải số liệu chính thức\n")
    assert "1 (1 đã rút)" in text
    assert "\nSố liệu tính đến ngày 31/12/2024. Kế hoạch đã kết thúc\n" in text
    assert "Kế hoạch đã kết thúc" not in coverage_text(measure(make_plan_2024(), [output], date(2024, 12, 31)))


def test_text_without_conventions_or_counted_tasks():
    """A plan may state no conventions; whole percents have no decimals."""
    plan = replace(make_plan(make_task(1, Event(within=5, working=True, events=(), text=""))), conventions="")
    text = coverage_text(measure(plan, [], date(2024, 6, 30)))
    assert "Đúng tiến độ hoặc hoàn thành 0/0 nhiệm vụ (100 %), không tính 1 nhiệm vụ" in text
    assert "Quy ước" not in text


@pytest.mark.parametrize(("title", "width", "shown"), [
    ("Cải cách", 8, "Cải cách"), ("Cải cách hành chính", 9, "Cải cách…"), ("Cải cách này", 10, "Cải cách…"),
    ("Cải cách này", 12, "Cải cách này"), ("Cải cách này", 11, "Cải cách n…"), ("日本語", 5, "日本…"),
    ("日本語", 6, "日本語"), ("Cải\n cách", 20, "Cải cách"), ("Cải", 1, "…"), ("Cải", 0, "…"),
])
def test_titles_are_cut_by_display_width(title, width, shown):
    """Titles are cut to columns: wide characters take two."""
    plan = make_plan(replace(make_task(1, DAILY), title=title), make_task(2, DAILY))
    lines = coverage_text(measure(plan, [], date(2024, 1, 1)), title_width=width).splitlines()
    assert lines[3][4:].startswith(f"{shown} ")


def test_titles_are_cut_to_44_columns_by_default():
    """Without a width a title takes 44 columns at most."""
    plan = make_plan(replace(make_task(1, DAILY), title="x" * 45))
    assert f"  {'x' * 43}…  " in coverage_text(measure(plan, [], date(2024, 1, 1)))


@pytest.mark.parametrize(("title", "more"), [("Cai\u0309 cách", 0), ("x\u0323x\u0323", 2), ("日本語", -3)])
def test_columns_align_whatever_the_characters(title, more):
    """The status starts at the same column of the screen in every row; `more` characters precede it."""
    plan = make_plan(replace(make_task(1, DAILY), title=title), make_task(2, DAILY))
    first, second = coverage_text(measure(plan, [], date(2024, 1, 1))).splitlines()[3:5]
    assert first.index("○") == second.index("○") + more
