"""The search page: its filters, and the ways to the archives that need no script."""

from __future__ import annotations

from collections.abc import Iterator

from cchc import urls
from cchc.pages.material import Material
from cchc.pages.parts import Head, Link
from cchc.pages.views import Choice, Page, SearchFilter, SearchView
from cchc.plan import Plan, PlanTask
from cchc.post import Post

WAYS = (
    Link(title="Theo lĩnh vực", url="linh-vuc/"), Link(title="Theo năm", url="theo-nam/"),
    Link(title="Theo thể loại", url="the-loai/"), Link(title="Từ khóa", url="tu-khoa/"),
    Link(title="Tất cả tin, bài", url="bai-viet/"),
)


def build_search_page(material: Material) -> Iterator[Page]:
    """The one page of search; without --publish it says so and leads on."""
    url = "tim-kiem/"
    head = Head(title="Tìm kiếm", url=url, description=f"Tìm trong chuyên mục {material.chrome.name}")
    filters = tuple(item for item in _filters(material) if item.choices) if material.chrome.publish else ()
    view = SearchView(head=head, filters=filters, ways=WAYS)
    yield Page(output_path=urls.page_file(url), template="search.html", view=view)


def post_traits(material: Material, post: Post) -> tuple[str, ...]:
    """What the filters find a post by, as "linh-vuc=the-che"; a kind brings its group."""
    kind = material.kinds.get(post.kind or "")
    kinds = dict.fromkeys([kind.id, kind.group or kind.id] if kind else [])
    return (
        f"nam={post.year}", *(f"linh-vuc={topic}" for topic in material.topic_ids[post.source]),
        *(f"nhiem-vu={post.plan}-{number}" for number in post.tasks), *(f"the-loai={item}" for item in kinds),
        *([f"don-vi={post.unit}"] if post.unit else []),
    )


def task_traits(plan: Plan, task: PlanTask) -> tuple[str, ...]:
    """What the filters find a task's page by."""
    topics = dict.fromkeys(topic for letter in task.areas for topic in plan.area_by_letter[letter].fields)
    return (*(f"linh-vuc={topic}" for topic in topics), f"nhiem-vu={plan.id}-{task.number}",
            *(f"don-vi={unit}" for unit in dict.fromkeys(task.lead)))


def _filters(material: Material) -> Iterator[SearchFilter]:
    """Every filter with what it offers: only what some post has."""
    used = {trait for post in material.site.listed for trait in post_traits(material, post)}

    def offer(name: str, title: str, names: dict[str, str]) -> SearchFilter:
        found = (Choice(value=value, title=text) for value, text in names.items() if f"{name}={value}" in used)
        return SearchFilter(name=name, title=title, choices=tuple(found))

    yield offer("linh-vuc", "Lĩnh vực", {topic.id: topic.name for topic in material.topics.values()})
    yield offer("the-loai", "Thể loại", {kind.id: kind.name for kind in material.kinds.values()})
    yield offer("don-vi", "Đơn vị", {unit.id: unit.name for unit in material.units.values()})
    years = sorted({post.year for post in material.site.listed}, reverse=True)
    yield offer("nam", "Năm", {f"{year}": f"{year}" for year in years})
    if material.has_plans:
        plans = material.site.plans
        yield offer("nhiem-vu", "Nhiệm vụ", {
            f"{plan.id}-{task.number}": f"{plan.id}: {task.number}. {task.title}" if len(plans) > 1
            else f"{task.number}. {task.title}"
            for plan in reversed(plans) for task in plan.tasks
        })
