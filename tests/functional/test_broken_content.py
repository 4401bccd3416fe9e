"""One site with one fault of each kind: its complete, ordered list of problems.

`expected.txt` was written by reading the contract, file by file, not by copying what the program printed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc.examination import examine
from cchc.moment import build_moment
from cchc.records.store import RecordStore
from cchc.text import VIETNAM
from sheets import make_xlsx
from sites import good

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests" / "sites" / "broken"
AS_OF = "2024-12-31"
MOMENT = build_moment(AS_OF, {})
ENGLISH = re.compile(
    r"\b(expected|found|mapping|while|character|scalar|token|invalid|error|missing|unknown|must|block|line|column)\b"
)
KEYS = {"path", "line", "column", "code", "severity", "message", "fix"}
STATES = {"published", "draft", "review", "scheduled", "expired", "withdrawn", "rejected"}
TOO_LARGE = "bai-viet/2024/2024-09-01-qua-lon.md"
LINK = "bai-viet/2024/2024-09-01-lien-ket-tuong-trung.md"


def run(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `inv <command>` as an editor does."""
    line = [sys.executable, "-m", "invoke", command, "--as-of", AS_OF, *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")


def describe(problem: dict) -> str:
    return "{path}:{line}:{column} {code} {severity}".format(**problem)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Bytes of every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module", params=["content", "plans"])
def checked(request, tmp_path_factory):
    """(expected lines, what `inv check --format json` prints, the content folder) of each broken site."""
    content = tmp_path_factory.mktemp("hong") / request.param
    shutil.copytree(BROKEN / request.param, content)
    expected = (BROKEN / f"expected-{request.param}.txt").read_text(encoding="utf-8").splitlines()
    if request.param == "content":
        expected += add_odd_files(content)
    done = run("check", "--content", str(content), "--format", "json")
    assert done.returncode == 1, done.stderr
    return sorted(expected, key=place), json.loads(done.stdout), content


def add_odd_files(content: Path) -> list[str]:
    """Add files that a repository should not hold; the problems expected of them."""
    (content / TOO_LARGE).write_bytes(b"---\ntieu_de: x\n---\n" + b"x" * 1_000_000)
    expected = [f"{TOO_LARGE}:1:1 tep-qua-lon error", *add_workbooks(content / "so-theo-doi")]
    try:
        (content / LINK).symlink_to("2024-01-02-bai-tot.md")
    except OSError:  # Windows lets few users make links
        return expected
    return [*expected, f"{LINK}:1:1 lien-ket-tuong-trung error"]


def add_workbooks(folder: Path) -> list[str]:
    """Add two logs of one year, one of them a workbook with faults only such a file can have."""
    header = ["Ngày", "Tên sản phẩm", "Thể loại", "Nhiệm vụ", "Nội dung", "Số lượng"]
    good_row = ["10/05/2024", "Tin thử", "tin-bai", "1", "a", 5]
    rows = [header, good_row, good_row, ["Quý II"], [*good_row[:3], 1.2, "a"], good_row]

    def change(sheet: Worksheet) -> None:
        sheet["F6"] = "=F2+1"
        sheet["A20001"] = "xa"

    log = {"Sổ cũ": [header, good_row]}
    data = make_xlsx(rows, merged=["E2:E3", "F2:F3", "A4:F4"], name="Sổ mới", change=change, more=log)
    (folder / "2015.xlsx").write_bytes(data)
    (folder / "2015.csv").write_text("Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ\n", encoding="utf-8")
    return [f"so-theo-doi/2015.xlsx:{line}" for line in (
        "1:1 so-hai-tep error", "1:1 so-trang-khac warning", "3:5 so-o-gop-dien warning",
        "3:6 so-o-gop-so error", "4:1 so-o-gop error",
        "5:4 so-nhiem-vu-doi error", "6:6 so-cong-thuc error", "20001:1 so-qua-lon error",
    )]


def place(line: str) -> tuple[str, int, int, str]:
    """Sort key of an expected line: file, line, column, code."""
    path, row, column, code = re.fullmatch(r"(.*):(\d+):(\d+) (\S+) \w+", line).groups()
    return path, int(row), int(column), code


def test_every_fault_is_reported_at_its_place_and_nothing_else(checked):
    expected, document, _ = checked
    assert [describe(problem) for problem in document["problems"]] == expected


def test_there_is_a_file_for_each_of_many_faults():
    lines = (BROKEN / "expected-content.txt").read_text(encoding="utf-8").splitlines()
    assert len({place(line)[0] for line in lines}) >= 55


def test_the_document_has_the_contract_s_shape(checked):
    _, document, _ = checked
    assert set(document) == {"schema", "problems", "files"}
    assert document["schema"] == "cchc.check/1"
    assert all(set(problem) == KEYS for problem in document["problems"])
    assert {problem["severity"] for problem in document["problems"]} <= {"error", "warning"}


def test_the_ledger_accounts_for_every_file_and_rejects_the_faulty_ones(checked):
    _, document, content = checked
    found = {path.relative_to(content).as_posix() for path in content.rglob("*") if not path.is_dir()}
    faulty = {problem["path"] for problem in document["problems"] if problem["severity"] == "error"}
    assert set(document["files"]) == found
    assert {path for path, state in document["files"].items() if state == "rejected"} == faulty
    assert set(document["files"].values()) <= STATES


def test_messages_and_fixes_are_vietnamese(checked):
    _, document, _ = checked
    for problem in document["problems"]:
        assert re.search("[à-ỹđ]", problem["message"]), problem
        assert problem["fix"], problem
        for text in (problem["message"], problem["fix"]):
            own_words = re.sub(r"`[^`]*`|“[^”]*”|within_\w+", "", text)
            assert not ENGLISH.search(own_words), problem


def test_every_place_lies_within_its_file(checked):
    _, document, content = checked
    for problem in document["problems"]:
        if problem["path"].endswith((".csv", ".xlsx")):
            continue  # a cell of the sheet
        try:
            lines = (content / problem["path"]).read_text(encoding="utf-8").split("\n")
        except UnicodeDecodeError:
            continue
        assert 1 <= problem["line"] <= len(lines), problem
        assert 1 <= problem["column"] <= len(lines[problem["line"] - 1]) + 1, problem


@pytest.mark.parametrize(
    ("path", "fix"),
    [
        ("bai-viet/2024/2024-06-01-khoa-gan-dung.md", "`tac_gia`"),
        ("bai-viet/2024/2024-05-03-the-loai-gan-dung.md", "`phong-su`"),
        ("bai-viet/2024/2024-05-03-don-vi-gan-dung.md", "`văn phòng sở`"),
        ("bai-viet/2024/2024-05-03-kenh-gan-dung.md", "`facebook`"),
        ("bai-viet/2024/2024-05-01-chu-hoa.md", "viết `d` hoặc `đ`"),
        ("bai-viet/2024/2024-05-01-chu-noi-bang-phay.md", "[a, c]"),
        ("bai-viet/2024/2024-07-01-anh-sai-hoa.md", "`anh/hop.png`"),
    ],
)
def test_a_near_miss_is_given_what_was_meant(path, fix, report):
    assert fix in report[path]


@pytest.mark.parametrize(
    "path",
    [
        "bai-viet/2024/2024-06-01-khoa-hai-kha-nang.md",
        "bai-viet/2024/2024-05-03-the-loai-hai-kha-nang.md",
        "bai-viet/2024/2024-05-03-don-vi-hai-kha-nang.md",
        "bai-viet/2024/2024-05-03-kenh-la.md",
    ],
)
def test_no_guess_is_made_between_two_or_none(path, report):
    assert report[path].startswith("dùng một trong: ")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Fix of the (first) problem of each file of the broken site."""
    cache = RecordStore(tmp_path_factory.mktemp("cache"))
    loaded = examine(BROKEN / "content", MOMENT, cache).loaded
    return {problem.path: problem.fix for problem in reversed(loaded.problems)}


def test_eight_independent_faults_of_one_file_are_reported_in_one_run(tmp_path):
    shutil.copytree(BROKEN / "content" / "ke-hoach", tmp_path / "ke-hoach", ignore=shutil.ignore_patterns("*.docx"))
    post = tmp_path / "bai-viet" / "2024" / "2024-05-10-tam-loi.md"
    post.parent.mkdir(parents=True)
    post.write_text(
        "---\ntieu_de: Tám lỗi: một bài\nngay: 31/04/2024\nnoi_dung: [Đ, m]\nnhiem_vu: [9]\ntac_gja: A\n"
        'nguon: "Báo\nanh: {file: anh/mat.png, alt: Ảnh}\n---\n\nXem [tệp](../../tep/mat.pdf).\n',
        encoding="utf-8",
    )
    loaded = examine(tmp_path, MOMENT, RecordStore(tmp_path / "cache")).loaded
    assert [(problem.line, problem.column, problem.code) for problem in loaded.problems] == [
        (2, 10, "yaml-hai-cham"), (3, 7, "ngay-khong-co"), (4, 12, "noi-dung-hoa"), (4, 15, "noi-dung-ngoai"),
        (5, 12, "nhiem-vu-la"), (6, 1, "khoa-la"), (7, 8, "yaml-nhay"), (8, 13, "tep-thieu"), (11, 11, "lien-ket-hong"),
    ]


def test_a_link_to_a_faulty_post_is_not_a_fault_of_its_own(tmp_path):
    shutil.copytree(BROKEN / "content" / "ke-hoach", tmp_path / "ke-hoach", ignore=shutil.ignore_patterns("*.docx"))
    folder = tmp_path / "bai-viet" / "2024"
    folder.mkdir(parents=True)
    (folder / "2024-05-10-hong.md").write_text("---\nslug: x\nnoi_dung: a\ntitle: Hỏng\n---\n", encoding="utf-8")
    text = "---\nnoi_dung: a\ntitle: Tốt\n---\n\n[Bài kia](2024-05-10-hong.md#muc)\n"
    (folder / "2024-05-10-tot.md").write_text(text, encoding="utf-8")
    loaded = examine(tmp_path, MOMENT, RecordStore(tmp_path / "cache")).loaded
    assert [problem.code for problem in loaded.problems] == ["khoa-cam"]


def test_an_old_address_that_a_scheduled_post_will_take_is_found_today(tmp_path):
    shutil.copytree(BROKEN / "content" / "ke-hoach", tmp_path / "ke-hoach", ignore=shutil.ignore_patterns("*.docx"))
    folder = tmp_path / "bai-viet" / "2024"
    folder.mkdir(parents=True)
    old = "---\nnoi_dung: a\ntitle: Cũ\ndia_chi_cu: [bai-viet/2024/moi/]\n---\n"
    (folder / "2024-05-10-cu.md").write_text(old, encoding="utf-8")
    (folder / "2024-06-10-moi.md").write_text("---\nnoi_dung: a\ntitle: Mới\n---\n", encoding="utf-8")
    before = datetime(2024, 5, 20, tzinfo=VIETNAM)
    loaded = examine(tmp_path, before, RecordStore(tmp_path / "cache")).loaded
    assert [(problem.code, problem.line, problem.column) for problem in loaded.problems] == [("dia-chi-trung", 4, 14)]


def test_a_build_of_broken_content_lists_the_problems_and_leaves_the_last_output_alone(tmp_path):
    output = tmp_path / "ket-qua"
    places = ("--output", str(output), "--cache", str(tmp_path / "cache"))
    built = run("build", "--content", str(good.write(tmp_path / "tot")), *places)
    assert built.returncode == 0, built.stderr
    before = snapshot(output)
    failed = run("build", "--content", str(BROKEN / "content"), *places)
    assert failed.returncode == 1
    for line in (BROKEN / "expected-content.txt").read_text(encoding="utf-8").splitlines():
        assert line.rpartition(" ")[0] in failed.stderr
    assert "index.html" in before
    assert snapshot(output) == before
