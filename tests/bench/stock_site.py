"""The corpus as a site of stock Pelican 4.12 without plugins, with a theme equal to ours (tests/bench/stock).

Stock Pelican has three taxonomies: its categories are our kinds, its authors our fields (a post may have several), its
tags our tags. Pages it makes none of (tasks, areas, kinds and units without posts, indexes) are TEMPLATE_PAGES.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from .corpus import BenchPost
from .hugo_site import fields_of, letter_slug, read_plan, write_assets

from cchc.plan import Plan  # isort: skip - hugo_site has put plugins/ on the path

_SITE = Path(__file__).with_name("stock")
_KIND = "tin-bai"


def write_stock(folder: Path, posts: Sequence[BenchPost]) -> None:
    """Settings, theme, and a content folder with the posts and one small template for each page of its own."""
    shutil.copytree(_SITE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    plan, content = read_plan(), folder / "content"
    content.mkdir()
    names = {field.id: field.name for field in plan.fields}
    for post in posts:
        authors = "".join(f"{names[field]}; " for field in fields_of(post, plan))
        front = (
            f"Title: {post.title}\nDate: {post.day.isoformat()}\nSlug: {post.slug}\nCategory: Tin, bài\n"
            f"Tags: {', '.join(post.tags)}\nAuthors: {authors}\nTask: {post.task}\nArea: {post.area}\n\n"
        )
        (content / f"{post.slug}.md").write_text(front + post.body, encoding="utf-8")
    pages = {}
    for target, template, values in _pages(plan):
        name = f"page-{target.replace('/', '-')}"
        sets = "".join(f"{{% set {key} = {json.dumps(value, ensure_ascii=False)} %}}" for key, value in values.items())
        (content / name).write_text(f'{sets}{{% extends "{template}" %}}\n', encoding="utf-8")
        pages[name] = target
    facts = {"pages": pages, "plan": _facts(plan)}
    (folder / "facts.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    write_assets(folder / "static")


def _pages(plan: Plan) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Output file, template and variables of each page stock Pelican would not make by itself."""
    yield "index.html", "home.html", {"here": ""}
    for name in ("404.html", "so-do-trang/index.html", "du-lieu/index.html", "tim-kiem/index.html"):
        yield name, f"{name.partition('/')[0].removesuffix('.html')}.html", {"here": name.removesuffix("index.html")}
    yield "ke-hoach/index.html", "plans.html", {"here": "ke-hoach/"}
    yield f"ke-hoach/{plan.id}/index.html", "plan.html", {"here": f"ke-hoach/{plan.id}/"}
    yield "don-vi/index.html", "units.html", {"here": "don-vi/"}
    yield "theo-nam/index.html", "years.html", {"here": "theo-nam/"}
    for task in plan.tasks:
        here = f"ke-hoach/{plan.id}/nhiem-vu/{task.number}/"
        yield f"{here}index.html", "task.html", {"here": here, "key": str(task.number)}
    for area in plan.areas:
        here = f"ke-hoach/{plan.id}/noi-dung/{letter_slug(area.letter)}/"
        yield f"{here}index.html", "area.html", {"here": here, "key": area.letter}
    for unit in plan.units:
        yield f"don-vi/{unit.id}/index.html", "unit.html", {"here": f"don-vi/{unit.id}/", "key": unit.id}
    for kind in plan.kinds:
        if kind.id != _KIND:
            yield f"the-loai/{kind.id}/index.html", "kind.html", {"here": f"the-loai/{kind.id}/", "key": kind.name}


def _facts(plan: Plan) -> dict[str, object]:
    """What the templates show of the plan."""
    units = {unit.id: unit.name for unit in plan.units}
    return {
        "id": plan.id, "title": plan.title, "units": units,
        "tasks": [
            {
                "number": str(task.number), "title": task.title, "text": task.text, "lead": task.lead,
                "support": task.support, "lead_text": task.lead_text, "support_text": task.support_text,
                "areas": task.areas, "products": task.products.text, "schedule": task.schedule.text,
            }
            for task in plan.tasks
        ],
        "areas": [
            {
                "letter": area.letter, "slug": letter_slug(area.letter), "title": area.title, "text": area.text,
                "fields": [field.name for field in plan.fields if field.id in area.fields],
                "tasks": [str(task.number) for task in plan.tasks if area.letter in task.areas],
            }
            for area in plan.areas
        ],
    }
