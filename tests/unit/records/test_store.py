"""What is kept is found again, by any process, until it is pruned."""

from __future__ import annotations

import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.records.store import RecordStore, pack, unpack
from cchc.sealed import SECRET
from support import ROOT
from unit.records.stores import ROWS, assert_healed, assert_true, fill, look


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    fill(tmp_path / "nhớ đệm")
    assert_healed(tmp_path / "nhớ đệm")


def test_an_absent_key_and_an_absent_store_give_nothing(tmp_path: Path) -> None:
    assert look(tmp_path / "không có") == ({}, {})
    fill(tmp_path)
    assert RecordStore(tmp_path).load(["khác"]) == {}
    assert RecordStore(tmp_path).html("khác") is None


def test_without_a_folder_rows_last_as_long_as_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = RecordStore(None)
    store.add([("a", "[]", pack("x"))])
    folder = store.path.parent
    assert (store.load(["a"]), store.html("a")) == ({"a": "[]"}, "x")
    store.close()
    del store
    assert not folder.exists()
    assert list(tmp_path.iterdir()) == []


def test_more_keys_than_one_query_takes_are_found(tmp_path: Path) -> None:
    keys = [f"khóa-{number}" for number in range(1200)]
    RecordStore(tmp_path).add((key, key, pack("")) for key in keys)
    assert RecordStore(tmp_path).load(keys) == dict(zip(keys, keys, strict=True))


def test_a_copy_for_another_process_opens_the_same_file(tmp_path: Path) -> None:
    fill(tmp_path)
    kind, arguments = RecordStore(tmp_path).__reduce__()
    assert len(kind(*arguments).load(ROWS)) == len(ROWS)


def test_rows_made_with_another_secret_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET, "một")
    fill(tmp_path)
    assert assert_true(tmp_path) == len(ROWS)
    for secret in ("hai", ""):
        monkeypatch.setenv(SECRET, secret)
        assert look(tmp_path) == ({}, {})
    monkeypatch.setenv(SECRET, "hai")
    assert_healed(tmp_path)


def test_what_is_not_used_goes_once_it_far_outnumbers_what_is(tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    store.add((f"cũ-{number}", "[]", pack("")) for number in range(1002))
    store.prune(["mới"])
    assert len(store.load(f"cũ-{number}" for number in range(1002))) == 1002
    store.add([("mới", "[]", pack("a"))])
    size = store.path.stat().st_size
    store.prune(["mới"])
    assert store.load([*(f"cũ-{number}" for number in range(1002)), "mới"]) == {"mới": "[]"}
    assert (store.html("mới"), store.html("cũ-1")) == ("a", None)
    assert store.path.stat().st_size < size / 4


def test_pruning_nothing_makes_no_file(tmp_path: Path) -> None:
    RecordStore(tmp_path).prune(["a"])
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_html_is_unpacked_as_packed(html: str) -> None:
    assert unpack(pack(html)) == html


@given(st.binary(max_size=40))
def test_anything_else_unpacks_to_nothing(data: bytes) -> None:
    assert unpack(data) is None or zlib.decompress(data).decode() == unpack(data)


def test_a_body_that_swells_beyond_all_measure_is_refused() -> None:
    assert unpack(zlib.compress(bytes(60_000_000), 9)) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(st.characters(), min_size=1, max_size=20))
def test_any_text_is_kept_even_one_that_is_no_utf_8(tmp_path: Path, text: str) -> None:
    """Names of files that are not UTF-8 hold lone surrogates, and problems may quote them."""
    store = RecordStore(tmp_path)
    store.add([("a", text + "\udcff", pack(""))])
    assert store.load(["a"]) == {"a": text + "\udcff"}
    store.close()


SCRIPT = """
import sys, time
from pathlib import Path
sys.path.insert(0, "plugins")
from cchc.records.store import RecordStore, pack
first = int(sys.argv[2])
while time.time() < float(sys.argv[3]):  # all of them make the file at once
    pass
for turn in range(8):
    keys = [str(number) for number in range(first, first + 15 * (turn + 1))]
    store = RecordStore(Path(sys.argv[1]))
    found = store.load(keys)
    assert all(found[key] == key for key in found)
    store.add((key, key, pack(key)) for key in keys if key not in found)
    assert store.load(keys) == {key: key for key in keys}
"""


def test_processes_share_it_at_once(tmp_path: Path) -> None:
    start = str(time.time() + 0.5)
    running = [
        subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path), first, start], cwd=ROOT, stderr=subprocess.PIPE)
        for first in ("0", "0", "60")
    ]
    ended = [(process.communicate(timeout=120)[1], process.returncode) for process in running]
    assert ended == [(b"", 0)] * len(running)
    assert len(RecordStore(tmp_path).load(map(str, range(180)))) == 180
