"""The one fact of a camera's notes (EXIF) that a picture needs to look right: which way up it is.

Format: TIFF 6.0 and CIPA DC-008 (Exif 2.32), tag 0x0112 of the first directory.
"""

from __future__ import annotations

import struct

_TAG, _SHORT = 0x0112, 3
UPRIGHT = 1
_TURNED = frozenset({5, 6, 7, 8})


def read_orientation(tiff: bytes) -> int:
    """Orientation 1 to 8 of a TIFF block; 1 when it says nothing that can be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * index)
            if tag == _TAG and kind == _SHORT:
                return value if 1 <= value <= 8 else UPRIGHT
    except struct.error:
        return UPRIGHT
    return UPRIGHT


def only_orientation(orientation: int) -> bytes:
    """A TIFF block that holds the orientation and nothing else."""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, _TAG, _SHORT, 1, orientation, 0, 0)


def as_shown(width: int, height: int, orientation: int) -> tuple[int, int]:
    """The size of a picture after it is turned."""
    return (height, width) if orientation in _TURNED else (width, height)
