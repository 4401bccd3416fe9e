"""Vietnamese text: normalising, folding, slugs, alphabetical order, dates and numbers.

Nothing here depends on the operating system's locale.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_ODD_SIGNS = "ðÐ\u00a0\u202f\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ODD = re.compile(f"[{_ODD_SIGNS}]")
_LONG = 250  # characters from which looking for each odd sign alone is cheaper
# What no text of ours may hold: XML refuses most of it, and none of it is seen
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LONGEST_SLIP = 200  # what is longer is no slip of a name, and comparing it would take long
_ETH = str.maketrans({"ð": "đ", "Ð": "Đ"})
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SUMMARY = 240  # characters
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
# ngang, huyền, hỏi, ngã, sắc, nặng: the order of tones in Vietnamese dictionaries
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def normalise(text: str) -> str:
    """NFC, with NBSP as a space, zero-width characters dropped and eth (ð) read as đ."""
    if text.isascii():
        return text
    return _normalise(text) if len(text) < _LONG else _normalise_long(text)


def _normalise(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if not (any(sign in text for sign in _ODD_SIGNS) if len(text) > _LONG else _ODD.search(text)):
        return text
    text = text.translate(_ETH)
    return _ZERO_WIDTH.sub("", text.replace("\u00a0", " ").replace("\u202f", " "))


_normalise_long = lru_cache(maxsize=4)(_normalise)  # one reader of a body after the other asks for the same


def clean_line(text: str) -> str:
    """`normalise`, on one line: white space folded to single spaces and trimmed."""
    return " ".join(normalise(text).split())


def shorten(text: str, limit: int = _SUMMARY) -> str:
    """`text` cut at a word boundary to at most `limit` characters, with an ellipsis when cut."""
    line = clean_line(text)
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


@lru_cache(maxsize=1024)
def match_key(text: str) -> str:
    """Key for names that match after folding case and white space; diacritics stay distinct."""
    return clean_line(text).casefold()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without diacritics, đ as d: what readers type without a Vietnamese keyboard."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def slugify(text: str, separator: str = "-") -> str:
    """ASCII slug of a Vietnamese phrase; signs such as / : . separate words (76/NQ-CP → 76-nq-cp)."""
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[tuple[int, int, str], ...], tuple[int, ...], str]:
    """Key for Vietnamese alphabetical order: letters first (a ă â … đ …), then tones, then the text."""
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    for char in normalise(text).casefold():
        base, tone = _split_tone(char)
        rank = _LETTER_RANK.get(base)
        if rank is not None:
            letters.append((2, rank, ""))
        else:
            letters.append((0 if base.isspace() else 1, 0, base))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _split_tone(char: str) -> tuple[str, int]:
    """Letter without its tone mark, and the rank of that mark."""
    decomposed = unicodedata.normalize("NFD", char)
    tone = max((_TONE_RANK.get(mark, 0) for mark in decomposed), default=0)
    rest = "".join(mark for mark in decomposed if mark not in _TONE_RANK)
    return unicodedata.normalize("NFC", rest), tone


def lower_first(text: str) -> str:
    """A name within a sentence; one that begins with an abbreviation ("TTHC") or is one stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def format_date(day: date | datetime) -> str:
    """dd/mm/yyyy, the order of Vietnamese administrative documents."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_number(number: float, decimals: int = 0) -> str:
    """1.234,5: a full stop between thousands, a comma before decimals."""
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def format_percent(value: float) -> str:
    """28,6 or 50: one decimal, none when it is zero."""
    return format_number(value, 1).removesuffix(",0")


def nearest(word: str, candidates: list[str] | tuple[str, ...]) -> str | None:
    """The one candidate closest to `word` (at most a third of its letters changed); None when two tie."""
    found = closest(word, candidates)
    return found[0] if len(found) == 1 else None


def closest(word: str, candidates: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """All candidates equally close to `word`, at most a third of its letters changed; none for a very long word."""
    if len(word) > _LONGEST_SLIP:
        return ()
    scored = {item: _edit_distance(fold(word), fold(item)) for item in candidates}
    least = min(scored.values(), default=0)
    return tuple(item for item in scored if scored[item] == least) if least <= max(1, len(word) // 3) else ()


def _edit_distance(left: str, right: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
