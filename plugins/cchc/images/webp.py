"""WebP (RFC 9649): size, and the same picture without EXIF and XMP.

Browsers do not turn a WebP by its EXIF, so its orientation is not looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from cchc.images.data import CUT_SHORT, Data, PictureFacts, PictureFault

_EXTENDED, _LOSSY, _LOSSLESS = b"VP8X", b"VP8 ", b"VP8L"
_KEPT = frozenset({_EXTENDED, _LOSSY, _LOSSLESS, b"ALPH", b"ICCP", b"ANIM", b"ANMF"})
_EXIF_AND_XMP, _ANIMATED = 0x0C, 0x02


def is_webp(data: Data) -> bool:
    """Whether the file begins as a WebP does."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def read_webp(data: Data) -> PictureFacts:
    """Size and kind; raises PictureFault, IndexError or struct.error for what is no whole WebP."""
    size, animated = (0, 0), False
    for name, body, _ in _chunks(data):
        if name == _EXTENDED:
            animated = bool(data[body] & _ANIMATED)
            size = (1 + int.from_bytes(data[body + 4 : body + 7], "little"),
                    1 + int.from_bytes(data[body + 7 : body + 10], "little"))
        elif name == _LOSSY and size == (0, 0):
            width, height = struct.unpack_from("<HH", data, body + 6)
            size = (width & 0x3FFF, height & 0x3FFF)
        elif name == _LOSSLESS and size == (0, 0):
            (bits,) = struct.unpack_from("<I", data, body + 1)
            size = (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    return PictureFacts(kind="webp", width=size[0], height=size[1], animated=animated)


def clean_webp(data: bytes) -> bytes:
    """The same picture with what is needed to show it; raises as `read_webp`."""
    parts = [b"WEBP"]
    for name, body, end in _chunks(data):
        if name == _EXTENDED:
            content = bytes([data[body] & ~_EXIF_AND_XMP]) + data[body + 1 : end]
            parts.append(data[body - 8 : body] + content)
        elif name in _KEPT:
            parts.append(data[body - 8 : end])
    content = b"".join(part + b"\0" * (len(part) % 2) for part in parts)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _chunks(data: Data) -> Iterator[tuple[bytes, int, int]]:
    """(name, start, end) of the content of every chunk."""
    (length,) = struct.unpack_from("<I", data, 4)
    if length + 8 > len(data):
        raise PictureFault(CUT_SHORT)
    place = 12
    while place + 8 <= length + 8:
        name, size = struct.unpack_from("<4sI", data, place)
        if place + 8 + size > len(data):
            raise PictureFault(CUT_SHORT)
        yield name, place + 8, place + 8 + size
        place += 8 + size + size % 2
