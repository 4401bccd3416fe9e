"""The newest headlines for the portal's pages, built from small content folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc.feeds.headlines import build_headlines
from cchc.pages.embed import FRAME, NEWEST, PIECE, build_embed_pages
from cchc.pages.material import Material
from cchc.render import make_environment, render_page
from materials import BASE, make_material
from support import ROOT, make_plan, write_post


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a plan and no posts."""
    make_plan(tmp_path)
    return tmp_path


def rendered(material: Material) -> dict[str, str]:
    environment = make_environment(ROOT / "theme" / "templates")
    return {page.output_path: render_page(page, material.chrome, environment) for page in build_embed_pages(material)}


def test_the_newest_posts_are_named_newest_first_and_no_others(content: Path) -> None:
    """Expired and withdrawn posts are not news."""
    for day in range(1, NEWEST + 3):
        write_post(content, f"2024-03-{day:02d}", f"bai-{day}", "tasks: [1]")
    write_post(content, "2024-04-01", "het", "tasks: [1]\nexpires: 2024-05-01")
    write_post(content, "2024-04-02", "rut", "tasks: [1]\nwithdrawn: {date: 2024-05-01}")
    material = make_material(content)
    (path, data), = build_headlines(material)
    document = json.loads(data)
    assert (path, document["schema"], document["home"]) == ("ma-nhung/tin-moi.json", "cchc.headlines/1", BASE)
    assert [item["title"] for item in document["items"]] == [f"bai-{day}" for day in range(NEWEST + 2, 2, -1)]
    assert document["items"][0] == {
        "title": "bai-8", "url": f"{BASE}bai-viet/2024/bai-8/", "date": "2024-03-08",
        "field": "Chỉ đạo, điều hành", "image": None,
    }
    for text in rendered(material).values():
        assert [text.count(item["url"]) for item in document["items"]] == [1] * NEWEST
        assert "bai-2/" not in text


def test_the_frame_is_a_page_and_the_piece_is_not(content: Path) -> None:
    write_post(content, "2024-03-01", "bai", "tasks: [1]", "Lời.")
    pages = rendered(make_material(content))
    assert '<meta name="robots" content="noindex">' in pages[FRAME]
    assert '<html lang="vi">' in pages[FRAME]
    assert pages[PIECE].startswith('<ul class="c-headlines__list">')
    assert pages[PIECE].strip() in pages[FRAME]


def test_a_section_without_posts_says_so(content: Path) -> None:
    assert all("Chưa có bài nào" in text for text in rendered(make_material(content)).values())


def test_titles_are_text(content: Path) -> None:
    """A title with signs of HTML stays a title, in HTML and in JSON."""
    target = write_post(content, "2024-03-01", "bai", "tasks: [1]")
    target.write_text(target.read_text(encoding="utf-8").replace("title: bai", "title: '<b>A & B</b> \"C\"'"), encoding="utf-8")
    material = make_material(content)
    assert all("&lt;b&gt;A &amp; B&lt;/b&gt;" in text for text in rendered(material).values())
    assert json.loads(next(build_headlines(material))[1])["items"][0]["title"] == '<b>A & B</b> "C"'
