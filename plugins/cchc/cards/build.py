"""Cards by output path: drawn over the workers, kept in the build's cache folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from cchc.cards.text import CardText, card_key
from cchc.kept_files import KeptFiles
from cchc.workers import Workers

_WORTH_A_PROCESS = 30


def build_cards(cards: Mapping[str, CardText], kept: KeptFiles, workers: Workers) -> Iterator[tuple[str, bytes]]:
    """(output path, PNG) of every card, in order."""
    yield from workers.map(partial(_draw_all, kept), list(cards.items()), worth=_WORTH_A_PROCESS)
    kept.prune({card_key(text) for text in cards.values()})


def _draw_all(kept: KeptFiles, cards: Sequence[tuple[str, CardText]]) -> list[tuple[str, bytes]]:
    from cchc.cards.drawing import draw_card

    return [(path, kept.made(card_key(text), partial(draw_card, text))) for path, text in cards]
