"""File → record: everything one post or page says by itself, whatever stands beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cchc.checks.links import check_own_links, find_in_body, written_target
from cchc.checks.portal_images import check_portal_images
from cchc.checks.wording import check_wording
from cchc.documents import cited_documents
from cchc.markup.convert import Rendered, convert
from cchc.markup.limits import find_excess
from cchc.post import ParsedPost, Post, parse_post
from cchc.problems import Mark, Problem, make_problem
from cchc.records.record import Record
from cchc.records.version import code_version
from cchc.standing_page import StandingPage

_PACKAGES = ("markdown", "nh3", "pyyaml")


@dataclass(frozen=True, slots=True)
class Digest:
    """A record with the safe HTML of its body."""

    record: Record
    html: str = ""


@lru_cache(maxsize=1)
def digest_version() -> str:
    """What a record depends on beside its file."""
    return code_version(("records.digest", "records.codec"), _PACKAGES)


def record_key(path: str, data: bytes) -> str:
    """Address of the record of the file `path` holding `data`, in hex."""
    head = f"{digest_version()}\0{path}\0".encode("utf-8", "surrogatepass")  # a name need not be UTF-8
    return hashlib.sha256(head + data).hexdigest()


def digest_post(path: str, data: bytes) -> Digest:
    """The record of the post stored at `path`, relative to the content folder."""
    parsed = parse_post(path, data)
    post = parsed.post
    if post is None:
        return Digest(Record(parsed=parsed, facts=None))
    found = digest_body(post)
    return Digest(replace(found.record, parsed=_without_body(parsed, post), cited=cited_documents(post)), found.html)


def digest_body(owner: Post | StandingPage) -> Digest:
    """What the body of a post or page holds; nothing but problems when it is over a limit."""
    excess = tuple(_over_limits(owner))
    if excess:
        return Digest(Record(parsed=None, facts=None, problems=excess))
    rendered = convert(owner.body)
    record = Record(
        parsed=None, facts=replace(rendered, html=""), digest=hashlib.sha256(rendered.html.encode()).hexdigest(),
        problems=tuple(_check_body(owner, rendered)),
    )
    return Digest(record, rendered.html)


def stopped_post(path: str, data: bytes, reason: str) -> Digest:
    """The record of a post whose body took its converter over a limit of time or memory."""
    parsed = parse_post(path, data)
    post = parsed.post
    if post is None:
        return Digest(Record(parsed=parsed, facts=None))
    problem = make_problem(path, Mark(post.body_line, 1), "bai-khong-dung-duoc", reason=reason)
    return Digest(Record(parsed=_without_body(parsed, post), facts=Rendered(fault=reason), problems=(problem,)))


def _without_body(parsed: ParsedPost, post: Post) -> ParsedPost:
    return replace(parsed, post=replace(post, body=""), marks=dict(parsed.marks))


def _over_limits(owner: Post | StandingPage) -> Iterator[Problem]:
    for mark, code, limit in find_excess(owner.body):
        place = Mark(owner.body_line + mark.line - 1, mark.column)
        yield make_problem(owner.source, place, code, limit=limit)


def _check_body(owner: Post | StandingPage, rendered: Rendered) -> Iterator[Problem]:
    """Problems of a body that need nothing but the body."""
    yield from check_wording(owner)
    if rendered.fault:
        yield make_problem(owner.source, Mark(owner.body_line, 1), "bai-khong-dung-duoc", reason=rendered.fault)
    for name in rendered.removed:
        mark = find_in_body(owner, name.rstrip(">"), 1)
        yield make_problem(owner.source, mark, "the-html", value=name)
    for target, alt in rendered.images:
        if not alt:
            mark = find_in_body(owner, written_target(rendered, target), 1)
            yield make_problem(owner.source, mark, "anh-thieu-mo-ta")
    yield from check_portal_images(owner, rendered.html)
    yield from check_own_links(owner, rendered)
