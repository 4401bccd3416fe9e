"""A title in lines: as large as fits, the lines about as long as each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str], float]
# Words of the section that read badly when a line ends inside them
_WHOLE = re.compile(
    r"\b(cải cách|hành chính|thủ tục|chuyển đổi|chính quyền|chỉ số|tài chính|kế hoạch|cán bộ|công chức|công vụ"
    r"|công khai|cơ quan|cơ chế|điều hành|doanh nghiệp|môi trường|năm \d+|người dân|tuyên truyền|hưng yên)\b",
    re.IGNORECASE,
)
_TIE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Step:
    """A size of letters (pixels) and how many lines of it there is room for."""

    size: int
    lines: int


def fit_title(
    title: str, steps: Sequence[Step], measure: Callable[[int], Measure], width: int
) -> tuple[int, list[str]]:
    """Size and lines of the first step that holds the title; on the last one what is too long ends with "…".

    `measure` gives for a size the function that tells the width (pixels) of a text.
    """
    tied = _WHOLE.sub(lambda found: found[0].replace(" ", _TIE), title)
    for step in steps:
        lines = wrap(tied, measure(step.size), width)
        if len(lines) <= step.lines:
            return step.size, _untied(balance(lines, measure(step.size), width))
    last = steps[-1]
    return last.size, _untied(_cut(wrap(tied, measure(last.size), width)[: last.lines], measure(last.size), width))


def _untied(lines: Sequence[str]) -> list[str]:
    return [line.replace(_TIE, " ") for line in lines]


def wrap(text: str, measure: Measure, width: float) -> list[str]:
    """Lines of at most `width`, broken at spaces and filled one after the other; too wide a word is broken too."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined) <= width:
            lines[-1] = joined
            continue
        lines += [word] if measure(word) <= width else _pieces(word, measure, width)
    return lines


def balance(lines: Sequence[str], measure: Measure, width: float) -> list[str]:
    """The same words in as many lines, none longer than it must be."""
    text, best = " ".join(lines), list(lines)
    low, high = 0.0, width
    for _ in range(8):
        middle = (low + high) / 2
        tried = wrap(text, measure, middle)
        if len(tried) <= len(lines) and all(measure(line) <= middle for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def _pieces(word: str, measure: Measure, width: float) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and measure(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _cut(lines: list[str], measure: Measure, width: float) -> list[str]:
    words = lines[-1]
    while words and measure(f"{words}…") > width:
        words = words[:-1].rstrip()
    return [*lines[:-1], f"{words}…"]
