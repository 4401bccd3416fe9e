"""Smaller WebP variants of the pictures that pages show, kept by content hash and made over several processes.

The same picture gives the same bytes every time: what encodes it and its settings are part of the hash.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cchc.images.data import CUT_SHORT, PictureFacts, PictureFault
from cchc.images.formats import read_picture
from cchc.images.publishing import published_bytes
from cchc.kept_files import KeptFiles
from cchc.workers import Workers

if TYPE_CHECKING:
    from PIL import Image

WIDTHS = (480, 800, 1200)
MAX_PIXELS = 40_000_000
FOLDER = "anh/bien-the/"
_KINDS = frozenset({"jpeg", "png", "webp"})
_MODES = frozenset({"RGB", "RGBA", "L", "LA", "P"})  # print colours and deep greys stay as they are
_PHOTO = {"quality": 78, "method": 4}
_DRAWING = ({"quality": 86, "method": 4}, {"lossless": True, "quality": 60, "method": 4})
_LIGHT = 8_000  # bytes: a picture that is light already
_SETTINGS = f"{WIDTHS} {_PHOTO} {_DRAWING} {_LIGHT} 2"
_WORTH_A_PROCESS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A picture a page offers: `path` under the section root, `width` in pixels."""

    path: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one picture: its variants, narrowest first; how many are new; or why it cannot be opened.

    `key` is the hash it is kept by.
    """

    file: str
    key: str = ""
    variants: tuple[Variant, ...] = ()
    fresh: int = 0
    fault: str = ""


def make_variants(content: Path, files: Sequence[str], kept: KeptFiles, workers: Workers) -> Iterator[Made]:
    """Make and keep the variants of every file of `content`, in order."""
    return workers.map(partial(_make_all, content, kept), files, worth=_WORTH_A_PROCESS)


def _make_all(content: Path, kept: KeptFiles, files: Sequence[str]) -> list[Made]:
    return [_make(content, file, kept) for file in files]


def _make(content: Path, file: str, kept: KeptFiles) -> Made:
    made: list[int] = []

    def encode() -> bytes:
        encoded = encode_variants(data, facts)
        made.extend(encoded)
        return _pack(encoded)

    try:
        data = published_bytes(content / file)
        facts = read_picture(data)
        key = hashlib.sha256(encoder().encode() + b"\n" + data).hexdigest()
        widths = _unpack(kept.made(key, encode))
    except PictureFault as error:
        return Made(file=file, fault=str(error))
    found = [Variant(path=_path(file, key, width), width=width) for width in widths]
    if found and facts.kind == "webp" and facts.width <= WIDTHS[-1]:
        found.append(Variant(path=file, width=facts.width))  # offered as it is
    return Made(file=file, key=key, variants=tuple(found), fresh=len(made))


def variant_files(content: Path, made: Made, kept: KeptFiles) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the variants of a picture; what is no longer kept is made again."""

    def encode() -> bytes:
        data = published_bytes(content / made.file)
        return _pack(encode_variants(data, read_picture(data)))

    for width, data in _unpack(kept.made(made.key, encode)).items():
        yield _path(made.file, made.key, width), data


def _path(file: str, key: str, width: int) -> str:
    return f"{FOLDER}{PurePosixPath(file).stem.lower()}.{key[:10]}-{width}.webp"


def _pack(encoded: Mapping[int, bytes]) -> bytes:
    """All variants of a picture as one value: a line of widths and lengths, then the bytes."""
    head = " ".join(f"{width}:{len(data)}" for width, data in encoded.items())
    return head.encode() + b"\n" + b"".join(encoded.values())


def _unpack(value: bytes) -> dict[int, bytes]:
    head, _, rest = value.partition(b"\n")
    found: dict[int, bytes] = {}
    for part in head.split():
        width, _, length = part.partition(b":")
        found[int(width)], rest = rest[: int(length)], rest[int(length) :]
    return found


def encode_variants(data: bytes, facts: PictureFacts) -> dict[int, bytes]:
    """WebP files by width, narrowest first; raises PictureFault for a picture that cannot be opened.

    Each is smaller in bytes than the picture and clearly smaller than the next wider one. The widest is as wide as
    the picture, at most 1200: without it a narrow one would be shown too large, so there are none at all then.
    """
    if facts.kind not in _KINDS or facts.animated or len(data) < _LIGHT:
        return {}
    widest = min(facts.width, WIDTHS[-1])
    wanted = [width for width in WIDTHS if width < widest]
    if facts.kind != "webp" or widest < facts.width:
        wanted.append(widest)
    image = _open(data, facts, widest)
    if image is None:
        return {}
    kept: dict[int, bytes] = {}
    limit = len(data)
    for width in reversed(wanted):
        encoded = _encode(image, width, facts)
        if len(encoded) < limit:
            kept[width], limit = encoded, len(encoded) * 9 // 10  # a narrower one has to be worth its place
        elif width == wanted[-1]:
            return {}
    return dict(reversed(kept.items()))


def _open(data: bytes, facts: PictureFacts, widest: int) -> Image.Image | None:
    """The picture as it is shown, in RGB or RGBA; None when its colours had better stay as they are."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            Image.MAX_IMAGE_PIXELS = MAX_PIXELS
            image: Image.Image = Image.open(io.BytesIO(data), formats=[facts.kind.upper()])
            if image.mode not in _MODES:
                return None
            image.draft(None, _share(image.size, 1.5 * widest / facts.width))  # of a JPEG, decode a fraction
            image.load()
            if facts.kind != "webp":
                image = ImageOps.exif_transpose(image)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise PictureFault("mở ra thì quá lớn so với số điểm ảnh đã ghi") from error
        except (OSError, SyntaxError, ValueError, IndexError, EOFError, struct.error) as error:
            raise PictureFault(CUT_SHORT) from error
    if image.mode in {"L", "LA"}:
        image.info.pop("icc_profile", None)  # a profile of greys does not fit the colours it becomes
    clear = image.mode in {"RGBA", "LA"} or "transparency" in image.info
    return image.convert("RGBA" if clear else "RGB")


def _share(size: tuple[int, int], factor: float) -> tuple[int, int]:
    return round(size[0] * factor), round(size[1] * factor)


def _encode(image: Image.Image, width: int, facts: PictureFacts) -> bytes:
    from PIL import Image

    height = max(1, round(width * facts.height / facts.width))
    same = (width, height) == image.size
    small = image if same else image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    profile = image.info.get("icc_profile", b"")
    ways = _DRAWING if facts.kind == "png" else (_PHOTO,)
    return min((_save(small, profile, way) for way in ways), key=len)


def _save(image: Image.Image, profile: bytes, way: dict[str, int | bool]) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", icc_profile=profile, exif=b"", xmp=b"", **way)
    return buffer.getvalue()


@lru_cache(maxsize=1)
def encoder() -> str:
    """What the bytes of a variant depend on beside the picture: our settings, Pillow and its coders."""
    import PIL
    from PIL import features

    parts = (features.version(name) for name in ("webp", "libjpeg_turbo", "zlib", "littlecms2"))
    return " ".join([_SETTINGS, PIL.__version__, *(part or "" for part in parts)])
