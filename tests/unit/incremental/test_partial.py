"""Builds that render only what changed and keep the rest of the output as it stands."""

import contextlib
import hashlib
import os
import random
import shutil
import time
from itertools import count
from pathlib import Path

import pytest

from cchc.errors import EnvironmentFault, InternalError, UsageError
from cchc.incremental.journal import JOURNAL_NAME, load_journal
from cchc.incremental.plan import Commit
from cchc.incremental.stamps import StampRecord, format_record, parse_record, read_stamps, take_stamp
from cchc.incremental.transaction import staged_output
from cchc.manifest import MANIFEST_NAME, load_manifest
from unit.incremental.building import FIRST, SECOND, assert_clean, build, build_changes, pages, posix
from unit.incremental.faulty_disk import FaultyDisk, Killed, picture, write_files


def stamps_of(output: Path) -> StampRecord:
    """What a build that ended long ago would know of the output as it is."""
    sha = hashlib.sha256((output / MANIFEST_NAME).read_bytes()).hexdigest()
    return StampRecord(manifest=sha, stamps=read_stamps(output))


def build_until(output: Path, files: dict[str, str], at: int, **options) -> bool:
    """Build as a process that dies at operation `at`; say whether it got to its end first."""
    disk = FaultyDisk(at, forever=True)
    with contextlib.suppress(Killed):
        build_changes(output, files, disk=disk, **options)
    return disk.count <= at


def test_a_partial_build_gives_what_a_whole_one_gives(output: Path, tmp_path: Path):
    build(output, FIRST)
    before = take_stamp(output / "giữ/trang.html")
    staged = build_changes(output, SECOND)
    assert staged.commit == Commit(
        added=("mới/y.html",), changed=("index.html",), kept=("giữ/trang.html",), removed=("cũ/sâu/x.html",)
    )
    build(tmp_path / "sạch", SECOND)
    assert picture(output) == picture(tmp_path / "sạch")
    assert take_stamp(output / "giữ/trang.html") == before
    assert_clean(output)


def test_what_is_neither_kept_nor_rendered_is_removed(output: Path):
    build(output, FIRST)
    with staged_output(output) as staged:
        staged.keep("index.html")
    assert pages(output) == {"index.html": "1"}
    assert staged.commit.removed == ("cũ/sâu/x.html", "giữ/trang.html")
    assert_clean(output)


@posix
@pytest.mark.parametrize("known", [False, True])
def test_a_build_that_changes_nothing_writes_nothing(output: Path, known: bool):
    build(output, FIRST)
    before = [take_stamp(place) for place in (output, *sorted(output.rglob("*")))]
    disk = FaultyDisk()
    staged = build_changes(output, FIRST, disk=disk, known=stamps_of(output) if known else None)
    assert staged.commit == Commit(added=(), changed=(), kept=tuple(sorted(FIRST)), removed=())
    assert [take_stamp(place) for place in (output, *sorted(output.rglob("*")))] == before
    assert set(disk.names) == {"mkdir", "set_mode", "remove_tree"}
    assert_clean(output)


def test_a_whole_build_that_changes_nothing_writes_no_manifest_either(output: Path):
    build(output, FIRST)
    before = take_stamp(output / MANIFEST_NAME)
    build(output, FIRST)
    assert take_stamp(output / MANIFEST_NAME) == before


def test_a_manifest_written_in_another_way_is_made_canonical(output: Path):
    build(output, FIRST)
    data = (output / MANIFEST_NAME).read_bytes()
    (output / MANIFEST_NAME).write_bytes(data.replace(b"\n", b""))
    assert build_changes(output, FIRST).commit.kept == tuple(sorted(FIRST))
    assert (output / MANIFEST_NAME).read_bytes() == data


