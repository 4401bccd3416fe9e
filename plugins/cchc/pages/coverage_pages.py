"""The coverage page of each plan and the index of plans; two editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cchc import urls
from cchc.coverage import Coverage
from cchc.coverage_words import STARTER
from cchc.documents import PlanDocument, collect_documents
from cchc.pages.coverage_views import AreaRow, CoverageView, DocumentRow, PlanRow, PlansView
from cchc.pages.datasets import DataSet, dataset_texts
from cchc.pages.front_pages import result_sentence, task_marks
from cchc.pages.material import Material
from cchc.pages.office_sheet import build_office
from cchc.pages.output_sets import OutputSets
from cchc.pages.parts import Head, Link
from cchc.pages.sheet import PLANS, Sheet
from cchc.pages.task_pages import build_area_pages, build_task_pages
from cchc.pages.views import Page
from cchc.plan import Plan
from cchc.text import format_date

_DOWNLOADS = (("Bảng tính Excel", "xlsx"), ("Bảng số liệu (CSV)", "csv"), ("Dữ liệu mở (JSON)", "json"))
_POSTS_SHOWN = 3


def build_coverage_pages(material: Material) -> Iterator[Page]:
    """Every page about plans; none when the edition leaves them out."""
    if not material.has_plans:
        return
    yield _plans_page(material)
    for plan in material.site.plans:
        sheet = Sheet(material, material.coverages[plan.id])
        yield from _coverage_pages(sheet)
        yield from build_task_pages(sheet)
        yield from build_area_pages(sheet)


def _coverage_pages(sheet: Sheet) -> Iterator[Page]:
    """The page of a plan and, in the internal edition, the pages behind its figures."""
    view = _public_view(sheet)
    sets = OutputSets(sheet)
    if sheet.internal:
        view = replace(view, office=build_office(sheet, sets))
    yield Page(output_path=urls.page_file(sheet.link.url), template="coverage.html", view=view)
    yield from sets.pages()


def _public_view(sheet: Sheet) -> CoverageView:
    plan, coverage = sheet.plan, sheet.coverage
    posts = [post for post in sheet.material.site.listed if post.plan == plan.id]
    documents = collect_documents(plan, posts, sheet.material.citing)
    downloads = tuple(Link(title=title, url=f"{sheet.link.url}coverage.{suffix}") for title, suffix in _DOWNLOADS)
    return CoverageView(
        head=_head(sheet, downloads),
        internal=sheet.internal, plan_title=plan.title, period=_period(plan), summary=result_sentence(coverage),
        as_of=sheet.as_of, closed=coverage.closed, starter=sheet.starter, conventions=plan.conventions.rstrip("."),
        tasks=tuple(sheet.rows.values()),
        areas=tuple(
            AreaRow(letter=area.letter, title=area.title, url=urls.area_url(plan.id, area.letter),
                    count=len(coverage.areas[area.letter]))
            for area in plan.areas
        ),
        documents=tuple(_document(sheet.material, found) for found in documents.named),
        further_documents=tuple(_document(sheet.material, found) for found in documents.others),
        downloads=downloads,
    )


def _head(sheet: Sheet, downloads: tuple[Link, ...]) -> Head:
    """Head of a plan's page, which also describes its figures as a data set; these change with its newest output."""
    coverage, period = sheet.coverage, sheet.plan.period
    head = Head(title=sheet.link.title, url=sheet.link.url, description=result_sentence(coverage), crumbs=(PLANS,))
    newest = max((output.date for output in coverage.planned_outputs), default=None)
    data = DataSet(
        url=head.url, name=head.title, description=head.description, files=downloads,
        modified=newest.isoformat() if newest else "", period=f"{period.start.isoformat()}/{period.end.isoformat()}",
    )
    return replace(head, structured=dataset_texts(data, sheet.material.chrome))


def _document(material: Material, found: PlanDocument) -> DocumentRow:
    """A document as readers see it; where the plan names it and the newest posts that explain it."""
    areas = f"nội dung {', '.join(found.areas)}" if found.areas else ""
    tasks = f"nhiệm vụ {', '.join(map(str, found.tasks))}" if found.tasks else ""
    return DocumentRow(
        title=found.text,
        where="; ".join(part for part in ("căn cứ" if found.basis else "", areas, tasks) if part),
        posts=tuple(map(material.post_link, found.posts[:_POSTS_SHOWN])),
        more=max(0, len(found.posts) - _POSTS_SHOWN),
    )


def _plans_page(material: Material) -> Page:
    lead = "Kế hoạch tuyên truyền cải cách hành chính từng năm và kết quả thực hiện."
    view = PlansView(
        head=Head(title=PLANS.title, url=PLANS.url, description=lead), lead=lead,
        plans=tuple(_plan_row(material.coverages[plan.id]) for plan in reversed(material.site.plans)),
        downloads=(Link(title="Mô tả cấu trúc dữ liệu mở (JSON Schema)", url=f"{PLANS.url}coverage.schema.json"),),
    )
    return Page(output_path=urls.page_file(PLANS.url), template="plans.html", view=view)


def _plan_row(coverage: Coverage) -> PlanRow:
    plan = coverage.plan
    if coverage.closed:
        state = "Đã kết thúc"
    else:
        state = "Đang diễn ra" if coverage.as_of >= plan.period.start else "Sắp bắt đầu"
    return PlanRow(
        title=plan.title, url=urls.plan_url(plan.id), period=_period(plan), summary=result_sentence(coverage),
        state=state, marks=task_marks(coverage), starter=STARTER if coverage.has_starter else "",
    )


def _period(plan: Plan) -> str:
    return f"{format_date(plan.period.start)} – {format_date(plan.period.end)}"
