"""Words of statuses: the table "Words" of tests/cases/coverage.md, lateness, the sentence on completion."""

from __future__ import annotations

import pytest

from cchc.coverage_words import RANK, STATUSES, WORDS, annex_label, completion_sentence, status_label
from unit.test_coverage import ROWS

TABLE = [row for heading, row in ROWS if heading == "Words"]
SENTENCES = [
    (2, 7, "28,6", 0, False, "Đúng tiến độ hoặc hoàn thành 2/7 nhiệm vụ (28,6 %)"),
    (2, 6, "33,3", 1, False, "Đúng tiến độ hoặc hoàn thành 2/6 nhiệm vụ (33,3 %), không tính 1 nhiệm vụ chưa đến thời gian hoặc không phát sinh"),
    (7, 7, "100", 0, True, "Hoàn thành 7/7 nhiệm vụ (100 %)"),
    (0, 0, "100", 7, True, "Hoàn thành 0/0 nhiệm vụ (100 %), không tính 7 nhiệm vụ chưa đến thời gian hoặc không phát sinh"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["code"])
def test_words_of_a_status(row):
    """A status has the mark and the words of its row, while the plan is open and once it is closed."""
    code = row["code"]
    assert WORDS[code].mark == row["mark"]
    for when, closed in (("open", False), ("closed", True)):
        assert status_label(code, closed=closed, continuous=False, late=0) == row[when]
        assert annex_label(code, closed=closed) == row[f"annex {when}"]


def test_every_status_has_its_own_mark_and_words():
    """Shapes differ, so that colour never stands alone; no status lacks its words."""
    assert [row["code"] for row in TABLE] == list(STATUSES) == list(WORDS)
    assert len({words.mark for words in WORDS.values()}) == 7


def test_ranks_from_best_to_worst():
    """done, partial, not_due = waiting, pending, stale, overdue."""
    assert RANK == {"done": 0, "partial": 1, "not_due": 2, "waiting": 2, "pending": 3, "stale": 4, "overdue": 5}


@pytest.mark.parametrize("code", STATUSES)
@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("continuous", [False, True])
@pytest.mark.parametrize("late", [0, 1, 12])
def test_only_done_tells_lateness_and_only_overdue_depends_on_the_schedule(code, closed, continuous, late):
    """The words "(trễ N)" follow done alone; a continuous task of an open plan is never "Quá hạn"."""
    plain = status_label(code, closed=closed, continuous=False, late=0)
    if code == "overdue" and continuous and not closed:
        plain = "Chưa thực hiện"
    suffix = f" (trễ {late})" if code == "done" and late else ""
    assert status_label(code, closed=closed, continuous=continuous, late=late) == f"{plain}{suffix}"


@pytest.mark.parametrize(("done", "counted", "percent", "left_out", "closed", "sentence"), SENTENCES)
def test_completion_sentence(done, counted, percent, left_out, closed, sentence):
    """Completion is told with both numbers, and with how many tasks do not count where there are any."""
    assert completion_sentence(done, counted, percent, left_out=left_out, closed=closed) == sentence
