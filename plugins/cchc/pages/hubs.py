"""Where a list leads on: a topic's contents and tasks in the plan, a unit's tasks, the months of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cchc import urls
from cchc.pages.material import Material, area_link
from cchc.pages.parts import Link, LinkGroup
from cchc.plan import Plan, PlanTask
from cchc.post import Post


def topic_groups(material: Material, topic: str) -> tuple[LinkGroup, ...]:
    """What the current plan says on a topic: the content areas with it, and the tasks of these areas."""
    plan = material.site.current_plan if material.has_plans else None
    if plan is None:
        return ()
    letters = [area.letter for area in plan.areas if topic in area.fields]
    tasks = [task for task in plan.tasks if set(task.areas) & set(letters)]
    areas = LinkGroup(id="noi-dung-ke-hoach", title=f"Nội dung của {_short(plan)}",
                      links=tuple(area_link(plan, letter) for letter in letters))
    return _filled([areas, _task_group("nhiem-vu-ke-hoach", f"Nhiệm vụ của {_short(plan)}", plan, tasks)])


def unit_groups(material: Material, unit: str) -> tuple[LinkGroup, ...]:
    """Tasks of the current plan that a unit leads and supports."""
    plan = material.site.current_plan if material.has_plans else None
    if plan is None:
        return ()
    leads = [task for task in plan.tasks if unit in task.lead]
    supports = [task for task in plan.tasks if unit in task.support]
    return _filled([
        _task_group("chu-tri", f"Chủ trì trong {_short(plan)}", plan, leads),
        _task_group("phoi-hop", f"Phối hợp trong {_short(plan)}", plan, supports),
    ])


def month_links(year: int, posts: Iterable[Post]) -> tuple[Link, ...]:
    """The months of a year that have posts, the newest first."""
    counts = Counter(post.date.month for post in posts)
    return tuple(Link(title=f"Tháng {month}", url=urls.month_url(year, month), count=counts[month])
                 for month in sorted(counts, reverse=True))


def _short(plan: Plan) -> str:
    return f"Kế hoạch năm {plan.id}" if plan.id.isdecimal() else plan.title


def _task_group(name: str, title: str, plan: Plan, tasks: Iterable[PlanTask]) -> LinkGroup:
    links = (Link(title=f"Nhiệm vụ {task.number}: {task.title}", url=urls.task_url(plan.id, task.number))
             for task in tasks)
    return LinkGroup(id=name, title=title, links=tuple(links))


def _filled(groups: Iterable[LinkGroup]) -> tuple[LinkGroup, ...]:
    return tuple(group for group in groups if group.links)
