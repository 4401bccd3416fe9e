"""The search index as files under tim-kiem/: a cold query reads the contents, one table and a few words.

- muc-luc.json, the contents: {"schema", "documents", "table", "name", "average", "sets", "words"}. `table` names the
  table, `name` is how many bytes of it name a document's text, `average` the mean length of documents in words, `sets`
  the combinations of traits that occur, `words` [first folded word, name] of each shard in order.
- bang/<hash>.bin, the table of all documents, one column after another: names of their texts; then as varints days
  since 1970 less those of the document before, lengths of text and of details in words, numbers of their sets.
- tu/<hash>.bin, a shard of words: a varint length, then that many bytes of "word length word length …" in the order
  of their folded forms; then of each word that many bytes of postings, see `_Postings`.
- bai/<hash>.json, what a result shows of one document: {"title", "url", "day", "iso", "facts", "summary", "text"}
  and "lang" where it is not the section's language.

Every name but the contents' is a hash of the file's bytes, so that a browser's cache never mixes two releases.
Words stand at places: those of the text first, then details, then the title, each block one place apart.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cchc.search.documents import SearchDocument, shown_day
from cchc.search.words import split_words
from cchc.text import fold

FOLDER = "tim-kiem"
SCHEMA = "cchc.search/1"
_SHARD = 8_000  # bytes; words that many posts hold get shards of their own
_SHORTEST_NAME = 4  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex:
    """The index: its files by output path, and how many documents it finds."""

    files: Mapping[str, bytes]
    documents: int

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(map(len, self.files.values()))


@dataclass(slots=True)
class _Postings:
    """Where one word stands: varints of documents (gaps), then of places in each, then of the places (gaps)."""

    documents: bytearray = field(default_factory=bytearray)
    counts: bytearray = field(default_factory=bytearray)
    places: bytearray = field(default_factory=bytearray)
    number: int = 0
    last: int = 0

    def add(self, document: int, places: Sequence[int]) -> None:
        """Note the places in a document; documents come in order."""
        _put(self.documents, document - self.last)
        _put(self.counts, len(places))
        packed, before = self.places, 0
        for place in places:
            if place - before < 128:  # most are, and calls cost
                packed.append(place - before)
            else:
                _put(packed, place - before)
            before = place
        self.number += 1
        self.last = document

    def pack(self) -> bytes:
        """The number of documents, then the three columns."""
        return bytes(_varint(self.number) + self.documents + self.counts + self.places)


@dataclass(slots=True)
class _Table:
    """Columns of the table of documents."""

    names: list[bytes] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    details: list[int] = field(default_factory=list)
    sets: list[int] = field(default_factory=list)


def build_index(documents: Sequence[SearchDocument]) -> SearchIndex:
    """The index of `documents`, which come with days in order; the same bytes for the same documents."""
    files: dict[str, bytes] = {}
    postings: defaultdict[str, _Postings] = defaultdict(_Postings)
    table = _Table()
    sets: dict[tuple[str, ...], int] = {}
    texts = [_shown(document) for document in documents]
    for number, document in enumerate(documents):
        text, details, places = _places(document)
        for word, found in places.items():
            postings[word].add(number, found)
        table.names.append(hashlib.sha256(texts[number]).digest())
        table.days.append(document.day.toordinal() - 719163 if document.day else 0)
        table.lengths.append(text)
        table.details.append(details)
        table.sets.append(sets.setdefault(document.traits, len(sets)))
    width = _width(table.names)
    for name, data in zip(table.names, texts, strict=True):
        files[f"{FOLDER}/bai/{name[:width].hex()}.json"] = data
    contents = {
        "schema": SCHEMA, "documents": len(documents), "table": _add(files, "bang", _pack_table(table, width)),
        "name": width, "average": sum(table.lengths) // max(1, len(documents)), "sets": list(map(list, sets)),
        "words": [[first, _add(files, "tu", data)] for first, data in _shards(postings)],
    }
    files[f"{FOLDER}/muc-luc.json"] = _json(contents)
    return SearchIndex(files=files, documents=len(documents))


def _shown(document: SearchDocument) -> bytes:
    day, iso = shown_day(document)
    return _json({
        "title": document.title, "url": document.url, "day": day, "iso": iso, "facts": document.facts,
        "summary": document.summary, "text": "\n".join(filter(None, (document.text, *document.details))),
        **({"lang": document.lang} if document.lang else {}),
    })


def _places(document: SearchDocument) -> tuple[int, int, Mapping[str, list[int]]]:
    """Length of the text and of the details in places, and the places of every word."""
    found: dict[str, list[int]] = {}
    text = _place(found, 0, document.text.split("\n"))
    details = _place(found, text, (document.summary, *document.details))
    _place(found, details, (document.title,))
    return text, details - text, found


def _place(found: dict[str, list[int]], at: int, blocks: Iterable[str]) -> int:
    """Note the words of `blocks` from place `at` on; the place after them."""
    for block in blocks:
        words = split_words(block)
        for place, word in enumerate(words, at):
            if word in found:
                found[word].append(place)
            else:
                found[word] = [place]
        at += len(words) + bool(words)
    return at


def _shards(postings: Mapping[str, _Postings]) -> Iterator[tuple[str, bytes]]:
    """First folded word and bytes of every shard; words that fold to one stay together."""
    groups: dict[str, list[str]] = {}
    for word in sorted(postings):
        groups.setdefault(fold(word), []).append(word)
    shard: list[tuple[str, bytes]] = []
    first, size = "", 0
    for folded in sorted(groups):
        packed = [(word, postings[word].pack()) for word in groups[folded]]
        more = sum(len(data) for _, data in packed)
        if shard and size + more > _SHARD:
            yield first, _pack_shard(shard)
            shard, size = [], 0
        first = first if shard else folded
        shard += packed
        size += more
    if shard:
        yield first, _pack_shard(shard)


def _pack_shard(words: Sequence[tuple[str, bytes]]) -> bytes:
    head = " ".join(f"{word} {len(data)}" for word, data in words).encode()
    return bytes(_varint(len(head))) + head + b"".join(data for _, data in words)


def _pack_table(table: _Table, width: int) -> bytes:
    packed = bytearray(b"".join(name[:width] for name in table.names))
    before = 0
    for day in table.days:
        _put(packed, day - before)
        before = day
    for column in (table.lengths, table.details, table.sets):
        for value in column:
            _put(packed, value)
    return bytes(packed)


def _width(names: Sequence[bytes]) -> int:
    """The fewest bytes of the hashes that keep all names apart."""
    return next(
        width for width in range(_SHORTEST_NAME, 33) if len({name[:width] for name in names}) == len(names)
    )


def _add(files: dict[str, bytes], folder: str, data: bytes) -> str:
    name = hashlib.sha256(data).hexdigest()[:10]
    files[f"{FOLDER}/{folder}/{name}.bin"] = data
    return name


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _varint(value: int) -> bytearray:
    packed = bytearray()
    _put(packed, value)
    return packed


def _put(packed: bytearray, value: int) -> None:
    """Append a number in sevens of bits, the lowest first; the top bit says that more follow."""
    while value > 127:
        packed.append(value & 127 | 128)
        value >>= 7
    packed.append(value)
