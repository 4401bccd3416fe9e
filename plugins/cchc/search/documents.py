"""What readers may find: listed posts, published standing pages and the plans' task pages; never anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

from cchc import urls
from cchc.pages.material import Material
from cchc.pages.search_page import post_traits, task_traits
from cchc.plan import Plan, PlanTask
from cchc.post import Post
from cchc.text import CONTROL, clean_line, format_date

_NOTE_LINK = re.compile(r"<a class=\"footnote-(?:ref|backref)\"[^<>]*>[^<>]*</a>")
_BLOCK_END = re.compile(r"<(?:br|hr)>|</(?:p|h[1-6]|li|td|th|dt|dd|figcaption|caption|pre|blockquote|div|tr|summary)>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """A page of the section as search knows it; `url` is relative to the section root.

    `facts` are the words under its title, `details` one line each on its documents, attachments and tags, `text` its
    blocks, one a line. `traits` are what the filters ask for, as "linh-vuc=the-che"; `day` is None for what is no news.
    `lang` is "" in the section's own language.
    """

    url: str
    title: str
    day: date | None = None
    facts: tuple[str, ...] = ()
    summary: str = ""
    details: tuple[str, ...] = ()
    text: str = ""
    traits: tuple[str, ...] = ()
    lang: str = ""


def collect_documents(material: Material) -> tuple[SearchDocument, ...]:
    """Standing pages, tasks, then posts from the oldest on, so that a new post is added at the end."""
    return (*_standing(material), *_tasks(material), *(_post(material, one) for one in reversed(material.site.listed)))


def _standing(material: Material) -> Iterator[SearchDocument]:
    for page in material.site.pages:
        if page.status == "published":
            text = _text(material, page.source)
            yield SearchDocument(url=f"{page.slug}/", title=page.title, facts=("Trang giới thiệu",),
                                 summary=page.summary, text=text)


def _tasks(material: Material) -> Iterator[SearchDocument]:
    if material.has_plans:
        for plan in material.site.plans:
            yield from (_task(material, plan, task) for task in plan.tasks)


def _task(material: Material, plan: Plan, task: PlanTask) -> SearchDocument:
    """A task in the plan's own words: nothing on how far it has come."""
    units = [material.units[unit].name for unit in (*task.lead, *task.support)]
    lines = (task.text, task.products.text, task.schedule.text, task.lead_text, task.support_text, *units)
    return SearchDocument(
        url=urls.task_url(plan.id, task.number), title=f"Nhiệm vụ {task.number}: {task.title}",
        facts=("Nhiệm vụ của Kế hoạch", plan.title), text=_lines(*dict.fromkeys(lines)), traits=task_traits(plan, task),
    )


def _post(material: Material, post: Post) -> SearchDocument:
    card = material.cards[post.source]
    unit = material.unit_link(post.unit)
    files = (f"{item.title} {item.number or ''}".strip() for item in post.attachments)
    details = (
        f"Văn bản: {', '.join(post.documents)}" if post.documents else "",
        *(f"Tệp đính kèm: {file}" for file in files if file),
        f"Từ khóa: {', '.join(post.tags)}" if post.tags else "",
    )
    facts = (card.kind.title, *(topic.title for topic in material.topic_links(post)), unit.title if unit else "")
    return SearchDocument(
        url=card.url, title=card.title, day=post.date.date(), facts=tuple(filter(None, facts)),
        summary=clean_line(post.summary or ""), details=tuple(clean_line(line) for line in details if line),
        text=_text(material, post.source), traits=post_traits(material, post),
        lang=card.lang,
    )


def _text(material: Material, source: str) -> str:
    """Text of a rendered body, one block a line; the HTML is the sanitiser's, so < and > stand only in tags."""
    html = material.records.html(source) if source in material.bodies else ""
    plain = _TAG.sub("", _BLOCK_END.sub("\n", _NOTE_LINK.sub("", html).replace("\n", " ")))
    return _lines(*unescape(plain).split("\n"))


def _lines(*lines: str) -> str:
    found = (clean_line(CONTROL.sub(" ", line)) for line in lines)
    return "\n".join(filter(None, found))


def shown_day(document: SearchDocument) -> tuple[str, str]:
    """dd/mm/yyyy and yyyy-mm-dd of a document, "" for what is no news."""
    return (format_date(document.day), document.day.isoformat()) if document.day else ("", "")
