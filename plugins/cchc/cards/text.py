"""What a card says, and the key of its picture."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

WIDTH, HEIGHT = 1200, 630  # pixels: what Facebook, Zalo and others show whole
FONTS = Path(__file__).parent / "fonts"
BOLD, SEMIBOLD = FONTS / "BeVietnamPro-Bold.ttf", FONTS / "BeVietnamPro-SemiBold.ttf"
# What the fonts do not draw (see fonts/README.md)
_UNDRAWN = re.compile("[^ -~\u00a1-\u017fƠơƯư\u1ea0-\u1ef9\u2010-\u2014\u2018-\u201e•…₫]+")


def drawable(text: str) -> str:
    """`text` without the signs the fonts lack, such as emoji."""
    return " ".join(_UNDRAWN.sub(" ", unicodedata.normalize("NFC", text)).split())


@dataclass(frozen=True, slots=True)
class CardText:
    """The words of a card, `drawable`; `field` and `day` are "" where there is none."""

    agency: str
    section: str
    title: str
    field: str = ""
    day: str = ""


def card_key(text: CardText) -> str:
    """Hash of everything that decides the picture: the words, how it is drawn, the fonts and Pillow."""
    return hashlib.sha256("\0".join([_drawing(), *astuple(text)]).encode()).hexdigest()


@lru_cache(maxsize=1)
def _drawing() -> str:
    """Hash of the code and the fonts that draw cards."""
    folder = Path(__file__).parent
    parts = [path.read_bytes() for path in (*sorted(folder.glob("*.py")), BOLD, SEMIBOLD)]
    return hashlib.sha256(version("pillow").encode() + b"".join(parts)).hexdigest()
