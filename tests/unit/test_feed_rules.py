"""The rule checkers that the feeds are tested with: each rule finds its fault, and nothing in a right document."""

from __future__ import annotations

import pytest

from feed_rules.atom import atom_faults
from feed_rules.json_feed import json_feed_faults
from feed_rules.rss import rss_faults
from feed_rules.sitemap import index_faults, sitemap_faults

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
RSS = HEAD + """\
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Kênh</title><link>https://example.vn/</link><description>Mô tả</description><language>vi</language>
<lastBuildDate>Fri, 10 May 2024 08:30:00 +0700</lastBuildDate><ttl>60</ttl>
<atom:link rel="self" type="application/rss+xml" href="https://example.vn/rss.xml"/>
<image><url>https://example.vn/logo.png</url><title>Kênh</title><link>https://example.vn/</link></image>
<item><title>Bài</title><link>https://example.vn/bai/</link><description>Một &amp;lt;b&gt;</description>
<category>Thể chế</category><enclosure url="https://example.vn/a.pdf" length="12" type="application/pdf"/>
<guid isPermaLink="false">tag:1</guid><pubDate>Fri, 10 May 2024 08:30:00 +0700</pubDate></item>
<item><title>Hai</title><guid>https://example.vn/hai/</guid></item>
</channel></rss>"""
ATOM = HEAD + """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><title>Kênh</title><id>tag:a</id>
<updated>2024-05-10T08:30:00+07:00</updated><author><name>Sở</name></author>
<link rel="alternate" type="text/html" href="https://example.vn/"/>
<link rel="self" type="application/atom+xml" href="https://example.vn/feed.atom"/>
<entry><title type="text">Bài</title><id>tag:b</id><link href="https://example.vn/bai/"/>
<link rel="enclosure" type="application/pdf" length="12" href="https://example.vn/a.pdf"/>
<published>2024-05-10T08:00:00+07:00</published><updated>2024-05-10T08:30:00+07:00</updated>
<category term="the-che" label="Thể chế"/><summary>Một</summary></entry>
<entry><title>Hai</title><id>tag:c</id><link href="https://example.vn/hai/"/><updated>2024-05-09T08:30:00+07:00</updated></entry>
</feed>"""
JSON = """\
{"version": "https://jsonfeed.org/version/1.1", "title": "Kênh", "home_page_url": "https://example.vn/",
"feed_url": "https://example.vn/feed.json", "language": "vi", "authors": [{"name": "Sở"}], "_own": {},
"items": [{"id": "tag:1", "url": "https://example.vn/bai/", "title": "Bài", "content_text": "Một",
"image": "https://example.vn/a.png", "date_published": "2024-05-10T08:30:00+07:00", "tags": ["thể chế"],
"attachments": [{"url": "https://example.vn/a.pdf", "mime_type": "application/pdf", "size_in_bytes": 12}]},
{"id": "tag:2", "content_text": "Hai"}]}"""
SITEMAP = HEAD + """\
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://example.vn/cchc/</loc><lastmod>2024-05-10</lastmod><changefreq>daily</changefreq>
<image:image><image:loc>https://example.vn/cchc/a.png</image:loc></image:image></url>
<url><loc>https://example.vn/cchc/hai/</loc></url></urlset>"""
INDEX = HEAD + """\
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.vn/cchc/sitemap-1.xml</loc><lastmod>2024-05-10</lastmod></sitemap>
<sitemap><loc>https://example.vn/cchc/sitemap-2.xml</loc></sitemap></sitemapindex>"""
OWN = "https://example.vn/cchc/sitemap.xml"


def check_sitemap(data: bytes) -> list[str]:
    return sitemap_faults(data, OWN)


def check_index(data: bytes) -> list[str]:
    return index_faults(data, OWN)