def test_only_what_stands_intact_can_be_kept(output: Path):
    build(output, FIRST)
    write_files(output, {"index.html": "hỏng", "lạ.html": "của người khác"})
    for path in ("index.html", "lạ.html", "không có.html", MANIFEST_NAME):
        with pytest.raises(InternalError, match="không còn nguyên"), staged_output(output) as staged:
            staged.keep(path)
    assert staged.standing.keys() == FIRST.keys() - {"index.html"}


def test_a_rendered_file_comes_before_a_kept_one(output: Path):
    build(output, FIRST)
    with staged_output(output) as staged:
        staged.keep("index.html")
        write_files(staged.staging, {"index.html": "2"})
    assert pages(output) == {"index.html": "2"}
    assert staged.commit.changed == ("index.html",)


def test_a_noted_file_is_not_read_again_and_a_wrong_note_is_healed_by_the_next_build(output: Path):
    sha = hashlib.sha256(b"other").hexdigest()
    with staged_output(output) as staged:
        write_files(staged.staging, {"a.html": "1"})
        staged.note("a.html", sha)
        staged.note("never rendered.html", sha)
    assert load_manifest(output).files == {"a.html": sha}
    assert build_changes(output, {"a.html": "1"}).commit.changed == ("a.html",)
    assert pages(output) == {"a.html": "1"}
    assert_clean(output)


@pytest.mark.parametrize("sha", ["", "0" * 63, "G" * 64, "A" * 64, "0" * 64 + "\n"])
def test_a_note_that_is_no_hash_is_refused(output: Path, sha: str):
    with pytest.raises(InternalError, match="sha256"), staged_output(output) as staged:
        staged.note("a.html", sha)


def test_there_are_no_stamps_before_the_commit(output: Path):
    with staged_output(output) as staged, pytest.raises(InternalError):
        _ = staged.stamps


def test_an_output_that_vanishes_under_the_build_is_no_first_build(output: Path):
    build(output, FIRST)
    with pytest.raises(EnvironmentFault, match="bị xóa trong khi dựng"):
        build_changes(output, SECOND, verify=lambda _: shutil.rmtree(output))
    assert not output.exists()
    build_changes(output, SECOND)
    assert pages(output) == SECOND


def test_a_foreign_file_in_the_way_of_a_partial_build_is_refused(output: Path):
    build(output, FIRST)
    write_files(output, {"mới/y.html": "của người khác"})
    before = picture(output)
    with pytest.raises(UsageError, match=r"y\.html"):
        build_changes(output, SECOND)
    assert picture(output) == before


def test_the_journal_names_exactly_the_files_that_are_moved(output: Path):
    build(output, FIRST)
    seen: set[frozenset[str]] = set()
    for at in count():
        whole = build_until(output, SECOND, at)
        journal = load_journal(output)
        seen.add(frozenset(journal.new.files) if journal else frozenset())
        with pytest.raises(LookupError), staged_output(output):
            raise LookupError
        assert pages(output) in (FIRST, SECOND)
        if whole:
            break
        build_changes(output, FIRST)
    assert seen == {frozenset(), frozenset({"mới/y.html", "index.html"})}


def test_a_kill_at_any_step_with_stamps_leaves_the_old_or_the_new_output(output: Path, tmp_path: Path):
    build(tmp_path / "cũ", FIRST)
    build(tmp_path / "mới", SECOND)
    pictures = [picture(tmp_path / "cũ"), picture(tmp_path / "mới")]
    reached = set()
    for at in count():
        build_changes(output, FIRST)
        known = stamps_of(output)
        whole = build_until(output, SECOND, at, known=known)
        with pytest.raises(LookupError), staged_output(output, known=known):
            raise LookupError
        reached.add(pictures.index(picture(output)))
        build_changes(output, SECOND, known=known)
        assert picture(output) == pictures[1]
        assert_clean(output)
        if whole:
            break
    assert reached == {0, 1}


