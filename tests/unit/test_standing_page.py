"""Standing pages: content/trang/<slug>.md."""

from __future__ import annotations

import pytest

from cchc.standing_page import RESERVED, parse_standing_page

TEXT = "---\ntitle: Giới thiệu\nsummary: Trang thử\n---\n\nThân trang\n"


def codes(problems):
    return [(problem.line, problem.column, problem.code) for problem in problems]


def test_a_page_is_read():
    page, problems = parse_standing_page("trang/gioi-thieu.md", TEXT.encode())
    assert problems == []
    assert (page.slug, page.title, page.summary, page.status) == ("gioi-thieu", "Giới thiệu", "Trang thử", "published")
    assert (page.body, page.body_line) == ("\nThân trang\n", 5)


@pytest.mark.parametrize(
    "path", ["trang/Hoa.md", "trang/a/b.md", "trang/a.txt", "trang/a_b.md", *(f"trang/{name}.md" for name in RESERVED)]
)
def test_a_name_that_cannot_be_an_address_is_a_fault_of_the_whole_file(path):
    assert codes(parse_standing_page(path, TEXT.encode())[1]) == [(1, 1, "trang-ten")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thân\n", [(1, 1, "thieu-phan-dau")]),
        ("---\n---\n", [(1, 1, "khoa-thieu")]),
        ("---\nsummary: x\n---\n", [(1, 1, "khoa-thieu")]),
        ("---\ntitle: x\ndate: 1/1/2024\n---\n", [(3, 1, "khoa-la")]),
        ("---\ntitle: x\nurl: y\n---\n", [(3, 1, "khoa-cam")]),
        ("---\n- x\n---\n", [(2, 1, "can-khoa-gia-tri")]),
        ("---\ntitle: a: b\nstatus: xong\n---\n", [(2, 8, "yaml-hai-cham"), (3, 9, "lua-chon-sai")]),
    ],
)
def test_faults_are_placed_as_in_posts(text, expected):
    assert codes(parse_standing_page("trang/a.md", text.encode())[1]) == expected


def test_a_page_with_faults_is_read_as_far_as_it_goes():
    page, _ = parse_standing_page("trang/a.md", b"---\nsummary: x\n---\nb\n")
    assert (page.title, page.summary, page.body) == ("", "x", "b\n")
