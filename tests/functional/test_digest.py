"""`inv digest` from end to end."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cchc.hooks.office import read_office
from support import ROOT, Run, run_inv
from word_file import WordFile

BASE = read_office(ROOT / "pelican.conf.py").base_url


@pytest.mark.parametrize("meant", [["--week", "2024-W24"], ["--period", "2024-Q3"], ["--period", "2024"]])
def test_links_lead_into_the_built_site_and_bytes_are_the_same_twice(
    built: Path, tmp_path: Path, meant: list[str]
) -> None:
    sums = set()
    for seed in ("1", "77"):
        target = tmp_path / f"{seed}.docx"
        done = run_inv("digest", *meant, "--as-of", "2024-12-31", "--out", str(target), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        assert WordFile(target.read_bytes()).dead_links(BASE, built) == []
        sums.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(sums) == 1
    assert "(Dữ liệu khởi tạo, chưa phải số liệu chính thức)" in WordFile(target.read_bytes()).blanks


def test_without_out_the_file_has_a_name_of_its_own(tmp_path: Path) -> None:
    done = run_inv("-r", str(ROOT), "digest", "--week", "2024-W24", "--as-of", "2024-12-31", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["diem-tin-2024-W24.docx"]
    assert "Tuần 24 năm 2024: 1 tin, bài" in done.stdout


def test_a_period_that_has_not_begun_is_told(inv: Run, tmp_path: Path) -> None:
    done = inv("digest", "--period", "2024-Q3", "--as-of", "2024-06-30", "--out", str(tmp_path / "ban-tin.docx"))
    assert done.returncode == 0, done.stderr
    assert "(tính đến ngày 30/06/2024; kỳ chưa bắt đầu)" in done.stdout


@pytest.mark.parametrize(("options", "said"), [
    ([], "--week"), (["--week", "2024-W23", "--period", "2024-Q2"], "--week"), (["--week", "2024-W54"], "2024-W23"),
    (["--period", "quý 2"], "2024-Q2"), (["--week", "2024-W23", "--out", "diem-tin.pdf"], ".docx"),
])
def test_wrong_usage_says_what_may_be_given(inv: Run, options: list[str], said: str) -> None:
    done = inv("digest", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
