"""Cards over the workers and from the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.cards.build import build_cards
from cchc.cards.text import CardText
from cchc.kept_files import KeptFiles
from cchc.workers import Method, Workers


@pytest.mark.parametrize("method", ["spawn", None])
def test_cards_are_the_same_drawn_kept_damaged_and_shared(method: Method | None, tmp_path: Path) -> None:
    cards = {f"bai-{number}.png": CardText("Sở", "Chuyên mục", f"Bài số {number}") for number in range(70)}
    workers = Workers(2, method)
    try:
        first = list(build_cards(cards, KeptFiles(tmp_path), workers))
    finally:
        workers.close()
    kept = sorted(tmp_path.glob("??/*"))
    assert len(kept) == 70
    kept[0].write_bytes(b"hong")
    assert list(build_cards(cards, KeptFiles(tmp_path), Workers())) == first
    assert list(build_cards(dict(list(cards.items())[:3]), KeptFiles(None), Workers())) == first[:3]
    assert [path for path, _ in first] == list(cards)
