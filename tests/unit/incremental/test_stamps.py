"""Stamps: what they say, when they prove something, and how they are kept."""

import json
import os
import stat
import time
from pathlib import Path

import pytest

from cchc.incremental import stamps
from cchc.incremental.stamps import (
    Stamp,
    StampRecord,
    format_record,
    parse_record,
    read_stamps,
    stamps_digest,
    take_stamp,
    trusted,
)
from unit.incremental.building import posix
from unit.incremental.faulty_disk import write_files

SECOND = 1_000_000_000
NOW = 1_700_000_000 * SECOND
FILE = Stamp(size=3, mtime_ns=NOW + 123_457, ctime_ns=NOW + 123_457, inode=7, mode=stat.S_IFREG | 0o644)
RECORD = StampRecord(manifest="0" * 64, stamps={"a/ảnh.png": FILE, 'b"\\': FILE._replace(inode=2**64 - 1), "a/": FILE})


def test_every_file_below_is_stamped_by_its_posix_path(tmp_path: Path):
    write_files(tmp_path, {"a.txt": "1", "b/c/ảnh đẹp.txt": "22", ".ẩn/x": "", "b/.ẩn": ""})
    (tmp_path / "rỗng").mkdir()
    found = read_stamps(tmp_path)
    assert set(found) == {"a.txt", "b/c/ảnh đẹp.txt", ".ẩn/x", "b/.ẩn"}
    assert found["b/c/ảnh đẹp.txt"] == take_stamp(tmp_path / "b/c/ảnh đẹp.txt")
    assert found["b/c/ảnh đẹp.txt"].size == 2
    assert all(stamp.is_file for stamp in found.values())
    assert set(read_stamps(tmp_path, skip_hidden=True)) == {"a.txt", "b/c/ảnh đẹp.txt"}


@posix
def test_links_and_special_files_are_reported_but_are_no_files_and_not_followed(tmp_path: Path):
    write_files(tmp_path, {"ngoài/x": "1", "trong/a": "1"})
    (tmp_path / "trong/tệp").symlink_to("a")
    (tmp_path / "trong/thư mục").symlink_to(tmp_path / "ngoài")
    (tmp_path / "trong/hỏng").symlink_to("không có")
    os.mkfifo(tmp_path / "trong/ống")
    found = read_stamps(tmp_path / "trong")
    assert {path: stamp.is_file for path, stamp in found.items()} == {
        "a": True, "tệp": False, "thư mục": False, "hỏng": False, "ống": False,
    }  # fmt: skip
    assert not any(trusted(stamp, time.time_ns() + 9 * SECOND) for path, stamp in found.items() if path != "a")


def test_a_folder_that_is_missing_is_an_os_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        read_stamps(tmp_path / "không có")


@posix
@pytest.mark.parametrize("name", ["a", "b"], ids=["in place", "replaced"])
def test_an_edit_that_keeps_size_and_modification_time_changes_the_stamp(tmp_path: Path, name: str):
    place = tmp_path / "a"
    place.write_text("hai!!!", encoding="utf-8")
    os.utime(place, ns=(NOW, NOW))
    before = after = take_stamp(place)
    while after.ctime_ns == before.ctime_ns:  # until the clock has ticked
        (tmp_path / name).write_text("ười", encoding="utf-8")
        os.utime(tmp_path / name, ns=(NOW, NOW))
        (tmp_path / name).replace(place)
        after = take_stamp(place)
    assert (after.size, after.mtime_ns) == (before.size, before.mtime_ns)
    assert after != before


@posix
@pytest.mark.parametrize(
    ("stamp", "after", "expected"),
    [
        (FILE, SECOND, True),
        (FILE, SECOND // 100, False),
        (FILE, -SECOND, False),
        (FILE._replace(mtime_ns=1), SECOND, True),
        (FILE._replace(ctime_ns=NOW + 5 * SECOND + 1), SECOND, False),
        (FILE._replace(mtime_ns=NOW + 5 * SECOND + 1), SECOND, False),
        (FILE._replace(mtime_ns=NOW), SECOND, False),
        (FILE._replace(mtime_ns=NOW), 3 * SECOND, True),
        (FILE._replace(ctime_ns=NOW), SECOND, False),
        (FILE._replace(mode=stat.S_IFLNK | 0o777), SECOND, False),
        (FILE._replace(mode=stat.S_IFDIR | 0o755), SECOND, True),
    ],
    ids=[
        "later", "same tick", "clock set back", "old mtime", "future ctime", "future mtime", "coarse mtime",
        "coarse but long ago", "coarse ctime", "link", "folder",
    ],
)  # fmt: skip
def test_a_stamp_proves_something_only_when_taken_clearly_after_the_last_change(stamp: Stamp, after: int, expected: bool):
    assert trusted(stamp, NOW + after) is expected


def test_without_a_change_time_no_stamp_proves_anything(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stamps, "HAS_CHANGE_TIME", False)
    assert not trusted(FILE, NOW + 9 * SECOND)


def test_the_digest_depends_on_every_field_and_path_but_not_on_order():
    one, two = FILE, FILE._replace(size=4)
    digest = stamps_digest({"a": one, "b": two})
    assert stamps_digest({"b": two, "a": one}) == digest
    others = [{"a": one, "b": two._replace(**{field: 1})} for field in Stamp._fields]
    others += [{"a": two, "b": one}, {"a": one}, {"a": one, "c": two}, {}]
    assert len({digest, *map(stamps_digest, others)}) == len(others) + 1


def test_a_record_reads_back_as_itself():
    assert parse_record(format_record(RECORD)) == RECORD
    assert parse_record(format_record(RECORD).encode()) == RECORD
    empty = StampRecord(manifest="1" * 64, stamps={})
    assert parse_record(format_record(empty)) == empty


def test_a_record_cut_at_any_place_counts_as_none():
    text = format_record(RECORD)
    assert all(parse_record(text[:end]) is None for end in range(len(text) - 1))


def _document(**changes: object) -> str:
    return json.dumps(json.loads(format_record(RECORD)) | changes)


@pytest.mark.parametrize(
    "text",
    [
        b"\xff", "[]", "null", "[" * 100_000, "9" * 10_000,
        _document(schema="cchc.stamps/2"),
        _document(manifest=None),
        _document(paths={"a": 1}),
        _document(paths=["a", "b", 1]),
        _document(paths=["a", "a", "b"]),
        _document(paths=["a", "b"]),
        _document(numbers="1" * 15),
        _document(numbers=[1] * 14),
        _document(numbers=[1.0] * 15),
        _document(numbers=[True] * 15),
        _document(numbers=[*[1] * 14, None]),
        _document(numbers=[[1] * 5] * 3),
    ],
)  # fmt: skip
def test_a_hostile_or_foreign_record_counts_as_none(text: str | bytes):
    assert parse_record(text) is None
