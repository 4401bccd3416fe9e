"""A post's plan, and what it takes from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cchc.plan_file import parse_plan
from cchc.post import parse_post
from cchc.resolve import PlanBook, resolve_posts
from sites import good

PLANS = tuple(parse_plan(f"ke-hoach/{year}.yaml", good.PLAN.format(id=year).encode()).plan for year in ("2024", "2025"))
BOOK = PlanBook(plans=PLANS, unsound={})


def resolve(front="", *, day="2024-05-10", book=BOOK):
    """(the resolved post, problems as line, column, code) of a post of that day."""
    path = f"bai-viet/{day[:4]}/{day}-bai-thu.md"
    parsed = parse_post(path, f"---\ntitle: a\n{front}---\n".encode())
    assert parsed.problems == ()
    resolved, problems = resolve_posts([parsed], book)
    return resolved[0][0], [(problem.line, problem.column, problem.code) for problem in problems]


def test_defaults_come_from_the_plan_of_the_day_and_the_tasks():
    post, problems = resolve("tasks: [2, 1]\n")
    assert problems == []
    assert (post.plan, post.tasks, post.areas) == ("2024", (1, 2), ("a", "d", "đ"))
    assert (post.kind, post.unit, post.channels) == ("tin-bai", None, ("cong-ttdt",))


def test_areas_of_its_own_replace_those_of_the_tasks_and_follow_the_plan_s_order():
    assert resolve("tasks: [1]\nareas: [dd, d]\n")[0].areas == ("d", "đ")


def test_the_plan_of_the_day_is_the_one_whose_period_holds_it():
    assert resolve("areas: a\n", day="2025-01-01")[0].plan == "2025"
    assert BOOK.of_day(date(2023, 12, 31)) is None


def test_of_two_plans_that_hold_a_day_the_later_one_is_taken():
    later = replace(PLANS[0], id="2024-b", period=replace(PLANS[0].period, start=date(2024, 5, 1)))
    assert PlanBook(plans=(PLANS[0], later), unsound={}).of_day(date(2024, 5, 10)) is later


@pytest.mark.parametrize(
    ("front", "day", "expected"),
    [
        ("", "2019-05-10", []),
        ("kind: bai\nunit: VP sở\n", "2019-05-10", []),
        ("areas: [a]\n", "2019-05-10", [(3, 8, "khong-co-ke-hoach")]),
        ("tasks: 1\n", "2019-05-10", [(3, 8, "khong-co-ke-hoach")]),
        ('plan: "2019"\n', "2019-05-10", [(3, 7, "ke-hoach-la")]),
        ('plan: "2024"\nareas: a\n', "2025-05-10", [(3, 7, "ngoai-ky")]),
        ("", "2024-05-10", [(1, 1, "ngoai-ke-hoach")]),
        ("areas: []\ntasks:\n", "2024-05-10", [(1, 1, "ngoai-ke-hoach")]),
        ("areas: m\n", "2024-05-10", [(3, 8, "noi-dung-ngoai")]),
        ("tasks: [1, 9]\n", "2024-05-10", [(3, 12, "nhiem-vu-la")]),
        ("areas: a\nkind: x\n", "2024-05-10", [(4, 7, "the-loai-la")]),
        ("areas: a\nunit: x\n", "2024-05-10", [(4, 7, "don-vi-la")]),
        ("areas: a\nchannels: [zalo, x]\n", "2024-05-10", [(4, 18, "kenh-la")]),
        ("areas: a\nattachments: [{file: tep/a.pdf, kind: x}]\n", "2024-05-10", [(4, 39, "the-loai-la")]),
    ],
)
def test_references_are_checked_against_the_plan(front, day, expected):
    assert resolve(front, day=day)[1] == expected


def test_in_a_year_without_a_plan_words_are_those_of_the_newest():
    post, _ = resolve("kind: Bài viết\nunit: Văn phòng\n", day="2019-05-10")
    assert (post.plan, post.kind, post.unit) == (None, "bai", "van-phong")


def test_words_become_ids_in_attachments_too_and_repeats_fold():
    post, _ = resolve("areas: a\nchannels: [Zalo, zalo]\nattachments: {file: tep/a.pdf, kind: Quyết định}\n")
    assert post.channels == ("zalo",)
    assert post.attachments[0].kind == "quyet-dinh"


def test_a_plan_s_own_errors_are_not_blamed_on_posts():
    book = PlanBook(plans=PLANS, unsound={"2024": frozenset({"tasks", "areas", "kinds", "units", "channels"})})
    assert resolve("tasks: 9\nareas: m\nkind: x\nunit: y\nchannels: z\n", book=book)[1] == []
    assert resolve("tasks: 9\n", day="2019-05-10", book=replace(BOOK, unread=frozenset({"2019"})))[1] == []
    assert resolve('plan: "2019"\n', book=replace(BOOK, unread=frozenset({"2019"})))[1] == []


def test_log_problems_that_a_plan_may_cause_are_excused():
    assert not BOOK.excuses("so-khong-ke-hoach")
    assert replace(BOOK, unread=frozenset({"2026"})).excuses("so-khong-ke-hoach")
    book = replace(BOOK, unsound={"2024": frozenset({"units"})})
    assert book.excuses("so-don-vi")
    assert not book.excuses("so-the-loai")
    assert not book.excuses("so-so")


def test_areas_that_cannot_be_read_are_not_called_missing():
    parsed = parse_post("bai-viet/2024/2024-05-10-a.md", b"---\ntitle: a\nareas: [z]\n---\n")
    assert resolve_posts([parsed], BOOK)[1] == []
