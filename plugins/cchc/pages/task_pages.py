"""A plan's tasks and content areas, each with its own page."""

from __future__ import annotations

from collections.abc import Iterator

from cchc import urls
from cchc.coverage import Output
from cchc.pages.coverage_views import AreaView, TaskView
from cchc.pages.feed_links import feed_links
from cchc.pages.material import area_link
from cchc.pages.office_views import EvidenceRow
from cchc.pages.output_sets import PER_PAGE, OutputList, count_pages, numbered, output_pages, page_url
from cchc.pages.parts import Head, Link
from cchc.pages.sheet import PLANS, Sheet, task_link
from cchc.pages.timeline import build_timeline
from cchc.pages.views import Page
from cchc.plan import PlanTask

_NEWEST_POSTS = 5  # of an area, with their summaries


def build_task_pages(sheet: Sheet) -> Iterator[Page]:
    """The page of every task, and the further pages of its outputs."""
    for index, task in enumerate(sheet.plan.tasks):
        item = sheet.coverage.tasks[index]
        row = sheet.rows[task.number]
        rows = numbered(item.outputs, f"{task.number}.")
        yield _task_page(sheet, index, rows)
        found = OutputList(title=f"Nhiệm vụ {task.number}: {task.title}", url=row.url, rows=rows)
        yield from output_pages(sheet, found, start=2)


def _task_page(sheet: Sheet, index: int, rows: list[tuple[str, Output]]) -> Page:
    plan, item = sheet.plan, sheet.coverage.tasks[index]
    task, pages = item.task, count_pages(rows)
    row, title = sheet.rows[task.number], f"Nhiệm vụ {task.number}: {task.title}"
    view = TaskView(
        head=Head(title=title, url=row.url, description=row.progress, crumbs=(PLANS, sheet.link),
                  feeds=feed_links(title, row.url)),
        internal=sheet.internal, plan=sheet.link, row=row, text=task.text,
        lead_text=task.lead_text or row.lead, support_text=task.support_text or row.support,
        products_text=task.products.text or row.expected,
        areas=tuple(area_link(plan, letter) for letter in task.areas),
        units=tuple(
            Link(title=plan.unit_by_id[unit].name, url=urls.unit_url(unit))
            for unit in dict.fromkeys((*task.lead, *task.support))
        ),
        timeline=build_timeline(task.number, item.outputs, plan.period, sheet.coverage.as_of),
        outputs=tuple(EvidenceRow(number=number, output=sheet.line(output)) for number, output in rows[:PER_PAGE]),
        pages=pages, older=page_url(row.url, 2) if pages > 1 else "", as_of=sheet.as_of, starter=sheet.starter,
        previous=task_link(plan, plan.tasks[index - 1]) if index else None,
        following=task_link(plan, plan.tasks[index + 1]) if index + 1 < len(plan.tasks) else None,
        continues=_continued(sheet, task), continued_by=tuple(_continuing(sheet, task)),
    )
    return Page(output_path=urls.page_file(row.url), template="task.html", view=view)


def _continued(sheet: Sheet, task: PlanTask) -> Link | None:
    """The earlier task that this one continues."""
    earlier = sheet.material.site.plan_by_id.get(task.continues.plan) if task.continues else None
    if earlier is None or task.continues is None:
        return None
    found = earlier.task_by_number[task.continues.task]
    return Link(title=f"Nhiệm vụ {found.number}, {earlier.title}", url=urls.task_url(earlier.id, found.number))


def _continuing(sheet: Sheet, task: PlanTask) -> Iterator[Link]:
    """Tasks of later plans that continue this one."""
    for plan in sheet.material.site.plans:
        for later in plan.tasks:
            origin = later.continues
            if origin and origin.plan == sheet.plan.id and origin.task == task.number:
                title = f"Nhiệm vụ {later.number}, {plan.title}"
                yield Link(title=title, url=urls.task_url(plan.id, later.number))


def build_area_pages(sheet: Sheet) -> Iterator[Page]:
    """The page of every content area, and the further pages of its outputs."""
    for area in sheet.plan.areas:
        rows = numbered(sheet.coverage.areas[area.letter])
        yield _area_page(sheet, area.letter, rows)
        link = area_link(sheet.plan, area.letter)
        yield from output_pages(sheet, OutputList(title=link.title, url=link.url, rows=rows), start=2)


def _area_page(sheet: Sheet, letter: str, rows: list[tuple[str, Output]]) -> Page:
    plan, material = sheet.plan, sheet.material
    area = plan.area_by_letter[letter]
    pages = count_pages(rows)
    posts = [post for post in material.site.listed if post.plan == plan.id and letter in post.areas]
    link = area_link(plan, letter)
    view = AreaView(
        head=Head(title=link.title, url=link.url, description=area.title, crumbs=(PLANS, sheet.link)),
        plan=sheet.link, letter=letter, text=area.text,
        tasks=tuple(task_link(plan, task, title=True) for task in plan.tasks if letter in task.areas),
        topics=tuple(Link(title=material.topics[topic].name, url=urls.field_url(topic)) for topic in area.fields),
        cards=tuple(material.cards[post.source] for post in posts[:_NEWEST_POSTS]),
        outputs=tuple(EvidenceRow(number=number, output=sheet.line(output)) for number, output in rows[:PER_PAGE]),
        total=len(rows), pages=pages, older=page_url(link.url, 2) if pages > 1 else "",
        as_of=sheet.as_of, starter=sheet.starter,
        empty="Chưa có sản phẩm nào cho nội dung này. Sản phẩm xuất hiện khi bài hoặc tài liệu được công bố.",
    )
    return Page(output_path=urls.page_file(link.url), template="area.html", view=view)
