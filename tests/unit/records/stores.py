"""A small store and what is found in it."""

from __future__ import annotations

from pathlib import Path

from cchc.records.store import RecordStore, pack

ROWS = {f"{number:064x}": (f'["{number}"]', f"<p>Đoạn {number}</p>") for number in range(40)}


def fill(folder: Path) -> Path:
    """A store that holds ROWS; its file."""
    RecordStore(folder).add((key, document, pack(html)) for key, (document, html) in ROWS.items())
    return folder / "records.sqlite"


def look(folder: Path | None) -> tuple[dict[str, str], dict[str, str | None]]:
    """What a new store finds of ROWS: documents, bodies."""
    store = RecordStore(folder)
    found = store.load(ROWS)
    bodies = {key: store.html(key) for key in ROWS}
    store.close()
    return found, {key: html for key, html in bodies.items() if html is not None}


def assert_true(folder: Path) -> int:
    """Whatever is found is what was written; how much is found."""
    documents, bodies = look(folder)
    assert all(ROWS[key][0] == document for key, document in documents.items())
    assert all(ROWS[key][1] == html for key, html in bodies.items())
    return len(documents)


def assert_healed(folder: Path) -> None:
    """What is written next is found again."""
    fill(folder)
    documents, bodies = look(folder)
    assert documents == {key: document for key, (document, _) in ROWS.items()}
    assert bodies == {key: html for key, (_, html) in ROWS.items()}
