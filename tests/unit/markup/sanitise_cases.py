"""Reads tests/cases/sanitise.md, which unit and browser tests share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parents[2] / "cases" / "sanitise.md"
_CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<body>.*?)\n\.\n(?P<html>.*?)\n\.\n", re.MULTILINE | re.DOTALL)
_CHARACTER = re.compile(r"⟦U\+([0-9A-F]{4})⟧")


@dataclass(frozen=True)
class Case:
    """A body and the HTML that may reach a page, with `‹n›` for the token of internal link n."""

    title: str
    body: str
    html: str


def read_cases() -> list[Case]:
    """Every case of the file, in its order."""
    text = CASES.read_text(encoding="utf-8")
    return [Case(found["title"], _real(found["body"]), _real(found["html"])) for found in _CASE.finditer(text)]


def _real(text: str) -> str:
    return _CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
