"""Rules over the whole site that reading one file cannot see; each yields problems and prints nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from cchc.addresses import Redirect, known_urls, post_files, redirects
from cchc.asset_file import AUDIO_TYPES, allowed_name, allowed_place, allowed_types, extension
from cchc.log_rows import LogRow
from cchc.plan import Continuation, Plan
from cchc.post import Post
from cchc.problems import WHOLE_FILE, Mark, Problem, make_problem
from cchc.site import LoadedSite
from cchc.spreadsheet import cell_name
from cchc.tags import index_tags
from cchc.text import VIETNAM, format_date, match_key
from cchc.urls import page_file, post_url

# Places of files and pages that no list of addresses names: old addresses keep out of them
_RESERVED = re.compile(
    r"(?:theme|anh|tep|tim-kiem|ma-nhung|may-chu)/|(?:web\.config|robots\.txt|sitemap-\d+\.xml)(?:\.gz)?/"
    r"|bai-viet/chua-dang/|bai-viet/\d{4}/[^/]+/the-chia-se\.png/|ke-hoach/[^/]+/san-pham/|(?:.*/)?trang/\d+/"
)
_LATER = datetime(9999, 12, 31, tzinfo=VIETNAM)  # when every scheduled post has appeared


def check_addresses(loaded: LoadedSite) -> Iterator[Problem]:
    """Two posts never share an address; an old address never hides a page, scheduled posts included."""
    owners: dict[str, str] = {}
    for post in loaded.all_posts:
        other = owners.setdefault(post_url(post.year, post.slug), post.source)
        if other != post.source:
            yield make_problem(post.source, WHOLE_FILE, "bai-trung", other=other)
    future = replace(loaded.site, moment=_LATER)
    old = tuple(redirects(future))
    if old:
        yield from _check_old(loaded, old, sorted(known_urls(future) | known_urls(loaded.site)))


def _check_old(loaded: LoadedSite, old: Iterable[Redirect], known: Iterable[str]) -> Iterator[Problem]:
    taken = {page_file(url).casefold(): url for url in known}
    taken |= {f"{file}.gz": url for file, url in taken.items()}
    folders = {folder: url for file, url in taken.items() for folder in _folders(file)}
    for source, group in groupby(old, key=lambda redirect: redirect.source):
        for index, redirect in enumerate(group):
            file = page_file(redirect.url).casefold()
            hidden = _standing_at(file, taken, folders)
            if hidden is not None:
                mark = loaded.parsed[source].mark("aliases", index)
                yield make_problem(source, mark, "dia-chi-trung", value=redirect.url, other=hidden)
            taken[file] = redirect.target
            folders |= dict.fromkeys(_folders(file), redirect.target)


def _standing_at(file: str, taken: Mapping[str, str], folders: Mapping[str, str]) -> str | None:
    """What already has this output file, or a file where it needs a folder, or a folder where it needs a file."""
    if _RESERVED.match(file):
        return "chuyên mục"
    return next((taken[path] for path in (file, *_folders(file)) if path in taken), folders.get(file))


def _folders(file: str) -> Iterator[str]:
    """The folders a file lies in, the outermost first."""
    return (file[:end] for end, sign in enumerate(file) if sign == "/")


def check_redirects(loaded: LoadedSite) -> Iterator[Problem]:
    """A withdrawn post redirects to another page that exists."""
    moved = [(post, post.withdrawn.redirect) for post in loaded.all_posts if post.withdrawn and post.withdrawn.redirect]
    if not moved:
        return
    faulty = {post_url(post.year, post.slug) for post in loaded.faulty if isinstance(post, Post)}
    known = known_urls(loaded.site) | faulty
    targets = {post_url(post.year, post.slug): target for post, target in moved}
    for post, target in moved:
        url = post_url(post.year, post.slug)
        found = ({target, f"{target}/"} - {url}) & known
        if not found or _is_in_circle(url, targets):
            mark = loaded.parsed[post.source].mark("withdrawn", "redirect")
            yield make_problem(post.source, mark, "chuyen-den-hong", value=target)


def _is_in_circle(url: str, targets: Mapping[str, str]) -> bool:
    """Whether following redirects from a withdrawn post comes back to one already passed."""
    passed = set[str]()
    while url in targets and url not in passed:
        passed.add(url)
        url = targets[url].rstrip("/") + "/"
    return url in passed


def check_files(loaded: LoadedSite) -> Iterator[Problem]:
    """Every file a post names exists, is in its place, and has a type and name that can be published."""
    for post in loaded.all_posts:
        mark = loaded.parsed[post.source].mark
        if post.image:
            yield from _check_file(loaded, post, ("image", "file"), post.image.file, allowed_types(image=True))
            if not post.image.alt:
                yield make_problem(post.source, mark("image"), "anh-thieu-mo-ta")
        if post.audio:
            yield from _check_file(loaded, post, ("audio",), post.audio, AUDIO_TYPES)
        for index, item in enumerate(post.attachments):
            place = ("attachments", index, "file")
            yield from _check_file(loaded, post, place, item.file, allowed_types(image=False))


def _check_file(
    loaded: LoadedSite, post: Post, place: tuple[str | int, ...], file: str, types: frozenset[str]
) -> Iterator[Problem]:
    mark = loaded.parsed[post.source].mark(*place)
    if not allowed_place(file):
        yield make_problem(post.source, mark, "tep-ngoai", value=file)
    elif file not in loaded.site.files:
        close = next((path for path in loaded.site.files if path.casefold() == file.casefold()), None)
        code = "tep-thieu-hoa" if close else "tep-thieu"
        yield make_problem(post.source, mark, code, value=file, close=close)
    elif not allowed_name(file):
        yield make_problem(post.source, mark, "tep-ten", value=file)
    elif extension(file) not in types:
        known = ", ".join(sorted(types))
        yield make_problem(post.source, mark, "tep-loai", value=extension(file), known=known)


def check_tags(loaded: LoadedSite) -> Iterator[Problem]:
    """Two tags that look the same without diacritics, and a tag that seems to be a list, deserve a look."""
    posts = loaded.all_posts
    tags = index_tags(posts)
    by_spelling = {written: tags[match_key(written)] for written in {tag for post in posts for tag in post.tags}}
    said: set[str] = set()
    for post in posts:
        for index, written in enumerate(post.tags):
            tag = by_spelling[written]
            if tag.clash and tag.key not in said:
                said.add(tag.key)
                mark = loaded.parsed[post.source].mark("tags", index)
                yield make_problem(post.source, mark, "the-trung", value=tag.name, other=tag.clash)
            if "," in written:
                mark = loaded.parsed[post.source].mark("tags", index)
                yield make_problem(post.source, mark, "the-dau-phay", value=written)


def check_updates(loaded: LoadedSite) -> Iterator[Problem]:
    """A public note on a change is not older than the post that was changed."""
    for post in loaded.all_posts:
        for index, update in enumerate(post.updates):
            if update.date < post.date.date():
                mark = loaded.parsed[post.source].mark("updates", index, "date")
                yield make_problem(
                    post.source, mark, "cap-nhat-truoc", day=format_date(update.date), posted=format_date(post.date),
                )


def check_continuations(loaded: LoadedSite) -> Iterator[Problem]:
    """A task continues a task there is, of a plan that starts earlier; a plan with errors of its own is not judged."""
    for plan in loaded.site.plans:
        for task in plan.tasks:
            if task.continues:
                yield from _check_continuation(loaded, plan, task.continues)


def _check_continuation(loaded: LoadedSite, plan: Plan, earlier: Continuation) -> Iterator[Problem]:
    found = loaded.site.plan_by_id.get(earlier.plan)
    if found is None and f"ke-hoach/{earlier.plan}.yaml" not in loaded.ledger:
        known = ", ".join(item.id for item in loaded.site.plans if item.period.start < plan.period.start)
        fix = f"các kế hoạch trước đó: {known}" if known else None
        yield make_problem(plan.source, earlier.plan_mark, "tiep-noi-la", value=earlier.plan, fix=fix)
    elif found and found.period.start >= plan.period.start:
        yield make_problem(plan.source, earlier.plan_mark, "tiep-noi-khong-truoc", value=earlier.plan)
    elif found and earlier.task not in found.task_by_number and loaded.ledger.get(found.source) != "rejected":
        known = ", ".join(map(str, found.task_by_number))
        yield make_problem(
            plan.source, earlier.task_mark, "tiep-noi-nhiem-vu", plan=found.id, value=earlier.task, known=known,
        )


def check_evidence(loaded: LoadedSite) -> Iterator[Problem]:
    """Evidence proves one output: the same file or address at another row or attachment may be counted twice.

    Rows of starter content are not judged. One warning for each file or address, at the first row that repeats it.
    """
    counted: dict[tuple[str, str], str] = {}
    for post in loaded.site.posts:
        for item in post.attachments:
            if item.kind and post.plan and post.state(loaded.site.moment) in ("published", "expired"):
                counted.setdefault((post.plan, item.file), f"tệp đính kèm của {post.source}")
    repeated: dict[tuple[str, str], list[LogRow]] = {}
    for row in loaded.site.rows:
        key = (row.plan, row.evidence.rstrip("/"))
        if not row.evidence:
            continue
        if key in counted and not row.is_starter:
            repeated.setdefault(key, []).append(row)
        counted.setdefault(key, f"ô {cell_name(row.row, row.evidence_column)} của {row.source}")
    for key, (first, *others) in repeated.items():
        cell = cell_name(first.row, first.evidence_column)
        more = f", và ở {len(others)} dòng sau nữa" if others else ""
        mark = Mark(first.row, first.evidence_column)
        yield make_problem(
            first.source, mark, "so-tep-lap", cell=cell, value=first.evidence, where=counted[key], more=more,
        )


def published_files(loaded: LoadedSite) -> frozenset[str]:
    """Files that the front matter of readable posts, and log rows, name."""
    named = {file for post in loaded.site.readable for file in post_files(post)}
    named |= {row.evidence for row in loaded.site.rows if row.date <= loaded.site.moment.date()}
    return frozenset(named) & loaded.site.files


ALL_RULES = (
    check_addresses, check_redirects, check_files, check_tags, check_updates, check_continuations, check_evidence,
)
