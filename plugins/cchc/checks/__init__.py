"""Checks over the whole content, bodies included: what `inv check` prints and what stops a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cchc.addresses import post_files
from cchc.asset_file import IMAGE_TYPES, extension
from cchc.checks.file_kinds import check_kinds
from cchc.checks.links import Bodies, LinkMap, check_links, find_in_body
from cchc.checks.pictures import check_pictures, check_portal_images, measure_pictures, shown_pictures
from cchc.checks.rules import ALL_RULES, published_files
from cchc.checks.wording import check_wording
from cchc.images.data import PictureFacts
from cchc.markup.batch import render_bodies
from cchc.markup.cache import MarkupCache
from cchc.markup.convert import Rendered
from cchc.markup.limits import find_excess
from cchc.post import Post
from cchc.problems import WHOLE_FILE, Mark, Problem, make_problem
from cchc.site import LoadedSite, load_site
from cchc.standing_page import StandingPage
from cchc.workers import Workers

Owner = Post | StandingPage


@dataclass(frozen=True)
class Examined:
    """A content folder read, rendered and checked; `bodies` holds the rendered form of each body.

    `files` are published; `draft_files` only unpublished posts and pages name, for the internal edition.
    `pictures` are the pictures among both by file, `shown` those that stand in pages.
    """

    loaded: LoadedSite
    bodies: Bodies
    links: LinkMap
    files: frozenset[str]
    draft_files: frozenset[str]
    pictures: Mapping[str, PictureFacts] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()


def examine(content: Path, moment: datetime, cache: MarkupCache, workers: Workers | None = None) -> Examined:
    """Read and check everything; every problem is in `loaded.problems`, none is raised."""
    loaded = load_site(content, moment)
    owners: list[Owner] = [*loaded.site.posts, *loaded.site.pages, *loaded.faulty]
    excess = {owner.source: tuple(_over_limits(owner)) for owner in owners}
    within = [owner.body for owner in owners if not excess[owner.source]]
    bodies = render_bodies(within, cache, workers or Workers())
    links = LinkMap(loaded.site, frozenset(path for path, state in loaded.ledger.items() if state == "rejected"))
    problems = [problem for found in excess.values() for problem in found]
    for owner in owners:
        if owner.body in bodies and not excess[owner.source]:
            problems += _check_body(owner, bodies[owner.body], links, bodies)
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
    return Examined(replace(checked, ledger=ledger), bodies, links, files, used - files, pictures, shown)


def _over_limits(owner: Owner) -> Iterator[Problem]:
    for mark, code, limit in find_excess(owner.body):
        place = Mark(owner.body_line + mark.line - 1, mark.column)
        yield make_problem(owner.source, place, code, limit=limit)


def _check_body(owner: Owner, rendered: Rendered, links: LinkMap, bodies: Bodies) -> Iterator[Problem]:
    yield from check_wording(owner)
    if rendered.fault:
        yield make_problem(owner.source, Mark(owner.body_line, 1), "bai-khong-dung-duoc", reason=rendered.fault)
    for name in rendered.removed:
        mark = find_in_body(owner, name.rstrip(">"), 1)
        yield make_problem(owner.source, mark, "the-html", value=name)
    for target, alt in rendered.images:
        if not alt:
            written = _written(rendered, target)
            yield make_problem(owner.source, find_in_body(owner, written, 1), "anh-thieu-mo-ta")
    yield from check_portal_images(owner, rendered.html)
    yield from check_links(owner, rendered, links, bodies)


def _written(rendered: Rendered, target: str) -> str:
    """A link as the editor wrote it."""
    prefix = f"{rendered.key}-"
    return rendered.targets[int(target.removeprefix(prefix))] if target.startswith(prefix) else target


def _linked_files(loaded: LoadedSite, bodies: Bodies, links: LinkMap) -> frozenset[str]:
    """Files that the bodies of published posts and pages link to."""
    owners: list[Owner] = [*loaded.site.readable, *(p for p in loaded.site.pages if p.status == "published")]
    return frozenset(_files_of(owners, bodies, links))


def _files_of(owners: Iterable[Owner], bodies: Bodies, links: LinkMap) -> Iterator[str]:
    for owner in owners:
        for target in bodies[owner.body].targets if owner.body in bodies else ():
            file = links.resolve(owner.source, target).file
            if file:
                yield file


def _named_files(loaded: LoadedSite, bodies: Mapping[str, Rendered], links: LinkMap) -> Mapping[str, str]:
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
