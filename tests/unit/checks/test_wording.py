"""What is pasted from Word or left unwritten is found before it is published."""

from __future__ import annotations

from datetime import datetime

import pytest

from cchc.checks.wording import check_wording
from cchc.post import Post
from cchc.text import VIETNAM


def problems_of(body: str, status: str = "published") -> list[tuple[int, int, str]]:
    moment = datetime(2024, 3, 5, tzinfo=VIETNAM)
    post = Post(source="bai-viet/a.md", slug="a", title="A", date=moment, status=status, body=body, body_line=5)
    return [(problem.line, problem.column, problem.code) for problem in check_wording(post)]


@pytest.mark.parametrize(("body", "found"), [
    ("Viết đoạn mở đầu ở đây: việc gì.\n", [(5, 1, "bai-chua-viet")]),
    ("Đoạn.\n\nViết tiếp các đoạn sau. Khi xong…\n", [(7, 1, "bai-chua-viet")]),
    ("Mở:\n\n• một\n  · hai\n", [(7, 1, "dau-tron-word"), (8, 3, "dau-tron-word")]),
    ("\n| Thủ tục | Số ngày |\n| Cấp phép | 5 |\n", [(6, 1, "bang-thieu-gach")]),
    ("Đoạn một.\n\n\tĐoạn hai thụt đầu dòng.\n", [(7, 2, "thut-thanh-ma")]),
    ("    Đoạn đầu thụt bốn cách.\n", [(5, 5, "thut-thanh-ma")]),
])
def test_what_will_not_come_out_as_meant_is_said_at_its_place(body: str, found: list[tuple[int, int, str]]) -> None:
    assert problems_of(body) == found


@pytest.mark.parametrize("body", [
    "| A | B |\n|---|:-:|\n| 1 | 2 |\n",
    "- một\n\n    đoạn của một\n\n- hai\n",
    "1. một\n\n\tđoạn của một\n",
    "```\n• mã\n\n    thụt\n| a | b |\n```\n",
    "Chú thích[^1].\n\n[^1]: Một.\n\n    Hai.\n",
    "Giá 5 • 6 và a | b trong câu.\n",
])
def test_good_markdown_is_left_alone(body: str) -> None:
    assert problems_of(body) == []


def test_a_draft_may_hold_the_skeleton() -> None:
    assert problems_of("Viết đoạn mở đầu ở đây: việc gì.\n", "draft") == []
