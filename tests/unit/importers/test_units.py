"""Cells of the columns of units: tests/cases/units.md, and any text at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.importers.knowledge import starting_knowledge
from cchc.importers.units import read_units
from cchc.plan_file import PLAN_ID
from unit.importers.cells import case_rows, in_words

KNOWN = starting_knowledge()
IDS = {unit.id for unit in KNOWN.units}


def read(cell):
    return read_units(cell, KNOWN.units, KNOWN.words)


@pytest.mark.parametrize(("cell", "expected", "doubts"), case_rows("units.md", 3))
def test_a_cell_gives_the_units_and_doubts_of_the_case_file(cell, expected, doubts):
    found = read(cell)
    names = {unit.id: f"+{'*' if unit.group else ''}{unit.name}" for unit in found.added}
    assert " ".join(names.get(unit, unit) for unit in found.units) == expected.replace("–", "")
    assert in_words(found.doubts, doubts), found.doubts


def test_a_new_unit_s_id_is_cut_at_a_word():
    found = read("Chi cục Tiêu chuẩn Đo lường Chất lượng và Phát triển công nghệ cao")
    assert [unit.id for unit in found.added] == ["chi-cuc-tieu-chuan-do-luong-chat-luong-va-phat-trien-cong"]


def test_a_cell_too_long_to_read_is_left_to_a_person():
    assert "quá dài" in read("Văn phòng Sở; " * 1000).doubts[0]


_WORDS = st.lists(st.sampled_from([
    "Văn phòng Sở", "Trung tâm Thông tin, thống kê, ứng dụng KHCN", "các phòng, đơn vị", ",", ";", "và", "\n", "…",
    "Phòng", "Sở", "(", ")", "không", "liên quan", "-", "1.", "Ban", "các",
]), max_size=12).map(" ".join)


@given(st.one_of(st.text(max_size=300), _WORDS))
def test_any_cell_is_read_and_what_is_not_known_is_marked(cell):
    found = read(cell)
    assert set(found.units) <= IDS | {unit.id for unit in found.added}
    assert all(PLAN_ID.fullmatch(unit.id) and unit.name.strip() for unit in found.added)
    assert not (IDS & {unit.id for unit in found.added})
    if found.added:
        assert found.doubts
    if not found.units and not found.doubts:
        assert not re.search(r"\w{3}", re.sub(r"(?i)không|có|các|liên quan", "", cell))
