"""Corners where an address, a date or a folder is not what it seems."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from cchc.editor.preview import rebuild
from cchc.editor.server import Notices
from cchc.examination import examine
from cchc.outputs import measure_site
from cchc.records.store import RecordStore
from cchc.text import VIETNAM
from support import make_plan, run_inv, tree, write_post

END = datetime(2024, 12, 31, 23, 59, tzinfo=VIETNAM)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    make_plan(folder)
    write_post(folder, "2024-03-05", "mot-bai", "tasks: [1]")
    return folder


def codes_of(content: Path, moment: datetime = END) -> list[str]:
    return [problem.code for problem in examine(content, moment, RecordStore(None)).loaded.errors]


@pytest.mark.parametrize("alias", [
    "sitemap.xml", "feed.atom", "404.html/x", "index.html/a", "ke-hoach/2024/coverage.json", "index.html.gz", "bai-viet",
    "bai-viet/trang/2", "bai-viet/chua-dang", "anh/x", "theo-nam/2024/", "bai-viet/2024/mot-bai/",
])
def test_an_old_address_never_hides_a_page_or_file(content: Path, alias: str) -> None:
    write_post(content, "2024-03-06", "hai", f"tasks: [1]\naliases: ['{alias}']")
    assert codes_of(content) == ["dia-chi-trung"]


@pytest.mark.parametrize("alias", [".manifest.json", "a/../b", "/goc", "a//b", "a" * 101, "tin/" + "b/" * 100, "http://x.vn"])
def test_an_odd_old_address_is_refused(content: Path, alias: str) -> None:
    write_post(content, "2024-03-06", "hai", f"tasks: [1]\naliases: ['{alias}']")
    assert codes_of(content) == ["dia-chi-cu-sai"]


def test_two_withdrawn_posts_must_not_redirect_to_each_other(content: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        write_post(content, "2024-03-06", one,
                   f"tasks: [1]\nwithdrawn: {{date: 2024-04-01, redirect: bai-viet/2024/{other}/}}")
    assert codes_of(content) == ["chuyen-den-hong", "chuyen-den-hong"]


def test_a_plan_without_the_usual_kind_asks_for_one(content: Path) -> None:
    plan = content / "ke-hoach/2024.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("tin-bai", "tin-tuc"), encoding="utf-8")
    assert codes_of(content) == ["the-loai-la"]


def test_control_characters_of_a_body_are_refused(content: Path) -> None:
    write_post(content, "2024-03-06", "hai", "tasks: [1]", "Đoạn\x01 x")
    assert codes_of(content) == ["ky-tu-la"]


def test_the_internal_edition_shows_drafts_with_their_files(content: Path, tmp_path: Path) -> None:
    (content / "anh").mkdir()
    (content / "anh/x.png").write_bytes(b"\x89PNG")
    write_post(content, "2024-03-06", "nhap", "status: nháp\ntasks: [1]\nimage: {file: anh/x.png, alt: X}")
    for flag, there in (("--internal", True), ("--full", False)):
        run_inv("build", flag, "--content", str(content), "--output", str(tmp_path / flag), "--as-of", "2024-12-31")
        assert ("anh/x.png" in tree(tmp_path / flag)) is there


def test_drafts_may_link_to_drafts(content: Path) -> None:
    write_post(content, "2024-03-06", "nhap", "status: nháp\ntasks: [1]", "[kia](2024-03-07-kia.md)")
    write_post(content, "2024-03-07", "kia", "status: nháp\ntasks: [1]")
    assert codes_of(content) == []
    write_post(content, "2024-03-08", "dang", "tasks: [1]", "[kia](2024-03-07-kia.md)")
    assert codes_of(content) == ["lien-ket-chua-dang"]


def test_a_withdrawal_is_not_told_before_its_day(content: Path) -> None:
    write_post(content, "2024-03-06", "hai", "tasks: [1]\nwithdrawn: {date: 2025-06-01}")
    for day, told in ((datetime(2025, 2, 1, tzinfo=VIETNAM), False), (datetime(2025, 7, 1, tzinfo=VIETNAM), True)):
        coverage = measure_site(examine(content, day, RecordStore(None)).loaded.site)["2024"]
        marked = [coverage.is_withdrawn(output) for output in coverage.outputs]
        assert len(marked) == 2
        assert any(marked) is told


def test_nothing_of_a_later_day_is_published(content: Path, tmp_path: Path) -> None:
    (content / "tep").mkdir()
    (content / "tep/sau.pdf").write_bytes(b"%PDF")
    (content / "so-theo-doi").mkdir()
    rows = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Đường dẫn/tệp kiểm chứng\n10/09/2024,Sau,Tin,1,tep/sau.pdf\n"
    (content / "so-theo-doi/2024.csv").write_text(rows, encoding="utf-8")
    write_post(content, "2024-03-06", "hai", "tasks: [1]\nupdates: [{date: 2024-09-01, note: Sửa sau này}]")
    run_inv("build", "--content", str(content), "--output", str(tmp_path / "o"), "--as-of", "2024-06-30")
    files = tree(tmp_path / "o")
    assert "tep/sau.pdf" not in files
    assert b"2024-09" not in files["feed.atom"]
    assert "Sửa sau này".encode() not in files["bai-viet/2024/hai/index.html"]


@pytest.mark.parametrize("target", ["user@host:/srv/www", "host:/srv", "sftp:x/", "s3://kho", " "])
def test_another_machine_is_not_a_folder_here(content: Path, tmp_path: Path, target: str) -> None:
    done = run_inv("deploy", "--content", str(content), "--to", target)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == [content]


@pytest.mark.parametrize("inside", ["", "out", "ke-hoach"])
def test_the_output_may_not_lie_in_the_content(content: Path, inside: str) -> None:
    before = tree(content)
    done = run_inv("build", "--content", str(content), "--output", str(content / inside))
    assert done.returncode == 2
    assert tree(content) == before


def test_a_pipe_among_the_posts_is_said_and_not_waited_for(content: Path) -> None:
    os.mkfifo(content / "bai-viet/2024/ong")
    assert "khong-doc-duoc" in codes_of(content)


def test_new_keeps_clear_of_posts_that_cannot_be_read(content: Path) -> None:
    write_post(content, "2024-05-01", "xin-chao", "tasks: [99]")
    done = run_inv("new", "--title", "Xin chào", "--date", "2024-05-02", "--content", str(content))
    assert done.returncode == 0
    problems = json.loads(run_inv("check", "--content", str(content), "--format", "json").stdout)["problems"]
    assert [problem["code"] for problem in problems if problem["severity"] == "error"] == ["nhiem-vu-la"]


def test_the_preview_outlives_whatever_a_save_breaks() -> None:
    said: list[str] = []
    notices = Notices()

    def fail() -> str:
        raise ZeroDivisionError

    rebuild(fail, notices, said.append)
    assert "Lỗi của phần mềm" in said[0]
    assert notices.standing


@pytest.mark.parametrize("arguments", [
    ("preview", "--content", "/khong-co"), ("build", "--base-url", "http://[::1/"), ("build", "--base-url", "https://a.vn:x/"),
])
def test_more_wrong_values_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run_inv(*arguments)
    assert done.returncode == 2, done.stderr
