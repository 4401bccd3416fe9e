"""AVIF (ISO/IEC 23008-12): size only. Its notes are bound to offsets inside the file and are not taken out."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from cchc.images.data import CUT_SHORT, Data, PictureFacts, PictureFault

_BRANDS = frozenset({b"avif", b"avis"})
_PHONE = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})


def is_avif(data: Data) -> bool:
    """Whether the file begins as an AVIF does; raises PictureFault for a phone's HEIC."""
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE and b"avif" not in data[12:64]:
        raise PictureFault("đây là ảnh HEIC của điện thoại, trình duyệt không mở được")
    return data[4:8] == b"ftyp" and (data[8:12] in _BRANDS or b"avif" in data[12:64])


def read_avif(data: Data) -> PictureFacts:
    """Size and kind; raises PictureFault, IndexError or struct.error for what is no whole AVIF."""
    boxes = {name: (start, end) for name, start, end in _boxes(data, 0, len(data))}
    if not {b"meta", b"mdat"} <= boxes.keys():
        raise PictureFault(CUT_SHORT)
    start, end = boxes[b"meta"]
    sizes, turned = [(0, 0)], False
    for name, body, _ in _properties(data, start + 4, end):
        if name == b"ispe":
            width, height = struct.unpack_from(">II", data, body + 4)
            sizes.append((width, height))
        turned = turned or (name == b"irot" and data[body] & 1 == 1)
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    items = data[start:end]
    return PictureFacts(
        kind="avif", width=height if turned else width, height=width if turned else height,
        animated=data[8:12] == b"avis", bound=b"Exif\0" in items or b"application/rdf+xml" in items,
    )


def _properties(data: Data, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    for name, body, stop in _boxes(data, start, end):
        if name in {b"iprp", b"ipco"}:
            yield from _properties(data, body, stop)
        else:
            yield name, body, stop


def _boxes(data: Data, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, start, end) of the content of every box."""
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        size = size or end - start
        if size < head or start + size > end:
            raise PictureFault(CUT_SHORT)
        yield name, start + head, start + size
        start += size
