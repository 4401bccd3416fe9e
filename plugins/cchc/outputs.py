"""Outputs of a plan: published posts, their attachments with a kind, and rows of the log (coverage rules, Outputs)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cchc.coverage import Coverage, Output, measure
from cchc.output_log import LogRow
from cchc.plan import Plan
from cchc.post import Post
from cchc.site import Site
from cchc.urls import post_url

_COUNTED = ("published", "expired", "withdrawn")


def measure_site(site: Site) -> dict[str, Coverage]:
    """Coverage of every plan of the site at its moment, by plan id."""
    day = site.moment.date()
    return {plan.id: measure(plan, collect_outputs(site, plan), day) for plan in site.plans}


def collect_outputs(site: Site, plan: Plan) -> Iterator[Output]:
    """Everything that may count for `plan`; dates are judged by `measure`."""
    for post in site.posts:
        if post.plan == plan.id and post.state(site.moment) in _COUNTED:
            yield _of_post(post, _withdrawn_day(post, site))
            yield from _of_attachments(post, _withdrawn_day(post, site))
    for row in site.rows:
        if row.plan == plan.id:
            yield _of_row(row)


def _withdrawn_day(post: Post, site: Site) -> date | None:
    """The day a post was withdrawn, once it has come."""
    withdrawn = post.withdrawn.date if post.withdrawn else None
    return withdrawn.date() if withdrawn and withdrawn <= site.moment else None


def _of_post(post: Post, withdrawn: date | None) -> Output:
    return Output(
        title=post.title, date=post.date.date(), kind=post.kind or "", tasks=post.tasks, areas=post.areas,
        url=post_url(post.year, post.slug), unit=post.unit, channels=post.channels, origin="post",
        source=post.source, withdrawn=withdrawn, starter=post.is_starter,
    )


def _of_attachments(post: Post, withdrawn: date | None) -> Iterator[Output]:
    for item in post.attachments:
        if item.kind:
            yield Output(
                title=item.title or item.file.rpartition("/")[2], date=post.date.date(), kind=item.kind,
                tasks=post.tasks, areas=post.areas, unit=post.unit, channels=post.channels,
                origin="attachment",
                url=post_url(post.year, post.slug) if withdrawn else item.file, source=post.source,
                number=item.number, document_date=item.date, starter=post.is_starter, withdrawn=withdrawn,
            )


def _of_row(row: LogRow) -> Output:
    return Output(
        title=row.title, date=row.date, kind=row.kind, tasks=row.tasks, areas=row.areas, url=row.evidence,
        unit=row.unit, channels=row.channels, origin="log", source=row.source, starter=row.is_starter,
        quantity=row.quantity, people=row.people, reach=row.reach, minutes=row.minutes, place=row.place, note=row.note,
        number=row.number, document_date=row.document_date,
    )
