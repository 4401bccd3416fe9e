"""Whatever goes wrong, the command says what and how, exits with the contract's code, and the last output is whole."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cchc.cli import options
from cchc.cli.build import build
from cchc.cli.guard import guarded
from cchc.hooks.writer import SectionWriter
from support import ROOT, make_plan, run_inv, tree, write_post

OPTIONS: dict[str, Any] = {
    "content": "", "output": "", "base_url": "", "as_of": "2024-12-31", "internal": False, "coverage": "",
    "publish": False, "jobs": "1", "full": False, "cache": "",
}


@pytest.fixture
def good(tmp_path: Path) -> tuple[Path, Path]:
    """A small content folder and its built site."""
    content, output = tmp_path / "content", tmp_path / "site"
    make_plan(content)
    write_post(content, "2024-03-05", "mot-bai", "tasks: [1]")
    done = run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    return content, output


def build_again(content: Path, output: Path, **given: Any) -> int:
    """Build in this process as the command does; the exit code."""
    try:
        guarded(build)(**{**OPTIONS, "content": str(content), "output": str(output), **given})
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_errors_in_posts_and_plan_are_all_listed_and_change_nothing(good: tuple[Path, Path]) -> None:
    content, output = good
    before = tree(output)
    write_post(content, "2024-03-06", "sai-mot", "tasks: [99]\nareas: [Q]")
    write_post(content, "2024-03-07", "sai-hai", "date: 2024-13-45")
    make_plan(content, **{"conventions:": "convention:"})
    done = run_inv("build", "--content", str(content), "--output", str(output))
    assert done.returncode == 1
    for place in ("sai-mot.md:3:9", "sai-mot.md:4:9", "sai-hai.md:3:7", "ke-hoach/2024.yaml:"):
        assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(output) == before


def test_coverage_and_deploy_refuse_faulty_content_too(good: tuple[Path, Path], tmp_path: Path) -> None:
    content, _ = good
    write_post(content, "2024-03-06", "sai", "tasks: [99]")
    assert run_inv("coverage", "--content", str(content)).returncode == 1
    assert run_inv("deploy", "--content", str(content), "--to", str(tmp_path / "web")).returncode == 1
    assert not (tmp_path / "web").exists()


def test_a_missing_content_folder_is_wrong_usage(tmp_path: Path) -> None:
    for command in ("build", "check", "coverage"):
        done = run_inv(command, "--content", str(tmp_path / "khong-co"))
        assert done.returncode == 2
        assert "khong-co" in done.stderr


@pytest.mark.parametrize(("number", "words"), [
    (errno.ENOSPC, "hết dung lượng đĩa"), (errno.EACCES, "không có quyền đọc hoặc ghi"), (errno.EROFS, "chỉ cho đọc"),
])
@pytest.mark.parametrize("after", [0, 7, 40])
def test_no_space_or_permission_leaves_the_last_output_whole(
    good: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    number: int, words: str, after: int,
) -> None:
    content, output = good
    before = tree(output)
    write_post(content, "2024-03-09", "bai-moi", "tasks: [2]")
    real, calls = SectionWriter.write_bytes, []

    def fail(writer: SectionWriter, path: str, data: bytes, fingerprint: str = "") -> None:
        calls.append(path)
        if len(calls) > after:
            raise OSError(number, "giả", path)
        real(writer, path, data, fingerprint)

    monkeypatch.setattr(SectionWriter, "write_bytes", fail)
    assert build_again(content, output) == 3
    assert words in capsys.readouterr().err
    assert tree(output) == before
    assert [path.name for path in output.parent.iterdir() if "staging" in path.name] == []


def test_a_stage_that_fails_to_register_publishes_nothing(
    good: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, output = good
    before = tree(output)
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace('Path(__file__).resolve().parent / "plugins"', f'Path({str(ROOT)!r}) / "plugins"')
    text = text.replace('THEME = "theme"', f"THEME = {str(ROOT / 'theme')!r}")
    broken_stages = {"hong_khi_nap": "import khong_co_goi_nay", "hong_khi_ghi": "def register(): raise ValueError"}
    for name, code in broken_stages.items():
        project = tmp_path / name
        project.mkdir()
        (project / f"{name}.py").write_text(code, encoding="utf-8")
        broken = text.replace('    "cchc.hooks.writer",', f'    "cchc.hooks.writer",\n    "{name}",')
        paths = f"PLUGIN_PATHS = [{str(ROOT / 'plugins')!r}, {str(project)!r}]"
        broken = broken.replace('PLUGIN_PATHS = ["plugins"]', paths)
        (project / "pelican.conf.py").write_text(broken, encoding="utf-8")
        monkeypatch.setattr(options, "SETTINGS_FILE", project / "pelican.conf.py")
        assert build_again(content, output) == 4
        assert name in capsys.readouterr().err
        assert tree(output) == before


def test_a_fault_of_ours_is_exit_four_without_a_traceback(
    good: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content, output = good
    before = tree(output)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    write_post(content, "2024-03-09", "bai-moi", "tasks: [2]")
    monkeypatch.setattr(SectionWriter, "written", fail)
    assert build_again(content, output, publish=True) == 4
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "Lỗi của phần mềm" in said
    assert tree(output) == before


def test_an_output_elsewhere_never_touches_the_projects_own(tmp_path: Path) -> None:
    own = ROOT / "output"
    before = tree(own) if own.exists() else {}
    run_inv("build", "--output", str(tmp_path / "site"))
    assert (tree(own) if own.exists() else {}) == before


def test_a_folder_with_other_peoples_files_is_not_taken_over(good: tuple[Path, Path], tmp_path: Path) -> None:
    content, _ = good
    place = tmp_path / "cua-toi"
    place.mkdir()
    (place / "index.html").write_text("trang của tôi", encoding="utf-8")
    done = run_inv("build", "--content", str(content), "--output", str(place))
    assert done.returncode == 2
    assert (place / "index.html").read_text(encoding="utf-8") == "trang của tôi"


def test_a_deleted_post_leaves_no_page_behind(good: tuple[Path, Path]) -> None:
    content, output = good
    shutil.rmtree(content / "bai-viet")
    assert build_again(content, output) == 0
    assert not (output / "bai-viet/2024/mot-bai").exists()


@pytest.mark.parametrize("arguments", [
    ("build", "--as-of", "30/06/2024"), ("build", "--jobs", "nhiều"), ("build", "--coverage", "all"),
    ("build", "--base-url", "example.vn/x"), ("check", "--format", "xml"), ("coverage", "--fail-under", "cao"),
    ("coverage", "--format", "csv"), ("new",), ("new", "--title", "A", "--date", "1/2/24"),
    ("new", "--title", "A", "--task", "9", "--date", "2024-05-05"), ("preview", "--port", "0"), ("deploy",),
    ("deploy", "--to", "s3://kho"), ("rollback", "--to", "khong-co-cho-nay"), ("bench", "--posts", "x"),
    ("build", "--output", "."),
])
def test_a_wrong_value_is_a_vietnamese_sentence_and_exit_two(arguments: tuple[str, ...]) -> None:
    done = run_inv(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.startswith("Lỗi: ")
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    """As in `inv coverage | head`."""
    command = [sys.executable, "-m", "invoke", "check"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        told = running.stderr.read().decode()
    assert (running.returncode, told) == (0, "")
