"""The sitemap: which pages, when they changed, their pictures, and its parts when it is large."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path

import pytest

from cchc.pages.build import build_pages
from cchc.sitemap import NAMESPACE, build_sitemaps
from cchc.text import VIETNAM
from feed_rules.sitemap import index_faults, sitemap_faults
from materials import BASE, make_material
from sites import good
from support import make_plan, write_post

SPACE = f"{{{NAMESPACE}}}"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_plan(tmp_path)
    (tmp_path / "anh").mkdir()
    for name in ("a.png", "b.png"):
        (tmp_path / "anh" / name).write_bytes(good.OTHER_FILES["anh/hop.png"])
    return tmp_path


def sitemaps(content: Path, *, limits: dict[str, int] | None = None, **options: object) -> dict[str, bytes]:
    material = make_material(content, **options)
    return build_sitemaps(build_pages(material), material.site.listed, BASE, **limits or {})


def entries(content: Path, **options: object) -> dict[str, ET.Element]:
    (data,) = sitemaps(content, **options).values()
    assert sitemap_faults(data, f"{BASE}sitemap.xml") == []
    return {entry.findtext(f"{SPACE}loc").removeprefix(BASE): entry for entry in ET.fromstring(data)}


def day(entry: ET.Element) -> str | None:
    return entry.findtext(f"{SPACE}lastmod")


def test_only_pages_that_may_be_found_are_listed(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "tasks: [1]\naliases: [cu.html]")
    write_post(content, "2024-03-02", "nhap", "tasks: [1]\nstatus: draft")
    write_post(content, "2024-03-03", "het", "tasks: [1]\nexpires: 2024-04-01")
    write_post(content, "2024-03-04", "go", "tasks: [1]\nwithdrawn: {date: 2024-04-01}")
    found = entries(content)
    assert [path for path in found if path.startswith("bai-viet/2024/")] == ["bai-viet/2024/mot/"]
    assert {"404.html", "cu.html", "linh-vuc/chinh-quyen-so/"}.isdisjoint(found)
    assert {"", "bai-viet/", "ke-hoach/2024/", "so-do-trang/"} <= set(found)


def test_a_post_changed_when_it_appeared_or_at_its_newest_note(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "tasks: [1]")
    write_post(content, "2024-03-02", "hai", "tasks: [1]\nupdates: [{date: 2024-05-01, note: Sửa}, {date: 2025-05-01, note: Sửa}]")
    write_post(content, "2024-03-03", "ba", "tasks: [1]\npublish_at: 2024-03-10 07:00")
    found = entries(content)
    assert [day(found[f"bai-viet/2024/{slug}/"]) for slug in ("mot", "hai", "ba")] == ["2024-03-01", "2024-05-01", "2024-03-10"]


def test_a_list_is_as_new_as_what_it_lists(content: Path) -> None:
    for number in range(1, 26):
        write_post(content, f"2024-03-{number:02d}", f"bai-{number}", "tasks: [1]\nareas: [a]\nunit: van-phong")
    write_post(content, "2024-02-01", "khac", "tasks: [4]\ntags: [một cửa]")
    found = entries(content)
    wanted = {
        "": "2024-03-25", "bai-viet/": "2024-03-25", "bai-viet/trang/2/": "2024-03-05", "tu-khoa/mot-cua/": "2024-02-01",
        "don-vi/van-phong/": "2024-03-25", "theo-nam/2024/": "2024-03-25", "ke-hoach/2024/nhiem-vu/1/": "2024-03-25",
        "ke-hoach/2024/nhiem-vu/4/": "2024-02-01", "ke-hoach/2024/noi-dung/a/": "2024-03-25",
    }
    assert {path: day(found[path]) for path in wanted} == wanted


def test_further_pages_of_a_tasks_outputs_are_as_new_as_their_rows(content: Path) -> None:
    (content / "so-theo-doi").mkdir()
    rows = "".join(f"{1 + number // 10:02d}/03/2024,Sản phẩm {number},tin,1\n" for number in range(120))
    (content / "so-theo-doi/2024.csv").write_text(f"Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ\n{rows}", encoding="utf-8")
    found = entries(content)
    assert day(found["ke-hoach/2024/nhiem-vu/1/"]) == "2024-03-12"
    assert day(found["ke-hoach/2024/nhiem-vu/1/trang/2/"]) == "2024-03-02"


def test_pages_without_a_date_of_their_own_claim_none(content: Path) -> None:
    """A plan's page tells the figures of the day of the build; saying so each day would mean nothing."""
    write_post(content, "2024-03-01", "mot", "tasks: [1]")
    found = entries(content)
    for path in ("ke-hoach/", "ke-hoach/2024/", "so-do-trang/", "linh-vuc/", "ke-hoach/2024/nhiem-vu/5/"):
        assert day(found[path]) is None, path


def test_nothing_depends_on_the_day_of_the_build(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "tasks: [1]")
    first, second = (sitemaps(content, moment=datetime(2024, 12, number, tzinfo=VIETNAM)) for number in (5, 25))
    assert first == second


def test_the_pictures_of_a_post_are_named(content: Path) -> None:
    """Its lead image and those of its text, each once; no others."""
    body = "Một\n\n![Sơ đồ](../../anh/b.png) ![Lần nữa](../../anh/b.png) ![Ảnh chính](../../anh/a.png)\n"
    write_post(content, "2024-03-01", "mot", "tasks: [1]\nimage: {file: anh/a.png, alt: Sơ đồ}", body)
    write_post(content, "2024-03-02", "hai", "tasks: [1]")
    found = entries(content)
    assert re.findall(r"cchc/(anh/[a-z.]+)", ET.tostring(found["bai-viet/2024/mot/"], "unicode")) == ["anh/a.png", "anh/b.png"]
    assert [path for path, entry in found.items() if "image" in ET.tostring(entry, "unicode")] == ["bai-viet/2024/mot/"]


@pytest.mark.parametrize("limits", [{"most_urls": 10}, {"most_bytes": 900}])
def test_a_large_sitemap_becomes_an_index_of_parts(content: Path, limits: dict[str, int]) -> None:
    """Every page stands in exactly one part, no part is over the limit, the index tells each part's newest change."""
    write_post(content, "2024-03-01", "mot", "tasks: [1]\nareas: [a]")
    whole = list(entries(content))
    files = sitemaps(content, limits=limits)
    index = files.pop("sitemap.xml")
    assert index_faults(index, f"{BASE}sitemap.xml") == []
    assert list(files) == [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    assert [entry.findtext(f"{SPACE}loc") for entry in ET.fromstring(index)] == [BASE + name for name in files]
    assert len(files) > 2
    listed = []
    for (name, data), told in zip(files.items(), ET.fromstring(index), strict=True):
        assert sitemap_faults(data, BASE + name) == []
        assert len(data) <= limits.get("most_bytes", len(data))
        part = list(ET.fromstring(data))
        assert 1 <= len(part) <= limits.get("most_urls", len(part))
        assert day(told) == max((found for found in map(day, part) if found), default=None)
        listed += [entry.findtext(f"{SPACE}loc").removeprefix(BASE) for entry in part]
    assert listed == whole


def test_a_sitemap_at_the_limit_stays_one_file(content: Path) -> None:
    count = len(entries(content))
    assert list(sitemaps(content, limits={"most_urls": count})) == ["sitemap.xml"]
    assert len(sitemaps(content, limits={"most_urls": count - 1})) == 3
