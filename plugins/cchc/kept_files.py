"""Made files kept in the build's cache folder by a hash of what they were made of.

Never a reason for a build to fail: what is absent, cut short or changed is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """Files in `folder`, each behind its own SHA-256; with None nothing is kept. Keys are hexadecimal."""

    folder: Path | None

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes of `key`: the kept ones when they are whole, else made and kept."""
        data = self._load(key)
        if data is None:
            data = make()
            self._store(key, data)
        return data

    def prune(self, used: Collection[str]) -> None:
        """Drop what is no longer used once it far outnumbers what is."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            files = [path for path in self.folder.glob("??/*") if path.is_file()]
            if len(files) > 4 * len(used) + 1000:
                wanted = set(used)
                for path in files:
                    if path.name not in wanted:
                        path.unlink(missing_ok=True)

    def _place(self, folder: Path, key: str) -> Path:
        return folder / key[:2] / key

    def _load(self, key: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            stored = self._place(self.folder, key).read_bytes()
        except OSError:
            return None
        data = stored[_DIGEST:]
        return data if hashlib.sha256(data).digest() == stored[:_DIGEST] else None

    def _store(self, key: str, data: bytes) -> None:
        if self.folder is None:
            return
        place = self._place(self.folder, key)
        passing = place.with_name(f".{secrets.token_hex(8)}")
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            passing.write_bytes(hashlib.sha256(data).digest() + data)
            passing.replace(place)
