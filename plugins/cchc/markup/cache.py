"""Content-addressed store of rendered bodies: sqlite, never pickle, rebuilt when it is damaged."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from cchc.markup.convert import Rendered, version

_NAME = "markup.sqlite"
_BATCH = 500


def body_key(body: str) -> str:
    """Address of a body's rendered form: hash of the body and of what renders it."""
    return hashlib.sha256(f"{version()}\n{body}".encode()).hexdigest()


class MarkupCache:
    """Rendered bodies by key; with `folder` None nothing is kept. Never a reason for a build to fail."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / _NAME if folder else None

    def load(self, keys: Iterable[str]) -> dict[str, Rendered]:
        """The stored values among `keys`; anything unreadable is as if absent."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, Rendered] = {}
        if self.path is None or not self.path.exists():
            return found
        try:
            with contextlib.closing(self._open(self.path)) as store:
                for start in range(0, len(wanted), _BATCH):
                    part = wanted[start : start + _BATCH]
                    marks = ",".join("?" * len(part))
                    query = f"SELECT key, value FROM records WHERE key IN ({marks})"  # noqa: S608 - marks only
                    for key, document in store.execute(query, part):
                        value = Rendered.from_json(document) if isinstance(document, str) else None
                        if value is not None:
                            found[key] = value
        except sqlite3.Error:
            self._discard()
        return found

    def store(self, values: Mapping[str, Rendered], keep: Iterable[str]) -> None:
        """Add `values`; drop old records once they far outnumber the keys in use."""
        if self.path is None or not values:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(self._open(self.path)) as store, store:
                rows = [(key, value.to_json()) for key, value in values.items()]
                store.executemany("INSERT OR REPLACE INTO records VALUES (?, ?)", rows)
                self._prune(store, set(keep))
        except (sqlite3.Error, OSError):
            self._discard()

    def _prune(self, store: sqlite3.Connection, keep: set[str]) -> None:
        (count,) = store.execute("SELECT count(*) FROM records").fetchone()
        if count > 4 * len(keep) + 1000:
            stale = [(key,) for (key,) in store.execute("SELECT key FROM records") if key not in keep]
            store.executemany("DELETE FROM records WHERE key = ?", stale)

    def _open(self, path: Path) -> sqlite3.Connection:
        store = sqlite3.connect(path, timeout=10)
        try:
            store.execute("CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        except sqlite3.Error:
            store.close()
            raise
        return store

    def _discard(self) -> None:
        """Remove the file with its journals: one left over would be played into the next file."""
        if self.path is not None:
            for suffix in ("", "-journal", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
