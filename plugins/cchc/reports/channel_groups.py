"""Under which heading of a report an output belongs: read from channel_groups.yaml, data and not code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from cchc.coverage import Output
from cchc.text import match_key

_WORD = re.compile(r"[\w&]+")
_FILE = Path(__file__).with_name("channel_groups.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelGroup:
    """A heading of "Kết quả thực hiện"; `always` shows it when empty, `events` reads quantities as "số cuộc"."""

    id: str
    title: str
    always: bool = False
    events: bool = False
    other: bool = False
    channels: tuple[str, ...] = ()
    channel_words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    kind_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The whole table: kinds that are documents, those that direct the work, and the groups in a report's order."""

    documents: tuple[str, ...]
    directives: tuple[str, ...]
    groups: tuple[ChannelGroup, ...]

    def of_channel(self, channel: str, name: str) -> ChannelGroup:
        """Group of a channel by its id, else by words in its name, else the one for others."""
        return self._find(channel, name, "channel") or self.other

    def of_kind(self, kind: str, name: str) -> ChannelGroup | None:
        """Group that a kind itself decides ("Hội nghị"), if any."""
        return self._find(kind, name, "kind")

    @property
    def other(self) -> ChannelGroup:
        """Where outputs go that no group claims."""
        return next(group for group in self.groups if group.other)

    def of_output(self, output: Output, kinds: Mapping[str, str], channels: Mapping[str, str]) -> tuple[str, ...]:
        """Ids of an output's groups, each once: those of its kind and of its channels; `kinds` and such are names."""
        found = [self.of_channel(channel, channels.get(channel, channel)).id for channel in output.channels]
        by_kind = self.of_kind(output.kind, kinds.get(output.kind, output.kind))
        if by_kind:
            found.append(by_kind.id)
        return tuple(dict.fromkeys(found))

    def _find(self, item: str, name: str, what: str) -> ChannelGroup | None:
        for group in self.groups:
            if item in getattr(group, f"{what}s"):
                return group
        words = _words(name)
        found = [
            (-len(word), place, group)
            for place, group in enumerate(self.groups)
            for word in getattr(group, f"{what}_words") if _words(word) in words
        ]
        return min(found, key=lambda item: item[:2])[2] if found else None


def _words(text: str) -> str:
    """The words of a name between blanks, so that only whole words are found in it."""
    return f" {' '.join(_WORD.findall(match_key(text)))} "


@lru_cache(maxsize=1)
def load_grouping() -> Grouping:
    """Read the table that comes with the project."""
    written: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    groups = tuple(_group(**group) for group in written["groups"])
    return Grouping(
        documents=tuple(written["documents"]), directives=tuple(written["directives"]), groups=groups,
    )


def _group(**written: Any) -> ChannelGroup:  # noqa: ANN401 - the values of a YAML mapping
    frozen: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in written.items()
    }
    return ChannelGroup(**frozen)
