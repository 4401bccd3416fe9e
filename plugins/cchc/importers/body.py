"""The plan's own text: basis, content areas by letter, and the other sections, verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cchc.fields import AREA_LETTERS
from cchc.importers.docx_text import reflow
from cchc.text import clean_line, match_key

_CHAPTER = re.compile(r"[IVX]+[.)]\s+\S.*")
_HEADING = re.compile(r"\d{1,2}[.)]\s+(\S.*)")
_ITEM = re.compile(r"([a-zđ]|\d{1,2})[.)/]\s+(\S.*)", re.DOTALL)
_BULLET = re.compile(r"[-+•*–]\s*")
_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Theo)(?!\w)")
_DOCUMENT = re.compile(r"\d{1,5}[a-zđ]?(?:/(?:\d{4}/)?[A-ZĐ]{1,5}[A-ZĐa-z&]*(?:-[A-ZĐ&]+)*|-[A-ZĐ][A-ZĐa-z]*/[A-ZĐ]+)")
_LONGEST_HEADING = 100
# Sections by the word their heading begins with; the first that fits
_SECTIONS = (
    ("goals", "mục tiêu"), ("goals", "mục đích"), ("requirements", "yêu cầu"), ("audiences", "đối tượng"),
    ("content", "nội dung"), ("forms", "hình thức"), ("funding", "kinh phí"), ("responsibilities", "tổ chức thực hiện"),
)
_NO_NAME = re.compile(r"[(\[]|đã ký|\d", re.IGNORECASE)  # "(Đã ký)" stands above the name
_END = re.compile(r"nơi nhận", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class TextSection:
    """A section as read; `items` are (label, text)."""

    section: str = ""
    heading: str = ""
    intro: str = ""
    items: list[tuple[str, str]] = field(default_factory=list)
    closing: str = ""


@dataclass(slots=True, kw_only=True)
class Body:
    """Texts of a plan before its appendix; `areas` are (letter, text) of the section on content.

    `closing` are the lines after "Nơi nhận" that are no recipients: the signature, as far as it was not read.
    """

    basis: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    intro: str = ""
    sections: dict[str, TextSection] = field(default_factory=dict)
    areas: list[tuple[str, str]] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    recipients_heading: str = ""
    signature: dict[str, str] = field(default_factory=dict)
    closing: list[str] = field(default_factory=list)


def read_body(lines: Sequence[str]) -> Body:
    """Read the lines of a plan from its title to its appendix."""
    body = Body()
    end = next((index for index, line in enumerate(lines) if _END.match(line)), len(lines))
    first = next((index for index, line in enumerate(lines[:end]) if _CHAPTER.fullmatch(line) and line.isupper()), end)
    _read_opening(lines[:first], body)
    for name, section in _read_sections(lines[first:end]):
        body.sections.setdefault(name, section)
    content = body.sections.get("content")
    if content:
        body.areas = [(label, text) for label, text in content.items if label in AREA_LETTERS]
        content.items = [] if len(body.areas) == len(content.items) else content.items
    _read_closing(lines[end:], body)
    return body


def _read_opening(lines: Sequence[str], body: Body) -> None:
    """"Căn cứ …" paragraphs, then the sentence that leads to the plan."""
    opening: list[list[str]] = []
    for line in lines:
        going_on = bool(opening) and not opening[-1][-1].endswith((";", ".", ":", ","))
        if going_on:
            opening[-1].append(line)
        elif opening or _BASIS.match(line):
            opening.append([line])
    for part in opening:
        text = reflow("\n".join(part))
        if _BASIS.match(text):
            body.basis.append((text, tuple(dict.fromkeys(_DOCUMENT.findall(text)))))
        else:
            body.intro = f"{body.intro}\n{text}".strip()


def _read_sections(lines: Sequence[str]) -> Iterator[tuple[str, TextSection]]:
    """(name, section) in the order of the text; a chapter's heading is kept with its first section."""
    name, section = "", TextSection()
    for line in lines:
        chapter = _CHAPTER.fullmatch(line) is not None and line.isupper()
        found = _HEADING.fullmatch(line)
        known = _section_of(line if chapter else found[1] if found else "")
        if chapter:
            if name:
                yield name, section
            name, section = known, TextSection(section=line)
        elif known:
            if name and (section.heading or section.intro or section.items):
                yield name, section
                section = TextSection()
            name, section.heading = known, line
        elif name:
            _add(section, line, last=name == "responsibilities")
    if name:
        yield name, section


def _section_of(heading: str) -> str:
    key = match_key(re.sub(r"^[IVX]+[.)]\s+", "", heading))
    if len(key) > _LONGEST_HEADING:
        return ""
    return next((name for name, word in _SECTIONS if key.startswith(word)), "")


def _add(section: TextSection, line: str, *, last: bool) -> None:
    """Put a paragraph into its section: a labelled item, text before the items, more of an item, or the closing."""
    item = _ITEM.fullmatch(line)
    if item:
        section.items.append((item[1], item[2]))
    elif not section.items:
        section.intro = reflow(f"{section.intro}\n{line}")
    elif last and section.items[-1][1].endswith((".", ";")) and not _BULLET.match(line):
        section.closing = reflow(f"{section.closing}\n{line}")
    else:
        label, text = section.items[-1]
        section.items[-1] = (label, reflow(f"{text}\n{line}"))


def _read_closing(lines: Sequence[str], body: Body) -> None:
    """"Nơi nhận" and the signature, which often stand side by side."""
    if not lines:
        return
    body.recipients_heading = clean_line(lines[0])
    rest: list[str] = []
    for line in lines[1:]:
        if _BULLET.match(line) and not rest:
            body.recipients.append(_BULLET.sub("", line, count=1))
        elif line:
            rest.append(line)
    posts = [line for line in rest[:3] if line.isupper()]
    names = [line for line in rest[len(posts) :]
             if not line.isupper() and len(line.split()) in range(2, 7) and not _NO_NAME.match(line)]
    body.closing = [] if posts and names else rest
    if posts and names:
        keys = ("authority", "title") if len(posts) > 1 else ("title",)
        body.signature = {**dict(zip(keys, posts, strict=False)), "name": names[0]}
