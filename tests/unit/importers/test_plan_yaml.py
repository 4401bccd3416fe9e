"""The written plan file: read back with the same values, whatever the text, with its marks at their lines."""

from __future__ import annotations

from datetime import date

import yaml
from hypothesis import given
from hypothesis import strategies as st

from cchc.importers.draft import Draft
from cchc.importers.plan_yaml import MARK, json_text, write_plan
from cchc.plan_file import parse_plan
from cchc.text import CONTROL, clean_line, normalise

TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from([
        "a: b", "#1", " # ", '"', "'", "- ", "\\", "\t", "😀", "{", "[x]", "| ", ">", "%", "&a", "*a", "!", "null", "no",
        "---", "...", "Điều", "\n", "\u2028", "\x00", "\ufeff", "“", "dài " * 60, "y" * 200, ": >", "\r",
    ]), max_size=10).map("".join),
)


def draft_of(text: str) -> Draft:
    """A small plan with `text` wherever the plan's own words may stand."""
    return Draft(values={
        "id": "2025", "title": f"x {text}"[:250], "number": None, "period": {"from": date(2025, 1, 1), "to": date(2025, 12, 31)},
        "intro": f"x {text}",
        "units": [{"id": "van-phong", "name": f"x {text}", "aliases": [f"y {text}"]}],
        "kinds": [{"id": "tin-bai", "name": "Tin, bài"}], "channels": [{"id": "zalo", "name": "Zalo"}],
        "areas": [{"letter": "đ", "title": "x", "text": f"x {text}"}],
        "tasks": [{
            "number": 1, "title": "x", "text": f"x {text}", "areas": ["đ"],
            "products": {"kinds": ["tin-bai"], "open": True, "require": "any", "text": f"x {text}"},
            "lead": ["van-phong"], "lead_text": f"x {text}", "support": [],
            "schedule": {"type": "continuous", "every_days": 90, "text": f"x {text}"},
        }],
        "amendments": [],
    })


@given(TEXT)
def test_any_text_is_read_back_as_it_is(text):
    written = write_plan(draft_of(text), ["đầu tệp"])
    parsed = parse_plan("ke-hoach/2025.yaml", written.text.encode("utf-8"))
    assert [item for item in parsed.problems if item.severity == "error"] == []
    task = parsed.plan.tasks[0]
    clean = CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))
    line, lines = clean_line(f"x {clean}"), normalise(f"x {clean}").strip()
    assert (task.products.text, task.lead_text, task.schedule.text) == (line, line, line)
    assert (task.text, parsed.plan.intro) == (lines, lines)
    assert parsed.plan.units[0].name == line


@given(TEXT)
def test_any_words_may_stand_in_marks_and_comments(text):
    draft = draft_of("chữ")
    draft.doubt(("number",), "số", text or "x")
    for place in (("title",), ("intro",), ("units", 0), ("tasks", 0, "areas"), ("tasks", 0, "schedule"), ("tasks", 0, "number")):
        draft.doubt(place, "chỗ này", f"x {text}")
        draft.remark(place, f"x {text}")
    written = write_plan(draft, [text])
    parsed = parse_plan("ke-hoach/2025.yaml", written.text.encode("utf-8"))
    assert [item.code for item in parsed.problems] == ["can-kiem-tra"]
    assert parsed.plan == parse_plan("ke-hoach/2025.yaml", write_plan(draft_of("chữ"), []).text.encode()).plan


def test_marks_stand_at_the_line_they_are_listed_with():
    draft = draft_of("chữ")
    draft.values["tasks"][0]["text"] = "Một đoạn dài" + " nữa" * 60
    draft.doubt(("number",), "số", "không thấy")
    draft.doubt(("tasks", 0, "text"), "lời văn", "ghép", "ghép", "hai dòng")
    draft.doubt(("tasks", 0, "products", "kinds"), "sản phẩm", "mới")
    draft.doubt(("units", 0), "đơn vị", "mới")
    written = write_plan(draft, [])
    lines = written.text.splitlines()
    assert [lines[item.line - 1].split("#")[0].strip() for item in written.marked] == [
        "", '- {id: van-phong, name: "x chữ", aliases: ["y chữ"]}', "text: >-", "kinds: [tin-bai]",
    ]
    assert lines[written.marked[0].line] == "number: null"
    assert written.marked[2].why == "ghép; hai dòng"
    assert written.text.count(MARK) == len(written.marked) == 4


def test_comments_stand_above_their_value_and_remarks_beside_it():
    draft = draft_of("chữ")
    draft.remark(("tasks", 0), "Nhóm: I", "Ghi chú: x")
    draft.remarks["tasks", 0, "areas"] = "theo nhiệm vụ 1"
    text = write_plan(draft, []).text
    assert "  # Nhóm: I\n  # Ghi chú: x\n  - number: 1\n" in text
    assert "    areas: [đ]  # theo nhiệm vụ 1\n" in text


def test_long_texts_are_folded_and_paragraphs_kept():
    draft = draft_of("chữ")
    draft.values["intro"] = ("từ " * 60).strip() + "\n" + ("hai " * 60).strip()
    text = write_plan(draft, []).text
    assert "intro: >-\n  từ từ" in text
    assert max(map(len, text.splitlines())) <= 120
    assert yaml.safe_load(text)["intro"] == draft.values["intro"]


def test_hidden_characters_are_escaped_and_control_characters_are_blanks():
    assert json_text("a\u2028b\ufeff\x85\x1f") == '"a b\\ufeff  "'
