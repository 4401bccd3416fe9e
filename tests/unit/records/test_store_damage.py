"""The store never changes a result and never stops a build, whatever its file holds."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import zlib
from pathlib import Path
from random import Random

import pytest

from cchc.records import store as module
from cchc.records.store import RecordStore, pack
from cchc.sealed import code_of
from unit.records.stores import ROWS, assert_healed, assert_true, fill, look


@pytest.mark.parametrize("damage", ["truncated", "empty", "garbage", "text", "zeroed page", "flipped"])
def test_a_damaged_file_is_healed(tmp_path: Path, damage: str) -> None:
    path = fill(tmp_path)
    data = path.read_bytes()
    path.write_bytes({
        "truncated": data[: len(data) // 2], "empty": b"", "garbage": os.urandom(5000), "text": "chữ".encode() * 999,
        "zeroed page": data[:4096] + bytes(len(data) - 4096), "flipped": bytes(byte ^ 1 for byte in data),
    }[damage])
    assert_true(tmp_path)
    assert_healed(tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_bytes_changed_anywhere_never_give_another_row(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    path = fill(tmp_path)
    whole = path.read_bytes()
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(random.choice((1, 3, 200))):
            data[random.randrange(len(data))] = random.randrange(256)
        path.write_bytes(data)
        assert_true(tmp_path)
    assert_healed(tmp_path)


@pytest.mark.parametrize("schema", [
    "CREATE TABLE records (id INTEGER)", "CREATE VIEW records AS SELECT 1 AS key, 2 AS document, 3 AS code",
    "CREATE TABLE others (a)",
    "CREATE TABLE records (key TEXT PRIMARY KEY, document BLOB, code BLOB CHECK (length(code) < 3)) WITHOUT ROWID",
])
def test_a_file_with_other_tables_is_healed(tmp_path: Path, schema: str) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "records.sqlite")) as store, store:
        store.execute(schema)
    assert look(tmp_path) == ({}, {})
    assert_healed(tmp_path)


@pytest.mark.parametrize("extra", [
    "CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM records; END",
    "CREATE TRIGGER t BEFORE DELETE ON bodies BEGIN SELECT RAISE(ABORT, 'no'); END",
    "CREATE VIEW v AS SELECT * FROM records", "CREATE INDEX i ON records (code)",
])
def test_a_trigger_or_view_beside_our_tables_makes_the_file_foreign(tmp_path: Path, extra: str) -> None:
    path = fill(tmp_path)
    with contextlib.closing(sqlite3.connect(path)) as store, store:
        store.execute(extra)
    assert look(tmp_path) == ({}, {})
    assert_healed(tmp_path)


@pytest.mark.parametrize("value", [None, 7, 1.5, "chữ", b"", b"\xff\x00", b'["99"]', "[" * 9999])
@pytest.mark.parametrize("column", ["document", "code", "html"])
def test_a_value_of_another_type_or_with_another_code_is_as_if_absent(
    tmp_path: Path, column: str, value: object
) -> None:
    path = fill(tmp_path)
    tables = ["bodies"] if column == "html" else ["records"] if column == "document" else ["records", "bodies"]
    with contextlib.closing(sqlite3.connect(path)) as store, store:
        for table in tables:
            store.execute(f"UPDATE {table} SET {column} = ?", (value,))  # noqa: S608 - fixed names
    documents, bodies = look(tmp_path)
    assert documents == {} or column == "html"
    assert bodies == {} or column == "document"
    assert_healed(tmp_path)


def test_a_row_under_another_key_is_as_if_absent(tmp_path: Path) -> None:
    """The code of a row holds its key too, so rows cannot change places."""
    path = fill(tmp_path)
    first, second, *_ = ROWS
    with contextlib.closing(sqlite3.connect(path)) as store, store:
        for table in ("records", "bodies"):
            store.execute(f"DELETE FROM {table} WHERE key = ?", (second,))  # noqa: S608 - fixed names
            store.execute(f"UPDATE {table} SET key = ? WHERE key = ?", (second, first))  # noqa: S608 - fixed names
    documents, bodies = look(tmp_path)
    assert not {first, second} & (documents.keys() | bodies.keys())


def test_well_coded_nonsense_raises_nothing(tmp_path: Path) -> None:
    """Without a secret anyone can make a code: then only the types are ours to check."""
    path = fill(tmp_path)
    key = next(iter(ROWS))
    for data in (b"\xff\xfe", b"", zlib.compress(b"\xff"), zlib.compress(b"x")[:-2], zlib.compress(b"x") + b"y"):
        with contextlib.closing(sqlite3.connect(path)) as store, store:
            code = code_of(key.encode() + data)
            store.execute("UPDATE records SET document = ?, code = ? WHERE key = ?", (data, code, key))
            store.execute("UPDATE bodies SET html = ?, code = ? WHERE key = ?", (data, code, key))
        documents, bodies = look(tmp_path)
        assert documents.get(key) in {None, "", data.decode(errors="replace")}
        assert bodies.get(key) in {None, "x"}


def test_text_that_is_not_utf_8_is_healed(tmp_path: Path) -> None:
    path = fill(tmp_path)
    with contextlib.closing(sqlite3.connect(path)) as store, store:
        store.execute("UPDATE records SET document = CAST(x'ff22' AS TEXT)")
    assert look(tmp_path)[0] == {}
    assert_healed(tmp_path)


def test_a_folder_in_its_place_or_a_file_in_its_folders_place_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a" / "records.sqlite").mkdir(parents=True)
    (tmp_path / "b").write_text("một tệp", encoding="utf-8")
    for folder in (tmp_path / "a", tmp_path / "b"):
        fill(folder)
        assert look(folder) == ({}, {})
        RecordStore(folder).prune([])
    assert (tmp_path / "b").read_text(encoding="utf-8") == "một tệp"


def test_a_store_that_may_not_be_written_still_gives_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    connect = sqlite3.connect

    def reading(place: Path, **options: object) -> sqlite3.Connection:
        store: sqlite3.Connection = connect(place, **options)
        store.execute("PRAGMA query_only=ON")
        return store

    def refuse(place: Path, **_: object) -> None:
        raise PermissionError(13, "no", str(place))

    with monkeypatch.context() as patch:
        patch.setattr(module.sqlite3, "connect", reading)
        patch.setattr(Path, "unlink", refuse)
        assert assert_true(tmp_path) == len(ROWS)
        store = RecordStore(tmp_path)
        store.add([("x", "[]", pack(""))])
        store.prune([])
        assert (store.load(["x"]), len(store.load(ROWS))) == ({}, len(ROWS))
        store.close()
    assert assert_true(tmp_path) == len(ROWS)


def test_journals_of_a_damaged_file_go_with_it(tmp_path: Path) -> None:
    """A journal left behind would be played into the next file."""
    (tmp_path / "records.sqlite").write_bytes(b"garbage" * 999)
    for suffix in ("-journal", "-wal", "-shm"):
        (tmp_path / f"records.sqlite{suffix}").write_bytes(b"r")
    assert look(tmp_path) == ({}, {})
    assert_healed(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["records.sqlite"]


def test_a_file_another_program_holds_is_waited_for_once_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fill(tmp_path)
    connect, asked = sqlite3.connect, []

    def hasty(place: Path, timeout: float, *, check_same_thread: bool) -> sqlite3.Connection:
        asked.append(timeout)
        return connect(place, timeout=0, check_same_thread=check_same_thread)

    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(module.sqlite3, "connect", hasty)
        store = RecordStore(tmp_path)
        assert store.load(ROWS) == {}
        assert [store.html(key) for key in ROWS] == [None] * len(ROWS)
        store.add([("x", "[]", pack(""))])
        store.prune([])
    assert len(asked) == 1
    monkeypatch.undo()
    assert assert_true(tmp_path) == len(ROWS)
