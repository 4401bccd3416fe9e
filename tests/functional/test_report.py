"""`inv report` from end to end: files, bytes, links into the built site, wrong usage."""

from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import pytest

from cchc.hooks.office import read_office
from sites import office as sample
from support import ROOT, Run, run_inv
from word_file import WordFile

BASE = read_office(ROOT / "pelican.conf.py").base_url


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("office") / "content")


def test_every_link_of_the_real_report_resolves_in_the_built_site(inv: Run, built: Path, tmp_path: Path) -> None:
    target = tmp_path / "nam.docx"
    done = inv("report", "--period", "2024", "--as-of", "2024-12-31", "--out", str(target))
    assert done.returncode == 0, done.stderr
    assert str(target) in done.stdout
    file = WordFile(target.read_bytes())
    assert file.dead_links(BASE, built) == []
    assert all(address.startswith(("https://", "http://")) for _, address in file.links)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_same_sha256_twice_whatever_the_process(tmp_path: Path, suffix: str) -> None:
    sums = set()
    for seed in ("1", "77"):
        target = tmp_path / f"{seed}{suffix}"
        done = run_inv(
            "report", "--period", "2024-Q2", "--as-of", "2024-06-30", "--out", str(target), PYTHONHASHSEED=seed
        )
        assert done.returncode == 0, done.stderr
        sums.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(sums) == 1


def test_the_real_report_is_marked_as_starter_data(inv: Run, tmp_path: Path) -> None:
    target = tmp_path / "q2.docx"
    assert inv("report", "--period", "2024-Q2", "--as-of", "2024-06-30", "--out", str(target)).returncode == 0
    assert "(Dữ liệu khởi tạo, chưa phải số liệu chính thức)" in WordFile(target.read_bytes()).blanks


def test_without_out_the_file_has_a_name_of_its_own_in_the_current_folder(content: Path, tmp_path: Path) -> None:
    done = run_inv("-r", str(ROOT), "report", "--period", "2024-Q2", "--as-of", "2024-06-30", "--content", str(content),
                   cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao-2024-Q2.docx"]
    assert "10 sản phẩm trong kỳ" in done.stdout


def test_days_and_workbooks_work_too(inv: Run, content: Path, tmp_path: Path) -> None:
    target = tmp_path / "bao-cao.xlsx"
    target.write_text("cũ", encoding="utf-8")
    done = inv("report", "--from", "2024-04-01", "--to", "2024-06-30", "--as-of", "2024-06-30", "--content",
               str(content), "--out", str(target))
    assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(target).sheetnames[0] == "Tổng hợp"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bao-cao-truoc-1.xlsx", "bao-cao.xlsx"]


def test_the_paragraph_alone_stands_on_stdout(inv: Run, content: Path, tmp_path: Path) -> None:
    done = inv("report", "--period", "2024-Q2", "--as-of", "2024-06-30", "--content", str(content), "--paragraph")
    assert done.returncode == 0
    assert done.stdout.startswith("Trong quý II năm 2024, Sở Khoa học và Công nghệ có 10 sản phẩm")
    assert len(done.stdout.strip().split("\n\n")) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_paragraph_is_written_to_a_text_file(inv: Run, content: Path, tmp_path: Path) -> None:
    options = ["report", "--period", "2024-Q2", "--as-of", "2024-06-30", "--content", str(content), "--paragraph"]
    target = tmp_path / "doan.txt"
    done = inv(*options, "--out", str(target))
    assert done.returncode == 0, done.stderr
    assert target.read_text(encoding="utf-8") == inv(*options).stdout
    assert str(target) in done.stdout


@pytest.mark.parametrize(("period", "state"), [
    ("2023-Q4", "không có kế hoạch nào chứa kỳ này)"), ("2026", "không có kế hoạch nào chứa kỳ này; kỳ chưa bắt đầu)"),
    ("2024-M11", "ngày 30/11/2024)"),
])
def test_a_period_with_nothing_gives_a_correct_report(
    inv: Run, content: Path, tmp_path: Path, period: str, state: str
) -> None:
    target = tmp_path / "rong.docx"
    done = inv("report", "--period", period, "--as-of", "2024-12-31", "--content", str(content), "--out", str(target))
    assert done.returncode == 0, done.stderr
    assert "Trong kỳ chưa ghi nhận sản phẩm tuyên truyền nào" in WordFile(target.read_bytes()).text
    assert state in done.stdout


@pytest.mark.parametrize(("options", "said"), [
    (["--period", "2024-Q5"], "2024-Q2"), (["--period", "2024-W23"], "2024-Q2"), ([], "2024-Q2"),
    (["--from", "2024-01-01"], "--to"), (["--period", "2024", "--from", "2024-01-01", "--to", "2024-01-31"], "--period"),
    (["--from", "2024-02-30", "--to", "2024-03-01"], "--from"), (["--from", "2024-03-02", "--to", "2024-03-01"], "--to"),
    (["--period", "2024", "--plan", "1999"], "2024"), (["--period", "2024", "--by", "unit"], "--by chỉ nhận author (bảng kê theo tác giả), đang là `unit`."),
    (["--period", "2024", "--by", "author", "--paragraph"], "--paragraph"),
    (["--period", "2024", "--by", "author", "--plan", "2024"], "--plan"),
    (["--period", "2024", "--paragraph", "--out", "doan.docx"], "--paragraph chỉ ghi ra tệp .txt"),
    (["--period", "2024", "--out", "doan.txt"], ".docx hoặc .xlsx"),
    (["--period", "2024", "--out", "bao-cao.pdf"], ".docx hoặc .xlsx"), (["--period", "2024", "--as-of", "x"], "--as-of"),
])
def test_wrong_usage_says_what_may_be_given(inv: Run, options: list[str], said: str) -> None:
    done = inv("report", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_content_errors_stop_the_report_before_it_is_written(inv: Run, content: Path, tmp_path: Path) -> None:
    broken = sample.write(tmp_path / "content")
    (broken / "bai-viet/2024/2024-05-05-sai.md").write_text("không có phần đầu", encoding="utf-8")
    target = tmp_path / "bao-cao.docx"
    done = inv("report", "--period", "2024-Q2", "--content", str(broken), "--out", str(target))
    assert done.returncode == 1
    assert "2024-05-05-sai.md" in done.stderr
    assert "chưa lập báo cáo." in done.stderr
    assert not target.exists()
    for command, undone in ((["chase", "--unit", "thanh-tra"], "chưa soạn công văn."),
                            (["digest", "--period", "2024-Q2"], "chưa lập điểm tin.")):
        assert undone in inv(*command, "--content", str(broken)).stderr
    assert content.is_dir()


def test_a_place_that_cannot_be_written_is_a_fault_of_the_machine(inv: Run, content: Path, tmp_path: Path) -> None:
    target = tmp_path / "khong-co" / "bao-cao.docx"
    done = inv("report", "--period", "2024-Q2", "--as-of", "2024-06-30", "--content", str(content), "--out", str(target))
    assert done.returncode == 3
    assert "không có thư mục" in done.stderr
    folder = tmp_path / "la.docx"
    folder.mkdir()
    done = inv("report", "--period", "2024-Q2", "--as-of", "2024-06-30", "--content", str(content), "--out", str(folder))
    assert done.returncode == 3
    assert [path.name for path in tmp_path.iterdir()] == ["la.docx"]
