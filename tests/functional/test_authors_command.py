"""`inv report --by author` as an officer runs it."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import openpyxl
import pytest

from support import ROOT, Run, make_plan, run_inv, write_post


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three posts of two people; test data."""
    folder = tmp_path_factory.mktemp("authors") / "content"
    make_plan(folder)
    write_post(folder, "2024-05-03", "mot", "tasks: [1]\nauthor: Trần Thị B; Đỗ Văn A")
    write_post(folder, "2024-05-09", "hai", "tasks: [1]\nauthor: Trần Thị B")
    write_post(folder, "2024-08-09", "ba", "tasks: [1]")
    return folder


def list_by_author(content: Path, *arguments: str, **extra: str):
    return run_inv(
        "report", "--by", "author", "--content", str(content), "--as-of", "2024-12-31", *arguments, **extra)


def test_the_list_is_written_and_summed_up(content: Path, tmp_path: Path) -> None:
    """The command says how many posts and authors there are and where the file is."""
    target = tmp_path / "bang-ke.xlsx"
    done = list_by_author(content, "--period", "2024", "--out", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã lập bảng kê năm 2024: 3 tin, bài; 2 tác giả; 1 bài (chưa ghi tác giả)." in done.stdout
    assert str(target) in done.stdout
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Tổng hợp", "Chi tiết"]
    assert [row[0].value for row in book["Chi tiết"].iter_rows(min_row=6, max_row=10)] == [1, 2, 3, 4, None]
    assert book["Tổng hợp"]["A2"].value == "SỞ KHOA HỌC VÀ CÔNG NGHỆ"


def test_links_lead_to_the_section_and_bytes_never_change(content: Path, tmp_path: Path) -> None:
    """Posts are linked at the address of the settings; the file is the same from any folder, zone and hash seed."""
    hashes = set()
    for name, zone, seed in (("mot.xlsx", "America/New_York", "1"), ("hai.xlsx", "Asia/Tokyo", "2")):
        target = tmp_path / name
        assert list_by_author(content, "--period", "2024-Q2", "--out", str(target), TZ=zone, PYTHONHASHSEED=seed).returncode == 0
        hashes.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(hashes) == 1
    sheet = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))["Chi tiết"]
    assert sheet["E6"].hyperlink.target == "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/bai-viet/2024/mot/"


@pytest.mark.parametrize(("arguments", "name"), [
    (("--period", "2024-Q2"), "bang-ke-2024-Q2.xlsx"),
    (("--from", "2024-05-01", "--to", "2024-05-31"), "bang-ke-2024-05-01-den-2024-05-31.xlsx"),
])
def test_the_file_is_named_after_its_period_in_the_current_folder(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], name: str,
) -> None:
    """Without --out the list stands where the officer is."""
    from cchc.cli.authors import by_author

    monkeypatch.chdir(tmp_path)
    given = dict(zip((item.strip("-").replace("from", "from_") for item in arguments[::2]), arguments[1::2], strict=True))
    by_author(**{"period": "", "from_": "", "to": "", "out": "", **given}, as_of="2024-12-31", content=str(content))
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("arguments", "words"), [
    ((), "Cần --period"), (("--period", "2024-Q5"), "2024-Q5"), (("--period", "2024-W23"), "2024-W23"),
    (("--period", "2024", "--out", "bang-ke.docx"), ".xlsx"), (("--period", "2024", "--out", "bang-ke"), ".xlsx"),
    (("--period", "2024", "--from", "2024-01-01"), "--from"), (("--from", "2024-01-01"), "--to"),
    (("--from", "2024-02-01", "--to", "2024-01-01"), "--from"),
])
def test_wrong_options_are_wrong_usage(content: Path, arguments: tuple[str, ...], words: str) -> None:
    """Exit 2 with a sentence that names the option."""
    done = list_by_author(content, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_list_is_wrong_usage(inv: Run) -> None:
    """--by takes author only."""
    done = inv("report", "--by", "unit", "--period", "2024")
    assert done.returncode == 2
    assert "author" in done.stderr


def test_a_period_with_nothing_gives_a_list_that_says_so(content: Path, tmp_path: Path) -> None:
    """Not an error: the office may have to hand in an empty list."""
    target = tmp_path / "rong.xlsx"
    done = list_by_author(content, "--period", "2023", "--out", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 tin, bài; 0 tác giả; 0 bài" in done.stdout
    assert openpyxl.load_workbook(target)["Tổng hợp"]["A6"].value == "Không có tin, bài nào trong kỳ."


def test_a_missing_folder_is_the_environment_s_fault_and_leaves_nothing(content: Path, tmp_path: Path) -> None:
    """Exit 3, no traceback, no half file; a file that stands there is kept."""
    done = list_by_author(content, "--period", "2024", "--out", str(tmp_path / "khong-co" / "a.xlsx"))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - names alone


def test_content_with_errors_stops_the_list(tmp_path: Path) -> None:
    """Exit 1 and the problems, as for a build."""
    content = tmp_path / "content"
    make_plan(content)
    write_post(content, "2024-05-03", "sai", "tasks: [99]")
    done = list_by_author(content, "--period", "2024", "--out", str(tmp_path / "a.xlsx"))
    assert done.returncode == 1
    assert "2024-05-03-sai.md" in done.stderr
    assert not (tmp_path / "a.xlsx").exists()


def test_posts_of_the_real_content_are_marked_as_starter_content(tmp_path: Path) -> None:
    """The starter posts must not pass for the office's own."""
    target = tmp_path / "a.xlsx"
    done = list_by_author(ROOT / "content", "--period", "2024", "--out", str(target))
    assert done.returncode == 0
    sheet = openpyxl.load_workbook(target)["Chi tiết"]
    assert {row[9].value for row in sheet.iter_rows(min_row=6) if isinstance(row[0].value, int)} == {"bài khởi tạo"}
