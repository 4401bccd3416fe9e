"""Every feed, sitemap and open data file of the built real content, in each edition, by the rules of its form."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from jsonschema import Draft202012Validator

from feed_rules.atom import atom_faults
from feed_rules.json_feed import json_feed_faults
from feed_rules.rss import rss_faults
from feed_rules.sitemap import sitemap_faults
from support import ROOT, run_inv

BASE = "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/"
ATOM = "{http://www.w3.org/2005/Atom}"
RULES = {"rss.xml": rss_faults, "feed.atom": atom_faults, "feed.json": json_feed_faults}
PLAN = yaml.safe_load((ROOT / "content/ke-hoach/2024.yaml").read_text(encoding="utf-8"))
EDITIONS = ["built", "built_internal", "built_without_plans"]
each_edition = pytest.mark.parametrize("edition", EDITIONS)


@pytest.fixture(scope="session")
def built_without_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content without pages of plans."""
    output = tmp_path_factory.mktemp("none") / "site"
    done = run_inv("build", "--coverage", "none", "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture
def site(request: pytest.FixtureRequest, edition: str) -> Path:
    """The output of an edition; only those a test needs are built."""
    return request.getfixturevalue(edition)


def feeds_in(site: Path) -> Iterator[Path]:
    return (path for name in RULES for path in sorted(site.rglob(name)))


@each_edition
def test_every_feed_follows_the_rules_of_its_form(site: Path, edition: str) -> None:
    found = {path.relative_to(site).as_posix(): RULES[path.name](path.read_bytes()) for path in feeds_in(site)}
    assert {path: faults for path, faults in found.items() if faults} == {}
    tasks = 0 if edition == "built_without_plans" else len(PLAN["tasks"])
    assert len(found) == 1 + 2 * (1 + len(PLAN["fields"]) + len(PLAN["units"]) + tasks)


@each_edition
def test_every_address_in_a_feed_is_published_and_every_length_is_true(site: Path) -> None:
    for path in feeds_in(site):
        text = path.read_text(encoding="utf-8")
        for url in re.findall(rf"{BASE}[^\"<\s]*", text):
            place = url.removeprefix(BASE)
            assert (site / place / "index.html" if place.endswith("/") or not place else site / place).is_file(), url
        for url, length in re.findall(rf'<enclosure url="{BASE}([^"]*)" length="(\d+)"', text):
            assert (site / url).stat().st_size == int(length)


def test_a_published_pictures_length_is_that_of_its_published_bytes(built: Path) -> None:
    items = ET.parse(built / "rss.xml").getroot().findall("channel/item")
    found = [item.find("enclosure").attrib for item in items if item.find("enclosure") is not None]
    assert {file["type"] for file in found} == {"image/png", "application/pdf"}
    for file in found:
        assert (built / file["url"].removeprefix(BASE)).stat().st_size == int(file["length"])


class HeadReader(HTMLParser):
    """Reads the feeds a page announces and those it links to."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.announced: dict[str, str] = {}
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("type") in {"application/rss+xml", "application/atom+xml"}:
            url = urljoin(self.url, given["href"]).removeprefix(BASE)
            if tag == "link":
                assert given["rel"] == "alternate"
                self.announced[url] = given["title"]
            else:
                self.linked.append(url)


@each_edition
def test_a_page_with_feeds_announces_them_and_links_to_them(site: Path) -> None:
    """Each under a name of its own."""
    folders = {path.parent for path in site.rglob("rss.xml")} - {site}
    assert len(folders) >= 13
    for folder in folders:
        place = folder.relative_to(site).as_posix() + "/"
        reader = HeadReader(f"{BASE}{place}index.html")
        reader.feed((folder / "index.html").read_text(encoding="utf-8"))
        own = [f"{place}rss.xml", f"{place}feed.atom"]
        assert set(reader.announced) == {"rss.xml", "feed.atom", *own}
        assert len(set(reader.announced.values())) == 4
        assert set(own) <= set(reader.linked)


@each_edition
def test_the_sitemap_follows_the_rules_and_names_only_pages_to_be_found(site: Path) -> None:
    data = (site / "sitemap.xml").read_bytes()
    assert sitemap_faults(data, f"{BASE}sitemap.xml") == []
    places = re.findall(rf"<url><loc>{BASE}([^<]*)", data.decode())
    for place in places:
        html = (site / place / "index.html").read_text(encoding="utf-8")
        assert ('<meta name="robots" content="noindex">' in html) == ("Bản nội bộ" in html), place
    assert "du-lieu/" in places


@each_edition
def test_the_articles_are_as_their_schema_says(site: Path, edition: str) -> None:
    document = json.loads((site / "du-lieu/articles.json").read_bytes())
    schema = json.loads((site / "du-lieu/articles.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(document)] == []
    assert schema["$id"] == f"{BASE}du-lieu/articles.schema.json"
    articles = document["articles"]
    assert len(articles) == document["count"] == len({article["id"] for article in articles}) > 15
    assert document["updated"] == max(article["updated"] for article in articles)
    planned = {(article["plan"], bool(article["areas"])) for article in articles}
    assert planned == ({(None, False)} if edition == "built_without_plans" else {("2024", True)})


def test_the_articles_are_those_of_the_feed_under_the_same_ids(built: Path) -> None:
    articles = json.loads((built / "du-lieu/articles.json").read_bytes())["articles"]
    entries = ET.parse(built / "feed.atom").getroot().findall(f"{ATOM}entry")
    assert [article["id"] for article in articles] == [entry.findtext(f"{ATOM}id") for entry in entries]


def test_attachments_are_given_with_the_hash_of_what_is_published(built: Path) -> None:
    articles = json.loads((built / "du-lieu/articles.json").read_bytes())["articles"]
    files = [item for article in articles for item in article["attachments"]]
    assert files
    for item in files:
        data = (built / item["url"].removeprefix(BASE)).read_bytes()
        assert (item["bytes"], item["sha256"], item["type"]) == (len(data), sha256(data).hexdigest(), "application/pdf")


def test_the_csv_holds_the_articles_for_spreadsheets(built: Path) -> None:
    data = (built / "du-lieu/articles.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    articles = json.loads((built / "du-lieu/articles.json").read_bytes())["articles"]
    assert [row[header.index("Địa chỉ")] for row in rows] == [article["url"] for article in articles]
    assert all(re.fullmatch(r"\d{2}/\d{2}/\d{4}", row[header.index("Ngày đăng")]) for row in rows)


@each_edition
def test_the_data_page_tells_every_file_with_its_size(site: Path, edition: str) -> None:
    html = (site / "du-lieu/index.html").read_text(encoding="utf-8")
    links = {urljoin(f"{BASE}du-lieu/", url).removeprefix(BASE) for url in re.findall(r'href="([^"]*)"', html)}
    wanted = {"du-lieu/articles.json", "du-lieu/articles.csv", "du-lieu/articles.schema.json", "rss.xml", "feed.atom", "feed.json"}
    if edition != "built_without_plans":
        wanted |= {f"ke-hoach/2024/coverage.{suffix}" for suffix in ("json", "csv", "xlsx")} | {"ke-hoach/coverage.schema.json"}
    assert wanted <= links
    assert ("ke-hoach/2024/" in links) == (edition != "built_without_plans")
    assert len(re.findall(r"\((?:CSV|JSON|XLSX), \d+ KB\)", html)) == (3 if edition == "built_without_plans" else 6)
    for key in json.loads((site / "du-lieu/articles.json").read_bytes())["articles"][0]:
        assert f">{key}</code>" in html


@each_edition
def test_data_sets_are_described_to_search_engines_in_the_public_editions(site: Path, edition: str) -> None:
    for place in ("du-lieu", "ke-hoach/2024"):
        if not (site / place).is_dir():
            continue
        html = (site / place / "index.html").read_text(encoding="utf-8")
        texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        sets = [thing for thing in map(json.loads, texts) if thing["@type"] == "Dataset"]
        assert len(sets) == (0 if edition == "built_internal" else 1)
        for thing in sets:
            assert 50 <= len(thing["description"]) <= 5000
            assert thing["license"] == f"{BASE}du-lieu/#dieu-khoan"
            for file in thing["distribution"]:
                assert (site / file["contentUrl"].removeprefix(BASE)).is_file()
                assert "/" in file["encodingFormat"]


def test_the_pages_about_data_are_linked_from_the_footer_and_the_site_map(built: Path) -> None:
    assert '<a href="../du-lieu/">' in (built / "so-do-trang/index.html").read_text(encoding="utf-8").split("<footer")[0]
    assert "du-lieu/" in (built / "index.html").read_text(encoding="utf-8").split("<footer")[1]
