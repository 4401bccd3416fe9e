"""GIF (GIF89a): size, whether it moves, and the same picture without comments and XMP."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from cchc.images.data import CUT_SHORT, Data, PictureFacts, PictureFault

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_COMMENT, _APPLICATION = 0xFE, 0xFF
_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})


def is_gif(data: Data) -> bool:
    """Whether the file begins as a GIF does."""
    return data[:6] in {b"GIF87a", b"GIF89a"}


def read_gif(data: Data) -> PictureFacts:
    """Size and kind; raises PictureFault, IndexError or struct.error for what is no whole GIF."""
    width, height = struct.unpack_from("<HH", data, 6)
    pictures = sum(data[start] == _IMAGE for start, _ in _blocks(data))
    return PictureFacts(kind="gif", width=width, height=height, animated=pictures > 1)


def clean_gif(data: bytes) -> bytes:
    """The same picture with what is needed to show it; raises as `read_gif`."""
    blocks = list(_blocks(data))
    kept = [data[start:end] for start, end in blocks if _stays(data, start)]
    return b"".join([data[: blocks[0][0]], *kept])


def _stays(data: bytes, start: int) -> bool:
    if data[start] != _EXTENSION:
        return True
    if data[start + 1] == _APPLICATION:
        return data[start + 3 : start + 14] in _LOOPS
    return data[start + 1] != _COMMENT


def _blocks(data: Data) -> Iterator[tuple[int, int]]:
    """(start, end) of every block after the global colour table, to the trailer."""
    place = 13 + _table(data[10])
    while True:
        start, kind = place, data[place]
        if kind == _TRAILER:
            yield start, place + 1
            return
        if kind == _IMAGE:
            place += 11 + _table(data[place + 9])
        elif kind == _EXTENSION:
            place += 2
        else:
            raise PictureFault(CUT_SHORT)
        while data[place]:
            place += data[place] + 1
        place += 1
        yield start, place


def _table(flags: int) -> int:
    """Bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
