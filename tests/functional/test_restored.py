"""An output that is gone is put back from the caches; what they lack or hide is made by the build."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cchc.cli.build import build
from cchc.errors import ContentError, UsageError
from cchc.incremental.built import Made, built_file, load_built, write_built
from cchc.incremental.pack import list_segments, pack_file
from cchc.manifest import MANIFEST_NAME
from cchc.sealed import SECRET
from support import make_plan, tree, write_post


class Whole(Exception):
    """A whole build was begun."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two posts, one with an attachment, built once; the output."""
    monkeypatch.chdir(tmp_path)
    content = tmp_path / "content"
    make_plan(content)
    (content / "tep").mkdir()
    (content / "tep/a.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    write_post(content, "2024-05-01", "mot", "areas: [a]\nsummary: Tóm tắt", "Đoạn một.\n\n[tệp](../../tep/a.pdf)")
    write_post(content, "2024-05-02", "hai", "areas: [a]", "Đoạn hai.\n\nKhông có gì khác.")
    make(tmp_path)
    return tmp_path / "site"


def make(folder: Path, output: str = "site", *, full: bool = False, publish: bool = False, jobs: int = 1) -> None:
    build(content=str(folder / "content"), output=str(folder / output), cache=str(folder / "cache"), base_url="",
          as_of="2024-12-31", internal=False, coverage="", jobs=str(jobs), full=full, publish=publish)


def refuse_whole_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise Whole

    monkeypatch.setattr("cchc.hooks.build.run_build", refuse)


def check_out_anew(content: Path) -> None:
    """The same files, of which the system says something else."""
    other = content.with_name("khác")
    shutil.copytree(content, other)
    shutil.rmtree(content)
    other.rename(content)


@pytest.mark.parametrize("publish", [False, True])
def test_with_the_same_content_all_is_put_back_and_nothing_is_built(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], publish: bool
) -> None:
    make(site.parent, publish=publish)
    before = tree(site)
    shutil.rmtree(site)
    check_out_anew(site.parent / "content")
    capsys.readouterr()
    refuse_whole_builds(monkeypatch)
    make(site.parent, publish=publish)
    assert f"Lấy lại {len(before) - 1} tệp của lần dựng trước từ bộ nhớ đệm. Không có gì đổi" in capsys.readouterr().out
    assert tree(site) == before
    make(site.parent, publish=publish)
    assert "Lấy lại" not in capsys.readouterr().out


