"""Known names in running text: the longest way of writing one is tried first, in any case and any blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cchc.plan import Kind, Unit
from cchc.text import clean_line, fold, slugify

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SMALL_WORDS = frozenset({"va", "cac", "nhung"})
_ID_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text: whose it is, where it ends, how many words it has."""

    id: str
    end: int
    words: int


class Names:
    """Names and aliases of units or kinds."""

    def __init__(self, items: Iterable[Unit | Kind]) -> None:
        written = [(clean_line(name), item.id) for item in items for name in (item.name, *item.aliases)]
        self._patterns = [
            (phrase(name), owner, len(_TOKEN.findall(name)))
            for name, owner in sorted(written, key=lambda pair: (-len(pair[0]), pair[0]))
        ]
        self._loose: dict[str, set[str]] = {}
        for name, owner in written:
            self._loose.setdefault(_loose(name), set()).add(owner)

    def at(self, text: str, position: int) -> Iterator[Found]:
        """Names that stand at `position` of `text`, longest first."""
        for pattern, owner, words in self._patterns:
            found = pattern.match(text, position)
            if found:
                yield Found(owner, found.end(), words)

    def alike(self, name: str) -> str | None:
        """Whose name differs only in signs, tone marks and words such as "và"; None when nobody's or several."""
        owners = self._loose.get(_loose(name), set())
        return next(iter(owners)) if len(owners) == 1 else None


@lru_cache(maxsize=8192)
def phrase(name: str) -> re.Pattern[str]:
    """Pattern of a name as whole words; blanks between its words may be any, between signs none too."""
    pattern = ""
    previous = ""
    for token in _TOKEN.findall(name):
        both_words = previous[-1:].isalnum() and token[:1].isalnum()
        pattern += (r"\s+" if both_words else r"\s*" if previous else "") + re.escape(token)
        previous = token
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def any_phrase(names: tuple[str, ...]) -> re.Pattern[str]:
    """Pattern of any of `names`, longest first."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(phrase(name).pattern for name in ordered) or r"(?!)", re.IGNORECASE)


@lru_cache(maxsize=16)
def names_of(items: tuple[Unit, ...] | tuple[Kind, ...]) -> Names:
    """The names of these units or kinds; the same tables are asked for again and again."""
    return Names(items)


@lru_cache(maxsize=8192)
def _loose(name: str) -> str:
    words = (word for word in re.findall(r"[a-z0-9]+", fold(name).replace("&", "")))
    return " ".join(word for word in words if word not in _SMALL_WORDS)


def new_id(name: str, taken: Iterable[str]) -> str:
    """A readable id for a new unit or kind: its words without marks, cut at a word, different from all `taken`."""
    base = slugify(name)
    if len(base) > _ID_LENGTH:
        base = base[: _ID_LENGTH + 1].rpartition("-")[0] or base[:_ID_LENGTH]
    base = base.strip("-") or "chua-dat-ten"
    used, number, found = set(taken), 1, base
    while found in used:
        number += 1
        found = f"{base}-{number}"
    return found
