"""Slips of people who come from Word and Excel get the message that helps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cchc.site import load_site
from cchc.text import VIETNAM
from support import make_plan, write_post

END = datetime(2024, 12, 31, tzinfo=VIETNAM)


def problems_of(content: Path) -> list[tuple[str, int, int, str]]:
    make_plan(content)
    return [
        (Path(problem.path).name, problem.line, problem.column, problem.code)
        for problem in load_site(content, END).problems
    ]


@pytest.mark.parametrize(("front", "line", "column", "code"), [
    ("date: “2024-03-05”", 3, 7, "nhay-cong"),
    ("summary: “Tập huấn: một cửa”", 3, 10, "nhay-cong"),
    ("summary: “Tập huấn”", 3, 10, "nhay-cong-thua"),
    ("tags: [“một cửa”]", 3, 8, "nhay-cong-thua"),
    ("tasks: 3, 4", 3, 8, "so-sai"),
    ("areas: c, dd", 3, 8, "noi-dung-sai"),
    ("image: anh/a.jpg", 3, 8, "can-khoa-gia-tri"),
])
def test_quotes_lists_and_records(tmp_path: Path, front: str, line: int, column: int, code: str) -> None:
    write_post(tmp_path, "2024-03-05", "a", front)
    assert ("2024-03-05-a.md", line, column, code) in problems_of(tmp_path)


def test_dashes_word_made_long_are_named(tmp_path: Path) -> None:
    target = write_post(tmp_path, "2024-03-05", "a", "tasks: [1]")
    target.write_text(target.read_text(encoding="utf-8").replace("---", "–––"), encoding="utf-8")
    assert problems_of(tmp_path) == [("2024-03-05-a.md", 1, 1, "phan-dau-gach-dai")]


@pytest.mark.parametrize(("path", "code"), [
    ("bai-viet/2024/anh1.jpg", "tep-sai-cho"), ("bai-viet/2024/bai.docx", "tep-sai-cho"),
    ("so-theo-doi/2024.xls", "so-excel"), ("so-theo-doi/2024.xlsx", "so-hong"), ("so-theo-doi/ghi.csv", "so-ten-tep"),
])
def test_files_in_the_wrong_place_get_one_message_each(tmp_path: Path, path: str, code: str) -> None:
    target = tmp_path / path
    target.parent.mkdir(parents=True)
    target.write_bytes(b"\x89PNG\xff\xfe")
    assert problems_of(tmp_path) == [(target.name, 1, 1, code)]


def test_a_fix_is_ready_to_be_typed(tmp_path: Path) -> None:
    make_plan(tmp_path)
    write_post(tmp_path, "2024-03-05", "a", "tasks: 3, 4\nimage: anh/a.jpg\nareas: [D]")
    fixes = [problem.fix for problem in load_site(tmp_path, END).problems]
    assert fixes == [
        "viết thành danh sách: [3, 4]", "viết: {tep: …, mo_ta: …, chu_thich: …, nguon: …}",
        "viết `d` hoặc `đ`, đó là hai nội dung khác nhau",
    ]


def test_an_unquoted_comma_in_the_log_is_one_problem(tmp_path: Path) -> None:
    log = tmp_path / "so-theo-doi" / "2024.csv"
    log.parent.mkdir()
    log.write_text("Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ\n05/03/2024,Tập huấn, hỏi đáp,Tin,1\n", encoding="utf-8")
    assert problems_of(tmp_path) == [("2024.csv", 2, 5, "so-o-thua")]
