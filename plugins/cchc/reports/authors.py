"""Posts of a period by author, for the list of royalties (nhuận bút); photographers apart.

Several people in one field are separated by ";" only: a comma may belong to a name ("Nguyễn Văn A, Văn phòng Sở").
The same person written with other case or white space is one. Nobody is dropped: posts without an author have a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.checks.links import Bodies
from cchc.coverage_words import WITHDRAWN
from cchc.periods import ReportPeriod
from cchc.plan import Plan
from cchc.post import Post
from cchc.schedule import months_between
from cchc.site import Site
from cchc.text import clean_line, format_date, match_key, sort_key
from cchc.urls import post_url

NO_AUTHOR = "(chưa ghi tác giả)"
_COUNTED = ("published", "expired", "withdrawn")
_MOST_MONTHS = 36  # columns; of a longer period only the months with posts are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A post of the period as the lists show it; `words` is None where its body could not be counted."""

    source: str
    day: date
    title: str
    url: str
    kind: str
    unit: str
    channels: str
    words: int | None
    authors: tuple[str, ...]
    photographers: tuple[str, ...]
    note: str
    starter: bool

    @property
    def month(self) -> str:
        """Calendar month as 2024-05."""
        return f"{self.day.year:04d}-{self.day.month:02d}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with what is theirs, oldest first; a piece of several people is whole with each."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorList:
    """What the workbook shows; `day` is the last one counted, `months` are calendar months in order."""

    period: ReportPeriod
    day: date
    pieces: tuple[Piece, ...]
    authors: tuple[Person, ...]
    photographers: tuple[Person, ...]
    months: tuple[str, ...]


def list_authors(site: Site, bodies: Bodies, period: ReportPeriod, base_url: str) -> AuthorList:
    """Gather the posts of `period` that were published by the site's moment; `base_url` ends with a slash."""
    posts = [
        post for post in site.posts if period.holds(post.date.date()) and post.state(site.moment) in _COUNTED
    ]
    pieces = sorted((_piece(site, post, bodies, base_url) for post in posts), key=lambda item: (item.day, item.source))
    return AuthorList(
        period=period, day=min(period.end, site.moment.date()), pieces=tuple(pieces),
        authors=_people(pieces, lambda item: item.authors or (NO_AUTHOR,)),
        photographers=_people(pieces, lambda item: item.photographers), months=_months(period, pieces),
    )


def split_names(written: str | None) -> tuple[str, ...]:
    """The people a field names, each once, as written."""
    found: dict[str, str] = {}
    for name in map(clean_line, (written or "").split(";")):
        if name:
            found.setdefault(match_key(name), name)
    return tuple(found.values())


def _piece(site: Site, post: Post, bodies: Bodies, base_url: str) -> Piece:
    plan = site.plan_by_id.get(post.plan or "") or site.newest_plan
    names = _Names(plan)
    body = bodies.get(post.source)
    credited = "; ".join(part for part in (post.photo_credit, post.image.credit if post.image else "") if part)
    return Piece(
        source=post.source, day=post.date.date(), title=clean_line(post.title),
        url=f"{base_url}{post_url(post.year, post.slug)}", kind=names.kind(post.kind), unit=names.unit(post.unit),
        channels=names.channels(post.channels), words=body.words if body else None,
        authors=split_names(post.author), photographers=split_names(credited), note=_note(site, post),
        starter=post.is_starter,
    )


class _Names:
    """Names of a plan's ids; one that it does not know stands for itself."""

    def __init__(self, plan: Plan | None) -> None:
        self._kinds = {kind.id: kind.name for kind in plan.kinds} if plan else {}
        self._units = {unit.id: unit.name for unit in plan.units} if plan else {}
        self._channels = {channel.id: channel.name for channel in plan.channels} if plan else {}

    def kind(self, item: str | None) -> str:
        return self._kinds.get(item or "", item or "")

    def unit(self, item: str | None) -> str:
        return self._units.get(item or "", item or "")

    def channels(self, items: Iterable[str]) -> str:
        return "; ".join(self._channels.get(item, item) for item in items)


def _note(site: Site, post: Post) -> str:
    state = post.state(site.moment)
    withdrawn = post.withdrawn if state == "withdrawn" else None
    marks = (
        f"{WITHDRAWN} ngày {format_date(withdrawn.date)}" if withdrawn else "",
        "hết hiệu lực" if state == "expired" else "", "bài khởi tạo" if post.is_starter else "",
    )
    return "; ".join(mark for mark in marks if mark)


def _people(pieces: Sequence[Piece], names: Callable[[Piece], tuple[str, ...]]) -> tuple[Person, ...]:
    """People in alphabetical order under their most frequent spelling; those without a name come last."""
    spellings: dict[str, Counter[str]] = {}
    theirs: dict[str, list[Piece]] = {}
    for piece in pieces:
        for name in names(piece):
            key = match_key(name)
            spellings.setdefault(key, Counter())[name] += 1
            theirs.setdefault(key, []).append(piece)
    found = [Person(spellings[key].most_common(1)[0][0], tuple(items)) for key, items in theirs.items()]
    return tuple(sorted(found, key=lambda person: (person.name == NO_AUTHOR, sort_key(person.name))))


def _months(period: ReportPeriod, pieces: Sequence[Piece]) -> tuple[str, ...]:
    span = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    if span < _MOST_MONTHS:
        return tuple(months_between(period.start, period.end))
    return tuple(sorted({piece.month for piece in pieces}))