def test_a_copy_is_not_packed_but_taken_from_the_content(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack_file(site.parent / "cache", site)
    attachment = site.parent / "content/tep/a.pdf"
    big = os.urandom(500_000)
    attachment.write_bytes(big)
    make(site.parent)
    assert packed.stat().st_size < 500_000
    shutil.rmtree(site)
    with monkeypatch.context() as patch:
        refuse_whole_builds(patch)
        make(site.parent)
    assert (site / "tep/a.pdf").read_bytes() == big
    shutil.rmtree(site)
    attachment.unlink()
    write_post(site.parent / "content", "2024-05-01", "mot", "areas: [a]\nsummary: Tóm tắt", "Đoạn một.")
    make(site.parent)
    assert not (site / "tep").exists()


def test_then_only_what_changed_is_built(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(site)
    check_out_anew(site.parent / "content")
    write_post(site.parent / "content", "2024-05-02", "hai", "areas: [a]", "Đoạn hai.\n\nCó cái khác.")
    with monkeypatch.context() as patch:
        refuse_whole_builds(patch)
        make(site.parent)
    assert "Có cái khác." in (site / "bai-viet/2024/hai/index.html").read_text(encoding="utf-8")
    shutil.rmtree(site)
    write_post(site.parent / "content", "2024-05-03", "ba", "areas: [a]", "Đoạn ba.")
    make(site.parent)
    make(site.parent, "clean", full=True)
    assert tree(site) == tree(site.parent / "clean")


def lose_pack(site: Path) -> None:
    pack_file(site.parent / "cache", site).unlink()


def cut_pack(site: Path) -> None:
    pack = pack_file(site.parent / "cache", site)
    pack.write_bytes(pack.read_bytes()[:-3000])


def flip(site: Path, place: float) -> None:
    pack = pack_file(site.parent / "cache", site)
    data = bytearray(pack.read_bytes())
    data[int(len(data) * place)] ^= 255
    pack.write_bytes(data)


def forge_pages(site: Path) -> None:
    flip(site, 0.5)


def forge_other_files(site: Path) -> None:
    flip(site, 0.98)


def lose_attachment(site: Path) -> None:
    record = built_file(site.parent / "cache", site)
    built = load_built(record)
    write_built(record, replace(built, made={**built.made, "tep/khong-co.pdf": Made("", "a" * 64)}))


HARM = [lose_pack, cut_pack, forge_pages, forge_other_files, lose_attachment]


@pytest.mark.parametrize("harm", HARM)
def test_what_is_not_there_is_made_anew_and_is_there_again_next_time(
    site: Path, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site)
    harm(site)
    shutil.rmtree(site)
    make(site.parent)
    assert tree(site) == before
    shutil.rmtree(site)
    refuse_whole_builds(monkeypatch)
    make(site.parent)
    assert tree(site) == before


@pytest.mark.parametrize("harm", HARM)
def test_where_not_all_can_be_put_back_a_build_that_fails_leaves_no_part_of_it(
    site: Path, harm: Callable[[Path], None]
) -> None:
    harm(site)
    shutil.rmtree(site)
    write_post(site.parent / "content", "2024-05-03", "ba", "areas: [khong-co]", "Đoạn ba.")
    with pytest.raises(ContentError):
        make(site.parent)
    assert not site.exists()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_put_back_the_same(site: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """Whatever the number of them when it was packed."""
    monkeypatch.setenv("CCHC_START_METHOD", method)
    monkeypatch.setattr("cchc.incremental.pack._SEGMENT", 20_000)
    monkeypatch.setattr("cchc.incremental.restore._WORTH_A_PROCESS", 1)
    lose_pack(site)
    write_post(site.parent / "content", "2024-05-03", "ba", "areas: [a]", "Đoạn ba.")
    make(site.parent)
    assert len(list_segments(pack_file(site.parent / "cache", site))) > 6
    before = tree(site)
    shutil.rmtree(site)
    refuse_whole_builds(monkeypatch)
    make(site.parent, jobs=3)
    assert tree(site) == before


@pytest.mark.parametrize("path", ["../../ngoai.html", "{here}/ngoai.html", "a/../../../b", "a\\b", "index.html/x"])
def test_a_forged_record_puts_nothing_outside(site: Path, path: str) -> None:
    before, record = tree(site), built_file(site.parent / "cache", site)
    built = load_built(record)
    forged = path.format(here=site.parent)
    write_built(record, replace(built, made={**built.made, forged: built.made["index.html"]}))
    shutil.rmtree(site)
    files = tree(site.parent)
    make(site.parent)
    assert tree(site) == before
    assert {name for name in tree(site.parent) if not name.startswith(("site/", "cache/"))} <= files.keys()


def test_a_cache_of_another_secret_puts_nothing_back(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(site)
    shutil.rmtree(site)
    monkeypatch.setenv(SECRET, "khác")
    capsys.readouterr()
    make(site.parent)
    assert "Lấy lại" not in capsys.readouterr().out
    assert tree(site) == before


def test_files_of_others_stay_and_are_not_written_over(site: Path) -> None:
    shutil.rmtree(site)
    site.mkdir()
    (site / "CNAME").write_text("example.vn", encoding="utf-8")
    make(site.parent)
    assert (site / "CNAME").read_text(encoding="utf-8") == "example.vn"
    shutil.rmtree(site)
    site.mkdir()
    (site / "index.html").write_text("tay", encoding="utf-8")
    with pytest.raises(UsageError, match="không do lần dựng trước tạo ra"):
        make(site.parent)
    assert tree(site) == {"index.html": b"tay"}


def test_a_file_in_the_way_of_what_will_not_be_there_is_no_hindrance(site: Path) -> None:
    """The post that had its place was deleted."""
    shutil.rmtree(site)
    next((site.parent / "content/bai-viet/2024").glob("*-hai.md")).unlink()
    own = site / "bai-viet/2024/hai/index.html"
    own.parent.mkdir(parents=True)
    own.write_text("tay", encoding="utf-8")
    make(site.parent)
    assert own.read_text(encoding="utf-8") == "tay"
    assert (site / "index.html").is_file()


def test_an_output_that_stands_is_left_alone(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "index.html").unlink()
    capsys.readouterr()
    make(site.parent)
    assert "Lấy lại" not in capsys.readouterr().out
    assert (site / "index.html").is_file()
    assert json.loads((site / MANIFEST_NAME).read_bytes())["files"]["index.html"]


def test_other_options_put_nothing_back(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(site)
    capsys.readouterr()
    make(site.parent, publish=True)
    assert "Lấy lại" not in capsys.readouterr().out
