"""Texts and rows of a cache with a code of their content: what is damaged or foreign is as if absent.

The code is keyed: by the environment's CCHC_CACHE_KEY, so that machines which share it may share a cache; without it by
a key of this account on this machine, made once and kept outside the cache. A cache that comes from elsewhere, and may
be forged, then counts for nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

SECRET = "CCHC_CACHE_KEY"  # noqa: S105 - the name of a variable
_STATE = "LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME"  # XDG Base Directory specification
CODE_SIZE = 16  # bytes
_KEY = 32  # bytes


def code_of(data: bytes) -> bytes:
    """The code of `data`, CODE_SIZE bytes."""
    return hashlib.blake2b(data, digest_size=CODE_SIZE, key=_secret()).digest()


def is_sealed(data: bytes, code: bytes) -> bool:
    """Whether `code` is that of `data`."""
    return hmac.compare_digest(code_of(data), code)


def seal(text: str) -> bytes:
    """The text below a line with its code."""
    data = text.encode()
    return code_of(data).hex().encode() + b"\n" + data


def open_sealed(file: Path) -> str | None:
    """The text that was sealed in `file`; None when it is absent or not what was written."""
    try:
        code, _, data = file.read_bytes().partition(b"\n")
        return data.decode() if hmac.compare_digest(code_of(data).hex().encode(), code) else None
    except (OSError, ValueError):
        return None


def _secret() -> bytes:
    given = os.environ.get(SECRET)
    return _hashed(given) if given else _own_key(os.environ.get(_STATE, ""))


@lru_cache(maxsize=4)
def _hashed(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


def own_key_file(state: str) -> Path:
    """Where the key of this account is kept, for what the environment says of the place of programs' state."""
    return (Path(state) if Path(state).is_absolute() else Path("~/.local/state").expanduser()) / "cchc" / "cache-key"


@lru_cache(maxsize=4)
def _own_key(state: str) -> bytes:
    """The account's key, made if there is none; one for this process alone where none can be kept."""
    with suppress(OSError, RuntimeError):  # RuntimeError: an account without a home
        file = own_key_file(state)
        return _read_key(file) or _make_key(file) or os.urandom(_KEY)
    return os.urandom(_KEY)


def _read_key(file: Path) -> bytes:
    """The key in `file`; nothing when it holds none."""
    try:
        key = bytes.fromhex(file.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return b""
    return key if len(key) == _KEY else b""


def _make_key(file: Path) -> bytes:
    """The key that `file` has after one was put there; of several processes that do so at once the first gives it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    passing = file.with_name(f"{file.name}.{os.getpid()}")
    passing.touch(mode=0o600)
    passing.write_text(os.urandom(_KEY).hex(), "ascii")
    if file.exists() and not _read_key(file):
        file.unlink()
    try:
        file.hardlink_to(passing)
    except FileExistsError:
        passing.unlink()
    except OSError:  # a file system without links
        passing.replace(file)
    else:
        passing.unlink()
    return _read_key(file)
