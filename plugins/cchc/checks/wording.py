"""What bodies pasted from Word or left unwritten look like; found in the text before it is published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc.post import SKELETON_MORE, SKELETON_OPENING, Post
from cchc.problems import Mark, Problem, make_problem
from cchc.standing_page import StandingPage
from cchc.text import CONTROL

_BULLET = re.compile(r"[ \t]*([•·●▪◦])[ \t]*\S")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_INDENTED = re.compile(r"(?:\t| {4,})(?=[^\W\d_])")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:|:)[ \t]")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_SIGNS = (*"•·●▪◦|\t", "    ", SKELETON_OPENING, SKELETON_MORE)  # without any of them a body's words are as meant


def check_wording(owner: Post | StandingPage) -> Iterator[Problem]:
    """Skeleton sentences in a published post; bullets, tables and indents that will not come out as meant."""
    if not CONTROL.search(owner.body) and not any(sign in owner.body for sign in _SIGNS):
        return
    lines = owner.body.split("\n")
    fenced = listed = False
    for index, line in enumerate(lines):
        control = CONTROL.search(line)
        if control:
            odd = Mark(owner.body_line + index, control.start() + 1)
            yield make_problem(owner.source, odd, "ky-tu-la", char=f"U+{ord(control.group()):04X}")
        place = Mark(owner.body_line + index, len(line) - len(line.lstrip()) + 1)
        if _FENCE.match(line):
            fenced = not fenced
        if fenced or not line.strip():
            continue
        listed = bool(_ITEM.match(line)) or (listed and line[:1] in " \t")
        before = lines[index - 1] if index else ""
        after = lines[index + 1] if index + 1 < len(lines) else ""
        yield from _check_line(owner, line.rstrip("\r"), before, after, place, listed=listed)


def _check_line(
    owner: Post | StandingPage, line: str, before: str, after: str, place: Mark, *, listed: bool
) -> Iterator[Problem]:
    for sentence in (SKELETON_OPENING, SKELETON_MORE):
        if owner.status == "published" and line.startswith(sentence):
            yield make_problem(owner.source, place, "bai-chua-viet", value=sentence)
    bullet = _BULLET.match(line)
    if bullet:
        yield make_problem(owner.source, place, "dau-tron-word", value=bullet[1])
    if _ROW.match(line) and not before.strip() and not _RULE.match(after.rstrip("\r")):
        yield make_problem(owner.source, place, "bang-thieu-gach")
    if _INDENTED.match(line) and not before.strip() and not listed:
        yield make_problem(owner.source, place, "thut-thanh-ma")
