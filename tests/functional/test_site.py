"""The built site as its readers and machines see it."""

from __future__ import annotations

import hashlib
import html as entities
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from support import ROOT, run_inv, tree

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
PLAN = yaml.safe_load((ROOT / "content/ke-hoach/2024.yaml").read_text(encoding="utf-8"))
ATOM = "{http://www.w3.org/2005/Atom}"


def targets(tag: str, given: dict[str, str | None]) -> list[tuple[str, str]]:
    """Addresses an element names, with what names them."""
    plain = [(f"{tag}.{given.get('rel', '')}", value) for name in ("href", "src", "action") if (value := given.get(name)) is not None]
    candidates = [candidate.split() for candidate in str(given.get("srcset") or "").split(",")]
    return plain + [(f"{tag}.srcset", words[0]) for words in candidates if words]


class PageReader(HTMLParser):
    """Reads a page strictly: tags must nest, ids must be unique."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.counts: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = f"svg {tag}" if "svg" in self.stack else tag
        self.counts[name] = self.counts.get(name, 0) + 1
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"double attribute in <{tag}>")
        if "style" in given or any(name.startswith("on") for name in given):
            self.faults.append(f"inline style or handler in <{tag}>")
        if tag == "script" and not given.get("src") and given.get("type") != "application/ld+json":
            self.faults.append("inline script")
        if given.get("id"):
            self.ids.append(str(given["id"]))
        self.links += targets(tag, given)
        if tag == "img" and given.get("alt") is None:
            self.faults.append("img without alt")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def read_page(path: Path) -> PageReader:
    reader = PageReader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    if reader.stack:
        reader.faults.append(f"not closed: {reader.stack}")
    return reader


def pages_of(folder: Path) -> dict[str, PageReader]:
    return {path.relative_to(folder).as_posix(): read_page(path) for path in sorted(folder.rglob("*.html"))}


@pytest.fixture(scope="module")
def built_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content as it is published: with search, image variants and social cards."""
    output = tmp_path_factory.mktemp("published") / "site"
    done = run_inv("build", "--output", str(output), "--as-of", "2024-12-31", "--publish")
    assert done.returncode == 0, done.stderr
    return output


def test_the_coverage_page_names_all_seven_tasks_and_what_was_published(built: Path) -> None:
    html = (built / "ke-hoach/2024/index.html").read_text(encoding="utf-8")
    assert "Kết quả thực hiện Kế hoạch tuyên truyền CCHC năm 2024" in html
    for task in PLAN["tasks"]:
        assert task["title"].replace("&", "&amp;") in html
        assert f"ke-hoach/2024/nhiem-vu/{task['number']}/" in html
    assert len(re.findall(r"Đã có \d+ sản phẩm, gần nhất \d{2}/\d{2}/2024", html)) == 5
    assert html.count("Chưa có sản phẩm") >= 2
    assert "Dữ liệu khởi tạo, chưa phải số liệu chính thức" in html
    assert "Số liệu tính đến ngày 31/12/2024" in html


def test_the_internal_page_shows_each_status(built_internal: Path) -> None:
    html = (built_internal / "ke-hoach/2024/index.html").read_text(encoding="utf-8")
    assert "Theo dõi, đôn đốc thực hiện Kế hoạch" in html
    assert "Quy ước theo dõi của Văn phòng Sở" in html
    for label in ("Đúng tiến độ", "Lâu chưa có sản phẩm mới", "Chưa phát sinh", "Đang trong hạn"):
        assert label in html
    assert "Đúng tiến độ hoặc hoàn thành 3/6 nhiệm vụ (50 %), không tính 1 nhiệm vụ" in html


def test_every_page_is_well_formed_and_has_what_a_page_needs(built: Path, built_internal: Path) -> None:
    for folder in (built, built_internal):
        for path, page in pages_of(folder).items():
            assert page.faults == [], path
            assert len(set(page.ids)) == len(page.ids), path
            assert page.counts.get("style", 0) == 0, path
            assert page.counts["title"] == 1, path
            assert page.counts.get("h1", 0) == 1, path
            assert '<html lang="vi"' in (folder / path).read_text(encoding="utf-8"), path


def test_every_internal_link_and_fragment_leads_somewhere(
    built: Path, built_internal: Path, built_published: Path
) -> None:
    for folder in (built, built_internal, built_published):
        pages = pages_of(folder)
        files = set(tree(folder))
        for path, page in pages.items():
            for kind, target in page.links:
                check_link(path, kind, target, pages, files)


def check_link(path: str, kind: str, target: str, pages: dict[str, PageReader], files: set[str]) -> None:
    parts = urlsplit(target)
    if parts.scheme:
        assert parts.scheme in {"http", "https", "mailto"}, (path, target)
        assert kind.startswith(("a.", "link.")), (path, kind, target)
        return
    base = "/cai-cach-hanh-chinh/"
    if path == "404.html" and parts.path.startswith("/"):
        assert parts.path.startswith(base), target
        place = parts.path.removeprefix(base)
    else:
        assert not target.startswith("/"), (path, target)
        place = str(Path("/", path).parent / unquote(parts.path)) if parts.path else f"/{path}"
        trailing = "/" if parts.path.endswith("/") or parts.path in {".", ".."} else ""
        place = str(Path(place).resolve()).lstrip("/") + trailing
        place = place.removeprefix("/")
    wanted = place if place in files else f"{place.rstrip('/')}/index.html".lstrip("/")
    assert wanted in files, (path, target)
    if parts.fragment and wanted in pages:
        assert unquote(parts.fragment) in pages[wanted].ids, (path, target)