@posix
def test_the_stamps_of_a_build_spare_the_next_one_its_reading(output: Path, monkeypatch: pytest.MonkeyPatch):
    """Those of moved files only once they are older than a tick; then every file is known."""
    build(output, FIRST)
    for place in (output, *output.rglob("*")):
        os.utime(place, ns=(1, 1))
    old = build_changes(output, FIRST, known=stamps_of(output)).stamps
    assert old.stamps.keys() >= FIRST.keys()
    new = build_changes(output, SECOND, known=old).stamps
    assert set(new.stamps) & SECOND.keys() == {"giữ/trang.html"}
    time.sleep(0.06)
    last = build_changes(output, SECOND, known=new).stamps
    assert last.stamps.keys() >= SECOND.keys()
    monkeypatch.setattr("cchc.incremental.standing.hash_file", lambda place: pytest.fail(f"{place} is read"))
    assert build_changes(output, SECOND, known=parse_record(format_record(last))).commit.kept == tuple(sorted(SECOND))


@posix
def test_a_file_changed_between_the_move_and_the_stamp_is_not_believed(output: Path, monkeypatch: pytest.MonkeyPatch):
    """The commit takes long and someone edits a file it has just moved."""
    monkeypatch.setattr("cchc.incremental.commit.trusted", lambda *_: True)

    class Meddler(FaultyDisk):
        def step(self, name, work, *args):
            super().step(name, work, *args)
            if name == "unlink" and args[0].name == JOURNAL_NAME:
                (output / "index.html").write_text("x", encoding="utf-8")

    build(output, FIRST)
    record = build_changes(output, SECOND, disk=Meddler()).stamps
    assert set(record.stamps) & {"index.html", "mới/y.html"} == {"mới/y.html"}
    build_changes(output, SECOND, known=record)
    assert pages(output) == SECOND


def damage(output: Path, path: str, dice: random.Random, outside: Path) -> None:
    """Do to a file what people and programs do to an output by hand."""
    place = output / path
    kind = dice.choice(["same size and time", "text", "delete", "link", "touch", "swap", "folder"])
    before = place.stat()
    if kind in {"same size and time", "text"}:
        place.write_bytes(b"x" * (before.st_size if kind != "text" else 9))
        os.utime(place, ns=(before.st_mtime_ns, before.st_mtime_ns))
    elif kind == "touch":
        os.utime(place, ns=(dice.randrange(10**18), dice.randrange(10**18)))
    elif kind == "swap":
        shutil.copy2(place, outside / "copy")
        (outside / "copy").replace(place)
    else:
        place.replace(outside / "moved")
        if kind == "link":
            place.symlink_to(outside / "moved")
        elif kind == "folder":
            place.mkdir()


@posix
@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_of_partial_builds_and_damages_gives_what_whole_builds_give(
    output: Path, tmp_path: Path, seed: int
):
    """With the stamps of the last build, an older one's or none; after kills; the stamps old enough or racy."""
    dice = random.Random(seed)  # noqa: S311 - dice
    names = ["index.html", "a/x.html", "a/b/x.html", "a/b/c/x.html", "b", "b/x.html", "ảnh/1.png"]
    known = [None]
    (tmp_path / "ngoài").mkdir()
    for _ in range(12):
        chosen = [name for name in names if dice.random() < 0.7]
        files = {name: dice.choice("123") for name in chosen if not (name == "b" and "b/x.html" in chosen)}
        if dice.random() < 0.3:
            build_until(output, files, dice.randrange(40), known=known[-1])
        staged = build_changes(output, files, known=dice.choice([*known, *known[-1:] * 3]))
        assert {path: (output / path).read_text(encoding="utf-8") for path in files} == files
        assert pages(output) == files
        assert not any(place.is_symlink() for place in output.rglob("*"))
        assert_clean(output)
        known.append(parse_record(format_record(staged.stamps)))
        if dice.random() < 0.5:
            time.sleep(0.06)  # the stamps of the next build are trusted
            known.append(build_changes(output, files, known=known[-1]).stamps)
        for path in dice.sample(sorted(files), min(len(files), dice.randrange(3))):
            damage(output, path, dice, tmp_path / "ngoài")
