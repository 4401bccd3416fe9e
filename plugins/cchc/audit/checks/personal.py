"""Checks of text: composed letters (NFC), and personal data in posts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from cchc.audit.built import BuiltPage, Finding, words

_TOLD = ("c-title", "c-summary", "c-picture", "c-prose", "c-files")  # what authors write
_AROUND = 60  # characters before a number that tell what it is
_DIGITS = r"(?<![\w/.,-])"  # not the tail of a document number, an amount or a longer number
_END = r"(?![\w/]|[.,]\d|-\w)"
_THREE = r"[ .]?\d{3}"
_KINDS = {
    # Personal identity numbers since 2016: 0, two digits of the province, century and sex, year, six digits
    "identity": (re.compile(rf"{_DIGITS}0\d{{2}}{_THREE * 3}{_END}"), None, "số định danh cá nhân"),
    # Older ones have nine digits, as much else has: only after words that name them
    "identity-9": (re.compile(rf"{_DIGITS}\d{{3}}{_THREE * 2}{_END}"),
                   re.compile(r"chứng minh|cmnd|cmtnd|căn cước|cccd|định danh"), "số chứng minh nhân dân"),
    "mobile": (re.compile(rf"{_DIGITS}(?:\+84|84|0)[ .)-]{{0,2}}[35789]\d(?:[ .)-]{{0,2}}\d){{7}}{_END}"), None,
               "số điện thoại di động"),
    "email": (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), None, "thư điện tử cá nhân"),
}


def check_nfc(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """All text is in composed form (NFC); some fonts and searches fail on the other."""
    if not unicodedata.is_normalized("NFC", page.html):
        places = re.findall(r"[^\s<>\"=]+", page.html)
        word = next((word for word in places if not unicodedata.is_normalized("NFC", word)), "")
        yield Finding(page.path, f"chữ “{unicodedata.normalize('NFC', word)[:40]}” viết bằng dấu rời (NFD)")


def check_personal_data(page: BuiltPage, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The words of a post hold no personal data of `kinds`; `offices` are words before a number that is an office's.

    Only addresses at `mail_hosts`, where people and not offices have theirs, count as personal.
    """
    for kind in parameters["kinds"]:
        pattern, named, what = _KINDS[kind]
        for part in page.classed(*_TOLD):
            text = words(part)
            for match in pattern.finditer(text):
                before = text[max(0, match.start() - _AROUND) : match.start()].casefold()
                if _personal(kind, match[0], parameters) and not _is_office(before, parameters) \
                        and (named is None or named.search(before)):
                    yield Finding(page.path, f"có thể có {what}: {_masked(match[0])}")


def _personal(kind: str, found: str, parameters: Mapping[str, Any]) -> bool:
    return kind != "email" or found.casefold().rpartition("@")[2] in parameters.get("mail_hosts", ())


def _is_office(before: str, parameters: Mapping[str, Any]) -> bool:
    return any(word in before for word in parameters.get("offices", ()))


def _masked(found: str) -> str:
    """Enough to find it on the page, not enough to pass it on: reports are sent around."""
    return f"{found[:3]}…{found[-2:]}"
