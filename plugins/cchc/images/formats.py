"""Any picture the section publishes, by what its bytes are, whatever its name says."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

from cchc.images.avif import is_avif, read_avif
from cchc.images.data import CUT_SHORT, Data, PictureFacts, PictureFault
from cchc.images.gif import clean_gif, is_gif, read_gif
from cchc.images.jpeg import MAGIC as JPEG
from cchc.images.jpeg import clean_jpeg, read_jpeg
from cchc.images.png import MAGIC as PNG
from cchc.images.png import clean_png, read_png
from cchc.images.webp import clean_webp, is_webp, read_webp

SUFFIXES = {"jpeg": ("jpg", "jpeg"), "png": ("png",), "webp": ("webp",), "gif": ("gif",), "avif": ("avif",)}
NO_PICTURE = 64  # bytes: what cannot be read and is smaller holds neither a picture nor notes
_READERS = {"jpeg": read_jpeg, "png": read_png, "webp": read_webp, "gif": read_gif, "avif": read_avif}
_CLEANERS = {"jpeg": clean_jpeg, "png": clean_png, "webp": clean_webp, "gif": clean_gif}


def measure_picture(path: Path) -> PictureFacts:
    """Size and kind of a file, of which only the parts that say so are read; raises PictureFault or OSError."""
    with path.open("rb") as file:
        if file.seek(0, 2) == 0:
            raise PictureFault("tệp trống")
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return read_picture(data)


def read_picture(data: Data) -> PictureFacts:
    """Size and kind of a picture; raises PictureFault."""
    try:
        facts = _READERS[_kind(data)](data)
    except (IndexError, struct.error) as error:
        raise PictureFault(CUT_SHORT) from error
    if facts.pixels == 0:
        raise PictureFault(CUT_SHORT)
    return facts


def clean_picture(data: bytes) -> bytes:
    """The picture without notes of cameras and programs, its pixels untouched; raises PictureFault."""
    cleaner = _CLEANERS.get(_kind(data))
    try:
        return cleaner(data) if cleaner else data
    except (IndexError, struct.error) as error:
        raise PictureFault(CUT_SHORT) from error


def _kind(data: Data) -> str:
    if data[:3] == JPEG:
        return "jpeg"
    if data[:8] == PNG:
        return "png"
    known = {"webp": is_webp, "gif": is_gif, "avif": is_avif}
    for kind, fits in known.items():
        if fits(data):
            return kind
    raise PictureFault("không phải ảnh JPEG, PNG, WebP, GIF hay AVIF")
