"""Site + period → DigestView: posts of a week for the weekly meeting, or of a longer period as a bulletin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cchc import urls
from cchc.checks.links import Bodies
from cchc.coverage import measure
from cchc.outputs import collect_outputs
from cchc.periods import ReportPeriod
from cchc.plan import plan_of_day
from cchc.post import Post
from cchc.reports.due import list_steps
from cchc.reports.office import Office
from cchc.reports.view import Step
from cchc.site import Site
from cchc.text import clean_line, match_key, shorten

AHEAD = timedelta(days=14)  # how far the weekly digest looks
MOST_IN_WEEK = 12  # posts on one or two pages
MOST_OF_AREA = 8  # posts of one content area in a bulletin
_SENTENCE, _PARAGRAPH = 200, 700  # characters
_LEAST = 40  # characters of a sentence, so that "TP. Hưng Yên" does not end one
_END = re.compile(r"[.!?…]\s+(?=[\"“(]?[A-ZÀ-ỸĐ])")
_SENTENCES = re.compile(r"(?<=[.!?…:])\s+(?=[\"“(]?[A-ZÀ-ỸĐ])")
_POINTS_BELOW = re.compile(r"\b(?:dưới đây|sau đây|như sau|bên dưới)\b|:$", re.IGNORECASE)
_REPEATED = 0.5  # share of a summary's runs of three words that a paragraph has, from which on it says the same again
OTHER = "Tin, bài khác"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """A post: `summary` is one sentence in a weekly digest; `opening` its first paragraph in a bulletin, else "".

    Both stand alone: nothing in them points to a list or table that only the page has.
    """

    title: str
    url: str
    day: date
    unit: str
    kind: str
    summary: str
    opening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestGroup:
    """Posts of a content area, oldest first; `more` are left out and stand at `url`."""

    title: str
    items: tuple[DigestItem, ...]
    more: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """What a digest says at the end of `day`; `steps` only in the weekly one, until `until`.

    `logged` counts the products of the log, which a digest does not hold.
    """

    office: Office
    period: ReportPeriod
    day: date
    weekly: bool
    count: int
    logged: int
    groups: tuple[DigestGroup, ...]
    more: int
    all_posts: str
    is_starter: bool
    plan_title: str
    steps: tuple[Step, ...]
    until: date

    @property
    def has_begun(self) -> bool:
        """Whether any day of the period has come."""
        return self.day >= self.period.start


def build_digest(site: Site, bodies: Bodies, period: ReportPeriod, office: Office) -> DigestView:
    """Build the digest of `period`; only listed posts, so nothing that readers cannot see, but for the steps."""
    day, weekly = min(site.moment.date(), period.end), period.kind == "week"
    posts = [post for post in reversed(site.listed) if period.start <= post.appears.date() <= day]
    shown = posts[-MOST_IN_WEEK:] if weekly else posts
    plan = plan_of_day(site.plans, day)
    until = day + AHEAD
    coverage = measure(plan, collect_outputs(site, plan), day) if plan and weekly else None
    desk = _Desk(site, bodies, office, weekly=weekly)
    return DigestView(
        office=office, period=period, day=day, weekly=weekly, count=len(posts), groups=tuple(desk.groups(shown)),
        logged=sum(period.start <= row.date <= day for row in site.rows), more=len(posts) - len(shown),
        all_posts=f"{office.base_url}bai-viet/",
        is_starter=any(post.is_starter for post in posts), plan_title=clean_line(plan.title) if plan else "",
        steps=list_steps(coverage, until) if coverage else (), until=until,
    )


class _Desk:
    """Posts of one digest put into words."""

    def __init__(self, site: Site, bodies: Bodies, office: Office, *, weekly: bool) -> None:
        self.site, self.bodies, self.office, self.weekly = site, bodies, office, weekly
        self.units = {unit.id: unit.name for plan in site.plans for unit in plan.units}
        self.kinds = {kind.id: kind.name for plan in site.plans for kind in plan.kinds}

    def groups(self, posts: Sequence[Post]) -> Iterable[DigestGroup]:
        """Posts by the first of their content areas, each once, in the order of plans and areas."""
        places: list[tuple[str, str, list[Post]]] = []
        for plan in self.site.plans:
            for area in plan.areas:
                mine = [post for post in posts if post.plan == plan.id and post.areas[:1] == (area.letter,)]
                places.append((clean_line(area.title), urls.area_url(plan.id, area.letter), mine))
        grouped = {post.source for _, _, mine in places for post in mine}
        places.append((OTHER, "bai-viet/", [post for post in posts if post.source not in grouped]))
        for title, url, mine in places:
            if mine:
                kept = mine if self.weekly else mine[-MOST_OF_AREA:]
                yield DigestGroup(
                    title=title, items=tuple(map(self._item, kept)), more=len(mine) - len(kept),
                    url=self.office.base_url + url,
                )

    def _item(self, post: Post) -> DigestItem:
        first = clean_line(self.bodies[post.source].first_paragraph) if post.source in self.bodies else ""
        summary = clean_line(post.summary or "") or standing_part(first)
        opening = "" if self.weekly or standing_part(first) != first or repeats(first, summary) else first
        return DigestItem(
            title=clean_line(post.title), url=self.office.base_url + urls.post_url(post.year, post.slug),
            day=post.appears.date(), unit=self.units.get(post.unit or "", ""), kind=self.kinds.get(post.kind or "", ""),
            summary=first_sentence(summary) if self.weekly else shorten(summary, _PARAGRAPH),
            opening=shorten(opening, _PARAGRAPH),
        )


def standing_part(text: str) -> str:
    """The sentences of a paragraph up to the first that points to something below it ("dưới đây", ends with ":")."""
    kept: list[str] = []
    for sentence in _SENTENCES.split(text):
        if _POINTS_BELOW.search(sentence):
            break
        kept.append(sentence)
    return " ".join(kept)


def repeats(paragraph: str, summary: str) -> bool:
    """Whether a paragraph says again what the summary says, by the runs of three words they share."""
    said, known = _runs(paragraph), _runs(summary)
    return match_key(paragraph) in match_key(summary) or (
        bool(known) and len(said & known) >= _REPEATED * min(len(said), len(known))
    )


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", match_key(text))
    return {tuple(words[place:place + 3]) for place in range(len(words) - 2)}


def first_sentence(text: str) -> str:
    """The first sentence of a text, at most 200 characters; one that would be very short runs on."""
    for found in _END.finditer(text):
        if found.start() + 1 >= _LEAST:
            return shorten(text[: found.start() + 1], _SENTENCE)
    return shorten(text, _SENTENCE)
