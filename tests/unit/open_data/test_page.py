"""The page about open data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc.open_data.articles import Articles
from cchc.open_data.columns import COLUMNS
from cchc.open_data.page import build_data_page
from cchc.pages.data_views import DataView
from materials import BASE, make_material
from support import make_plan, write_post


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_plan(tmp_path)
    return tmp_path


def view_of(content: Path, **options: object) -> DataView:
    material = make_material(content, **options)
    paths = ["du-lieu/articles.json", "du-lieu/articles.csv", "du-lieu/articles.schema.json"]
    paths += [f"ke-hoach/2024/coverage.{suffix}" for suffix in ("json", "csv", "xlsx")]
    sizes = {path: 1000 * (index + 1) for index, path in enumerate(paths)}
    page = build_data_page(material, Articles(material), sizes)
    assert (page.output_path, page.template) == ("du-lieu/index.html", "data.html")
    return page.view


def test_the_page_names_every_file_with_its_type_and_size(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "areas: [a]")
    view = view_of(content)
    assert [(file.url, file.type, file.size) for file in view.files] == [
        ("du-lieu/articles.csv", "CSV", "2 KB"), ("du-lieu/articles.json", "JSON", "1 KB"),
        ("du-lieu/articles.schema.json", "JSON", "3 KB"),
    ]
    (plan,) = view.plans
    assert [(file.url, file.type, file.size) for file in plan.files] == [
        ("ke-hoach/2024/coverage.xlsx", "XLSX", "6 KB"), ("ke-hoach/2024/coverage.csv", "CSV", "5 KB"),
        ("ke-hoach/2024/coverage.json", "JSON", "4 KB"),
    ]
    assert [file.url for file in view.feeds] == ["rss.xml", "feed.atom", "feed.json"]
    assert (view.total, view.day, view.day_iso) == (1, "01/03/2024", "2024-03-01")
    assert [column.key for column in view.columns] == [column.key for column in COLUMNS]


def test_without_pages_of_plans_the_page_has_no_word_on_them(content: Path) -> None:
    view = view_of(content, edition="none")
    assert view.plans == ()
    assert "kế hoạch" not in view.lead


def test_without_posts_there_is_no_day(content: Path) -> None:
    view = view_of(content)
    assert (view.total, view.day, view.day_iso) == (0, "", "")


def test_the_data_set_is_described_for_portals_and_search_engines(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "areas: [a]")
    (text,) = view_of(content).head.structured
    thing = json.loads(text)
    assert (thing["@type"], thing["isAccessibleForFree"], thing["dateModified"]) == ("Dataset", True, "2024-03-01")
    assert thing["license"] == f"{BASE}du-lieu/#dieu-khoan"
    assert [(file["encodingFormat"], file["contentUrl"]) for file in thing["distribution"]] == [
        ("text/csv", f"{BASE}du-lieu/articles.csv"), ("application/json", f"{BASE}du-lieu/articles.json"),
    ]
    assert view_of(content, edition="full").head.structured == ()
