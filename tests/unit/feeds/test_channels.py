"""Which feeds a site has and what they hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from cchc.addresses import fed_pages
from cchc.feeds.channels import build_channels, build_feeds
from cchc.feeds.entries import Channel, EntryMaker
from cchc.text import VIETNAM
from cchc.urls import feed_urls
from materials import BASE, make_material
from support import make_plan, write_post


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_plan(tmp_path)
    return tmp_path


def channels_of(content: Path, **options: object) -> dict[str, Channel]:
    return {channel.page: channel for channel in build_channels(EntryMaker(make_material(content, **options), len))}


def slugs(channel: Channel) -> list[str]:
    return [entry.url.rstrip("/").rpartition("/")[2] for entry in channel.entries]


def test_the_section_every_field_unit_and_task_has_a_feed(content: Path) -> None:
    """And these are the addresses that links may lead to."""
    material = make_material(content)
    pages = [channel.page for channel in build_channels(EntryMaker(material, len))]
    assert pages[0] == ""
    assert len(set(pages)) == len(pages)
    assert set(pages[1:]) == set(fed_pages(material.site))
    assert {"linh-vuc/the-che/", "don-vi/van-phong/", "ke-hoach/2024/nhiem-vu/7/"} <= set(pages)


def test_without_pages_of_plans_there_are_no_feeds_of_tasks(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "tasks: [1]\nunit: van-phong")
    found = channels_of(content, edition="none")
    assert [page for page in found if page.startswith("ke-hoach/")] == []
    assert slugs(found["don-vi/van-phong/"]) == ["mot"]


def test_a_site_without_plans_has_the_feed_of_the_section(content: Path) -> None:
    material = make_material(content)
    (channel,) = build_channels(EntryMaker(replace(material, site=replace(material.site, plans=()), coverages={}), len))
    assert (channel.page, channel.entries, channel.updated.isoformat()) == ("", (), "2000-01-01T00:00:00+00:00")


def test_a_post_stands_in_the_feeds_of_its_fields_unit_and_tasks(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "tasks: [4]\nunit: thanh-tra")
    write_post(content, "2024-03-02", "hai", "areas: [a]")
    found = channels_of(content)
    assert slugs(found[""]) == ["hai", "mot"]
    held = {page for page, channel in found.items() if "mot" in slugs(channel)}
    assert held == {"", "linh-vuc/the-che/", "don-vi/thanh-tra/", "ke-hoach/2024/nhiem-vu/4/"}


def test_only_listed_posts_stand_in_feeds(content: Path) -> None:
    states = {
        "nhap": "status: draft", "duyet": "status: review", "hen": "publish_at: 2025-03-01",
        "het": "expires: 2024-06-01", "go": "withdrawn: {date: 2024-06-01, reason: Sai}", "con": "expires: 2025-06-01",
    }
    for slug, front in states.items():
        write_post(content, "2024-03-01", slug, f"tasks: [1]\nunit: van-phong\n{front}")
    for edition in ("results", "full"):
        found = channels_of(content, edition=edition)
        assert {slug for channel in found.values() for slug in slugs(channel)} == {"con"}
        assert slugs(found["ke-hoach/2024/nhiem-vu/1/"]) == ["con"]


def test_a_tasks_feed_holds_its_posts_and_the_log_once_and_newest_first(content: Path) -> None:
    """An attachment that is an output stands in its post's entry."""
    (content / "tep").mkdir()
    (content / "tep/a.pdf").write_bytes(b"%PDF")
    write_post(content, "2024-03-01", "mot", "tasks: [1]\nattachments: [{file: tep/a.pdf, kind: quyet-dinh}]")
    write_post(content, "2024-05-01", "hai", "tasks: [1]")
    (content / "so-theo-doi").mkdir()
    (content / "so-theo-doi/2024.csv").write_text(
        "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Đường dẫn/tệp kiểm chứng\n" + "10/04/2024,Tin,tin,1,https://bao.vn/tin/\n" * 2,
        encoding="utf-8",
    )
    assert slugs(channels_of(content)["ke-hoach/2024/nhiem-vu/1/"]) == ["hai", "tin", "mot"]


def test_a_feed_holds_the_thirty_newest(content: Path) -> None:
    for number in range(35):
        write_post(content, f"2024-03-{number % 28 + 1:02d}", f"bai-{number}", "tasks: [1]\nunit: van-phong")
    found = channels_of(content)
    for page in ("", "don-vi/van-phong/", "ke-hoach/2024/nhiem-vu/1/"):
        entries = found[page].entries
        assert len(entries) == 30
        assert [entry.published for entry in entries] == sorted((entry.published for entry in entries), reverse=True)


def test_the_time_of_a_feed_is_that_of_its_newest_change_and_not_of_the_build(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "tasks: [1]\nupdates: [{date: 2024-04-02, note: Sửa}]")
    write_post(content, "2024-03-02", "hai", "tasks: [2]")
    for day in (5, 31):
        found = channels_of(content, moment=datetime(2024, 12, day, tzinfo=VIETNAM))
        assert found[""].updated.isoformat() == "2024-04-02T00:00:00+07:00"
        assert found["ke-hoach/2024/nhiem-vu/2/"].updated.isoformat() == "2024-03-02T00:00:00+07:00"
        assert found["ke-hoach/2024/nhiem-vu/5/"].updated.isoformat() == "2024-01-01T00:00:00+07:00"


def test_feeds_are_named_after_their_pages(content: Path) -> None:
    found = channels_of(content, logo="theme/logo.png")
    field = found["linh-vuc/the-che/"]
    assert (field.id, field.address) == ("tag:example.vn,2024:cchc/linh-vuc/the-che/", f"{BASE}linh-vuc/the-che/")
    assert field.title == "Cải cách thể chế | Cải cách hành chính"
    assert field.description == "Cải cách thể chế, Cải cách hành chính, Sở Khoa học và Công nghệ"
    assert found[""].logo == f"{BASE}theme/logo.png"
    assert channels_of(content)[""].logo == ""


def test_every_feed_is_written_as_rss_and_atom_and_the_sections_as_json_too(content: Path) -> None:
    material = make_material(content)
    files = dict(build_feeds(material, len))
    wanted = {path for channel in build_channels(EntryMaker(material, len)) for path in feed_urls(channel.page)}
    assert set(files) == wanted | {"feed.json"}
    assert json.loads(files["feed.json"])["items"] == []
