"""What pages of a published site say to machines: metas, JSON-LD, social cards, the code on paper."""

from __future__ import annotations

import html as entities
import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from cchc.qr import make_code
from structured import faults, objects, of_type
from support import ROOT, run_inv, tree, write_post

BASE = "https://example.vn/cai-cach-hanh-chinh/"
HOSTILE = '</script><script>alert(1)</script> & "KH&CN" ; a'
META = re.compile(r'<meta (name|property)="([^"]+)" content="([^"]*)">')
DUBLIN = ("title", "creator", "description", "publisher", "type", "format", "identifier", "language")
OPEN_GRAPH = ("title", "description", "url", "type", "site_name", "locale", "image", "image:width", "image:height", "image:alt")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, a hostile post with every meta, and posts that are over."""
    folder = tmp_path_factory.mktemp("noi-dung") / "content"
    shutil.copytree(ROOT / "content", folder)
    front = (
        f"tasks: [1]\nsummary: {json.dumps(HOSTILE)}\ntags: [một cửa, {json.dumps(HOSTILE)}]\nauthor: Nguyễn Văn A\n"
        "source: Báo A\ndate: 2024-05-10 08:30\nupdates: [{date: 2024-05-12, note: Sửa}]\ndocuments: ['76/NQ-CP']"
    )
    post = write_post(folder, "2024-05-10", "doc-hai", front, "Nội dung.")
    post.write_text(post.read_text(encoding="utf-8").replace("title: doc-hai", f"title: {json.dumps(HOSTILE)}"), "utf-8")
    write_post(folder, "2024-05-11", "het-han", "areas: [a]\nexpires: 2024-06-01")
    write_post(folder, "2024-05-12", "go-bo", "areas: [a]\nauthor: Trần B\ntags: [đã rút]\n"
               "withdrawn: {date: 2024-06-01, reason: Sai số liệu}")
    write_post(folder, "2024-05-14", "tieng-anh", "areas: [a]\nlang: en")
    write_post(folder, "2024-05-13", "dai", f"areas: [a]\nsummary: {'dài ' * 99}")
    return folder


def build(content: Path, output: Path, *more: str) -> Path:
    done = run_inv("build", "--content", str(content), "--output", str(output), "--base-url", BASE, "--as-of", "2024-12-31", *more)
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="module")
def published(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("xuat-ban")
    return build(content, folder / "site", "--publish", "--cache", str(folder / "cache"))


def pages(folder: Path) -> dict[str, str]:
    """Every page but those that only lead on or stand in a frame."""
    found = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    return {path: text for path, text in found.items() if 'http-equiv="refresh"' not in text and "c-breadcrumb" in text}


def metas(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, name, value in META.findall(text):
        found.setdefault(name, []).append(entities.unescape(value))
    return found


def post(folder: Path, slug: str) -> str:
    return (folder / "bai-viet/2024" / slug / "index.html").read_text(encoding="utf-8")


def test_every_page_describes_itself_once(published: Path) -> None:
    files = tree(published)
    for path, text in pages(published).items():
        found = metas(text)
        url = BASE + path.removesuffix("index.html")
        for name in ("description", *(f"DC.{part}" for part in DUBLIN), "og:title", "og:url", "og:type", "twitter:card"):
            assert len(found[name]) == 1, (path, name)
        assert 10 <= len(found["description"][0]) <= 300, path
        assert found["description"] == found["DC.description"] == found["og:description"], path
        assert found["DC.identifier"] == found["og:url"] == [url], path
        told = [name for name in OPEN_GRAPH[:7] if name != "locale" or found["DC.language"] == ["vi"]]
        assert [name for name in told if f"og:{name}" not in found] == [], path
        image = found["og:image"][0].removeprefix(BASE)
        assert image in files, (path, image)
        assert found["og:image:alt"][0], path
        assert found["twitter:card"] == ["summary_large_image"], path
        if "og:image:width" in found:
            size = Image.open(BytesIO(files[image])).size
            assert size == (int(found["og:image:width"][0]), int(found["og:image:height"][0])), path
        assert text.count('rel="canonical"') == ('content="noindex"' not in text), path
        for day in found.get("DC.date", []):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", day), path
        assert [value for values in found.values() for value in values if not value] == [], path


def test_a_post_says_when_it_was_published_and_what_it_is_about(published: Path) -> None:
    found = metas(post(published, "doc-hai"))
    assert found["og:type"] == ["article"]
    assert found["article:published_time"] == ["2024-05-10T08:30:00+07:00"]
    assert found["article:modified_time"] == ["2024-05-12T00:00:00+07:00"]
    assert found["article:tag"] == ["một cửa", HOSTILE]
    assert found["DC.subject"][0].endswith(f"một cửa; {HOSTILE.replace(';', ',')}")
    assert (found["DC.creator"], found["DC.source"], found["DC.date"]) == (["Nguyễn Văn A"], ["Báo A"], ["2024-05-10"])
    assert found["og:title"] == found["DC.title"] == [HOSTILE]


def test_a_post_in_another_language_does_not_pass_for_vietnamese(published: Path) -> None:
    """Open Graph knows languages only with their country, which a post does not tell."""
    found = metas(post(published, "tieng-anh"))
    assert found["DC.language"] == ["en"]
    assert "og:locale" not in found
    assert metas(post(published, "doc-hai"))["og:locale"] == ["vi_VN"]


def test_json_ld_keeps_the_rules_on_every_page(published: Path) -> None:
    for path, text in pages(published).items():
        assert [fault for thing in objects(text) for fault in faults(thing)] == [], path
        assert "alert(1)</script>" not in text, path
        indexed = 'content="noindex"' not in text
        assert len(of_type(text, "BreadcrumbList")) == indexed, path
    article = of_type(post(published, "doc-hai"), "NewsArticle")[0]
    assert article["headline"] == HOSTILE
    assert article["citation"] == ["76/NQ-CP"] or article["citation"][0].endswith("76/NQ-CP")
    assert of_type(post(published, "go-bo"), "NewsArticle") == []
    assert not re.search("Trần B|đã rút", post(published, "go-bo"))
    assert of_type(post(published, "het-han"), "NewsArticle")[0]["expires"] == "2024-06-01T00:00:00+07:00"


def test_the_way_here_is_the_same_for_readers_and_machines(published: Path) -> None:
    for path, text in pages(published).items():
        for found in of_type(text, "BreadcrumbList"):
            visible = re.search(r'<ol class="c-breadcrumb__list">(.*?)</ol>', text, re.DOTALL)
            assert visible, path
            names = [entities.unescape(re.sub(r"<[^>]+>", "", item)) for item in re.findall(r"<li[^>]*>(.*?)</li>", visible[1])]
            assert [item["name"] for item in found["itemListElement"]] == names, path


def test_the_first_page_tells_of_agency_section_and_search(published: Path) -> None:
    text = (published / "index.html").read_text(encoding="utf-8")
    assert of_type(text, "GovernmentOrganization")[0]["name"] == "Sở Khoa học và Công nghệ"
    assert of_type(text, "WebSite")[0]["potentialAction"]["target"]["urlTemplate"].startswith(f"{BASE}tim-kiem/?q=")


def test_every_listed_post_without_a_picture_has_a_card(published: Path) -> None:
    files = tree(published)
    cards = {path: data for path, data in files.items() if path.endswith("/the-chia-se.png")}
    listed = {path for path in files if re.fullmatch(r"bai-viet/2024/[^/]+/index\.html", path) and b"noindex" not in files[path]}
    own = {path for path in listed if f"{path.removesuffix('index.html')}the-chia-se.png" not in cards}
    assert len(cards) > 20
    assert {urlsplit(metas(files[path].decode())["og:image"][0]).path.split("/")[2] for path in own} == {"anh"}
    assert not {path for path in cards if "het-han" in path or "go-bo" in path}
    shared = [path for path in files if re.fullmatch(r"theme/the-chia-se\.[0-9a-f]{10}\.png", path)]
    assert len(shared) == 1
    for data in [*cards.values(), files[shared[0]]]:
        assert Image.open(BytesIO(data)).size == (1200, 630)
        assert len(data) <= 25_000


def test_the_code_on_paper_is_that_of_the_address(published: Path) -> None:
    code = make_code(f"{BASE}bai-viet/2024/doc-hai/")
    svg = re.findall(r"<svg class=\"c-print-source__code\" viewBox=\"0 0 (\d+) \d+\".*?<path d=\"([^\"]*)\"", post(published, "doc-hai"))
    assert svg == [(str(code.side), code.path)]
    assert "c-print-source__code" not in post(published, "go-bo")


def test_cache_and_processes_change_no_byte_of_a_published_site(published: Path, content: Path, tmp_path: Path) -> None:
    cache = published.parent / "cache"
    for path in (*cache.glob("cards/??/*"), *cache.glob("qr/??/*")):
        path.write_bytes(path.read_bytes()[:-1])
    again = build(content, tmp_path / "a", "--publish", "--cache", str(cache), "--jobs", "2")
    full = build(content, tmp_path / "b", "--publish", "--full", "--jobs", "1")
    assert tree(again) == tree(published)
    assert tree(full) == tree(published)


def test_without_publish_there_are_no_cards_and_no_codes(content: Path, tmp_path: Path) -> None:
    output = build(content, tmp_path / "site")
    assert not [path for path in tree(output) if "the-chia-se" in path]
    text = post(output, "doc-hai")
    assert "c-print-source__code" not in text
    assert "og:image" not in metas(text)
    assert metas(text)["twitter:card"] == ["summary"]
    assert "potentialAction" not in (output / "index.html").read_text(encoding="utf-8")


def test_the_internal_edition_gives_a_text_for_zalo_and_no_json_ld(content: Path, tmp_path: Path) -> None:
    output = build(content, tmp_path / "site", "--internal")
    text = post(output, "dai")
    area = entities.unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)[0])
    title, summary, address = area.split("\n\n")
    assert (title, address) == ("dai", f"{BASE}bai-viet/2024/dai/")
    assert len(summary) <= 160
    assert summary.endswith("dài…")
    assert "<textarea" not in post(output, "go-bo")
    assert [path for path, page in pages(output).items() if objects(page)] == []
