"""The search index of a published build: the same bytes whoever builds it, only what is public, and said in a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support import make_plan, run_inv, tree, write_post


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tim-kiem") / "content"
    make_plan(folder)
    for day in range(1, 8):
        write_post(folder, f"2024-05-0{day}", f"bai-{day}", "areas: [a]\ntasks: [1]", f"Công tác số {day}, Nghị quyết 76/NQ-CP.")
    write_post(folder, "2024-05-08", "bai-nhap", "areas: [a]\nstatus: draft", "Khongaiduocbiet.")
    return folder


def build(content: Path, folder: Path, *more: str) -> tuple[dict[str, bytes], str]:
    """The index's files and what the command said."""
    output = folder / "site"
    done = run_inv("build", "--content", str(content), "--output", str(output), "--cache", str(folder / "cache"),
                   "--as-of", "2024-12-31", *more)
    assert done.returncode == 0, done.stderr
    return {path: data for path, data in tree(output / "tim-kiem").items() if "index.html" not in path}, done.stdout


def test_one_process_or_three_and_both_editions_give_the_same_index(content: Path, tmp_path: Path) -> None:
    one, said = build(content, tmp_path / "1", "--publish", "--jobs", "1")
    three, _ = build(content, tmp_path / "3", "--publish", "--jobs", "3", "--internal")
    assert one == three
    plain = {path for path in one if not path.endswith((".gz", ".br"))}
    number = len(plain)
    assert len([path for path in plain if path.startswith("bai/")]) == 14
    assert re.search(rf"^Tìm kiếm: 14 trang, {number} tệp, \d+ KB, \d+,\d giây\.$", said, re.MULTILINE)
    assert not [path for path, data in one.items() if b"khongaiduocbiet" in data.lower()]


def test_without_publish_there_is_a_page_that_says_so_and_no_index(content: Path, tmp_path: Path) -> None:
    found, said = build(content, tmp_path)
    assert found == {}
    assert "Tìm kiếm:" not in said
    page = (tmp_path / "site" / "tim-kiem" / "index.html").read_text(encoding="utf-8")
    assert "chỉ trang đã xuất bản mới tìm được" in page
    assert "<script" not in page.partition("<main")[2]
    assert 'href="../linh-vuc/"' in page
