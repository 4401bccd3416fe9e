"""Counting outputs: totals hold each output once, whatever their kinds and figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.reports.figures import Names, collect_names, count_events, count_kinds, sum_figures, total_of
from unit.test_coverage import KINDS, make_output, make_plan_2024

PLAN = make_plan_2024()
NAMES = collect_names([PLAN], PLAN)
DAY = date(2024, 5, 1)


def outputs(*kinds: str, **figures: Any):
    return [make_output(DAY, kind, **figures) for kind in kinds]


def test_an_unknown_figure_is_none_and_a_known_one_is_summed() -> None:
    found = sum_figures([*outputs("tin", people=20.0), *outputs("tin", people=0.0), *outputs("bai")])
    assert (found.outputs, found.people, found.reach, found.minutes) == (3, 20, None, None)


@pytest.mark.parametrize(("quantity", "count"), [(None, 1), (3.0, 3), (0.0, 1), (1.5, 1)])
def test_events_are_counted_by_their_quantity_where_it_is_a_whole_number(quantity: float | None, count: int) -> None:
    assert count_events(outputs("tin", quantity=quantity)) == count


def test_a_group_named_itself_stands_beside_its_members_only_when_both_occur() -> None:
    rows = count_kinds(PLAN, outputs("tin-bai"), outputs("tin-bai"), NAMES)
    names = [(row.name, row.count, row.member) for row in rows if row.count]
    assert names == [("Tin, bài", 1, False), ("Tin, bài (không ghi rõ loại)", 1, True)]


def test_a_kind_that_neither_occurs_nor_is_expected_is_left_out() -> None:
    assert "ban-tin" in {row.id for row in count_kinds(PLAN, [], [], NAMES)}
    assert count_kinds(replace(PLAN, tasks=()), [], [], NAMES) == []


def test_a_kind_of_another_plan_is_counted_under_its_name_and_no_kind_under_words() -> None:
    names = Names(kinds={**NAMES.kinds, "ap-phich": "Áp phích"}, channels={}, units={})
    rows = {row.id: row for row in count_kinds(PLAN, outputs("ap-phich", ""), outputs("ap-phich", ""), names)}
    assert (rows["ap-phich"].name, rows[""].name) == ("Áp phích", "Chưa ghi thể loại")
    assert total_of(rows.values()) == (2, 2)


@given(st.lists(st.sampled_from([kind.id for kind in KINDS] + ["khac", ""])), st.lists(st.sampled_from(["tin", "bao-cao"])))
def test_the_total_is_the_number_of_outputs(now: list[str], before: list[str]) -> None:
    """Neither groups nor members count an output twice."""
    rows = count_kinds(PLAN, outputs(*now), outputs(*now, *before), NAMES)
    assert total_of(rows) == (len(now), len(now) + len(before))
    for place, row in enumerate(rows):
        members = []
        for other in rows[place + 1:]:
            if not other.member:
                break
            members.append(other.count)
        if members and not row.member:
            assert row.count == sum(members)
