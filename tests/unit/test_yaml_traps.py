"""What goes wrong when YAML is written by hand: the diagnosis and its place (0-based, of the text)."""

from __future__ import annotations

import pytest

from cchc.problems import START
from cchc.yaml_nodes import compose
from cchc.yaml_traps import entry_span, glued_keys, scan_traps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Cải cách: một bước\nb: 1\n", (1, 4, "yaml-hai-cham")),
        ("a: kết thúc bằng:\nb: 1\n", (1, 4, "yaml-hai-cham")),
        ("a:Bài\nb: 1\n", (1, 3, "yaml-thieu-cach")),
        ("a:\n\tb: 1\n", (2, 1, "yaml-tab")),
        ("a:\n  \tb: 1\n", (2, 3, "yaml-tab")),
        ('a: "mở\nb: 1\n', (1, 4, "yaml-nhay")),
        ("a: 'mở\nb: 1\n", (1, 4, "yaml-nhay")),
        ('a: "mở" rồi "đóng"\nb: 1\n', (1, 4, "yaml-nhay")),
        ("a: 'nó's'\nb: 1\n", (1, 4, "yaml-nhay")),
        ("a: [1, 2\nb: 1\n", (1, 4, "yaml-ngoac")),
        ("a: {b: 1\nc: 1\n", (1, 4, "yaml-ngoac")),
        ("a: [Ảnh] Bảy nhóm\nb: 1\n", (1, 4, "yaml-dau-dac-biet")),
        ("a: {Ảnh} Bảy nhóm\nb: 1\n", (1, 4, "yaml-dau-dac-biet")),
        ("a: @sở\n", (1, 4, "yaml-dau-dac-biet")),
        ("a: %20\n", (1, 4, "yaml-dau-dac-biet")),
        ("a: `mã`\n", (1, 4, "yaml-dau-dac-biet")),
        ("a: **đậm**\n", (1, 4, "yaml-dau-dac-biet")),
        ("a: > 20 %\n", (1, 4, "yaml-dau-dac-biet")),
        ("a: 1\nkhông có gì\nb: 2\n", (2, 1, "yaml-cu-phap")),
        ("a: một\n  b: 2\nc: 3\n", (2, 3, "yaml-thut")),
        ("a:\n  b: 1\n  c:hai\n", (3, 5, "yaml-thieu-cach")),
        ('a: "D:\\Tệp"\nb: 1\n', (1, 4, "yaml-cu-phap")),
        ("a: >-\n  x\n  y\x07z\n", (3, 4, "ky-tu-la")),
    ],
)
def test_a_slip_is_named_and_placed(text, expected):
    composed = compose(text, "x.yaml")
    assert [(problem.line, problem.column, problem.code) for problem in composed.problems] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a: https://example.org\n", "a: 8:30\n", "a: một#hai\n", "a: [1, 2] # ba\n", "a: |\n  b:c\n  \tx\n  d: e: f\n",
        "# a:b\n", "a: Sở [1]\n", "a: x - y\n", 'a: "x: \\"y\\""\n', "a:\n- b\n", "a: >-\n\n  x\n\nb: 1\n",
    ],
)
def test_what_is_sound_is_left_alone(text):
    assert compose(text, "x.yaml").problems == ()


def test_lines_at_fault_are_made_harmless_and_none_is_removed():
    problems, lines = scan_traps("a:x\n\tb: 1\nc: \x01\n", "x.yaml", START)
    assert [problem.code for problem in problems] == ["yaml-thieu-cach", "yaml-tab", "ky-tu-la"]
    assert lines == ["\n", " b: 1\n", "c:  \n"]


def test_glued_keys_are_those_without_a_space():
    assert glued_keys("a:x\nb: y\nhttps://example.org\nc:z\n") == {"a", "c"}


def test_an_entry_ends_where_the_next_key_starts():
    lines = ["a: 1\n", "b:\n", "  - x\n", "\n", "c: 2\n"]
    assert entry_span(lines, 2) == (1, 4)
    assert entry_span(lines, 0) == (0, 1)
    assert entry_span(lines, 4) == (4, 5)
