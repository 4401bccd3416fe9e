"""`inv chase` from end to end."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cchc.hooks.office import read_office
from support import ROOT, Run, run_inv
from word_file import WordFile

BASE = read_office(ROOT / "pelican.conf.py").base_url


def test_the_text_is_printed_alone(inv: Run) -> None:
    done = inv("chase", "--unit", "Thanh tra Sở", "--as-of", "2024-12-10")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Kính gửi Thanh tra Sở: theo Kế hoạch tuyên truyền cải cách hành chính năm 2024")
    assert "trước ngày 17/12/2024" in done.stdout
    assert done.stdout.count("\n") == 1


def test_the_letter_leads_into_the_built_site_and_is_the_same_twice(built: Path, tmp_path: Path) -> None:
    sums = set()
    for seed in ("1", "77"):
        target = tmp_path / f"{seed}.docx"
        done = run_inv("chase", "--unit", "thanh-tra", "--as-of", "2024-12-31", "--before", "2025-01-10", "--out",
                       str(target), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        assert WordFile(target.read_bytes()).dead_links(BASE, built) == []
        sums.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(sums) == 1
    assert "trước ngày 10/01/2025" in WordFile(target.read_bytes()).text


def test_a_unit_with_nothing_due_needs_no_letter(inv: Run, tmp_path: Path) -> None:
    target = tmp_path / "cong-van.docx"
    done = inv("chase", "--unit", "Sở KH&CN", "--as-of", "2024-06-30", "--out", str(target))
    assert done.returncode == 0
    assert "không cần nhắc" in done.stdout
    assert not target.exists()


def test_the_office_gets_its_reminder_and_no_letter_to_itself(inv: Run, tmp_path: Path) -> None:
    target = tmp_path / "cong-van.docx"
    done = inv("chase", "--unit", "van-phong", "--as-of", "2024-12-10", "--out", str(target))
    assert done.returncode == 2
    assert done.stdout.startswith("Kính gửi Văn phòng Sở: ")
    assert "Không soạn công văn gửi Văn phòng Sở" in done.stderr
    assert not target.exists()


def test_a_group_is_refused_with_the_units_that_have_work(inv: Run) -> None:
    said = inv("chase", "--unit", "các phòng, đơn vị").stderr
    assert "Gửi từng đơn vị: Văn phòng Sở; Thanh tra Sở; Trung tâm Thông tin" in said
    assert "Sở Khoa học và Công nghệ" not in said


@pytest.mark.parametrize(("options", "said"), [
    ([], "Thanh tra Sở"), (["--unit", "Phòng lạ hoắc"], "Thanh tra Sở"), (["--unit", "Thanh tra Sơ"], "Có phải ý anh/chị"),
    (["--unit", "các phòng, đơn vị"], "nhóm đơn vị"), (["--unit", "thanh-tra", "--plan", "1999"], "2024"),
    (["--unit", "thanh-tra", "--before", "10/01/2025"], "--before"),
    (["--unit", "thanh-tra", "--as-of", "2024-12-31", "--before", "2024-12-31"], "--before"),
    (["--unit", "thanh-tra", "--out", "cong-van.xlsx"], ".docx"),
])
def test_wrong_usage_says_what_may_be_given(inv: Run, options: list[str], said: str) -> None:
    done = inv("chase", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
