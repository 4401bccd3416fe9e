"""Problems as data, and the forms they are printed in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cchc.problems import (
    Mark,
    Origin,
    Problem,
    format_github,
    format_json,
    format_sarif,
    format_text,
    make_problem,
    sort_problems,
)
from cchc.vocabulary import MESSAGES

CODE = Path(__file__).parents[2] / "plugins" / "cchc"
TITLE = make_problem("a.md", Mark(2, 10), "chu-qua-dai", limit=200, length=201)
TAB = make_problem("a.md", Mark(3, 1), "yaml-tab")
TAG = make_problem("b.md", Mark(), "the-dau-phay", value="một, hai")
LEDGER = {"b.md": "published", "a.md": "rejected"}


def test_a_problem_prints_as_place_code_message_and_fix():
    assert str(TITLE) == "a.md:2:10 chu-qua-dai chữ ở đây tối đa 200 ký tự, đang là 201 → rút gọn"


def test_a_fix_given_by_the_reader_replaces_the_usual_one():
    assert make_problem("a.md", Mark(), "yaml-tab", fix="khác").fix == "khác"


def test_problems_are_sorted_by_file_line_and_column_without_repeats():
    assert sort_problems([TAG, TAB, TITLE, TAB]) == (TITLE, TAB, TAG)


def test_an_origin_moves_lines_and_only_the_first_line_s_columns():
    assert Origin(2).mark(0, 0) == Mark(2, 1)
    assert Origin(1, 2).mark(0, 4) == Mark(1, 6)
    assert Origin(1, 2).mark(1, 4) == Mark(2, 5)


def test_text_counts_errors_and_warnings():
    assert format_text([TITLE, TAG]).endswith("1 lỗi, 1 cảnh báo.")
    assert format_text([]) == "Không có lỗi nào."


def test_json_holds_every_problem_and_the_sorted_ledger():
    document = json.loads(format_json([TITLE], LEDGER))
    assert list(document["files"]) == ["a.md", "b.md"]
    assert document["problems"] == [
        {
            "path": "a.md", "line": 2, "column": 10, "code": "chu-qua-dai", "severity": "error",
            "message": TITLE.message, "fix": "rút gọn",
        }
    ]


def test_github_lines_escape_what_would_end_them():
    problem = Problem("a,b:c.md", 1, 2, "x", "error", "một\nhai 5%", None)
    assert format_github([problem], {}) == "::error file=a%2Cb%3Ac.md,line=1,col=2,title=x::một%0Ahai 5%25"


def test_sarif_counts_columns_in_characters():
    run = json.loads(format_sarif([TAG], {}))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["level"] == "warning"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_is_a_vietnamese_sentence_and_is_used(code):
    message = MESSAGES[code]
    assert message.severity in {"error", "warning"}
    assert re.search("[à-ỹđ]", message.text)
    sources = (path for path in CODE.rglob("*.py") if path.name != "vocabulary.py")
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in sources)
