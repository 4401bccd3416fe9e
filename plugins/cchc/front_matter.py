"""Split a source file into front matter and body; decode it and say what stands in the way."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cchc.problems import WHOLE_FILE, Mark, Origin, Problem, make_problem

MAX_BYTES = 1_000_000
_LONE_RETURN = re.compile(r"\r(?!\n)")
_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded file: `front` starts at `front_line`, `body` at `body_line`."""

    front: str
    front_line: int
    body: str
    body_line: int


def decode(path: str, data: bytes, limit: int = MAX_BYTES) -> tuple[str | None, list[Problem]]:
    """Text of a UTF-8 file of at most `limit` bytes without its BOM, or the problems that prevent reading it."""
    if len(data) > limit:
        return None, [make_problem(path, WHOLE_FILE, "tep-qua-lon", size=len(data), limit=limit)]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [make_problem(path, WHOLE_FILE, "ma-utf16")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [make_problem(path, _mark_of(data[: error.start]), "ma-khong-utf8")]
    nul = text.find("\0")
    if nul >= 0:
        return None, [make_problem(path, _mark_of(data[: data.index(b"\0")]), "ma-nul")]
    return _LONE_RETURN.sub("\n", text.removeprefix("\ufeff")), []


def origin(data: bytes) -> Origin:
    """Where the text given by `decode` starts: columns count the byte order mark as stored."""
    return Origin(1, 2 if data.startswith(codecs.BOM_UTF8) else 1)


def split(path: str, text: str) -> tuple[SourceText | None, list[Problem]]:
    """Front matter and body of a post or page."""
    opening = _FENCE.match(text)
    if not opening:
        long_dash = re.match(r"[-–—]*[–—][-–—]*\s*\n", text)
        return None, [make_problem(path, WHOLE_FILE, "phan-dau-gach-dai" if long_dash else "thieu-phan-dau")]
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        return None, [make_problem(path, WHOLE_FILE, "phan-dau-chua-dong")]
    front = text[opening.end() : closing.start()]
    body_line = text.count("\n", 0, closing.end()) + 1
    return SourceText(front, 2, text[closing.end() :], body_line), []


def _mark_of(before: bytes) -> Mark:
    """Line and column just after the well-formed bytes `before`."""
    text = _LONE_RETURN.sub("\n", before.decode("utf-8", "replace"))
    line_start = text.rfind("\n") + 1
    return Mark(text.count("\n") + 1, len(text) - line_start + 1)
