"""Examine the whole content, bodies included: what `inv check` prints and what stops a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cchc import front_matter
from cchc.addresses import post_files
from cchc.asset_file import IMAGE_TYPES, extension
from cchc.checks.file_kinds import check_kinds
from cchc.checks.links import Bodies, LinkMap, check_links
from cchc.checks.pictures import check_pictures, measure_pictures, shown_pictures
from cchc.checks.rules import ALL_RULES, published_files
from cchc.images.data import PictureFacts
from cchc.post import Post
from cchc.problems import WHOLE_FILE, Problem, make_problem
from cchc.records.reading import Records
from cchc.records.store import RecordStore
from cchc.site import LoadedSite, load_site
from cchc.standing_page import StandingPage
from cchc.workers import Workers

Owner = Post | StandingPage


@dataclass(frozen=True)
class Examined:
    """A content folder read, rendered and checked; `bodies` holds the facts of each body by source.

    `files` are published; `draft_files` only unpublished posts and pages name, for the internal edition.
    `pictures` are the pictures among both by file, `shown` those that stand in pages.
    """

    loaded: LoadedSite
    bodies: Bodies
    links: LinkMap
    files: frozenset[str]
    draft_files: frozenset[str]
    records: Records
    pictures: Mapping[str, PictureFacts] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()


def examine(
    content: Path, moment: datetime, store: RecordStore, workers: Workers | None = None,
    read: Callable[[], object] = lambda: None,
) -> Examined:
    """Read and check everything; every problem is in `loaded.problems`, none is raised.

    `read` is called when all is read and the checks begin.
    """
    records = Records(content, store, workers or Workers())
    loaded = load_site(content, moment, records.read_posts)
    owners: list[Owner] = [*loaded.site.posts, *loaded.site.pages, *loaded.faulty]
    records.read_pages(owner for owner in owners if isinstance(owner, StandingPage))
    records.keep()
    read()
    bodies = records.bodies()
    links = LinkMap(loaded.site, frozenset(path for path, state in loaded.ledger.items() if state == "rejected"))
    problems = [problem for owner in owners for problem in records.of(owner.source).problems]
    for owner in owners:
        problems += _check_links(content, owner, links, bodies)
    problems += [problem for rule in ALL_RULES for problem in rule(loaded)]
    files = published_files(loaded) | _linked_files(loaded, bodies, links)
    users = _named_files(loaded, bodies, links)
    named = frozenset(users)
    problems += [make_problem(path, WHOLE_FILE, "tep-khong-dung") for path in sorted(loaded.site.files - named)]
    used = named & loaded.site.files
    pictures, faults = measure_pictures(content, used)
    shown = frozenset(shown_pictures(owners, bodies, links)) & used
    faults += [*check_pictures(pictures, shown), *check_kinds(content, used)]
    problems += [_told_where(problem, users) for problem in faults]
    checked = loaded.with_problems(problems)
    ledger = {path: "published" if path in files and state == "draft" else state
              for path, state in checked.ledger.items()}
    return Examined(replace(checked, ledger=ledger), bodies, links, files, used - files, records, pictures, shown)


def _check_links(content: Path, owner: Owner, links: LinkMap, bodies: Bodies) -> Iterator[Problem]:
    """Links of a body to other pages; the body is read again only to say where a wrong one stands."""
    facts = bodies.get(owner.source)
    if facts is not None and facts.targets and any(check_links(owner, facts, links, bodies)):
        yield from check_links(_with_body(content, owner), facts, links, bodies)


def _with_body(content: Path, owner: Owner) -> Owner:
    """The post with its body; as it stands when its file is gone."""
    if isinstance(owner, StandingPage):
        return owner
    try:
        text, _ = front_matter.decode(owner.source, (content / owner.source).read_bytes())
    except OSError:
        return owner
    source, _ = front_matter.split(owner.source, text) if text is not None else (None, [])
    return replace(owner, body=source.body) if source else owner


def _linked_files(loaded: LoadedSite, bodies: Bodies, links: LinkMap) -> frozenset[str]:
    """Files that the bodies of published posts and pages link to."""
    owners: list[Owner] = [*loaded.site.readable, *(p for p in loaded.site.pages if p.status == "published")]
    return frozenset(_files_of(owners, bodies, links))


def _files_of(owners: Iterable[Owner], bodies: Bodies, links: LinkMap) -> Iterator[str]:
    for owner in owners:
        for target in bodies[owner.source].targets if owner.source in bodies else ():
            file = links.resolve(owner.source, target).file
            if file:
                yield file


def _named_files(loaded: LoadedSite, bodies: Bodies, links: LinkMap) -> Mapping[str, str]:
    """Files that anything names, published or not, with the first that names it; "" for a row of a log."""
    users = {row.evidence: "" for row in loaded.site.rows}
    for post in reversed(loaded.all_posts):
        users |= dict.fromkeys(post_files(post), post.source)
    for owner in (*loaded.site.posts, *loaded.site.pages, *loaded.faulty):
        for file in _files_of([owner], bodies, links):
            users[file] = users.get(file) or owner.source
    return users


def _told_where(problem: Problem, users: Mapping[str, str]) -> Problem:
    """A problem of a file that says which post or page to look at as well."""
    user = users.get(problem.path)
    what = "ảnh" if extension(problem.path) in IMAGE_TYPES else "tệp"
    return replace(problem, message=f"{problem.message} ({what} của {user})") if user else problem
