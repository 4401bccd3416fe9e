"""RSS, Atom and JSON Feed of one channel: by the rules, whole, and the same for any text."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.feeds.atom import render_atom
from cchc.feeds.entries import Channel, Enclosure, Entry, for_rss, plain
from cchc.feeds.json_feed import render_json_feed
from cchc.feeds.rss import render_rss
from cchc.pages.parts import Link
from cchc.text import VIETNAM
from feed_rules.atom import atom_faults
from feed_rules.json_feed import json_feed_faults
from feed_rules.rss import rss_faults

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
BASE = "https://example.vn/cchc/"
MOMENT = datetime(2024, 5, 10, 8, 30, tzinfo=VIETNAM)
PICTURE = Enclosure(url=f"{BASE}anh/a.png", type="image/png", size=40, title="Sơ đồ")
PAPER = Enclosure(url=f"{BASE}tep/b.pdf", type="application/pdf", size=9)
ENTRY = Entry(
    id="tag:example.vn,2024:cchc/bai-viet/2024/mot/", url=f"{BASE}bai-viet/2024/mot/", title="Sở KH&CN", summary="Tóm tắt",
    published=MOMENT, updated=datetime(2024, 5, 12, tzinfo=VIETNAM), language="vi", author="Nguyễn Văn A",
    topics=(Link(title="Cải cách thể chế", url="linh-vuc/the-che/"),), tags=("một cửa",), picture=PICTURE, files=(PAPER,),
)
OTHER = Entry(
    id="tag:example.vn,2024:cchc/bai-viet/2024/hai/", url=f"{BASE}bai-viet/2024/hai/", title="Reform", summary="",
    published=MOMENT, updated=MOMENT, language="en",
)
CHANNEL = Channel(
    id="tag:example.vn,2024:cchc/linh-vuc/the-che/", page="linh-vuc/the-che/", address=f"{BASE}linh-vuc/the-che/",
    base_url=BASE, title="Cải cách thể chế", description="Mô tả", publisher="Sở", language="vi", logo="",
    updated=ENTRY.updated, entries=(ENTRY, OTHER),
)
FORMS = [(render_rss, rss_faults), (render_atom, atom_faults), (render_json_feed, json_feed_faults)]
each_form = pytest.mark.parametrize(("render", "faults"), FORMS, ids=["rss", "atom", "json"])


@each_form
def test_a_feed_follows_the_rules_of_its_form(render, faults) -> None:
    for logo in ("", f"{BASE}theme/logo.png", f"{BASE}theme/logo.svg"):
        assert faults(render(replace(CHANNEL, logo=logo))) == []
    assert faults(render(replace(CHANNEL, entries=()))) == []


@each_form
def test_the_same_feed_is_the_same_bytes(render, faults) -> None:
    assert render(CHANNEL) == render(replace(CHANNEL))
    assert faults(render(CHANNEL)) == []


def test_rss_names_its_address_language_logo_and_time() -> None:
    channel = ET.fromstring(render_rss(replace(CHANNEL, logo=f"{BASE}theme/logo.png"))).find("channel")
    assert channel.find(f"{ATOM}link").get("href") == f"{BASE}linh-vuc/the-che/rss.xml"
    assert (channel.findtext("language"), channel.findtext("ttl")) == ("vi", "60")
    assert channel.findtext("lastBuildDate") == "Sun, 12 May 2024 00:00:00 +0700"
    assert channel.findtext("image/url") == f"{BASE}theme/logo.png"
    for logo in ("", f"{BASE}theme/logo.svg"):
        assert ET.fromstring(render_rss(replace(CHANNEL, logo=logo))).find("channel/image") is None


def test_an_item_of_rss_has_one_enclosure_the_picture_else_the_first_file() -> None:
    items = ET.fromstring(render_rss(CHANNEL)).findall("channel/item")
    assert items[0].find("enclosure").attrib == {"url": PICTURE.url, "length": "40", "type": "image/png"}
    assert items[1].find("enclosure") is None
    bare = ET.fromstring(render_rss(replace(CHANNEL, entries=(replace(ENTRY, picture=None),))))
    assert bare.find("channel/item/enclosure").get("url") == PAPER.url
    assert items[0].find("guid").attrib == {"isPermaLink": "false"}
    assert (items[0].findtext("pubDate"), items[0].findtext("category")) == ("Fri, 10 May 2024 08:30:00 +0700", "Cải cách thể chế")
    assert (items[0].findtext(f"{DC}creator"), items[0].find(f"{DC}language")) == ("Nguyễn Văn A", None)
    assert items[1].findtext(f"{DC}language") == "en"


def test_atom_gives_every_file_language_and_author() -> None:
    root = ET.fromstring(render_atom(CHANNEL))
    first, second = root.findall(f"{ATOM}entry")
    files = [link.attrib for link in first.findall(f"{ATOM}link") if link.get("rel") == "enclosure"]
    assert files == [
        {"rel": "enclosure", "type": "image/png", "length": "40", "href": PICTURE.url, "title": "Sơ đồ"},
        {"rel": "enclosure", "type": "application/pdf", "length": "9", "href": PAPER.url},
    ]
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "Nguyễn Văn A"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Sở"
    assert first.find(f"{ATOM}category").attrib == {"term": "the-che", "label": "Cải cách thể chế"}
    assert second.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert second.find(f"{ATOM}summary") is None
    assert first.findtext(f"{ATOM}published") == "2024-05-10T08:30:00+07:00"
    assert first.findtext(f"{ATOM}updated") == "2024-05-12T00:00:00+07:00"


def test_json_feed_gives_tags_files_and_a_text() -> None:
    feed = json.loads(render_json_feed(replace(CHANNEL, page="", address=BASE)))
    first, second = feed["items"]
    assert (feed["feed_url"], feed["home_page_url"]) == (f"{BASE}feed.json", BASE)
    assert first["tags"] == ["Cải cách thể chế", "một cửa"]
    assert first["image"] == PICTURE.url
    assert first["attachments"] == [{"url": PAPER.url, "mime_type": "application/pdf", "size_in_bytes": 9}]
    assert (first["content_text"], second["content_text"], second["language"]) == ("Tóm tắt", "Reform", "en")
    assert "authors" not in second


HARD = st.one_of(
    st.text(), st.sampled_from(["]]>", "<script>alert(1)</script>", "&lt;&#0;", "😀 ủy ban", "\x00\x1b\ud800\uffff", "a" * 100_000, "\r\n"])
)


@given(title=HARD, summary=HARD, author=HARD)
def test_any_text_gives_a_feed_by_the_rules_that_says_just_this(title: str, summary: str, author: str) -> None:
    title, summary, author = plain(title) or "x", plain(summary), plain(author)
    channel = replace(CHANNEL, title=title, entries=(replace(ENTRY, title=title, summary=summary, author=author),))
    for render, faults in FORMS:
        assert faults(render(channel)) == []
    rss, atom = ET.fromstring(render_rss(channel)), ET.fromstring(render_atom(channel))
    assert rss.findtext("channel/item/title") == for_rss(title)
    assert rss.findtext("channel/item/description", "") == for_rss(summary)
    assert atom.findtext(f"{ATOM}entry/{ATOM}title") == title
    assert atom.findtext(f"{ATOM}entry/{ATOM}summary", "") == summary
    assert json.loads(render_json_feed(channel))["items"][0]["title"] == title
