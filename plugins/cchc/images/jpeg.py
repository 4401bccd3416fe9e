"""JPEG (ITU T.81): size, and the same picture without notes of cameras and programs.

Kept are the picture itself, JFIF and Adobe's segment (colours), ICC profiles, and the orientation. Gone are EXIF with
its GPS and thumbnail, XMP, IPTC, comments, and what stands after the picture (other pictures, films of a phone).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from cchc.images.data import CUT_SHORT, Data, PictureFacts, PictureFault
from cchc.images.exif import UPRIGHT, as_shown, only_orientation, read_orientation

MAGIC = b"\xff\xd8\xff"
_END, _SCAN, _APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF, _ICC, _JFIF = b"Exif\0\0", b"ICC_PROFILE\0", b"JFIF\0"
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # ends the coded data of a scan


def read_jpeg(data: Data) -> PictureFacts:
    """Size and kind; raises PictureFault, IndexError or struct.error for what is no whole JPEG."""
    orientation, size = UPRIGHT, (0, 0)
    for marker, start, body, end in _segments(data, scans=False):
        if marker == _APP1 and data[body : body + 6] == _EXIF:
            orientation = read_orientation(data[body + 6 : end])
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, body + 1)
            size = (width, height)
        elif marker == _SCAN:
            if data.rfind(b"\xff\xd9", start) < 0:
                break
            width, height = as_shown(*size, orientation)
            return PictureFacts(kind="jpeg", width=width, height=height)
    raise PictureFault(CUT_SHORT)


def clean_jpeg(data: bytes) -> bytes:
    """The same coded picture without notes; raises as `read_jpeg`."""
    parts = [data[:2]]
    for marker, start, body, end in _segments(data, scans=True):
        if marker == _APP1 and data[body : body + 6] == _EXIF:
            orientation = read_orientation(data[body + 6 : end])
            if orientation != UPRIGHT:
                notes = _EXIF + only_orientation(orientation)
                parts.append(b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes)
        elif _stays(marker, data[body : body + 12]):
            parts.append(data[start:end])
    return b"".join(parts)


def _stays(marker: int, opening: bytes) -> bool:
    if marker == _APP0:
        return opening.startswith(_JFIF)
    if marker == _APP2:
        return opening.startswith(_ICC)
    return marker == _APP14 or not (_APP0 <= marker <= _APP15 or marker == _COMMENT)


def _segments(data: Data, *, scans: bool) -> Iterator[tuple[int, int, int, int]]:
    """(marker, start, start of the body, end) of every segment; the coded data of a scan belongs to it.

    Without `scans` the first scan is the last that is given, without its coded data.
    """
    place = 2
    while True:
        if data[place] != 0xFF:  # bytes out of place
            place = _next_marker(data, place)
        start = place
        while data[place] == 0xFF:
            place += 1
        marker, place = data[place], place + 1
        if marker == _END:
            yield marker, start, place, place
            return
        if marker in _ALONE or marker == 0:
            continue
        (length,) = struct.unpack_from(">H", data, place)
        body, place = place + 2, place + max(length, 2)
        if marker == _SCAN and scans:
            place = _next_marker(data, place)
        yield marker, start, body, place


def _next_marker(data: Data, place: int) -> int:
    found = _MARKER.search(data, place)
    if found is None:
        raise PictureFault(CUT_SHORT)
    return found.start()
