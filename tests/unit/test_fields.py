"""Field tables and shapes: what a value may be, and where its fault is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc import fields as f
from cchc.dates import parse_moment
from cchc.fields import Field, Reading, read_record
from cchc.post import parse_post
from cchc.problems import Mark
from cchc.text import VIETNAM
from cchc.yaml_nodes import compose

TABLE = (
    Field("title", "tieu_de", f.Text(limit=10), required=True),
    Field("note", "ghi_chu", f.Text(lines=True)),
    Field("areas", "noi_dung", f.list_of(f.letter)),
    Field("tasks", "nhiem_vu", f.list_of(f.number(least=1, most=9))),
    Field("status", "trang_thai", f.choice({"draft": "draft", "nháp": "draft"})),
    Field("day", "ngay", f.day),
    Field("open", "mo", f.flag),
    Field("code", "ma", f.pattern("[a-z]+", "ma-sai")),
    Field("file", "tep", f.record((Field("path", None, f.Text(), required=True), Field("size", None, f.Text())))),
    Field("files", None, f.list_of(f.record((Field("path", None, f.Text(), required=True),)))),
)


def read(text):
    """(values, problems as line, column, code, reading) of one record."""
    reading = Reading("x.md")
    values = read_record(compose(text, "x.md").root, TABLE, reading, refused=frozenset({"url"}))
    return values, [(problem.line, problem.column, problem.code) for problem in reading.problems], reading


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("title: Một", "title", "Một"),
        ("tieu_de: '  Một   hai '", "title", "Một hai"),
        ("title: a\nnote: |\n  một\n  hai\n", "note", "một\nhai"),
        ("title: a\nareas: a", "areas", ("a",)),
        ("title: a\nnoi_dung: [a, dd, đ]", "areas", ("a", "đ")),
        ("title: a\nareas:\n- a\n-\n- null\n- d", "areas", ("a", "d")),
        ("title: a\ntasks: '3'", "tasks", (3,)),
        ("title: a\ntasks: 3 # ba", "tasks", (3,)),
        ("title: a\nstatus: NHÁP", "status", "draft"),
        ("title: a\nopen: có", "open", "true"),
        ("title: a\nday: 5/3/2024", "day", date(2024, 3, 5)),
        ("title: a\nfile: {path: x}", "file", {"path": "x"}),
        ("title: a\nfiles: {path: x}", "files", ({"path": "x"},)),
    ],
)
def test_a_value_is_read_by_its_shape(text, name, expected):
    assert read(text)[0][name] == expected


@pytest.mark.parametrize("written", ["", "null", "~", '""', "''", "[]", "' '", "[null, '']"])
def test_null_and_empty_count_as_absent(written):
    values, problems, reading = read(f"title: a\nareas: {written}\ncode: {written if '[' not in written else ''}\n")
    assert (values, problems, reading.unread) == ({"title": "a"}, [], set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("note: a", [(1, 1, "khoa-thieu")]),
        ("title: null", [(1, 1, "gia-tri-trong")]),
        ("title: ''", [(1, 1, "gia-tri-trong")]),
        ("title: 12345678901", [(1, 8, "chu-qua-dai")]),
        ("title: [a, b]", [(1, 8, "can-chu")]),
        ("title: Mục #1", [(1, 8, "chu-bi-cat")]),
        ("title: #1", [(1, 8, "chu-bi-cat")]),
        ("title: a\ntieu_de: b", [(2, 1, "khoa-trung")]),
        ("title: a\ntitel: b", [(2, 1, "khoa-la")]),
        ("title: a\nurl: b", [(2, 1, "khoa-cam")]),
        ("“title”: a", [(1, 1, "khoa-nhay-cong")]),
        ("title\u00a0: a", [(1, 1, "khoa-ky-tu-an")]),
        ("title: a\nareas: [a, Đ]", [(2, 12, "noi-dung-hoa")]),
        ("title: a\nareas: [a, z]", [(2, 12, "noi-dung-sai")]),
        ("title: a\ntasks: [1, 10]", [(2, 12, "so-sai")]),
        ("title: a\ntasks: [-1]", [(2, 9, "so-sai")]),
        ("title: a\ntasks: [1, 1]", [(2, 12, "lap-lai")]),
        ("title: a\nstatus: xong", [(2, 9, "lua-chon-sai")]),
        ("title: a\nday: [1/1/2024]", [(2, 6, "can-mot-gia-tri")]),
        ("title: a\ncode: X1", [(2, 7, "ma-sai")]),
        ("title: a\nfile: x", [(2, 7, "can-khoa-gia-tri")]),
        ("title: a\nfile: {size: x}", [(2, 7, "khoa-thieu")]),
        ("title: a\nfiles:\n- path: x\n- {}", [(4, 3, "khoa-thieu")]),
        ("title: ðúng", [(1, 8, "chu-eth")]),
    ],
)
def test_a_fault_is_placed_at_its_value_or_key(text, expected):
    assert read(text)[1] == expected


def test_a_disguised_key_is_read_so_that_it_is_not_called_missing():
    values, problems, _ = read("“tieu_de”: Một\nareas\u00a0: [z]\n")
    assert values == {"title": "Một"}
    assert [code for *_, code in problems] == ["khoa-nhay-cong", "khoa-ky-tu-an", "noi-dung-sai"]


def test_fields_whose_values_are_all_at_fault_are_unread():
    assert read("title: [a]\nareas: [z]\ntasks: [1, x]\n")[2].unread == {("title",), ("areas",)}


def test_places_in_a_list_are_those_of_the_values_kept():
    reading = read("title: a\nareas: [a, z, đ]\n")[2]
    assert (reading.marks[("areas", 0)], reading.marks[("areas", 1)]) == (Mark(2, 9), Mark(2, 15))


def test_letters_run_together_get_a_list_as_fix():
    reading = read('title: a\nareas: "a, dd; c"\n')[2]
    assert reading.problems[0].fix == "viết thành danh sách: [a, đ, c]"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-10", (2024, 5, 10, 0, 0)),
        ("2024-5-3", (2024, 5, 3, 0, 0)),
        ("2024-05-10 08:30", (2024, 5, 10, 8, 30)),
        ("2024-05-10 8:30", (2024, 5, 10, 8, 30)),
        ("2024-05-10T08:30:00+07:00", (2024, 5, 10, 8, 30)),
        ("2024-05-10T08:30:00.000+07:00", (2024, 5, 10, 8, 30)),
        ("2024-05-10T01:30:00Z", (2024, 5, 10, 8, 30)),
        ("2024-05-09T20:30:00-05:00", (2024, 5, 10, 8, 30)),
        ("2024-05-10 10:30 +0900", (2024, 5, 10, 8, 30)),
        ("10/05/2024", (2024, 5, 10, 0, 0)),
        ("5/3/2024", (2024, 3, 5, 0, 0)),
        ("10/05/2024 08:30", (2024, 5, 10, 8, 30)),
        ("1/5/2024 8:30", (2024, 5, 1, 8, 30)),
        ("29/02/2024", (2024, 2, 29, 0, 0)),
    ],
)
def test_every_form_of_a_date_is_read_in_vietnam_s_time(written, expected):
    assert parse_moment(written) == datetime(*expected, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("10/05/24", "ngay-nam-hai-so"), ("10-05-24", "ngay-nam-hai-so"), ("1/5/24 08:30", "ngay-nam-hai-so"),
        ("05/13/2024", "ngay-thang-truoc"), ("31/12/2024 24:00", "ngay-khong-co"), ("31/04/2024", "ngay-khong-co"),
        ("29/02/2023", "ngay-khong-co"), ("13/13/2024", "ngay-khong-co"), ("2024-13-01", "ngay-khong-co"),
        ("0000-01-01", "ngay-khong-co"), ("2024-05-10 25:00", "ngay-khong-co"),
        ("9999-12-31T23:00-05:00", "ngay-khong-co"),
        ("10.05.2024", "ngay-sai"), ("10-05-2024", "ngay-sai"), ("10 tháng 5", "ngay-sai"),
        ("May 10, 2024", "ngay-sai"),
        ("2024", "ngay-sai"), ("2024-05-10T08:30+15:00", "ngay-sai"), ("2024/05/10", "ngay-sai"), ("", "ngay-sai"),
    ],
)
def test_other_dates_are_refused_with_the_reason(written, code):
    assert parse_moment(written) == code


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_any_offset_names_the_same_moment(moment):
    moment = moment.replace(microsecond=0)
    assert parse_moment(moment.isoformat()) == moment
    assert parse_moment(moment.astimezone(VIETNAM).isoformat()) == moment


@given(st.text(max_size=30) | st.from_regex(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2})?", fullmatch=True))
def test_no_text_makes_a_date_raise(written):
    assert isinstance(parse_moment(written), datetime | str)


@pytest.mark.parametrize("escape", [r"\v", r"\x01", r"\uFFFE", r"\L", r"\x85"])
def test_a_control_character_written_as_an_escape_is_refused(escape: str) -> None:
    """YAML decodes it, and neither a feed nor a Word file may hold it."""
    parsed = parse_post("bai-viet/2024/2024-05-10-a.md", f'---\ntitle: "Một {escape} hai"\n---\n\nĐoạn.\n'.encode())
    assert [(problem.line, problem.column, problem.code) for problem in parsed.problems] == [(2, 8, "ky-tu-la")]
