"""The corpus as a Hugo site with a theme equal to ours (tests/bench/hugo), as a Hugo user would lay it out.

The plan file is the site's data file as it is; a field, kind, unit, tag, year, month, task and area of the plan is a
term of a taxonomy, with a content file that gives its name and its address.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from .corpus import ROOT, BenchPost, post_file

sys.path.insert(0, str(ROOT / "plugins"))

from cchc.addresses import post_topics
from cchc.plan import Plan
from cchc.plan_file import parse_plan
from cchc.post import Post
from cchc.text import VIETNAM, slugify
from cchc.theme import load_theme
from cchc.urls import letter_slug

_PLAN = "ke-hoach/2024.yaml"
_SITE = Path(__file__).with_name("hugo")
_FEEDS = {"outputs": ["html", "rss", "atom"]}


def write_hugo(folder: Path, posts: Sequence[BenchPost]) -> None:
    """Hugo's site folder: configuration, layouts, data, terms, posts, and our own stylesheet, script and icon."""
    shutil.copytree(_SITE, folder)
    (folder / "data").mkdir()
    shutil.copyfile(ROOT / "content" / _PLAN, folder / "data" / "plan.yaml")
    plan = read_plan()
    for path, front in _terms(plan, posts):
        _write(folder / "content" / path / "_index.md", front, "")
    for post in posts:
        _write(folder / "content" / "bai-viet" / "2024" / post_file(post), post_front(post, plan), post.body)
    write_assets(folder / "static" / "theme")


def read_plan() -> Plan:
    """The real plan of 2024."""
    plan = parse_plan(_PLAN, (ROOT / "content" / _PLAN).read_bytes()).plan
    if plan is None:
        raise SystemExit(f"content/{_PLAN} cannot be read")
    return plan


def post_front(post: BenchPost, plan: Plan) -> dict[str, Any]:
    """What ours derives from a post's file name, area and the plan, written out."""
    return {
        "title": post.title, "date": post.day.isoformat(), "slug": post.slug,
        "linh-vuc": list(fields_of(post, plan)), "the-loai": ["tin-bai"],
        "nhiem-vu": [str(post.task)], "noi-dung": [letter_slug(post.area)], "tu-khoa": [slugify(tag) for tag in post.tags],
        "theo-nam": [f"{post.day:%Y}"], "theo-thang": [f"{post.day:%Y-%m}"],
        "nhiem-vu-thang": [f"{post.task}-{post.day:%Y-%m}"],
    }


def fields_of(post: BenchPost, plan: Plan) -> tuple[str, ...]:
    """The fields ours finds for a post: those of its area, narrowed by tags that name one."""
    day = datetime(post.day.year, post.day.month, post.day.day, tzinfo=VIETNAM)
    return post_topics(
        Post(source=post.slug, slug=post.slug, title=post.title, date=day, areas=(post.area,), tags=post.tags), plan
    )


def write_assets(folder: Path) -> None:
    """Our stylesheet, script and icon, without the hash in their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in load_theme(ROOT / "theme", internal=False).files.items():
        stem, _, rest = path.rpartition("/")[2].partition(".")
        (folder / f"{stem}.{rest.rpartition('.')[2]}").write_bytes(data)


def _terms(plan: Plan, posts: Sequence[BenchPost]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Content folder and front matter of every term."""
    for weight, field in enumerate(plan.fields, 1):
        about = f"Tin, bài, nhiệm vụ và kết quả về {field.name[0].lower()}{field.name[1:]}."
        yield f"linh-vuc/{field.id}", {"title": field.name, "weight": weight, "description": about, **_FEEDS}
    for weight, kind in enumerate(plan.kinds, 1):
        yield f"the-loai/{kind.id}", {"title": kind.name, "weight": weight}
    for weight, unit in enumerate(plan.units, 1):
        yield f"don-vi/{unit.id}", {"title": unit.name, "weight": weight, "groups": _unit_groups(plan, unit.id), **_FEEDS}
    for tag in sorted({tag for post in posts for tag in post.tags}):
        yield f"tu-khoa/{slugify(tag)}", {"title": tag}
    for year in sorted({post.day.year for post in posts}):
        yield f"theo-nam/{year}", {"title": f"Năm {year}"}
    for year, month in sorted({(post.day.year, post.day.month) for post in posts}):
        yield f"theo-thang/{year}-{month:02}", {
            "title": f"Tháng {month} năm {year}", "short": f"Tháng {month}", "weight": month, "year": str(year),
            "url": f"/theo-nam/{year}/{month:02}/",
        }
    yield from _plan_terms(plan)


def _plan_terms(plan: Plan) -> Iterator[tuple[str, dict[str, Any]]]:
    for task in plan.tasks:
        yield f"nhiem-vu/{task.number}", {
            "title": f"Nhiệm vụ {task.number}: {task.title}", "number": task.number, "weight": task.number,
            "url": f"/ke-hoach/{plan.id}/nhiem-vu/{task.number}/", **_FEEDS,
        }
    for weight, area in enumerate(plan.areas, 1):
        slug = letter_slug(area.letter)
        yield f"noi-dung/{slug}", {
            "title": f"Nội dung {area.letter}: {area.title}", "linkTitle": area.title, "letter": area.letter,
            "weight": weight, "text": area.text, "fields": list(area.fields),
            "tasks": [task.number for task in plan.tasks if area.letter in task.areas],
            "url": f"/ke-hoach/{plan.id}/noi-dung/{slug}/",
        }


def _unit_groups(plan: Plan, unit: str) -> list[dict[str, Any]]:
    """The tasks a unit leads and supports, for the side of its page."""
    groups = [
        ("chu-tri", "Chủ trì trong Kế hoạch năm 2024", [task for task in plan.tasks if unit in task.lead]),
        ("phoi-hop", "Phối hợp trong Kế hoạch năm 2024", [task for task in plan.tasks if unit in task.support]),
    ]
    return [
        {"id": name, "title": title, "pages": [f"/nhiem-vu/{task.number}" for task in tasks]}
        for name, title, tasks in groups if tasks
    ]


def _write(path: Path, front: dict[str, Any], body: str) -> None:
    """A content file; its front matter is JSON written as YAML, which JSON is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    path.write_text(f"---\n{lines}---\n\n{body}", encoding="utf-8")
