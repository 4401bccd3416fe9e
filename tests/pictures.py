"""Small pictures for tests, made with Pillow: of any type, with a camera's notes where a test wants them."""

from __future__ import annotations

import io
import random

from PIL import Image

SECRETS = (b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x09", b"MayAnhBiMat", b"GhiChuBiMat", b"21.0278")


def draw(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """A picture whose upper left quarter is darker, so that one can see which way up it is."""
    image = Image.linear_gradient("L").resize((width, height)).convert(mode)
    image.paste(Image.new(mode, (width // 2, height // 2)), (0, 0))
    return image


def busy(width: int, height: int) -> Image.Image:
    """A picture that is large in bytes, as photographs are."""
    pixels = random.Random(7).randbytes(48 * 32 * 3)  # noqa: S311 - the same picture every time
    return Image.frombytes("RGB", (48, 32), pixels).resize((width, height), Image.Resampling.BICUBIC)


def camera_notes(orientation: int = 1) -> Image.Exif:
    """EXIF as a phone writes it: maker, orientation, place."""
    notes = Image.Exif()
    notes[0x010F] = "MayAnhBiMat"
    notes[0x0112] = orientation
    notes.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 40.0), 29: "21.0278"})
    return notes


def save(image: Image.Image, kind: str, **options: object) -> bytes:
    """The file of a picture; `kind` is Pillow's name, such as JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def photo(width: int = 60, height: int = 40, kind: str = "JPEG", orientation: int = 1, **options: object) -> bytes:
    """A picture with a camera's notes."""
    return save(draw(width, height), kind, exif=camera_notes(orientation), **options)


def opened(data: bytes) -> Image.Image:
    """A picture file, loaded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
