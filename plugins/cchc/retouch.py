"""A build of which nothing but the bodies of some posts is new: their pages get the new bodies, the rest stays.

A record (records.record) splits a post into what others may show or check of it and its body. Where the former is as
before, no other page, list, feed or figure can differ, and in the post's own page nothing but the text of the body.
So the old text is exchanged for the new one in the page as it stands. Whatever does not fit is left to a whole build,
which gives the same bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cchc.incremental.bodies_file import bodies_beside, load_bodies, replace_bodies
from cchc.incremental.built import Built, Made, built_file, load_built, write_built
from cchc.incremental.last import Looked
from cchc.incremental.pack import Pack, Packing, pack_file
from cchc.incremental.transaction import StagedOutput, staged_output
from cchc.pages.bodies import write_body
from cchc.pages.parts import Body
from cchc.records.codec import format_record, parse_record
from cchc.records.digest import digest_post, record_key
from cchc.records.reading import LIMIT
from cchc.records.record import Record
from cchc.records.store import RecordStore, pack
from cchc.urls import root_of
from cchc.workers import Workers

_POST = re.compile(r"bai-viet/\d{4}/[^/]+\.md")
_Item = tuple[str, Body, Path, Path, RecordStore]
_WORTH_A_PROCESS = 60
_MOST = 20  # posts; for more a whole build, which works on several processes


@dataclass(frozen=True, slots=True, kw_only=True)
class Retouched:
    """A page with the new body of its post."""

    output_path: str
    data: bytes
    body: Body


def retouch_output(looked: Looked, *, content: Path, output: Path, cache: Path) -> StagedOutput | None:
    """Put the new bodies of the changed posts into their pages in `output`; None when a whole build is needed.

    Raises UsageError and EnvironmentFault as a whole build does; the output is then as before.
    """
    sources = _posts_among(looked.changed, content)
    file = built_file(cache, output)
    bodies = load_bodies(bodies_beside(file), sources) if sources and len(sources) <= _MOST else {}
    if not sources or bodies.keys() != set(sources) or any(source in looked.last.warnings for source in sources):
        return None
    with contextlib.closing(RecordStore(cache)) as store, contextlib.closing(Workers()) as workers:
        items = [(path, body, content, output, store) for path, body in bodies.values()]
        found = workers.map_limited(_retouch, items, worth=_WORTH_A_PROCESS, limit=LIMIT, instead=_stopped)
        pages = [page for page in found if page is not None]
    if len(pages) < len(bodies):
        return None
    built = load_built(file)
    protected = [Path(folder) for folder in looked.last.folders]
    known = replace(built.stamps, seen=looked.outputs.stamps) if built.stamps else None
    try:
        with staged_output(output, protected=protected, known=known) as staged:
            made = {page.output_path: _write(page, staged) for page in pages}
            _keep_others(staged, built, made)
    except _Incomplete:
        return None
    with contextlib.suppress(OSError):  # the output stands; the next build has more to do
        write_built(file, Built(made={**built.made, **made}, stamps=staged.stamps))
        packing = Packing()
        for page in pages:
            packing.add(made[page.output_path].sha256, page.data)
        Pack(pack_file(cache, output)).add(packing.finish())
        replace_bodies(bodies_beside(file), {page.output_path: page.body for page in pages})
    return staged


def _posts_among(changed: Iterable[str], content: Path) -> tuple[str, ...]:
    """The changed files as posts of the content folder; none when one of them is something else."""
    prefix = f"{content}/"
    sources = tuple(path.removeprefix(prefix) for path in changed)
    return sources if all(map(_POST.fullmatch, sources)) else ()


class _Incomplete(Exception):
    """Files of the last build are missing in the output."""


def _keep_others(staged: StagedOutput, built: Built, made: Mapping[str, Made]) -> None:
    """Keep all but the retouched pages; _Incomplete when the output was touched meanwhile."""
    others = built.made.keys() - made.keys()
    if not others or not others <= staged.standing.keys():
        raise _Incomplete
    staged.keep_all(others)


def _write(page: Retouched, staged: StagedOutput) -> Made:
    """The page in staging; its fingerprint is that of no view, so that the next whole build looks at it anew."""
    target = staged.staging / page.output_path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page.data)
    made = Made("", hashlib.sha256(page.data).hexdigest())
    staged.note(page.output_path, made.sha256)
    return made


def _stopped(_item: _Item, _reason: str) -> None:
    """A body that goes over a limit is left to a whole build, which says so."""


def _retouch(item: _Item) -> Retouched | None:
    """The page with the new body; None when that is not enough, or a file is not there any more."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return _exchange(*item)
    return None


def _exchange(path: str, body: Body, content: Path, output: Path, store: RecordStore) -> Retouched | None:
    data = (content / body.source).read_bytes()
    key = record_key(body.source, data)
    before, before_html = store.load([body.key]).get(body.key), store.html(body.key)
    old = parse_record(before, body.source) if before is not None else None
    new = digest_post(body.source, data)
    if old is None or before_html is None or not differ_in_body_only(old, new.record) or new.record.facts is None:
        return None
    store.add([(key, format_record(new.record), pack(new.html))])
    fresh = replace(body, key=key, digest=new.record.digest, token=new.record.facts.key)
    root = root_of(path, "")
    was, now = write_body(body, before_html, root), write_body(fresh, new.html, root)
    page = (output / path).read_bytes().decode()
    if not was or page.count(was) != 1:
        return None
    return Retouched(output_path=path, data=page.replace(was, now).encode(), body=fresh)


def differ_in_body_only(old: Record, new: Record) -> bool:
    """Whether nothing that anybody but the post's own page shows or checks differs between two records of a post."""
    return old.facts is not None and new.facts is not None and _outside(old) == _outside(new)


def _outside(record: Record) -> tuple[object, ...]:
    """All of a record but its text: what lists, links, checks and other posts draw from."""
    facts, parsed = record.facts, record.parsed
    if facts is None or parsed is None or parsed.post is None:
        return (record,)
    images = tuple((source.removeprefix(facts.key), alt) for source, alt in facts.images)
    shown = parsed.post.summary or facts.first_paragraph  # what a card says of the post
    cited = tuple((replace(item.citation, start=0, end=0), item.listed) for item in record.cited)
    return (
        parsed.post, parsed.problems, parsed.unread, dict(parsed.marks), record.problems, cited, shown, images,
        facts.targets, facts.fragments, facts.removed, facts.refused, facts.fault,
    )
