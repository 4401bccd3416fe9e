"""Files are packed and found again by their hash; what is damaged gives fewer files, never other bytes."""

from __future__ import annotations

import hashlib
import os
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.incremental import pack as pack_module
from cchc.incremental.pack import Pack, Packing, Segment, list_segments, unpack


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packed(*files: bytes, squeeze: bool = True) -> bytes:
    packing = Packing(squeeze=squeeze)
    for data in files:
        packing.add(sha(data), data)
    return packing.finish()


def files_in(file: Path) -> list[bytes]:
    return [data for segment in list_segments(file)
            for _, data in unpack(file, segment, {sha for sha, _ in segment.files})]


def write(folder: Path, *files: bytes) -> dict[str, str]:
    """The files as a build leaves them; paths with their hashes."""
    for number, data in enumerate(files):
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.html").write_bytes(data)
    return {f"{number}.html": sha(data) for number, data in enumerate(files)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.binary(max_size=60), min_size=1, max_size=4), max_size=4), st.booleans())
def test_what_is_packed_is_found(tmp_path: Path, segments: list[list[bytes]], squeeze: bool) -> None:
    file = tmp_path / "a.pack"
    file.unlink(missing_ok=True)
    pack = Pack(file)
    for files in segments:
        pack.add(packed(*files, squeeze=squeeze))
    assert files_in(file) == [data for files in segments for data in files]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_pack_gives_no_other_bytes(tmp_path: Path, data: st.DataObject) -> None:
    """Bits are flipped, it is cut short, or something follows it; what is added after that is found all the same."""
    whole = [b"<p>one</p>" * 9, b"", b"<p>two</p>"]
    damaged = bytearray(packed(*whole[:2]) + packed(whole[2]))
    for _ in range(data.draw(st.integers(0, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    cut = data.draw(st.integers(0, len(damaged)))
    file = tmp_path / "a.pack"
    file.write_bytes(bytes(damaged[:cut]) + data.draw(st.binary(max_size=9)))
    assert set(files_in(file)) <= set(whole)
    Pack(file).add(packed(b"three"))
    assert files_in(file)[-1] == b"three"


@pytest.mark.parametrize("head", [
    b"[]\n", b"1\n", b"null\n", b"{}\n", b"{\n", b"\xff\n", b"",
    b'{"schema":"cchc.pack/1","packed":1,"hashes":["a"],"sizes":["1"]}\n',
    b'{"schema":"cchc.pack/1","packed":1,"hashes":[1],"sizes":[1]}\n',
    b'{"schema":"cchc.pack/1","packed":1,"hashes":["a"],"sizes":[1,2]}\n',
    b'{"schema":"cchc.pack/1","packed":-9,"hashes":["a"],"sizes":[1]}\n',
    b'{"schema":"cchc.pack/1","packed":1,"hashes":["a"],"sizes":[-1]}\n',
    b'{"schema":"cchc.pack/1","packed":1,"hashes":["a"],"sizes":[9999999999]}\n',
    b'{"schema":"cchc.pack/1","packed":1000000000000,"hashes":["a"],"sizes":[1]}\n',
    b'{"schema":"cchc.pack/1","packed":99,"hashes":["a"],"sizes":[1]}\n',
    b'{"schema":"cchc.pack/2","packed":1,"hashes":["a"],"sizes":[1]}\n',
    b'{"schema":"cchc.pack/1","packed":1,"hashes":["a"],"sizes":[1]}',
])
def test_a_foreign_head_ends_the_pack(tmp_path: Path, head: bytes) -> None:
    file = tmp_path / "a.pack"
    file.write_bytes(head + b"x")
    assert list_segments(file) == ()


def test_a_stream_that_swells_gives_no_more_than_its_head_says(tmp_path: Path) -> None:
    file = tmp_path / "a.pack"
    stream = zlib.compress(bytes(50_000_000), 9)
    head = pack_module._head([("a" * 64, 3)], len(stream))
    file.write_bytes(head + stream)
    assert files_in(file) == []


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    pack = Pack()
    pack.add(packed(b"a"))
    pack.complete(write(tmp_path / "site", b"a"), tmp_path / "site")
    assert not pack.is_kept
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_only_the_wanted_files_are_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "a.pack"
    Pack(file).add(packed(b"a", b"b"))
    (segment,) = list_segments(file)
    assert list(unpack(file, segment, {sha(b"b"), "khác"})) == [(sha(b"b"), b"b")]


def test_a_file_that_is_gone_gives_nothing(tmp_path: Path) -> None:
    assert list_segments(tmp_path / "a.pack") == ()
    assert list(unpack(tmp_path / "a.pack", Segment(0, 5, (("a", 1),)), {"a"})) == []


def test_it_is_completed_with_what_is_missing(tmp_path: Path) -> None:
    pack, site = Pack(tmp_path / "a.pack"), tmp_path / "site"
    pack.add(packed(b"a"))
    pack.complete(write(site, b"a", b"b", b"b"), site)
    assert sorted(files_in(tmp_path / "a.pack")) == [b"a", b"b"]
    size = (tmp_path / "a.pack").stat().st_size
    Pack(tmp_path / "a.pack").complete(write(site, b"a", b"b", b"b"), site)
    assert (tmp_path / "a.pack").stat().st_size == size


def test_pictures_stand_apart_from_pages(tmp_path: Path) -> None:
    """They are packed already, and would only spoil what a page has in common with the next."""
    site, pack = tmp_path / "site", Pack(tmp_path / "a.pack")
    wanted = write(site, b"a" * 5000, b"b" * 5000)
    (site / "x.png").write_bytes(b"c" * 5000)
    pack.complete({**wanted, "x.png": sha(b"c" * 5000)}, site)
    pages, pictures = list_segments(tmp_path / "a.pack")
    assert (pages.packed < 200, pictures.packed > 5000) == (True, True)


def test_a_pack_of_which_most_is_unwanted_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_module, "_SPARE", 0)
    file, site = tmp_path / "a.pack", tmp_path / "site"
    for turn in range(12):
        pages = [f"{turn} {page}".encode() for page in range(3)]
        Pack(file).complete(write(site, *pages), site)
        found = files_in(file)
        assert set(pages) <= set(found)
        assert len(found) <= 12


def test_a_pack_that_cannot_be_kept_stops_nothing(tmp_path: Path) -> None:
    """A file stands where its folder should be."""
    (tmp_path / "cache").write_bytes(b"")
    pack = Pack(tmp_path / "cache/builds/a.pack")
    pack.add(packed(b"a"))
    pack.complete(write(tmp_path / "site", b"a"), tmp_path / "site")
    assert not pack.is_kept
    assert (tmp_path / "cache").read_bytes() == b""


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
@pytest.mark.parametrize("kind", ["symlink", "hardlink", "pipe"])
def test_what_is_no_plain_file_is_neither_read_nor_written_through(tmp_path: Path, kind: str) -> None:
    """A cache from elsewhere may hold a link to a file of ours."""
    other, file = tmp_path / "khác", tmp_path / "a.pack"
    other.write_bytes(packed(b"secret"))
    if kind == "symlink":
        file.symlink_to(other)
    elif kind == "hardlink":
        file.hardlink_to(other)
    else:
        os.mkfifo(file)
    assert list_segments(file) == ()
    Pack(file).add(packed(b"a"))
    assert files_in(file) == [b"a"]
    assert other.read_bytes() == packed(b"secret")


def test_a_segment_is_ended_by_many_files_and_holds_no_giant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_module, "_FILES", 2)
    monkeypatch.setattr(pack_module, "_LARGEST", 4)
    file, site = tmp_path / "a.pack", tmp_path / "site"
    Pack(file).complete(write(site, b"a", b"b", b"c", b"large"), site)
    assert [len(segment.files) for segment in list_segments(file)] == [2, 1]
    assert sorted(files_in(file)) == [b"a", b"b", b"c"]
