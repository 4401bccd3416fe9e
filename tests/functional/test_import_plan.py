"""`inv import-plan` as the office runs it."""

from __future__ import annotations

import shutil

import pytest

from cchc.plan_file import parse_plan
from plan_docx import CELLS, plan_docx
from support import ROOT, tree


@pytest.fixture
def content(tmp_path):
    """A content folder with the plan of 2024, and next year's Word file beside it."""
    folder = tmp_path / "content"
    (folder / "ke-hoach").mkdir(parents=True)
    shutil.copy(ROOT / "content/ke-hoach/2024.yaml", folder / "ke-hoach/2024.yaml")
    (tmp_path / "ke-hoach-2025.docx").write_bytes(plan_docx("merged", year=2025))
    return folder


def test_next_year_s_plan_is_written_listed_and_passes_check(inv, content, tmp_path):
    done = inv("import-plan", "--file", str(tmp_path / "ke-hoach-2025.docx"), "--content", str(content))
    assert (done.returncode, done.stderr) == (0, "")
    target = content / "ke-hoach/2025.yaml"
    text = target.read_text(encoding="utf-8")
    line = next(number for number, found in enumerate(text.splitlines(), 1) if "# cần kiểm tra" in found)
    why = "hạn 5 ngày làm việc là quy ước (theo kế hoạch 2024), không có trong bảng"
    assert done.stdout.splitlines() == [
        f"Đã ghi {target}: 7 nội dung, 7 nhiệm vụ; đã đọc 42 ô của bảng nhiệm vụ, 1 ô cần kiểm tra.",
        "Cần kiểm tra 1 chỗ (trong tệp ghi `# cần kiểm tra`):",
        f"  dòng {line}: nhiệm vụ 5, thời gian thực hiện: {why}",
        f"Tiếp theo: .venv/bin/inv check --content {content}.",
    ]
    assert len(parse_plan("ke-hoach/2025.yaml", target.read_bytes()).plan.tasks) == 7
    checked = inv("check", "--content", str(content))
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count(" can-kiem-tra ") == 1
    assert f"Cảnh báo ke-hoach/2025.yaml:{line}:" in checked.stdout
    assert "còn 1 dòng ghi" in checked.stdout
    target.write_text(text.replace("  # cần kiểm tra", "  # đã kiểm"), encoding="utf-8")
    assert "can-kiem-tra" not in inv("check", "--content", str(content)).stdout
    assert sorted(path.name for path in (content / "ke-hoach").iterdir()) == ["2024.yaml", "2025.yaml"]


def test_an_existing_plan_is_never_overwritten(inv, content, tmp_path):
    (tmp_path / "2024.docx").write_bytes(plan_docx())
    before = tree(content)
    done = inv("import-plan", "--file", str(tmp_path / "2024.docx"), "--content", str(content))
    assert (done.returncode, done.stdout) == (2, "")
    assert "2024.yaml, không ghi đè" in done.stderr
    out = content / "ke-hoach/2024.yaml"
    done = inv("import-plan", "--file", "khong-co.docx", "--out", str(out), "--content", str(content))
    assert done.returncode == 2
    assert tree(content) == before


def test_the_first_plan_of_an_empty_folder_goes_where_out_says(inv, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "kh.docx").write_bytes(plan_docx("columns"))
    out = tmp_path / "ke-hoach-moi.yaml"
    done = inv("import-plan", "--file", str(tmp_path / "kh.docx"), "--out", str(out), "--content", str(tmp_path / "content"))
    assert done.returncode == 0, done.stderr
    parsed = parse_plan("ke-hoach/ke-hoach-moi.yaml", out.read_bytes())
    assert ({problem.severity for problem in parsed.problems}, parsed.plan.id) == ({"warning"}, "ke-hoach-moi")
    assert "đã đọc 42 ô" in done.stdout
    assert "Cột khác của bảng (“Kinh phí”) được giữ thành ghi chú # ở từng nhiệm vụ" in done.stdout
    assert list((tmp_path / "content").iterdir()) == []


def test_a_question_is_listed_and_check_asks_it(inv, content, tmp_path):
    cells = (*CELLS[:5], (*CELLS[5][:5], "Khi cần"), CELLS[6])
    (tmp_path / "2025.docx").write_bytes(plan_docx(year=2025, cells=cells))
    done = inv("import-plan", "--file", str(tmp_path / "2025.docx"), "--content", str(content))
    assert done.returncode == 0
    assert "nhiệm vụ 6, thời gian thực hiện: chưa hiểu “Khi cần”" in done.stdout
    checked = inv("check", "--content", str(content))
    assert checked.returncode == 1
    assert "lich-chua-ro" in checked.stdout
    assert checked.stdout.count("Lỗi ke-hoach/2025.yaml") == 1


@pytest.mark.parametrize(("name", "data", "words"), [
    ("khong-co.docx", None, "Không có tệp"),
    ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Lưu thành"),
    ("hong.docx", b"PK\x03\x04", "bị hỏng"),
    ("bang.docx", "khong bang", "Stt, Nhiệm vụ, Sản phẩm"),
])
def test_a_bad_file_is_one_sentence_and_exit_1(inv, content, tmp_path, name, data, words):
    if data == "khong bang":
        from docx import Document

        from plan_docx import saved

        data = saved(Document())
    if data is not None:
        (tmp_path / name).write_bytes(data)
    before = tree(content)
    done = inv("import-plan", "--file", str(tmp_path / name), "--content", str(content))
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert tree(content) == before


@pytest.mark.parametrize("options", [
    (), ("--file", "x.docx", "--out", "x.txt"), ("--file", "x.docx", "--out", "Kế hoạch.yaml"),
])
def test_a_wrong_option_is_exit_2(inv, options):
    done = inv("import-plan", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_folder_that_is_not_there_is_exit_3(inv, content, tmp_path):
    out = tmp_path / "khong-co/2025.yaml"
    done = inv("import-plan", "--file", str(tmp_path / "ke-hoach-2025.docx"), "--out", str(out), "--content", str(content))
    assert done.returncode == 3
    assert "không có thư mục" in done.stderr


def test_the_same_file_gives_the_same_bytes(inv, content, tmp_path):
    outs = [tmp_path / name / "2025.yaml" for name in ("a", "b")]
    for out in outs:
        out.parent.mkdir()
        assert inv("import-plan", "--file", str(tmp_path / "ke-hoach-2025.docx"), "--out", str(out), "--content", str(content)).returncode == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