def test_every_full_address_of_the_section_leads_somewhere(built_published: Path) -> None:
    """Those of feeds, site maps, data, JSON-LD, canonical links and cards for sharing."""
    base = "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/"
    files = tree(built_published)
    found: dict[str, set[str]] = {}
    for path, data in files.items():
        if Path(path).suffix in {".html", ".xml", ".atom", ".json", ".csv", ".txt", ".inc"}:
            for rest in re.findall(re.escape(base) + r"([^\s\"'<>\\),;\]]*)", entities.unescape(data.decode())):
                found.setdefault(Path(path).suffix, set()).add(unquote(urlsplit(rest).path))
    for kind, places in found.items():
        lost = {place for place in places if place not in files and f"{place.rstrip('/')}/index.html".lstrip("/") not in files}
        assert lost == set(), kind
    assert {".html", ".xml", ".atom", ".json"} <= set(found)


def test_every_file_of_the_theme_is_asked_for_by_a_page(built_published: Path) -> None:
    """And a name with a hash is the hash of its bytes, so that it can be kept for ever."""
    files = tree(built_published)
    pages = b"".join(data for path, data in files.items() if path.endswith(".html"))
    theme = {path: data for path, data in files.items() if path.startswith("theme/") and not path.endswith(".gz")}
    assert len(theme) > 3
    assert [path for path in theme if path.rpartition("/")[2].encode() not in pages] == []
    for path, data in theme.items():
        if hashed := re.search(r"\.([0-9a-f]{10})\.(?:css|js)$", path):
            assert hashlib.sha256(data).hexdigest().startswith(hashed[1]), path


def test_areas_d_and_dd_have_separate_pages_lists_and_counts(built: Path) -> None:
    d = (built / "ke-hoach/2024/noi-dung/d/index.html").read_text(encoding="utf-8")
    dd = (built / "ke-hoach/2024/noi-dung/dd/index.html").read_text(encoding="utf-8")
    assert "Nội dung d:" in d
    assert "Nội dung đ:" in dd
    assert "par-index-va-sipas" in d
    assert "par-index-va-sipas" not in dd
    assert "tcvn-iso-9001" in dd
    assert "tcvn-iso-9001" not in d


def test_the_feed_follows_the_rules_of_atom(built: Path) -> None:
    feed = ET.parse(built / "feed.atom").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    for name in ("title", "id", "updated"):
        assert feed.findtext(f"{ATOM}{name}")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(entries) > 15
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in entries)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", entry.findtext(f"{ATOM}published"))
        assert not re.search(r"20\d\d-\d\d-\d\d", entry.findtext(f"{ATOM}id"))


def test_the_rss_feed_follows_the_rules_of_rss(built: Path) -> None:
    channel = ET.parse(built / "rss.xml").getroot().find("channel")
    assert channel.findtext("language") == "vi"
    assert channel.findtext("link").endswith("/")
    for item in channel.findall("item"):
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.findtext("link").startswith("https://")
        assert item.findtext("pubDate").endswith("+0700")


def test_the_sitemap_lists_pages_that_exist_and_no_others(built: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.parse(built / "sitemap.xml").getroot()
    places = [entry.findtext(f"{space}loc") for entry in root]
    base = "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/"
    assert len(set(places)) == len(places) > 60
    for place in places:
        assert (built / place.removeprefix(base) / "index.html").is_file()
    assert not [place for place in places if "404" in place]


@pytest.mark.parametrize("url", [
    "", "bai-viet/", "linh-vuc/", "linh-vuc/thu-tuc-hanh-chinh/", "ke-hoach/", "ke-hoach/2024/", "the-loai/tin-bai/",
    "ke-hoach/2024/nhiem-vu/5/", "ke-hoach/2024/noi-dung/dd/", "don-vi/van-phong/", "tu-khoa/mot-cua/",
    "tu-khoa/", "theo-nam/2024/", "so-do-trang/", "gioi-thieu/",
])
def test_the_contract_addresses_exist(built: Path, url: str) -> None:
    assert (built / url / "index.html").is_file()


def test_the_public_edition_publishes_only_named_files(built: Path) -> None:
    files = {path for path in tree(built) if path.startswith(("anh/", "tep/"))}
    assert files == {
        "anh/bay-nhom-noi-dung-tuyen-truyen-cchc-2024.png", "tep/ke-hoach-tuyen-truyen-cchc-2024.pdf"
    }


def test_starter_posts_are_all_marked() -> None:
    posts = sorted((ROOT / "content/bai-viet").rglob("*.md"))
    assert len(posts) >= 14
    for post in posts:
        text = post.read_text(encoding="utf-8")
        assert "Bài khởi tạo từ Kế hoạch tuyên truyền CCHC năm 2024" in text, post
        assert "bài khởi tạo" in text, post
