"""Records and safe HTML by key: sqlite, never pickle; whatever is damaged or foreign is as if absent.

Every row carries the code of its key and content (cchc.sealed).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import weakref
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc.sealed import code_of, is_sealed

_NAME = "records.sqlite"
_BATCH = 500
# What reading a damaged file raises; UnicodeError comes of a message that quotes it
_FAULTS = (sqlite3.Error, OSError, UnicodeError, MemoryError)
_TABLES = (
    "CREATE TABLE records (key TEXT PRIMARY KEY, document BLOB, code BLOB)",
    "CREATE TABLE bodies (key TEXT PRIMARY KEY, html BLOB, code BLOB)",
)
_SPARE = 1000  # records kept beyond twice those in use
_MOST = 50_000_000  # bytes of safe HTML; far over what the largest post can become


class RecordStore:
    """Records by key; with `folder` None they are kept in a temporary folder as long as the store is in use."""

    def __init__(self, folder: Path | None) -> None:
        if folder is None:
            folder = Path(tempfile.mkdtemp(prefix="cchc-"))
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.path = folder / _NAME
        self._reading: sqlite3.Connection | None = None
        self._process = os.getpid()
        self._held = False

    def load(self, keys: Iterable[str]) -> dict[str, str]:
        """The stored documents among `keys`."""
        found: dict[str, str] = {}
        for key, data, code in self._rows("SELECT key, document, code FROM records WHERE key IN", keys):
            if is_sealed(key.encode() + data, code):
                with contextlib.suppress(UnicodeDecodeError):
                    found[key] = data.decode("utf-8", "surrogatepass")
        return found

    def html(self, key: str) -> str | None:
        """The stored body; None when it is absent or damaged."""
        rows = self._rows("SELECT key, html, code FROM bodies WHERE key IN", [key])
        return next((unpack(data) for _, data, code in rows if is_sealed(key.encode() + data, code)), None)

    def add(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep (key, document, packed HTML); what cannot be kept is made again next time."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(self._open()) as store, store:
                for key, document, html in rows:
                    for table, data in (("records", document.encode("utf-8", "surrogatepass")), ("bodies", html)):
                        row = (key, data, code_of(key.encode() + data))
                        store.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", row)  # noqa: S608 - fixed names
        except _FAULTS as error:
            self._fail(error)

    def prune(self, used: Iterable[str]) -> None:
        """Drop what is not in use once it far outnumbers what is."""
        keep = set(used)
        try:
            if not self.path.exists():
                return
            with contextlib.closing(self._open()) as store:
                (count,) = store.execute("SELECT count(*) FROM records").fetchone()
                if count <= 2 * len(keep) + _SPARE:
                    return
                stale = [(key,) for (key,) in store.execute("SELECT key FROM records") if key not in keep]
                with store:
                    store.executemany("DELETE FROM records WHERE key = ?", stale)
                    store.executemany("DELETE FROM bodies WHERE key = ?", stale)
                store.execute("VACUUM")
        except _FAULTS as error:
            self._fail(error)

    def discard(self) -> None:
        """Remove the file with its journals: one left over would be played into the next file."""
        self.close()
        for suffix in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file, as before processes are forked."""
        if self._reading is not None and self._process == os.getpid():
            self._reading.close()
        self._reading = None

    def _fail(self, error: Exception) -> None:
        """Do without the store; a damaged one is thrown away, one that another program holds is not asked again."""
        self.close()
        self._held = self._held or "locked" in str(error)
        if not self._held:
            self.discard()

    def _rows(self, query: str, keys: Iterable[str]) -> Iterator[tuple[str, bytes, bytes]]:
        """Rows whose values have their types; none from a file that is damaged."""
        wanted = list(dict.fromkeys(keys))
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            try:
                rows = self._reader().execute(f"{query} ({','.join('?' * len(part))})", part).fetchall()
            except _FAULTS as error:
                self._fail(error)
                return
            yield from (row for row in rows if tuple(map(type, row)) == (str, bytes, bytes))

    def _reader(self) -> sqlite3.Connection:
        """This process's own connection for reading."""
        if self._reading is None or self._process != os.getpid():
            self._process = os.getpid()
            self._reading = self._open()
        return self._reading

    def _open(self) -> sqlite3.Connection:
        """The store, made when it is absent; sqlite3.Error when it is not one of ours or not to be had."""
        if self._held:
            raise sqlite3.OperationalError("locked")
        store = sqlite3.connect(self.path, timeout=10, check_same_thread=False)
        try:
            store.execute("PRAGMA trusted_schema=OFF")
            store.execute("PRAGMA synchronous=OFF")  # every row has a code; what a power cut damages is made again
            _check_schema(store)
        except BaseException:
            store.close()
            raise
        return store

    def __reduce__(self) -> tuple[type[RecordStore], tuple[Path]]:
        """Another process opens the same file."""
        return RecordStore, (self.path.parent,)


def _check_schema(store: sqlite3.Connection) -> None:
    """Make our tables in an empty file; sqlite3.DatabaseError for a file that holds anything else."""
    if not _tables_of(store):
        with store:
            store.execute("BEGIN IMMEDIATE")  # both tables at once, and by one process: another may be as early
            for table in () if _tables_of(store) else _TABLES:
                store.execute(table)
    if sorted(_tables_of(store)) != sorted(_TABLES):
        raise sqlite3.DatabaseError("foreign")


def _tables_of(store: sqlite3.Connection) -> list[str]:
    return [sql for (sql,) in store.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]


def pack(html: str) -> bytes:
    """Safe HTML as it is kept: framed and with its checksum, but as long as it is, which is quicker than halving it."""
    return zlib.compress(html.encode(), 0)


def unpack(data: bytes) -> str | None:
    """The HTML that was packed; None for anything else."""
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(data, _MOST).decode()
    except (zlib.error, ValueError):
        return None
    return text if reader.eof else None
