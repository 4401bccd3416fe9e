"""Decoding a source file and splitting it into front matter and body."""

from __future__ import annotations

import pytest

from cchc.front_matter import MAX_BYTES, SourceText, decode, origin, split
from cchc.problems import Origin

POST = "---\ntitle: a\n---\nThân bài\n"


def places(problems):
    return [(problem.line, problem.column, problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("một\n".encode(), "một\n"), ("một\n".encode("utf-8-sig"), "một\n"), (b"a\rb\r\nc", "a\nb\r\nc"), (b"", ""),
    ],
)
def test_utf_8_is_decoded_without_its_bom(data, expected):
    assert decode("x.md", data) == (expected, [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\nb\xe0c", (2, 2, "ma-khong-utf8")),
        ("ấm\nấ".encode() + b"\xe0\xff", (2, 2, "ma-khong-utf8")),
        ("\ufeffa".encode() + b"\xff", (1, 3, "ma-khong-utf8")),
        (b"a\rb\xff", (2, 2, "ma-khong-utf8")),
        ("a\n".encode("utf-16"), (1, 1, "ma-utf16")),
        (b"\xfe\xff\x00a", (1, 1, "ma-utf16")),
        ("ấ\n\0".encode(), (2, 1, "ma-nul")),
        (b"x" * (MAX_BYTES + 1), (1, 1, "tep-qua-lon")),
    ],
)
def test_what_is_not_utf_8_text_is_refused_at_its_place(data, expected):
    text, problems = decode("x.md", data)
    assert text is None
    assert places(problems) == [expected]


def test_a_bom_counts_as_a_column_of_the_first_line():
    assert origin("\ufeffa".encode()) == Origin(1, 2)
    assert origin(b"a") == Origin(1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (POST, SourceText("title: a\n", 2, "Thân bài\n", 4)),
        (POST.replace("\n", "\r\n"), SourceText("title: a\r\n", 2, "Thân bài\r\n", 4)),
        ("--- \ntitle: a\n---\t\n", SourceText("title: a\n", 2, "", 4)),
        ("---\n---", SourceText("", 2, "", 2)),
        ("---\na: 1\n---\nb\n---\nc\n", SourceText("a: 1\n", 2, "b\n---\nc\n", 4)),
    ],
)
def test_front_matter_stands_between_the_first_two_fences(text, expected):
    assert split("x.md", text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "thieu-phan-dau"), ("title: a\n", "thieu-phan-dau"), ("\n---\na: 1\n---\n", "thieu-phan-dau"),
        ("----\na: 1\n----\n", "thieu-phan-dau"), ("---\ntitle: a\n", "phan-dau-chua-dong"),
        ("---\ntitle: a\n ---\n", "phan-dau-chua-dong"),
    ],
)
def test_a_missing_fence_is_a_fault_of_the_whole_file(text, code):
    source, problems = split("x.md", text)
    assert source is None
    assert places(problems) == [(1, 1, code)]
