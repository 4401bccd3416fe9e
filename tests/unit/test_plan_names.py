"""The plan: periods, names, groups and the areas of tasks."""

from __future__ import annotations

from datetime import date

import pytest

from cchc.plan import Kind, name_index, suggest
from cchc.plan_file import parse_plan
from sites import good


@pytest.fixture(scope="module")
def plan():
    """The small test plan of 2024."""
    return parse_plan("ke-hoach/2024.yaml", good.PLAN.format(id="2024").encode()).plan


@pytest.mark.parametrize(
    ("day", "held"),
    [("2023-12-31", False), ("2024-01-01", True), ("2024-12-31", True), ("2025-01-01", False)],
)
def test_a_period_holds_its_first_and_last_day(plan, day, held):
    assert plan.period.holds(date.fromisoformat(day)) is held


@pytest.mark.parametrize("written", ["van-phong", "văn phòng sở", "vp sở", "văn phòng"])
def test_units_are_known_by_id_name_and_alias(plan, written):
    assert plan.unit_names[written] == "van-phong"


def test_kinds_and_channels_are_known_by_name(plan):
    assert plan.kind_names["tin, bài"] == "tin-bai"
    assert plan.channel_names["cổng ttđt"] == "cong-ttdt"


@pytest.mark.parametrize(
    ("kind", "expected", "satisfied"),
    [
        ("bai", "tin-bai", True), ("tin-bai", "bai", False), ("phong-su", "phong-su", True),
        ("quyet-dinh", "van-ban", True), ("quyet-dinh", "tin-bai", False), ("la", "tin-bai", False),
    ],
)
def test_a_member_of_a_group_satisfies_the_group_not_the_reverse(plan, kind, expected, satisfied):
    assert plan.satisfies(kind, expected) is satisfied


def test_areas_of_tasks_come_in_the_plan_s_order(plan):
    assert plan.task_areas([2, 1]) == ("a", "d", "đ")
    assert plan.task_areas([]) == ()


def test_the_first_of_two_equal_names_wins():
    assert name_index([Kind(id="a", name="Tin"), Kind(id="b", name="TIN")])["tin"] == "a"


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("tinbai", "có phải ý anh/chị là `tin-bai`?"),  # as near to "tin bài", the same kind
        ("phong su", "có phải ý anh/chị là `phóng sự`?"),
        ("hoàn toàn khác", "dùng một trong: tin-bai, bai, phong-su, van-ban, quyet-dinh"),
    ],
)
def test_a_suggestion_is_made_when_only_one_id_can_be_meant(plan, written, fix):
    assert suggest(written, plan.kind_names) == fix


def test_no_suggestion_is_made_when_two_ids_are_equally_near():
    assert suggest("c", {"a": "a", "b": "b"}) == "dùng một trong: a, b"