@pytest.mark.parametrize(("check", "text"), [
    (rss_faults, RSS), (atom_faults, ATOM), (json_feed_faults, JSON), (check_sitemap, SITEMAP), (check_index, INDEX),
])
def test_a_right_document_has_no_faults(check, text: str) -> None:
    assert check(text.encode()) == []


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("</rss>", "", "not well-formed"), (HEAD, "", "no XML declaration"), ('"2.0"', '"0.92"', "version"),
    ("<rss", "<feed", "not well-formed"), ("</channel>", "</channel><channel/>", "2 channels"),
    ("<description>Mô tả</description>", "", "no description"), ("<title>Kênh</title><l", "<title> </title><l", "no title"),
    ("<link>https://example.vn/</link><d", "<link>/cchc/</link><d", "channel link"),
    ("<ttl>60</ttl>", "<ttl>60</ttl><ttl>60</ttl>", "ttl stands 2"), ("<ttl>60", "<ttl>một giờ", "ttl"),
    ("<language>vi", "<language>Tiếng Việt", "language"), ("<ttl>60</ttl>", "<updated/>", "updated is no element"),
    ("Fri, 10 May 2024 08:30:00 +0700</last", "Thu, 10 May 2024 08:30:00 +0700</last", "lastBuildDate"),
    ("Fri, 10 May 2024 08:30:00 +0700</pub", "2024-05-10T08:30:00+07:00</pub", "pubDate"),
    ("Fri, 10 May 2024 08:30:00 +0700</pub", "Fri, 10 Mai 2024 08:30:00 +0700</pub", "pubDate"),
    ("Fri, 10 May 2024 08:30:00 +0700</pub", "Fri, 10 May 2024 25:30:00 +0700</pub", "pubDate"),
    ('rel="self"', 'rel="next"', "itself"), ('href="https://example.vn/rss.xml"', 'href="rss.xml"', "itself"),
    ("logo.png", "logo.svg", "image is no GIF"), ("<title>Kênh</title><link>https://example.vn/</link></image>",
                                                  "<title>Kênh</title><link>https://khac.vn/</link></image>", "link of the image"),
    ("<title>Bài</title>", "<tieude>Bài</tieude>", "tieude is no element"), ("https://example.vn/bai/", "bai/", "link of an item"),
    ("<title>Hai</title>", "", "neither title nor description"), ("tag:1", "https://example.vn/hai/", "guid twice"),
    ('<guid isPermaLink="false">tag:1', "<guid>tag:1", "said to be an address"),
    ("<guid>https://example.vn/hai/</guid>", "", "no guid"), ("<category>Thể chế", "<category>", "category is empty"),
    ("&amp;lt;b&gt;", "&lt;b&gt;", "read as HTML"), ('length="12"', 'length="12 KB"', "length"), ('length="12"', "", "length"),
    ('url="https://example.vn/a.pdf"', 'url="a.pdf"', "enclosure has no absolute"), ('type="application/pdf"', "", "media type"),
    ("<category>", "<author>Sở</author><category>", "author is no e-mail"),
    ("<guid isP", '<enclosure url="https://example.vn/b" length="1" type="a/b"/><guid isP', "enclosure stands 2"),
    ("https://example.vn/bai/", "https://example.vn/bài/", "link of an item"),
])
def test_each_rule_of_rss_finds_its_fault(old: str, new: str, fault: str) -> None:
    assert find(rss_faults, RSS, old, new, fault)


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("</feed>", "", "not well-formed"), ("2005/Atom", "2005/atom", "root is"), (' xml:lang="vi"', "", "no language"),
    ("<title>Kênh</title>", "", "no {http://www.w3.org/2005/Atom}title"), ("<id>tag:a</id>", "", "}id"),
    ("<id>tag:a", "<id>a b", "IRI"), ("<updated>2024-05-10T08:30:00+07:00</updated><author>", "<author>", "}updated"),
    ("<updated>2024-05-10T08:30:00+07:00</updated><author>", "<updated>10/05/2024</updated><author>", "RFC 3339"),
    ("<updated>2024-05-10T08:30:00+07:00</updated><author>", "<updated>2024-05-11T08:30:00+07:00</updated><author>", "newest entry"),
    ("<updated>2024-05-09T08:30:00+07:00", "<updated>2024-02-30T08:30:00+07:00", "RFC 3339"),
    ("<published>2024-05-10T08:00:00+07:00", "<published>2024-05-10", "published is no date"),
    ("<author><name>Sở</name></author>", "", "entry without author"), ("<name>Sở</name>", "", "}name"),
    ('rel="self"', 'rel="via"', "link to itself"), ('href="https://example.vn/bai/"', 'href="bai/"', "absolute href"),
    ('<link href="https://example.vn/hai/"/>', "", "neither content nor an alternate"), ("tag:c", "tag:b", "id twice"),
    ('<link href="https://example.vn/hai/"/>', '<link href="https://example.vn/h/"/><link href="https://example.vn/hai/"/>', "alternate link"),
    ("<title>Hai</title>", "<title>Hai</title><title>Ba</title>", "title stands 2"), ('type="text"', 'type="markdown"', "type of text"),
    ('term="the-che"', "", "no term"), ('length="12" ', "", "without type or length"), ('length="12"', 'length="x"', "number of bytes"),
    ('type="application/pdf"', 'type="PDF"', "media type"), ("<summary>Một</summary>", "<description/>", "no element"),
    ("<entry><title>Hai", '<entry xml:lang="Tiếng Anh"><title>Hai', "xml:lang"),
])
def test_each_rule_of_atom_finds_its_fault(old: str, new: str, fault: str) -> None:
    assert find(atom_faults, ATOM, old, new, fault)


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("]}", "", "not JSON"), ("version/1.1", "version/1", "version"), ('"title": "Kênh", ', "", "no title"),
    ('"https://example.vn/feed.json"', '"feed.json"', "feed_url"), ('"language": "vi"', '"language": "Việt"', "language"),
    ('{"name": "Sở"}', "{}", "author has neither"), ("_own", "own", "own is no key"), ('"items"', '"_items"', "no items"),
    ('"id": "tag:2", ', "", "no id"), ('"tag:2"', "2", "no id"), ('"tag:2"', '"tag:1"', "id twice"),
    (', "content_text": "Hai"', "", "no content"), ('"https://example.vn/bai/"', '"/bai/"', "url is not absolute"),
    ("2024-05-10T08:30:00+07:00", "2024-05-10", "date_published"), ('["thể chế"]', "[1]", "tag is no text"),
    ('"mime_type": "application/pdf", ', "", "media type"), ('"size_in_bytes": 12', '"size_in_bytes": "12"', "size"),
    ('"size_in_bytes"', '"size"', "size is no key"), ('"https://example.vn/a.png"', '"a.png"', "image is not absolute"),
])
def test_each_rule_of_json_feed_finds_its_fault(old: str, new: str, fault: str) -> None:
    assert find(json_feed_faults, JSON, old, new, fault)


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("</urlset>", "", "not well-formed"), ("sitemap/0.9", "sitemap/0.84", "root is"), ("<loc>https://example.vn/cchc/hai/</loc>", "", "}loc"),
    ("https://example.vn/cchc/hai/", "/cchc/hai/", "no absolute"), ("https://example.vn/cchc/hai/", "https://example.vn/khac/", "own place"),
    ("https://example.vn/cchc/hai/", "https://example.vn/cchc/", "loc twice"), ("cchc/hai/", f"cchc/{'a' * 2048}/", "2,048"),
    ("2024-05-10", "10/05/2024", "lastmod"), ("2024-05-10", "2024-05-32", "lastmod"), (">daily<", ">hằng ngày<", "changefreq"),
    ("<loc>https://example.vn/cchc/</loc><lastmod>2024-05-10</lastmod>", "<lastmod>2024-05-10</lastmod><loc>https://example.vn/cchc/</loc>", "order"),
    ("<changefreq>daily</changefreq>", "<title/>", "do not belong"), ("https://example.vn/cchc/a.png", "a.png", "image without"),
    ("</image:loc>", "</image:loc><image:caption>x</image:caption>", "image without"),
    ("</url>\n<url>", "".join(f"<image:image><image:loc>https://example.vn/{n}</image:loc></image:image>" for n in range(1000)) + "</url>\n<url>", "1,000 images"),
    ("</urlset>", "".join(f"<url><loc>https://example.vn/cchc/{n}</loc></url>" for n in range(49_999)) + "</urlset>", "50001 entries"),
])
def test_each_rule_of_sitemaps_finds_its_fault(old: str, new: str, fault: str) -> None:
    assert find(check_sitemap, SITEMAP, old, new, fault)


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("sitemap/0.9", "sitemap/0.84", "root is"), ("sitemap-2", "sitemap-1", "loc twice"), ("2024-05-10", "x", "lastmod"),
    ("</lastmod>", "</lastmod><priority>1</priority>", "do not belong"), ("https://example.vn/cchc/sitemap-2", "https://example.vn/x", "own place"),
])
def test_each_rule_of_sitemap_indexes_finds_its_fault(old: str, new: str, fault: str) -> None:
    assert find(check_index, INDEX, old, new, fault)


def find(check, text: str, old: str, new: str, fault: str) -> bool:
    """Whether the fault is found once the document is broken at one place."""
    assert old in text
    return any(fault in found for found in check(text.replace(old, new, 1).encode()))
