"""Cells of the column "Thời gian thực hiện": tests/cases/schedules.md, and any text at all."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.importers.draft_tasks import schedule_values
from cchc.importers.knowledge import Limits, starting_knowledge
from cchc.importers.schedules import Unclear, last_day_note, read_schedule
from cchc.plan import Period
from cchc.schedule import Continuous, Event, Periodic, Window
from unit.importers.cells import case_rows

LIMITS = starting_knowledge().limits
ROWS = case_rows("schedules.md", 3)
YEAR = Period(start=date(2025, 1, 1), end=date(2025, 12, 31))


def period_of(years: str) -> Period:
    first, _, last = years.partition("-")
    return Period(start=date(int(first), 1, 1), end=date(int(last or first), 12, 31))


def shown(found: object) -> str:
    """A schedule as the case file writes it."""
    match found:
        case Continuous():
            return f"continuous {found.every_days}"
        case Window():
            return f"window {found.start}..{found.end}"
        case Periodic():
            return f"periodic {found.every} {found.count}"
        case Event():
            return f"event {found.within} {'working' if found.working else 'days'}"
    assert isinstance(found, Unclear)
    return f"? {found.why}"


@pytest.mark.parametrize(("cell", "years", "expected"), ROWS)
def test_a_cell_gives_the_schedule_or_the_question_of_the_case_file(cell, years, expected):
    found = read_schedule(cell, period_of(years), LIMITS)
    if expected.startswith("?"):
        assert isinstance(found, Unclear)
        assert expected[2:] in found.why
    else:
        assert shown(found) == expected
    assert found.text == re.sub(r"\s+", " ", cell).strip()


def test_the_case_file_holds_more_than_forty_rows_of_both_kinds():
    asked = [row for row in ROWS if row[2].startswith("?")]
    assert len(ROWS) - len(asked) > 40
    assert len(asked) > 30


def test_the_office_s_own_numbers_are_used():
    limits = Limits(every_days=60, within=7, working=False)
    assert read_schedule("Thường xuyên", YEAR, limits) == Continuous(every_days=60, text="Thường xuyên")
    event = read_schedule("Sau khi có kết quả", YEAR, limits)
    assert event == Event(within=7, working=False, events=(), text="Sau khi có kết quả")
    assert schedule_values(event) == {"type": "event", "within_days": 7, "events": [], "text": "Sau khi có kết quả"}


@pytest.mark.parametrize(("cell", "whole"), [
    ("Quý I, quý III", ((1, 1), (9, 30))), ("Tháng 3 và tháng 10", ((3, 1), (10, 31))), ("Tháng 2, 5-6", ((2, 1), (6, 30))),
    ("Quý I/2024, quý III/2025", None), ("Khi cần", None),
])
def test_spans_with_gaps_stay_a_question_that_knows_their_first_and_last_day(cell, whole):
    found = read_schedule(cell, YEAR, LIMITS)
    assert isinstance(found, Unclear)
    days = found.whole and tuple((day.month, day.day) for day in (found.whole.start, found.whole.end))
    assert days == whole


@pytest.mark.parametrize(("cell", "note"), [
    ("Trước ngày 30/9/2025", "trước ngày 30/9/2025: ngày cuối là 29/09/2025"),
    ("Hoàn thành trước 01/3", "trước 01/3: ngày cuối là 28/02/2025"),
    ("Chậm nhất 30/9/2025", ""), ("Quý I", ""), ("Thường xuyên", ""),
])
def test_before_a_day_says_which_day_is_the_last(cell, note):
    assert last_day_note(read_schedule(cell, YEAR, LIMITS)) == note


def test_a_very_long_cell_is_a_question():
    found = read_schedule("Quý I, " * 200, YEAR, LIMITS)
    assert isinstance(found, Unclear)
    assert found.why == "ô quá dài"


_PIECES = st.lists(st.sampled_from([
    "quý", "tháng", "năm", "trước", "ngày", "từ", "đến", "hết", "và", ",", "-", "–", "/", "I", "II", "IV", "3", "12",
    "31/12", "30/11/2025", "2025", "0001", "9999", "định kỳ", "hằng", "lần", "02", "cuộc", "thường xuyên", "6 tháng",
    "đầu năm", "chậm nhất", "ngay sau khi", "có", "²", "٣", ";", "…",
]), max_size=9).map(" ".join)


@given(st.one_of(st.text(max_size=400), _PIECES))
def test_any_cell_gives_a_schedule_inside_the_plan_or_a_question(cell):
    found = read_schedule(cell, YEAR, LIMITS)
    if isinstance(found, Window):
        assert YEAR.start <= found.start <= found.end <= YEAR.end
    elif isinstance(found, Periodic):
        assert 1 <= found.count <= 999
    elif isinstance(found, Unclear):
        assert found.why
    else:
        assert isinstance(found, Continuous | Event)


@given(st.one_of(st.text(max_size=60), _PIECES))
def test_what_is_understood_says_so_in_a_word_of_time(cell):
    """Nothing is read as a schedule unless the cell holds one of the words the forms are built on."""
    if isinstance(read_schedule(cell, YEAR, LIMITS), Unclear):
        return
    assert re.search(r"thường xuyên|năm|quý|tháng|trước|nhất|sau khi", " ".join(cell.lower().split()))
