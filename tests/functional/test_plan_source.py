"""The plan file holds the issued plan completely and verbatim."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cchc.plan_file import parse_plan

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "content" / "ke-hoach" / "2024.yaml"
SOURCE = unicodedata.normalize("NFC", (ROOT / "tests/data/ke-hoach-2024.txt").read_text(encoding="utf-8"))
# Page furniture: a page number before a repeated table header, and the header itself
_PAGE_NUMBER = re.compile(r"^\s*7\s*\n\s*\n(?=\s*Stt)", re.MULTILINE)
_TABLE_HEADER = re.compile(
    r"Stt\s+Nhiệm vụ\s+Sản phẩm\s+Cơ quan\s+chủ trì\s+Cơ quan phối\s+hợp\s+Thời gian\s+thực hiện"
)


def fold(text: str) -> str:
    """White space to single spaces; a hyphen at a line's end joins, inside a document number only."""
    joined = re.sub(r"(?<=[0-9A-ZĐ])-\s*\n\s*(?=[A-ZĐ])", "-", text)
    return re.sub(r"\s+", " ", joined).strip()


def strings(node: Any) -> Iterator[str]:
    """Every text of a YAML document, in its order."""
    if isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)
    elif node is not None:
        yield str(node)


PLAN_TEXTS = [fold(text) for text in strings(yaml.safe_load(PLAN.read_text(encoding="utf-8")))]
BODY = SOURCE[: SOURCE.index("PHỤ LỤC")]
APPENDIX = _TABLE_HEADER.sub("\n", _PAGE_NUMBER.sub("\n", SOURCE[SOURCE.index("PHỤ LỤC") :]))


_LABEL = r"(?:[abcdđeg]\)|[1-4]\.|I{1,3}V?\.|IV\.)\s"


def sentences(text: str) -> list[str]:
    """Sentences, clauses and headings of a text; labels such as "a)", bullets and scraps dropped."""
    pieces = re.split(r"\n\s*-\s|\n\s*\n\s*(?=\n)", text)
    parts = [part for piece in pieces for part in re.split(rf"(?<=[.;:])\s+|\s(?={_LABEL})", fold(piece))]
    bare = [re.sub(rf"^{_LABEL}\s*", "", part).strip() for part in parts]
    return [part for part in bare if len(part) > 4]


def test_sections_one_to_four_are_in_the_plan_word_for_word() -> None:
    whole = " ".join(PLAN_TEXTS)
    start = BODY.index("Căn cứ Kế hoạch số 184")
    found = sentences(BODY[start:])
    assert len(found) > 80
    assert [part for part in found if part not in whole] == []


@pytest.mark.parametrize("number", range(1, 8))
def test_every_cell_of_the_appendix_is_kept(number: int) -> None:
    task = parse_plan("ke-hoach/2024.yaml", PLAN.read_bytes()).plan.task_by_number[number]
    cells = (task.text, task.products.text, task.lead_text, task.support_text, task.schedule.text)
    rows = re.split(r"(?m)^\s*([1-7])\s*$", APPENDIX)
    row = fold(rows[rows.index(str(number)) + 1])
    assert all(cells)
    assert Counter(row.split()) == Counter(word for cell in cells for word in fold(cell).split())


def test_the_blank_number_is_said_and_nothing_is_invented() -> None:
    plan = parse_plan("ke-hoach/2024.yaml", PLAN.read_bytes()).plan
    assert plan.number is None
    assert plan.number_text == "/KH-SKHCN"
    assert plan.task_by_number[5].schedule.events == ()
    assert plan.amendments == ()


def test_typos_of_the_source_are_quoted_as_they_are() -> None:
    whole = " ".join(PLAN_TEXTS)
    for typo in ("vê ban hành", "tuyên tuyền", "giải quyêt", "điểm hình", "Từ dó", "về về", "tình hiểu", "cải CCHC"):
        assert typo in whole


def test_our_reading_of_the_tasks() -> None:
    plan = parse_plan("ke-hoach/2024.yaml", PLAN.read_bytes()).plan
    assert {task.number: set(task.areas) for task in plan.tasks} == {
        1: {"a"}, 2: {"d"}, 3: {"c", "đ"}, 4: {"b"}, 5: {"d"}, 6: {"e"}, 7: {"c", "g"}
    }
    assert plan.task_by_number[3].products.kinds == (
        "ke-hoach", "quyet-dinh", "cong-van", "thong-bao", "tin-bai", "phong-su"
    )
    assert [task.products.open for task in plan.tasks] == [False, True, False, False, False, False, False]


def test_kinds_of_events_and_prints_can_be_logged_and_no_task_of_2024_expects_them() -> None:
    """Training counted as "Tin" would swell the news; a kind of its own satisfies only a cell that ends in "…"."""
    plan = parse_plan("ke-hoach/2024.yaml", PLAN.read_bytes()).plan
    added = {"hoi-nghi", "cuoc-thi", "an-pham", "video"}
    assert added <= set(plan.kind_by_id)
    assert {kind.group for kind in plan.kinds if kind.id in added} == {None}
    assert not added & {kind for task in plan.tasks for kind in task.products.kinds}
    assert plan.kind_names["tập huấn"] == "hoi-nghi"
