"""Text of Word paragraphs and cells as a reader sees it: deletions out, insertions, links and fields in.

Word's own rules (ECMA-376, part 1, section 17): `w:del` and `w:moveFrom` hold what a reviewer took out, `w:ins` and
`w:moveTo` what he put in, `w:sdt` is a content control, `mc:AlternateContent` says one thing in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from cchc.text import clean_line, normalise

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {
    f"{WORD}tab": " ", f"{WORD}ptab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-",
}
WRAPPERS = frozenset(WORD + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_INLINE = WRAPPERS | {WORD + name for name in ("r", "hyperlink", "fldSimple", "dir", "bdo")}
_BLOCKS = WRAPPERS | {WORD + name for name in ("tbl", "tr", "tc")}
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufffe\uffff\ud800-\udfff]")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\t": " "})
_NUMBER_CUT = re.compile(r"(?<=[0-9A-ZĐ])-\s*\n\s*(?=[A-ZĐ])")
_ITEM = re.compile(r"(?:[-+•*–]|(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)])\s")
_SENTENCE_END = (".", ";", ":", "!", "?", "…")
Label = Callable[[Any], str]


def paragraphs(node: Any) -> Iterator[Any]:  # noqa: ANN401 - an XML element
    """Every paragraph under `node` in reading order, those of nested tables and content controls included."""
    for child in node.iterchildren():
        if child.tag == f"{WORD}p":
            yield child
        elif child.tag in _BLOCKS:
            yield from paragraphs(child)


def block_text(node: Any, label: Label) -> str:  # noqa: ANN401 - an XML element
    """Text of all paragraphs under `node`, one a line; `label` gives what automatic numbering shows before one."""
    text, glue = "", True
    for paragraph in paragraphs(node):
        text += ("" if glue else "\n") + paragraph_text(paragraph, label)
        glue = paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None
    return text.strip("\n")


def paragraph_text(paragraph: Any, label: Label) -> str:  # noqa: ANN401 - an XML element
    """Text of one paragraph, its automatic number or bullet before it."""
    text = tidy("".join(_pieces(paragraph)))
    shown = label(paragraph)
    return f"{shown} {text}".strip() if shown else text


def _pieces(node: Any) -> Iterator[str]:  # noqa: ANN401 - an XML element
    for child in node.iterchildren():
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_COMPATIBLE}AlternateContent":
            choice = child.find(f"{_COMPATIBLE}Choice")
            yield from _pieces(choice) if choice is not None else ()
        elif child.tag in _INLINE and not is_on(child.find(f"{WORD}rPr/{WORD}vanish")):
            yield from _pieces(child)


def is_on(switch: Any) -> bool:  # noqa: ANN401 - an XML element or None
    """Whether an on-off property is there and not set to off."""
    return switch is not None and switch.get(f"{WORD}val") not in {"0", "false", "off"}


def tidy(text: str) -> str:
    """NFC without hidden, control and private-use characters; line breaks kept, other blanks as spaces."""
    return normalise(_ODD.sub(" ", text.translate(_HYPHENS)))


def one_line(text: str) -> str:
    """A cell on one line; a document number cut at a line's end (184/KH-⏎UBND) is joined."""
    return clean_line(_NUMBER_CUT.sub("-", text))


def reflow(text: str) -> str:
    """Lines that only wrap are joined; lists and new sentences stay on lines of their own."""
    lines: list[str] = []
    for line in map(clean_line, _NUMBER_CUT.sub("-", text).split("\n")):
        begins = _ITEM.match(line) or (lines and lines[-1].endswith(_SENTENCE_END) and line[:1].isupper())
        if not line:
            continue
        if lines and not begins:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return "\n".join(lines)
