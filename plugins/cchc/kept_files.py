"""Made files kept in the build's cache folder by a hash of what they were made of.

Never a reason for a build to fail: what is absent, cut short, changed or foreign is made again.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from cchc.sealed import CODE_SIZE, code_of, is_sealed


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """Files in `folder`, each behind the code of its key and content (cchc.sealed); with None nothing is kept.

    Keys are hexadecimal.
    """

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
        code, data = stored[:CODE_SIZE], stored[CODE_SIZE:]
        return data if is_sealed(key.encode() + data, code) else None

    def _store(self, key: str, data: bytes) -> None:
        if self.folder is None:
            return
        place = self._place(self.folder, key)
        passing = place.with_name(f".{secrets.token_hex(8)}")
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            passing.write_bytes(code_of(key.encode() + data) + data)
            passing.replace(place)
