"""A text as the words it is found by. theme/js/search.js reads what readers type by the same rules."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# hòa, khỏe, thủy → hoà, khoẻ, thuỷ: both ways of placing the tone are in use and mean one word
_TONE_PLACE = re.compile(rf"o([{_TONES}])([ae])|u([{_TONES}])(y)")
_LEADING_ZEROS = re.compile(r"^0+(?=[0-9])")


def split_words(text: str) -> list[str]:
    """Words of a text in NFC, in order and in one spelling each; 01/2023/QĐ-UBND is 1, 2023, qđ, ubnd."""
    return [one_spelling(word) for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=65536)
def one_spelling(word: str) -> str:
    """A lower-case word with its tone mark in the newer place and, for a number, without leading zeros."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word)
        word = unicodedata.normalize("NFC", _TONE_PLACE.sub(_newer_place, decomposed))
    return _LEADING_ZEROS.sub("", word)


def _newer_place(found: re.Match[str]) -> str:
    if found[1]:
        return f"o{found[2]}{found[1]}"
    return f"u{found[4]}{found[3]}"
