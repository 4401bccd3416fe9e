"""The cache never changes a result and never stops a build, whatever its file holds."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.markup import cache as module
from cchc.markup.batch import render_bodies
from cchc.markup.cache import MarkupCache, body_key
from cchc.markup.convert import Rendered, convert
from cchc.workers import Workers
from support import ROOT

BODIES = ["# a\n\n[b](c.md)", "Đoạn *hai*", "", "Đoạn *hai*", "| a |\n|---|\n| b |"]
EXPECTED = {body: convert(body) for body in BODIES}


def render(folder: Path | None) -> dict[str, Rendered]:
    return dict(render_bodies(BODIES, MarkupCache(folder), Workers()))


def stored(path: Path) -> dict[str, object]:
    with contextlib.closing(sqlite3.connect(path)) as store:
        return dict(store.execute("SELECT key, value FROM records"))


def test_results_are_the_same_without_with_an_empty_and_with_a_full_cache(tmp_path: Path) -> None:
    assert render(None) == EXPECTED
    assert render(tmp_path / "nhớ đệm") == EXPECTED
    assert render(tmp_path / "nhớ đệm") == EXPECTED
    assert len(stored(tmp_path / "nhớ đệm" / "markup.sqlite")) == len(EXPECTED)


def test_a_second_run_converts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(tmp_path)
    monkeypatch.setattr("cchc.markup.batch.convert", lambda body: pytest.fail(f"converted {body!r} again"))
    assert render(tmp_path) == EXPECTED


def test_without_a_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert MarkupCache(None).load([body_key("a")]) == {}
    render(None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["truncated", "empty", "garbage", "text", "zeroed page", "flipped"])
def test_a_damaged_file_is_healed(tmp_path: Path, damage: str) -> None:
    render(tmp_path)
    path = tmp_path / "markup.sqlite"
    data = path.read_bytes()
    path.write_bytes({
        "truncated": data[: len(data) // 2], "empty": b"", "garbage": os.urandom(5000), "text": "chữ".encode() * 999,
        "zeroed page": data[:4096] + bytes(len(data) - 4096), "flipped": bytes(byte ^ 1 for byte in data),
    }[damage])
    assert render(tmp_path) == EXPECTED
    assert render(tmp_path) == EXPECTED
    assert set(stored(path)) == {body_key(body) for body in BODIES}


@pytest.mark.parametrize("schema", [
    "CREATE TABLE records (id INTEGER)", "CREATE VIEW records AS SELECT 1 AS key, 2 AS value",
    "CREATE TABLE others (a)",
    "CREATE TABLE records (key TEXT PRIMARY KEY, value TEXT CHECK (length(value) < 3)) WITHOUT ROWID",
])
def test_a_file_with_other_tables_is_healed(tmp_path: Path, schema: str) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "markup.sqlite")) as store, store:
        store.execute(schema)
    assert render(tmp_path) == EXPECTED
    assert render(tmp_path) == EXPECTED
    assert set(stored(tmp_path / "markup.sqlite")) == {body_key(body) for body in BODIES}


@pytest.mark.parametrize("value", [
    None, 7, 1.5, b"\xff\x00", "", "null", "[]", "{}", '"a"', "[" * 99_999, '["html"]',
    Rendered(html="x").to_json()[:-1], Rendered(html="x").to_json() + " ", Rendered(words=True).to_json(),
])
def test_a_value_of_another_type_is_ignored_and_replaced(tmp_path: Path, value: object) -> None:
    render(tmp_path)
    path = tmp_path / "markup.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as store, store:
        store.execute("UPDATE records SET value = ?", (value,))
    assert MarkupCache(tmp_path).load(map(body_key, BODIES)) == {}
    assert render(tmp_path) == EXPECTED
    assert MarkupCache(tmp_path).load(map(body_key, BODIES)) == {body_key(body): EXPECTED[body] for body in BODIES}


def test_text_that_is_not_utf_8_is_healed(tmp_path: Path) -> None:
    render(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "markup.sqlite")) as store, store:
        store.execute("UPDATE records SET value = CAST(x'ff22' AS TEXT)")
    assert render(tmp_path) == EXPECTED
    assert render(tmp_path) == EXPECTED


def test_a_folder_in_its_place_or_a_file_in_its_folders_place_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a" / "markup.sqlite").mkdir(parents=True)
    (tmp_path / "b").write_text("một tệp", encoding="utf-8")
    assert render(tmp_path / "a") == EXPECTED
    assert render(tmp_path / "b") == EXPECTED
    assert (tmp_path / "b").read_text(encoding="utf-8") == "một tệp"


def test_journals_of_a_damaged_file_go_with_it(tmp_path: Path) -> None:
    """A journal left behind would be played into the next file."""
    (tmp_path / "markup.sqlite").write_bytes(b"garbage" * 999)
    for suffix in ("-journal", "-wal", "-shm"):
        (tmp_path / f"markup.sqlite{suffix}").write_bytes(b"r")
    assert render(tmp_path) == EXPECTED
    assert [path.name for path in tmp_path.iterdir()] == ["markup.sqlite"]
    assert render(tmp_path) == EXPECTED


def test_a_damaged_file_is_closed_before_it_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems cannot remove an open file."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def keep(*args: object, **kwargs: object) -> sqlite3.Connection:
        opened.append(connect(*args, **kwargs))
        return opened[-1]

    monkeypatch.setattr(module.sqlite3, "connect", keep)
    (tmp_path / "markup.sqlite").write_bytes(b"garbage" * 999)
    assert MarkupCache(tmp_path).load(["a"]) == {}
    with pytest.raises(sqlite3.ProgrammingError):
        opened[0].execute("SELECT 1")


def test_another_version_finds_nothing_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(tmp_path)
    monkeypatch.setattr(module, "version", lambda: "khác")
    assert MarkupCache(tmp_path).load(map(body_key, BODIES)) == {}
    assert render(tmp_path) == EXPECTED


def test_old_records_go_once_they_far_outnumber_those_in_use(tmp_path: Path) -> None:
    cache = MarkupCache(tmp_path)
    cache.store({f"cũ-{number}": Rendered() for number in range(1004)}, ["mới"])
    assert len(stored(tmp_path / "markup.sqlite")) == 1004
    cache.store({"mới": Rendered(html="a")}, ["mới"])
    assert set(stored(tmp_path / "markup.sqlite")) == {"mới"}


def test_more_keys_than_one_query_takes_are_found(tmp_path: Path) -> None:
    values = {f"khóa-{number}": Rendered(words=number) for number in range(1200)}
    MarkupCache(tmp_path).store(values, values)
    assert MarkupCache(tmp_path).load(values) == values


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, "plugins")
from cchc.markup.batch import render_bodies
from cchc.markup.cache import MarkupCache
from cchc.markup.convert import convert
from cchc.workers import Workers
first = int(sys.argv[2])
for turn in range(8):
    bodies = [f"Bài *{number}*" for number in range(first, first + 15 * (turn + 1))]
    found = render_bodies(bodies, MarkupCache(Path(sys.argv[1])), Workers())
    assert found == {body: convert(body) for body in bodies}
"""


def test_two_processes_share_it_at_once(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path), str(first)], cwd=ROOT, stderr=subprocess.PIPE)
        for first in (0, 0, 60)
    ]
    for process in running:
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, b"")
    assert len(stored(tmp_path / "markup.sqlite")) == 180
