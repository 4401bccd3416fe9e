"""The records of a content folder: those at hand are looked up, the others made over several processes and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cchc.checks.links import Bodies
from cchc.documents import CitedDocument
from cchc.errors import InternalError, UsageError
from cchc.post import ParsedPost, Post
from cchc.records.codec import format_record, parse_record
from cchc.records.digest import Digest, digest_body, digest_post, record_key, stopped_post
from cchc.records.record import Record
from cchc.records.store import RecordStore, pack
from cchc.standing_page import StandingPage, parse_standing_page
from cchc.workers import Limit, Workers

LIMIT = Limit(seconds=30, megabytes=1500)  # of one post; the largest allowed takes a few seconds
_WORTH_A_PROCESS = 60
_BATCH = 200
_REASONS = {"time": f"mất hơn {LIMIT.seconds} giây", "memory": "cần quá nhiều bộ nhớ", "crash": "làm hỏng bộ chuyển"}


@dataclass(frozen=True, slots=True)
class _Made:
    """A record made in another process, as it is kept; `lasting` unless it may come out otherwise next time."""

    key: str
    document: str
    html: bytes
    lasting: bool = True


class Records:
    """Records by source path. `read_posts` is what `load_site` reads posts with."""

    def __init__(self, content: Path, store: RecordStore, workers: Workers) -> None:
        self.content, self.store, self._workers = content, store, workers
        self._records: dict[str, Record] = {}
        self._keys: dict[str, str] = {}

    def read_posts(self, paths: Sequence[str]) -> Iterator[tuple[str, ParsedPost | OSError]]:
        """Every post as read, in order, or why it cannot be."""
        faults: dict[str, OSError] = {}
        for path in paths:
            try:
                self._keys[path] = record_key(path, (self.content / path).read_bytes())
            except OSError as error:
                faults[path] = error
        known = self.store.load(self._keys[path] for path in paths if path in self._keys)
        missing = []
        for path in paths:
            found = parse_record(known[self._keys[path]], path) if self._keys.get(path) in known else None
            if found is not None and found.parsed is not None:
                self._records[path] = found
            elif path in self._keys:
                missing.append(path)
        faults |= self._make(missing)
        for path in paths:
            yield path, faults[path] if path in faults else self._parsed(path)

    def _parsed(self, path: str) -> ParsedPost:
        parsed = self._records[path].parsed
        if parsed is None:
            raise InternalError(f"Bản ghi của {path} không phải của một bài.")
        return parsed

    def _make(self, paths: Sequence[str]) -> dict[str, OSError]:
        """Make and keep the records of `paths`; those that cannot be read."""
        faults: dict[str, OSError] = {}
        items = [(str(self.content), path) for path in paths]
        found = self._workers.map_limited(_make_post, items, worth=_WORTH_A_PROCESS, limit=LIMIT, instead=_stopped)

        for batch in _batches(zip(paths, found, strict=True)):
            for path, made in batch:
                if isinstance(made, OSError):
                    faults[path] = made
                else:
                    self._take(path, made)
            self.store.add((made.key, made.document, made.html) for _, made in batch
                           if isinstance(made, _Made) and made.lasting)
        return faults

    def _take(self, path: str, made: _Made) -> None:
        record = parse_record(made.document, path)
        if record is None:
            raise InternalError(f"Bản ghi của {path} không đọc lại được.")
        self._keys[path], self._records[path] = made.key, record

    def read_pages(self, pages: Iterable[StandingPage]) -> None:
        """Render and check the bodies of standing pages; they are few."""
        for page in pages:
            data = (self.content / page.source).read_bytes()
            key = record_key(page.source, data)
            document = self.store.load([key]).get(key)
            record = parse_record(document, page.source) if document is not None else None
            if record is None:
                made = _digest(page.source, data)  # `page` may be what stood there a moment ago
                record = made.record
                self.store.add([(key, format_record(record), pack(made.html))])
            self._keys[page.source], self._records[page.source] = key, record

    def keep(self) -> None:
        """Let the store forget what this content has no use for, once that is much."""
        self.store.prune(self._keys.values())

    def of(self, source: str) -> Record:
        """The record of a post or page that could be read."""
        return self._records[source]

    def bodies(self) -> Bodies:
        """The facts of every body that is within the limits, by source."""
        return {source: record.facts for source, record in self._records.items() if record.facts is not None}

    def cited(self, post: Post) -> tuple[CitedDocument, ...]:
        """Documents a post cites."""
        return self._records[post.source].cited

    def key(self, source: str) -> str:
        """Where the store has the body of a post or page."""
        return self._keys[source]

    def html(self, source: str) -> str:
        """Safe HTML of a body."""
        return body_html(self.store, self.content, source, self._keys[source])


def body_html(store: RecordStore, content: Path, source: str, key: str) -> str:
    """Safe HTML of a body from the store; made again, but only from the same bytes, when it is not there."""
    found = store.html(key)
    if found is not None:
        return found
    data = (content / source).read_bytes()
    if record_key(source, data) != key:
        raise _saved_meanwhile(source)
    return _digest(source, data).html


def _digest(path: str, data: bytes) -> Digest:
    if path.startswith("bai-viet/"):
        return digest_post(path, data)
    page, _ = parse_standing_page(path, data)
    if page is None:
        raise _saved_meanwhile(path)
    return digest_body(page)


def _saved_meanwhile(path: str) -> UsageError:
    return UsageError(f"{path} vừa được lưu trong lúc đang dựng. Hãy dựng lại.")


def _batches(made: Iterable[tuple[str, _Made | OSError]]) -> Iterator[list[tuple[str, _Made | OSError]]]:
    """Results in parts, so that the bodies of a large site are never all in memory."""
    left = iter(made)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _make_post(item: tuple[str, str]) -> _Made | OSError:
    """The record of a post, with the key of the bytes it was made of."""
    content, path = item
    try:
        data = Path(content, path).read_bytes()
    except OSError as error:
        return error
    return _made(path, data, digest_post(path, data))


def _stopped(item: tuple[str, str], reason: str) -> _Made | OSError:
    """The record of a post whose conversion had to be stopped."""
    content, path = item
    try:
        data = Path(content, path).read_bytes()
    except OSError as error:
        return error
    return _made(path, data, stopped_post(path, data, _REASONS[reason]), lasting=False)


def _made(path: str, data: bytes, digest: Digest, *, lasting: bool = True) -> _Made:
    return _Made(record_key(path, data), format_record(digest.record), pack(digest.html), lasting)
