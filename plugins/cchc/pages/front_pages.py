"""Home, site map and 404."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter

from cchc import urls
from cchc.coverage import Coverage
from cchc.pages.coverage_views import TaskMark
from cchc.pages.material import Material, area_link
from cchc.pages.parts import File, Head, Link
from cchc.pages.views import Branch, HomeView, NotFoundView, Page, SiteMapView
from cchc.plan import Plan
from cchc.text import format_date, sort_key

_LATEST = 4
_DOCUMENTS = 5
_INDEX_AREA = "d"


def build_front_pages(material: Material) -> Iterator[Page]:
    """The pages there is one of."""
    yield Page(output_path="index.html", template="home.html", view=_home(material))
    yield Page(output_path="so-do-trang/index.html", template="sitemap.html", view=_site_map(material))
    links = (Link(title="Tất cả tin, bài", url="bai-viet/"), Link(title="Sơ đồ trang", url="so-do-trang/"))
    missing = NotFoundView(head=Head(title="Không tìm thấy trang", url="404.html", index=False), links=links)
    yield Page(output_path="404.html", template="404.html", view=missing)


def _home(material: Material) -> HomeView:
    listed = material.site.listed
    lead = listed[0] if listed else None
    counts: dict[str, int] = {}
    for post in listed:
        for topic in material.topic_ids[post.source]:
            counts[topic] = counts.get(topic, 0) + 1
    coverage = current_coverage(material)
    return HomeView(
        head=Head(title=material.chrome.name, url="", description=f"{material.chrome.name}, {material.chrome.agency}"),
        lead=material.cards[lead.source] if lead else None,
        lead_picture=material.post_picture(lead) if lead else None,
        latest=tuple(material.cards[post.source] for post in listed[1 : 1 + _LATEST]),
        topics=tuple(
            Link(title=topic.name, url=urls.field_url(topic.id), count=counts.get(topic.id, 0))
            for topic in material.topics.values()
        ),
        result=result_sentence(coverage) if coverage else "",
        plan=_plan_link(coverage.plan) if coverage else None,
        marks=task_marks(coverage) if coverage else (),
        documents=_documents(material),
        index_results=tuple(
            material.cards[post.source] for post in listed if post.areas == (_INDEX_AREA,)
        )[:3],
        starter=coverage.has_starter if coverage else False,
    )


def current_coverage(material: Material) -> Coverage | None:
    """Coverage of the plan in force at the build's moment, else of the newest plan."""
    plan = material.site.current_plan if material.has_plans else None
    return material.coverages[plan.id] if plan else None


def result_sentence(coverage: Coverage) -> str:
    """One true sentence on what has been published."""
    served = sum(bool(task.outputs) for task in coverage.tasks)
    total = len(coverage.planned_outputs)
    return (
        f"Đến ngày {format_date(coverage.as_of)}, {served} trong {len(coverage.tasks)} nhiệm vụ của Kế hoạch "
        f"đã có sản phẩm công bố, tổng số {total} sản phẩm."
    )


def _plan_link(plan: Plan) -> Link:
    return Link(title=f"Kết quả thực hiện {plan.title}", url=urls.plan_url(plan.id))


def task_marks(coverage: Coverage) -> tuple[TaskMark, ...]:
    """Each task with how many outputs it has."""
    return tuple(
        TaskMark(
            number=item.task.number, title=item.task.title, count=len(item.outputs),
            url=urls.task_url(coverage.plan.id, item.task.number),
        )
        for item in coverage.tasks
    )


def _documents(material: Material) -> tuple[File, ...]:
    found = (material.file(item) for post in material.site.listed for item in post.attachments)
    return tuple(islice(found, _DOCUMENTS))


def _site_map(material: Material) -> SiteMapView:
    topics = tuple(Link(title=topic.name, url=urls.field_url(topic.id)) for topic in material.topics.values())
    kinds = tuple(Link(title=kind.name, url=urls.kind_url(kind.id)) for kind in material.kinds.values())
    units = tuple(Link(title=unit.name, url=urls.unit_url(unit.id)) for unit in material.units.values())
    tags = sorted(material.tags.values(), key=lambda tag: sort_key(tag.name))
    standing = tuple(Link(title=page.title, url=f"{page.slug}/") for page in material.site.pages
                     if page.status == "published")
    branches = [
        Branch(link=Link(title="Trang chuyên mục", url=""), links=standing),
        Branch(link=Link(title="Theo lĩnh vực", url="linh-vuc/"), links=topics),
        *_plan_branches(material),
        Branch(link=Link(title="Tìm kiếm", url="tim-kiem/")),
        Branch(link=Link(title="Tất cả tin, bài", url="bai-viet/")),
        Branch(link=Link(title="Theo năm", url="theo-nam/"), branches=tuple(_year_branches(material))),
        Branch(link=Link(title="Theo thể loại", url="the-loai/"), links=kinds),
        Branch(link=Link(title="Theo đơn vị", url="don-vi/"), links=units),
        Branch(link=Link(title="Dữ liệu mở", url="du-lieu/")),
        Branch(link=Link(title="Từ khóa", url="tu-khoa/"),
               links=tuple(Link(title=tag.name, url=urls.tag_url(tag.slug)) for tag in tags)),
    ]
    return SiteMapView(head=Head(title="Sơ đồ trang", url="so-do-trang/"), branches=tuple(branches))


def _year_branches(material: Material) -> Iterator[Branch]:
    months = sorted({(post.year, post.date.month) for post in material.site.listed}, reverse=True)
    for year, group in groupby(months, key=itemgetter(0)):
        links = tuple(Link(title=f"Tháng {month}", url=urls.month_url(year, month)) for _, month in group)
        yield Branch(link=Link(title=f"Năm {year}", url=urls.year_url(year)), links=links)


def _plan_branches(material: Material) -> Iterator[Branch]:
    if not material.has_plans:
        return
    plans = []
    for plan in reversed(material.site.plans):
        tasks = [Link(title=f"Nhiệm vụ {task.number}: {task.title}", url=urls.task_url(plan.id, task.number))
                 for task in plan.tasks]
        areas = [area_link(plan, area.letter) for area in plan.areas]
        plans.append(Branch(link=Link(title=plan.title, url=urls.plan_url(plan.id)), links=(*tasks, *areas)))
    yield Branch(link=Link(title="Kế hoạch tuyên truyền", url="ke-hoach/"), branches=tuple(plans))
