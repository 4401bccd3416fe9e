"""PNG (W3C PNG 3): size, and the same picture without texts, times, EXIF and what stands after its end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from cchc.images.data import CUT_SHORT, Data, PictureFacts, PictureFault
from cchc.images.exif import UPRIGHT, as_shown, only_orientation, read_orientation

MAGIC = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI",
    b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
})


def read_png(data: Data) -> PictureFacts:
    """Size and kind; raises PictureFault or struct.error for what is no whole PNG."""
    orientation, size, animated = UPRIGHT, (0, 0), False
    for name, body, end in _chunks(data):
        if name == b"IHDR":
            width, height = struct.unpack_from(">II", data, body)
            size = (width, height)
        elif name == b"eXIf":
            orientation = read_orientation(data[body:end])
        animated = animated or name == b"acTL"
    width, height = as_shown(*size, orientation)
    return PictureFacts(kind="png", width=width, height=height, animated=animated)


def clean_png(data: bytes) -> bytes:
    """The same picture with what is needed to show it; raises as `read_png`."""
    parts = [data[:8]]
    for name, body, end in _chunks(data):
        orientation = read_orientation(data[body:end]) if name == b"eXIf" else UPRIGHT
        if orientation != UPRIGHT:
            content = b"eXIf" + only_orientation(orientation)
            parts.append(struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content)))
        elif name in _KEPT:
            parts.append(data[body - 8 : end + 4])
    return b"".join(parts)


def _chunks(data: Data) -> Iterator[tuple[bytes, int, int]]:
    """(name, start, end) of the content of every chunk, to IEND."""
    place = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, place)
        end = place + 8 + length
        if end + 4 > len(data):
            raise PictureFault(CUT_SHORT)
        yield name, place + 8, end
        if name == b"IEND":
            return
        place = end + 4
