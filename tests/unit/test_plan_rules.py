"""Rules inside a plan file that its readers do not see: areas of tasks, and marks of an import."""

from __future__ import annotations

import pytest

from cchc.plan_file import parse_plan
from sites import good

PATH = "ke-hoach/2024.yaml"
TEXT = good.PLAN.format(id="2024")


def codes(text, encoding="utf-8"):
    return [(item.line, item.column, item.code, item.severity) for item in parse_plan(PATH, text.encode(encoding)).problems]


def line_of(words):
    """Number of the line that holds these words."""
    return TEXT[: TEXT.index(words)].count("\n") + 1


def test_a_task_without_areas_is_a_warning_at_the_task_or_at_its_empty_list():
    first = line_of("  - number: 1")
    assert codes(TEXT) == []
    assert codes(TEXT.replace("    areas: [a]\n", "", 1)) == [(first, 5, "nhiem-vu-khong-noi-dung", "warning")]
    at = line_of("    areas: [a]")
    for empty, column in (("[]", 12), ("null", 12)):
        found = codes(TEXT.replace("    areas: [a]", f"    areas: {empty}", 1))
        assert found == [(at, column, "nhiem-vu-khong-noi-dung", "warning")]


def test_areas_that_are_wrong_are_not_said_to_be_absent():
    assert [code for *_, code, _ in codes(TEXT.replace("    areas: [a]", "    areas: [A]", 1))] == ["noi-dung-hoa"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_marks_of_an_import_are_one_warning_at_the_first(encoding):
    marked = TEXT.replace("# Dữ liệu thử\n", "", 1).replace('id: "2024"', 'id: "2024"  # cần kiểm tra: số', 1)
    marked = marked.replace("areas: [a]", "areas: [a] # Cần kiểm tra: nội dung")
    (problem,) = parse_plan(PATH, marked.encode(encoding)).problems
    column = 13 + (encoding == "utf-8-sig")
    assert (problem.line, problem.column, problem.code, problem.severity) == (1, column, "can-kiem-tra", "warning")
    assert "còn 4 dòng" in problem.message


@pytest.mark.parametrize("line", [
    "# Chỗ nào có ghi chú “cần kiểm tra” thì so lại", "# đã xem, cần kiểm tra sau", 'intro: "có ghi # cần kiểm tra"',
])
def test_words_like_a_mark_are_none(line):
    assert codes(f"{TEXT}{line}\n") == []


def test_a_plan_that_cannot_be_read_still_tells_its_marks():
    assert [code for *_, code, _ in codes("# cần kiểm tra: tất cả\n")] == ["can-kiem-tra", "ke-hoach-trong"]
