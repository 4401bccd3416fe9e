"""Documents near the borders of Markdown's rules: real ones with small changes, and mixtures of its marks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

# What stands at a line's start, between words, and what may follow it
MARKS = (
    "*", "**", "***", "_", "__", "#", "## ", "- ", "* ", "+ ", "1. ", "12. ", ": ", "=", "--", "---", "- - ", "|", "|-|-|",
    "[a](b)", '[a](b "t")', "[**a**](b)", "[a]({filename}b.md)", "[a](http://x.vn/a_b)", "![x](/y.png)", '![x](/y " t ")',
    "[![x](/y)](z)", "*a*", "**b**", "a_b", "5 * 3", "KH&CN;", "&amp;", "&", "[", "]", "(", ")", "!", '"', "'", ".", ",", "–",
)
SPACES = (" ", "  ", "   ", "    ", "\n", "\n", "  \n", " \n", "\n\n", "\n\n", "\n\n\n", "\n \n")
WORDS = ("a", "đ", "Sở", "12", "3.", "x y", "a\nb", "TOC")
RARE = (
    "`", "\\", "<", "<b>", ">", "> ", "{", "}", "{: .x }", "~~~", "===", "***", "___", "[TOC]", "[^1]", "[^1]: x", "[r]: u",
    "*[A]: b", "&#8211;", "&#60", "\t", "\u00a0", "\u3000", "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\x02", "\x03", "\x00",
    "\r", "\r\n", "\u0301", "ß", "ı", "\u212a", "\u0663. ", "²", "\u00ad", "\u200d", "Từ\n: nghĩa", "| a | b |\n|---|:-:|\n| 1 | 2 |\n",
)


def mutate(text: str, chance: random.Random) -> str:
    """A stretch of `text` with up to four lines or characters put in, taken out, doubled or swapped."""
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    lines = lines[start : start + chance.randint(3, 16)]
    for _ in range(chance.randint(0, 4)):
        place = chance.randrange(len(lines))
        line = lines[place]
        cut = chance.randint(0, len(line))
        piece = chance.choice(chance.choice((MARKS, MARKS, SPACES, WORDS, RARE)))
        change = chance.randrange(6)
        if change == 0:
            lines[place : place + 1] = [line, line]
        elif change == 1:
            lines[place : place + 1] = ["", line]
        elif change == 2:
            other = chance.randrange(len(lines))
            lines[place], lines[other] = lines[other], line
        elif change == 3:
            lines[place] = line[:cut] + line[cut + chance.randint(1, 3) :]
        elif change == 4:
            lines[place] = piece + line
        else:
            lines[place] = line[:cut] + piece + line[cut:]
    return "\n".join(lines)


def mutations(texts: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """`count` changed documents, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - documents, not secrets
    return (mutate(chance.choice(texts), chance) for _ in range(count))
