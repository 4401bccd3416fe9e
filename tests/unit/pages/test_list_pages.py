"""Lists of posts, built from small content folders."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cchc.examination import examine
from cchc.outputs import measure_site
from cchc.pages.build import build_pages
from cchc.pages.material import Material, format_size
from cchc.pages.parts import SiteChrome
from cchc.pages.views import Page
from cchc.records.store import RecordStore
from cchc.text import VIETNAM, shorten
from support import make_plan, write_post

END = datetime(2024, 12, 31, 23, 59, tzinfo=VIETNAM)


def make_chrome(*, internal: bool = False) -> SiteChrome:
    return SiteChrome(
        name="CCHC", agency="Sở", parent_agency="", portal_name="Trang chủ", portal_url="https://example.vn/",
        base_url="https://example.vn/", menu=(), footer_links=(), facts=(), stylesheet="x.css", internal=internal,
    )


def pages_of(content: Path, *, internal: bool = False, moment: datetime = END) -> dict[str, Page]:
    examined = examine(content, moment, RecordStore(None))
    assert examined.loaded.errors == ()
    site = examined.loaded.site
    material = Material(
        site=site, bodies=examined.bodies, records=examined.records, links=examined.links, coverages=measure_site(site),
        chrome=make_chrome(internal=internal),
        edition="full" if internal else "results", sizes={}, per_page=20,
    )
    return {page.output_path: page for page in build_pages(material)}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_plan(tmp_path)
    return tmp_path


def test_a_long_list_is_cut_into_pages_that_know_each_other(content: Path) -> None:
    for day in range(1, 29):
        write_post(content, f"2024-03-{day:02d}", f"bai-{day}", "tasks: [1]")
    pages = pages_of(content)
    first, second = pages["theo-nam/2024/index.html"].view, pages["theo-nam/2024/trang/2/index.html"].view
    assert (len(first.cards), len(second.cards), first.total, first.pages) == (20, 8, 28, 2)
    assert (first.newer, first.older) == ("", "theo-nam/2024/trang/2/")
    assert (second.newer, second.older) == ("theo-nam/2024/", "")
    assert first.cards[0].title == "bai-28"
    assert second.cards[-1].title == "bai-1"


def test_without_posts_every_list_says_what_would_be_here(content: Path) -> None:
    pages = pages_of(content)
    assert pages["index.html"].view.lead is None
    empty = [page for page in pages.values() if page.template == "list.html"]
    assert len(empty) > 10
    assert all(page.view.empty and not page.view.head.index for page in empty)


def test_a_kinds_page_holds_its_members_too(content: Path) -> None:
    write_post(content, "2024-03-01", "mot-tin", "tasks: [1]\nkind: tin")
    pages = pages_of(content)
    assert [card.title for card in pages["the-loai/tin/index.html"].view.cards] == ["mot-tin"]
    assert [card.title for card in pages["the-loai/tin-bai/index.html"].view.cards] == ["mot-tin"]
    assert pages["the-loai/bai/index.html"].view.cards == ()


def test_a_tag_narrows_the_topics_of_an_area_with_several(content: Path) -> None:
    write_post(content, "2024-03-01", "rong", "areas: [c]\ntags: [khác]")
    write_post(content, "2024-03-02", "hep", "areas: [c]\ntags: [thủ tục hành chính]")
    pages = pages_of(content)
    assert [card.title for card in pages["linh-vuc/cong-vu/index.html"].view.cards] == ["rong"]
    assert [card.title for card in pages["linh-vuc/thu-tuc-hanh-chinh/index.html"].view.cards] == ["hep", "rong"]


def test_neighbours_and_related_posts(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "tasks: [1]\ndocuments: [76/NQ-CP]")
    write_post(content, "2024-03-02", "hai", "tasks: [2]")
    write_post(content, "2024-03-03", "ba", "tasks: [4]\ndocuments: [76/NQ-CP]")
    pages = pages_of(content)
    view = pages["bai-viet/2024/hai/index.html"].view
    assert (view.newer.title, view.older.title) == ("ba", "mot")
    assert pages["bai-viet/2024/mot/index.html"].view.related[0].title == "ba"


def test_posts_of_a_year_without_a_plan_are_published_too(content: Path) -> None:
    write_post(content, "2022-03-01", "cu", "tags: [xưa]")
    pages = pages_of(content)
    assert pages["bai-viet/2022/cu/index.html"].view.tasks == ()
    assert "theo-nam/2022/index.html" in pages


def test_two_plans_stand_side_by_side(content: Path) -> None:
    text = (content / "ke-hoach/2024.yaml").read_text(encoding="utf-8")
    text = text.replace('id: "2024"', 'id: "2025"', 1).replace("2024-01-01", "2025-01-01").replace("2024-12-31", "2025-12-31")
    (content / "ke-hoach/2025.yaml").write_text(text, encoding="utf-8")
    write_post(content, "2024-03-01", "truoc", "tasks: [1]")
    write_post(content, "2025-03-01", "sau", "tasks: [1]")
    pages = pages_of(content, moment=datetime(2025, 6, 1, tzinfo=VIETNAM))
    plans = pages["ke-hoach/index.html"].view.plans
    assert [(plan.url, plan.state) for plan in plans] == [
        ("ke-hoach/2025/", "Đang diễn ra"), ("ke-hoach/2024/", "Đã kết thúc")]
    assert [plan.summary.rpartition(", ")[2] for plan in plans] == ["tổng số 1 sản phẩm."] * 2
    assert pages["index.html"].view.plan.url == "ke-hoach/2025/"
    assert pages["ke-hoach/2024/nhiem-vu/1/index.html"].view.row.newest.title == "truoc"


@pytest.mark.parametrize(("size", "words"), [(0, "0 byte"), (999, "999 byte"), (109_400, "109 KB"), (1_250_000, "1,2 MB")])
def test_sizes_as_readers_see_them(size: int, words: str) -> None:
    assert format_size(size) == words


def test_a_summary_is_cut_at_a_word() -> None:
    text = "từ " * 100
    short = shorten(text, 50)
    assert len(short) <= 50
    assert short.endswith("từ…")
    assert shorten("ngắn", 50) == "ngắn"


def test_an_index_leads_to_lists_that_hold_something_and_the_site_map_to_all(content: Path) -> None:
    """A unit with tasks of the plan has something to show before its first post."""
    write_post(content, "2024-03-01", "mot-tin", "tasks: [1]\nkind: tin")
    pages = pages_of(content)
    kinds = [(link.url, link.count) for link in pages["the-loai/index.html"].view.links]
    assert sorted(kinds) == [("the-loai/tin-bai/", 1), ("the-loai/tin/", 1)]
    assert all(link.count or pages[f"{link.url}index.html"].view.groups for link in pages["don-vi/index.html"].view.links)
    assert "the-loai/bai/index.html" in pages
    branches = {branch.link.url: branch for branch in pages["so-do-trang/index.html"].view.branches}
    assert "the-loai/bai/" in [link.url for link in branches["the-loai/"].links]


def test_titles_in_another_language_say_so_wherever_they_stand(content: Path) -> None:
    write_post(content, "2024-03-01", "truoc", "tasks: [1]")
    write_post(content, "2024-03-02", "english", "tasks: [1]\nlang: en")
    write_post(content, "2024-03-03", "sau", "tasks: [1]")
    pages = pages_of(content)
    cards = pages["bai-viet/index.html"].view.cards
    assert [card.lang for card in cards] == ["", "en", ""]
    assert pages["bai-viet/2024/sau/index.html"].view.older.lang == "en"
    assert pages["bai-viet/2024/english/index.html"].view.older.lang == ""
