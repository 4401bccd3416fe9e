"""Texts and rows of a cache with a code of their content: what is damaged or foreign is as if absent.

The code is keyed by the environment's CCHC_CACHE_KEY where that is set: a cache restored from elsewhere then counts
only where it was made with that key. Else it is a checksum, which guards against damage but not against malice.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

SECRET = "CCHC_CACHE_KEY"  # noqa: S105 - the name of a variable


def code_of(data: bytes) -> bytes:
    """The code of `data`, 16 bytes."""
    return hashlib.blake2b(data, digest_size=16, key=_secret()).digest()


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
    return hashlib.sha256(os.environ[SECRET].encode()).digest() if os.environ.get(SECRET) else b""
