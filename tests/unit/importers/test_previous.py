"""Tasks and areas found again in an earlier plan; what is taken over from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc.importers.draft_tasks import short_title
from cchc.importers.knowledge import gather_knowledge, starting_knowledge
from cchc.importers.names import Names, new_id
from cchc.importers.previous import SameArea, likeness, same_area, same_task
from cchc.plan_file import parse_plan
from cchc.schedule import Event
from support import ROOT

PLAN = parse_plan("ke-hoach/2024.yaml", (ROOT / "content/ke-hoach/2024.yaml").read_bytes()).plan


def test_the_same_text_is_the_same_task_whatever_its_year():
    text = PLAN.task_by_number[1].text.replace("2021-2030", "2026-2030")
    found = same_task(text, PLAN)
    assert (found.task.number, found.exact) == (1, True)


def test_nearly_the_same_text_is_found_and_said_to_be_near():
    found = same_task(PLAN.task_by_number[6].text + " Chú trọng cấp xã.", PLAN)
    assert found.task.number == 6
    assert 0.85 <= found.likeness < 1


def test_another_text_is_no_earlier_task():
    assert same_task("Tổ chức hội nghị tổng kết", PLAN) is None
    assert same_task("Tổ chức hội nghị tổng kết", None) is None


def test_an_area_is_the_same_by_letter_and_text():
    area = PLAN.area_by_letter["d"]
    assert same_area("d", area.text, PLAN.areas) == SameArea(area=area, likeness=1)
    assert same_area("d", f"{area.text} Mới.", PLAN.areas).likeness < 1
    assert same_area("đ", area.text, PLAN.areas) is None


def test_likeness_is_the_share_of_words_in_common():
    assert likeness("a b c d", "a b c d") == 1
    assert likeness("một hai ba bốn năm sáu bảy", "một hai ba bốn năm sáu tám") == pytest.approx(6 / 7)
    assert likeness("một", "hai") == 0


def test_an_earlier_plan_gives_tables_and_the_office_s_numbers():
    known = gather_knowledge(PLAN)
    assert (known.units, known.kinds, known.channels, known.fields) == (PLAN.units, PLAN.kinds, PLAN.channels, PLAN.fields)
    assert (known.limits.every_days, known.limits.every_known) == (90, True)
    assert (known.limits.within, known.limits.working, known.limits.within_known) == (5, True, True)
    days = Event(within=7, working=False, events=(), text="x")
    other = replace(PLAN, tasks=(replace(PLAN.tasks[4], schedule=days),))
    limits = gather_knowledge(other).limits
    assert (limits.within, limits.working, limits.every_known) == (7, False, False)


def test_the_starting_words_are_those_of_the_first_plan():
    start = starting_knowledge()
    assert (start.units, start.kinds, start.channels, start.fields) == (PLAN.units, PLAN.kinds, PLAN.channels, PLAN.fields)
    assert start.conventions == PLAN.conventions
    assert gather_knowledge(None) is start


def test_names_are_found_longest_first_and_as_whole_words():
    names = Names(PLAN.kinds)
    assert [found.id for found in names.at("tin , bài  viết", 0)][:2] == ["tin-bai", "tin-bai"]
    assert [found.id for found in names.at("tinh thần", 0)] == []
    assert names.alike("TIN-BÀI") == "tin-bai"
    assert names.alike("ảnh") is None


def test_a_new_id_is_readable_short_and_free():
    assert new_id("Đoàn Thanh niên", []) == "doan-thanh-nien"
    assert new_id("Đoàn Thanh niên", ["doan-thanh-nien", "doan-thanh-nien-2"]) == "doan-thanh-nien-3"
    assert new_id("…", []) == "chua-dat-ten"
    assert len(new_id("x" * 80, [])) == 60


def test_a_short_title_is_the_first_clause_cut_at_a_word():
    assert short_title("Công bố kết quả: Chỉ số") == "Công bố kết quả"
    assert short_title("từ " * 60).endswith("từ")
    assert len(short_title("từ " * 60)) <= 100
    assert short_title("; x") == "; x"
