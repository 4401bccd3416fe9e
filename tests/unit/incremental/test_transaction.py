"""The output as a transaction: what a build changes, keeps and refuses."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.errors import CchcError, EnvironmentFault, InternalError, UsageError
from cchc.incremental.plan import Commit
from cchc.incremental.transaction import staged_output
from support import clean_environment
from unit.incremental.building import FIRST, SECOND, assert_clean, build, pages, posix
from unit.incremental.faulty_disk import picture, write_files


def test_the_first_build_adds_every_file_and_the_manifest(output: Path):
    commit = build(output, FIRST)
    assert commit == Commit(added=tuple(sorted(FIRST)), changed=(), kept=(), removed=())
    assert pages(output) == FIRST
    assert_clean(output)


def test_a_build_changes_only_what_differs_and_keeps_the_rest_untouched(output: Path):
    build(output, FIRST)
    os.utime(output / "giữ/trang.html", ns=(1, 1))
    commit = build(output, SECOND)
    assert commit == Commit(
        added=("mới/y.html",), changed=("index.html",), kept=("giữ/trang.html",), removed=("cũ/sâu/x.html",)
    )
    assert pages(output) == SECOND
    assert (output / "giữ/trang.html").stat().st_mtime_ns == 1
    assert not (output / "cũ").exists()
    assert_clean(output)


def test_a_second_equal_build_touches_nothing(output: Path):
    build(output, FIRST)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}
    assert build(output, FIRST).kept == tuple(sorted(FIRST))
    assert before == {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}


def test_a_damaged_or_deleted_page_is_repaired(output: Path):
    build(output, FIRST)
    (output / "index.html").write_text("hỏng", encoding="utf-8")
    (output / "giữ/trang.html").unlink()
    commit = build(output, FIRST)
    assert (commit.changed, commit.added) == (("index.html",), ("giữ/trang.html",))
    assert pages(output) == FIRST


def test_a_block_that_raises_leaves_the_output_as_it_was(output: Path):
    build(output, FIRST)
    before = picture(output)
    with pytest.raises(LookupError, match="nội dung"), staged_output(output) as staged:  # noqa: PT012 - the block
        write_files(staged.staging, SECOND)
        raise LookupError("nội dung")
    assert picture(output) == before
    assert_clean(output)
    with pytest.raises(InternalError):
        _ = staged.commit


def test_a_failed_first_build_makes_no_output(output: Path):
    with pytest.raises(KeyboardInterrupt), staged_output(output):
        raise KeyboardInterrupt
    assert not output.exists()


def test_verify_sees_the_rendered_tree_and_can_refuse_it(output: Path):
    build(output, FIRST)
    before = picture(output)
    seen = []

    def refuse(staging: Path) -> None:
        seen.append(picture(staging))
        raise InternalError("liên kết hỏng")

    with pytest.raises(InternalError, match="liên kết hỏng"):
        build(output, SECOND, verify=refuse)
    assert "mới/y.html" in seen[0]
    assert picture(output) == before


@pytest.mark.parametrize("code", ["ENOSPC", "EACCES", "EPERM", "EROFS", "EDQUOT"])
def test_a_disk_fault_while_rendering_is_the_environments(output: Path, code: str):
    with pytest.raises(EnvironmentFault, match="Không ghi trang được"), staged_output(output):
        raise OSError(getattr(errno, code), "x")
    assert not output.exists()


def test_other_os_errors_while_rendering_pass_through(output: Path):
    with pytest.raises(FileNotFoundError), staged_output(output):
        Path("không có").read_bytes()


def test_an_output_that_holds_a_protected_folder_is_refused(tmp_path: Path):
    project = tmp_path / "dự án"
    content = project / "content"
    content.mkdir(parents=True)
    for output in (
        content,
        project,
        tmp_path,
        content / ".." / ".." / "dự án",
        Path(tmp_path.anchor),
        project / "x" / "..",
    ):
        with pytest.raises(UsageError, match="thư mục kết quả"):
            build(output, FIRST, protected=[content, project / "theme"])
    assert picture(tmp_path) == {"dự án": "folder", "dự án/content": "folder"}
    build(project / "output", FIRST, protected=[content, project])


@posix
def test_an_output_reached_through_a_linked_parent_is_still_recognised(tmp_path: Path):
    (tmp_path / "content").mkdir()
    (tmp_path / "lối khác").symlink_to(tmp_path)
    with pytest.raises(UsageError):
        build(tmp_path / "lối khác" / "content", FIRST, protected=[tmp_path / "content"])


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_a_file_or_link_in_place_of_the_output_is_refused(tmp_path: Path, kind: str):
    output = tmp_path / "output"
    if kind == "file":
        output.write_text("x", encoding="utf-8")
    elif os.name == "nt":
        pytest.skip("needs links")
    else:
        output.symlink_to(tmp_path if kind == "link" else tmp_path / "none")
    with pytest.raises(UsageError, match="phải là một thư mục"):
        build(output, FIRST)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_relative_output_is_built_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with staged_output(Path("output")) as staged:
        write_files(staged.staging, FIRST)
        (tmp_path / "nơi khác").mkdir()
        monkeypatch.chdir(tmp_path / "nơi khác")
    assert pages(tmp_path / "output") == FIRST


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes_do_not_depend_on_the_umask(output: Path, umask: int):
    old = os.umask(umask)
    try:
        build(output, FIRST)
        build(output, SECOND)
    finally:
        os.umask(old)
    modes = {path.stat().st_mode & 0o777 for path in output.rglob("*") if path.is_file()}
    assert modes == {0o644}
    assert {path.stat().st_mode & 0o777 for path in (output, *output.rglob("*")) if path.is_dir()} == {0o755}


def test_two_outputs_with_related_names_do_not_touch_each_other(tmp_path: Path):
    with staged_output(tmp_path / "a") as one, staged_output(tmp_path / "a [1]") as two:
        write_files(one.staging, FIRST)
        write_files(two.staging, SECOND)
    assert (pages(tmp_path / "a"), pages(tmp_path / "a [1]")) == (FIRST, SECOND)


def test_a_build_waits_for_the_other_and_gives_up_after_the_timeout(output: Path):
    with staged_output(output) as staged:
        write_files(staged.staging, FIRST)
        with pytest.raises(EnvironmentFault, match="Một lần dựng khác đang giữ"):
            build(output, SECOND, lock_timeout=0)
    assert pages(output) == FIRST


BUILDER = """
import sys
from pathlib import Path
from cchc.incremental.transaction import staged_output
output, tag = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for turn in range(5):
    with staged_output(output) as staged:
        for number in range(30):
            name = f"{number}.html" if number % 2 else f"{tag}/{number}.html"
            (staged.staging / name).parent.mkdir(exist_ok=True)
            (staged.staging / name).write_text(f"{tag} {turn}", encoding="utf-8")
"""


def test_builds_in_two_processes_leave_the_whole_of_one(output: Path):
    """Both start together and take turns; no file of one stands among those of the other."""
    environment = clean_environment(PYTHONPATH=os.pathsep.join(sys.path), PYTHONUTF8="1")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, "-c", BUILDER, str(output)]
    builders = [subprocess.Popen([*command, tag], text=True, env=environment, **pipes) for tag in ("một", "hai")]
    for builder in builders:
        assert builder.stdout.readline() == "ready\n"
    for builder in builders:
        builder.stdin.write("go\n")
        builder.stdin.flush()
    for builder in builders:
        assert builder.communicate() == ("", "")
    assert len({*pages(output).values()}) == 1
    assert len(pages(output)) == 30
    assert_clean(output)


@pytest.mark.parametrize("error", [UsageError("a"), EnvironmentFault("b")])
def test_errors_of_ours_pass_through_the_block(output: Path, error: CchcError):
    with pytest.raises(type(error)) as caught, staged_output(output):
        raise error
    assert caught.value is error
