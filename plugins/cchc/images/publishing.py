"""The bytes of a content file as they are published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cchc.images.formats import NO_PICTURE, SUFFIXES, clean_picture

_PICTURES = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A published file: `size` in bytes, `sha256` in hex."""

    size: int
    sha256: str


def published_bytes(path: Path) -> bytes:
    """A picture without what cameras and programs wrote into it (GPS, names, texts); any other file as it is.

    Raises PictureFault for a picture that cannot be read, which the checks have refused before.
    """
    data = path.read_bytes()
    picture = len(data) >= NO_PICTURE and path.suffix[1:].lower() in _PICTURES
    return clean_picture(data) if picture else data


def describe_file(path: Path) -> FileFacts:
    """Size and hash of a file as it is published."""
    data = published_bytes(path)
    return FileFacts(size=len(data), sha256=hashlib.sha256(data).hexdigest())
