"""Codes, marks and Vietnamese labels of a task's status (coverage rules, sections Status and Words)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Status = Literal["done", "partial", "stale", "overdue", "pending", "not_due", "waiting"]

STATUSES: tuple[Status, ...] = ("done", "partial", "stale", "overdue", "pending", "not_due", "waiting")

RANK: Mapping[Status, int] = {
    "done": 0, "partial": 1, "not_due": 2, "waiting": 2, "pending": 3, "stale": 4, "overdue": 5,
}
"""From best to worst; equal numbers are equally good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """A shape (colour never stands alone), the label and a report annex's word: open and closed plan."""

    mark: str
    open: str
    closed: str
    annex_open: str
    annex_closed: str


WORDS: Mapping[Status, StatusWords] = {
    "done": StatusWords(
        mark="●", open="Đúng tiến độ", closed="Hoàn thành",
        annex_open="Đang thực hiện", annex_closed="Hoàn thành",
    ),
    "partial": StatusWords(
        mark="◐", open="Chưa đủ sản phẩm", closed="Hoàn thành một phần",
        annex_open="Đang thực hiện", annex_closed="Hoàn thành một phần",
    ),
    "stale": StatusWords(
        mark="◆", open="Lâu chưa có sản phẩm mới", closed="Chưa duy trì thường xuyên",
        annex_open="Đang thực hiện", annex_closed="Hoàn thành một phần",
    ),
    "overdue": StatusWords(
        mark="▲", open="Quá hạn", closed="Không hoàn thành",
        annex_open="Chưa thực hiện", annex_closed="Chưa thực hiện",
    ),
    "pending": StatusWords(
        mark="○", open="Đang trong hạn", closed="–",
        annex_open="Đang thực hiện", annex_closed="Đang thực hiện",
    ),
    "not_due": StatusWords(
        mark="□", open="Chưa đến thời gian thực hiện", closed="–",
        annex_open="Chưa đến thời gian", annex_closed="Chưa đến thời gian",
    ),
    "waiting": StatusWords(
        mark="◇", open="Chưa phát sinh", closed="Không phát sinh trong kỳ",
        annex_open="Không phát sinh", annex_closed="Không phát sinh",
    ),
}
OVERDUE_CONTINUOUS = "Chưa thực hiện"
WITHDRAWN = "đã rút"
STARTER = "Dữ liệu khởi tạo, chưa phải số liệu chính thức"


def status_label(status: Status, *, closed: bool, continuous: bool, late: int) -> str:
    """Label of a status; a continuous task is never "Quá hạn", a done one tells how often it was late."""
    if status == "overdue" and continuous and not closed:
        return OVERDUE_CONTINUOUS
    label = WORDS[status].closed if closed else WORDS[status].open
    return f"{label} (trễ {late})" if status == "done" and late else label


def annex_label(status: Status, *, closed: bool) -> str:
    """Name the status in the words of a report's annex."""
    return WORDS[status].annex_closed if closed else WORDS[status].annex_open


def completion_sentence(done: int, counted: int, percent: str, *, left_out: int, closed: bool) -> str:
    """The plan's completion with both numbers, and how many tasks do not count."""
    words = "Hoàn thành" if closed else "Đúng tiến độ hoặc hoàn thành"
    aside = f", không tính {left_out} nhiệm vụ chưa đến thời gian hoặc không phát sinh" if left_out else ""
    return f"{words} {done}/{counted} nhiệm vụ ({percent} %){aside}"
