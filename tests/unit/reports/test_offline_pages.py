"""Pages that open from a folder: what is packed with them and where their links lead (test data)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.reports.offline_pages import pack_pages, resolve

BASE = "https://example.vn/cchc/"
PAGE = "bai-viet/2024/mot/index.html"


def make_site(folder: Path, **pages: str) -> Path:
    """A built site with a style sheet that loads a font, pictures, files, data and the given bodies as pages."""
    files = {
        "index.html": '<a href="bai-viet/">x</a>', "feed.atom": "<feed/>", "ke-hoach/2024/coverage.csv": "a",
        "theme/cchc.css": "@import 'in.css'; @font-face { src: url(chu.woff2) } b { background: url( \"data:x\" ) }",
        "theme/in.css": "a { background: url('../anh/nen.png') }", "theme/chu.woff2": "w", "theme/khong-dung.js": "j",
        "theme/cchc.js": "k", "anh/nen.png": "n", "anh/hop.png": "h", "anh/to.png": "t", "anh/thua.png": "x",
        "tep/a b.pdf": "p", "tep/video.mp4": "v",
    }
    for name, body in pages.items():
        files[f"bai-viet/2024/{name}/index.html"] = body
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def pack(site: Path, *names: str) -> dict[str, bytes]:
    found = pack_pages(site, [f"bai-viet/2024/{name}/index.html" for name in names], BASE)
    return {path: item if isinstance(item, bytes) else item.read_bytes() for path, item in found.items()}


@pytest.mark.parametrize(("address", "target"), [
    ("../../../", "index.html"), ("../../..", "index.html"), ("../hai/", "bai-viet/2024/hai/index.html"),
    ("../hai/#muc", "bai-viet/2024/hai/index.html"), ("../../../tep/a.pdf?x=1", "tep/a.pdf"),
    ("./", PAGE), (".", PAGE), ("x.png", "bai-viet/2024/mot/x.png"), ("../../../tep/a%20b.pdf", "tep/a b.pdf"),
    ("#muc", None), ("", None), ("?trang=2", None), ("https://x.vn/a", None), ("//x.vn/a", None), ("/a/", None),
    ("mailto:a@x.vn", None), ("../../../../", None), ("../../../../a", None), ("http://[", None), ("data:x", None),
])
def test_resolve(address, target):
    """A relative address names a file of the site, a folder its index page; what leaves the site names none."""
    assert resolve(PAGE, address) == target


def test_a_page_brings_its_looks_pictures_and_files_and_nothing_else(tmp_path):
    """Style sheets with what they load, scripts, pictures of every size, linked files; no data, no other page."""
    site = make_site(tmp_path, mot=(
        '<link rel="stylesheet" href="../../../theme/cchc.css"><script src="../../../theme/cchc.js"></script>'
        '<img src="../../../anh/hop.png" srcset="../../../anh/hop.png 1x, ../../../anh/to.png 2x">'
        '<video poster="../../../anh/khong-co.png" src="../../../tep/video.mp4"></video>'
        '<a href="../../../tep/a%20b.pdf">x</a><a href="../../../feed.atom">y</a><a href="../hai/">z</a>'
        '<a href="../../../ke-hoach/2024/coverage.csv">c</a>'), hai="")
    assert sorted(pack(site, "mot")) == [
        "anh/hop.png", "anh/nen.png", "anh/to.png", PAGE, "tep/a b.pdf", "tep/video.mp4", "theme/cchc.css",
        "theme/cchc.js", "theme/chu.woff2", "theme/in.css"]


CASES = [
    ('<a href="../hai/">', '<a href="../hai/index.html">'),
    ('<a class=x href="../hai/?a=1#muc">', '<a class=x href="../hai/index.html#muc">'),
    ('<a href="../hai/index.html">', '<a href="../hai/index.html">'),
    ("<a href='../ba/'>", f'<a href="{BASE}bai-viet/2024/ba/">'), ("<A HREF=../ba/>", f'<A HREF="{BASE}bai-viet/2024/ba/">'),
    ('<a href="../../../">', f'<a href="{BASE}">'), ('<a href="../../../a/?x=1&amp;y=2#z">', f'<a href="{BASE}a/?x=1&amp;y=2#z">'),
    ('<a href="?trang=2">', f'<a href="{BASE}{PAGE}?trang=2">'), ('<a href="/thu-tuc/">', '<a href="https://example.vn/thu-tuc/">'),
    ('<a href="//cdn.vn/x">', '<a href="https://cdn.vn/x">'), ('<a href="#noi-dung">', '<a href="#noi-dung">'),
    ('<a href="./">', '<a href="index.html">'), ('<a href="./#x">', '<a href="index.html#x">'), ('<a href="">', '<a href="">'),
    ('<a href="https://x.vn/?a=1&amp;b=2">', '<a href="https://x.vn/?a=1&amp;b=2">'), ('<a href="mailto:a@x.vn">', '<a href="mailto:a@x.vn">'),
    ('<a href="http://[">', '<a href="http://[">'), ('<a href="../../../tep/a%20b.pdf">', '<a href="../../../tep/a%20b.pdf">'),
    ('<a href="../../../tep/khong-co.pdf">', f'<a href="{BASE}tep/khong-co.pdf">'),
    ('<img src="../../../anh/hop.png" alt="a > b">', '<img src="../../../anh/hop.png" alt="a > b">'),
    ('<img srcset="../../../anh/hop.png 1x, ../../../anh/mat.png 2x">', f'<img srcset="../../../anh/hop.png 1x, {BASE}anh/mat.png 2x">'),
    ('<form action="../../../tim-kiem/">', f'<form action="{BASE}tim-kiem/">'), ('<svg><use href="#i"/></svg>', '<svg><use href="#i"/></svg>'),
    ('<meta http-equiv="refresh" content="0; url=../hai/">', '<meta http-equiv="refresh" content="0; url=../hai/index.html">'),
    ('<meta http-equiv="refresh" content="0; url=../ba/">', f'<meta http-equiv="refresh" content="0; url={BASE}bai-viet/2024/ba/">'),
    ('<meta name="x" content="0; url=../ba/">', '<meta name="x" content="0; url=../ba/">'),
    ('<!-- <a href="../ba/"> -->', '<!-- <a href="../ba/"> -->'), ('<p>href="../ba/" a < b</p>', '<p>href="../ba/" a < b</p>'),
    ('<a title="href=\'../ba/\'" data-href="../ba/">', '<a title="href=\'../ba/\'" data-href="../ba/">'),
]


@pytest.mark.parametrize(("written", "packed"), CASES)
def test_links_lead_into_the_package_or_to_the_public_address(tmp_path, written, packed):
    """A packed file is reached by its name; every other relative link is absolute; what stands by itself is kept."""
    site = make_site(tmp_path, mot=written, hai="", ba="")
    assert pack(site, "mot", "hai")[PAGE].decode() == packed


def test_what_the_site_lacks_is_left_out(tmp_path):
    """A wanted file that was not built is not packed."""
    assert pack_pages(make_site(tmp_path, mot=""), ["tep/khong-co.pdf", "../x", PAGE], BASE) == {PAGE: b""}


def test_files_are_packed_where_they_stand(tmp_path):
    """Large files are not read into memory: their place is given."""
    site = make_site(tmp_path)
    assert pack_pages(site, ["tep/video.mp4"], BASE) == {"tep/video.mp4": site / "tep/video.mp4"}


PARTS = st.sampled_from(["..", ".", "hai", "mot", "tep", "anh", "hop.png", "a%20b.pdf", "khong-co", "", "#x", "?y=1", "&amp;"])


@given(st.lists(PARTS, max_size=6).map("/".join))
def test_no_relative_link_is_dead_whatever_is_written(tmp_path_factory, address):
    """Every address left relative leads to a packed file or stays on the page."""
    site = tmp_path_factory.mktemp("site")
    found = pack(make_site(site, mot=f'<a href="{address}">x</a>', hai=""), "mot", "hai")
    href, = re.findall(r'href="([^"]*)"', found[PAGE].decode())
    href = href.replace("&amp;", "&")
    target = resolve(PAGE, href)
    assert target in found or href.startswith(("https://", "#")) or href == ""
