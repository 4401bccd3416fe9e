"""Entries of feeds: ids, times, files and texts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.feeds.entries import Entry, EntryMaker, absolute, for_rss, plain
from materials import BASE, make_material
from sites import good
from support import make_plan, write_post

FILES = {"anh/a.png": good.OTHER_FILES["anh/hop.png"], "tep/b.pdf": b"x" * 9, "tep/c.mp3": b"x" * 7}
LOG = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Đơn vị,Kênh,Đường dẫn/tệp kiểm chứng\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_plan(tmp_path)
    for file, data in FILES.items():
        target = tmp_path / file
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    return tmp_path


def sizes_in(content: Path) -> Callable[[str], int]:
    return lambda file: (content / file).stat().st_size


def entry_of(content: Path, slug: str, **options: str) -> Entry:
    material = make_material(content, **options)
    return EntryMaker(material, sizes_in(content)).of_post(next(post for post in material.site.listed if post.slug == slug))


def test_an_id_stays_when_title_time_and_place_of_the_site_change(content: Path) -> None:
    """And it is the one that feeds have had from the first version on."""
    write_post(content, "2024-03-01", "mot", "tasks: [1]")
    first = entry_of(content, "mot").id
    write_post(content, "2024-03-01", "mot", "tasks: [1]\ndate: 2024-03-01 09:30\nupdates: [{date: 2024-04-01, note: Sửa}]")
    path = content / "bai-viet/2024/2024-03-01-mot.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: mot", "title: Tên khác"), encoding="utf-8")
    assert first == entry_of(content, "mot").id == entry_of(content, "mot", base_url="http://example.vn:8080/moi/").id
    assert first == "tag:example.vn,2024:cchc/bai-viet/2024/mot/"


def test_the_time_of_a_change_comes_from_the_content(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "tasks: [1]\npublish_at: 2024-03-05 07:00\nupdates: [{date: 2024-03-02, note: Sửa}]")
    write_post(content, "2024-03-02", "hai", "tasks: [1]\nupdates: [{date: 2024-04-01, note: Sửa}, {date: 2024-03-09, note: Sửa}]")
    one, two = entry_of(content, "mot"), entry_of(content, "hai")
    assert (one.published.isoformat(), one.updated.isoformat()) == ("2024-03-01T00:00:00+07:00", "2024-03-05T07:00:00+07:00")
    assert two.updated.isoformat() == "2024-04-01T00:00:00+07:00"


def test_files_are_given_with_their_type_and_size(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", (
        "tasks: [1]\nimage: {file: anh/a.png, alt: Sơ đồ}\naudio: tep/c.mp3\n"
        "attachments: [{file: tep/b.pdf, title: Quyết định}]\nauthor: Nguyễn Văn A\nlang: en"
    ))
    entry = entry_of(content, "mot")
    assert (entry.picture.url, entry.picture.type, entry.picture.size) == (f"{BASE}anh/a.png", "image/png", len(FILES["anh/a.png"]))
    assert [(file.url, file.type, file.size, file.title) for file in entry.files] == [
        (f"{BASE}tep/c.mp3", "audio/mpeg", 7, "Nghe bài này"), (f"{BASE}tep/b.pdf", "application/pdf", 9, "Quyết định"),
    ]
    assert (entry.author, entry.language) == ("Nguyễn Văn A", "en")


def test_a_file_of_unknown_size_is_left_out(content: Path) -> None:
    """An enclosure with a wrong length is worse than none."""
    write_post(content, "2024-03-01", "mot", "tasks: [1]\nimage: {file: anh/a.png, alt: Sơ đồ}")
    material = make_material(content)
    assert EntryMaker(material, lambda _: 0).of_post(material.site.listed[0]).picture is None


def test_a_row_of_the_log_is_an_entry_when_it_has_evidence(content: Path) -> None:
    log = content / "so-theo-doi" / "2024.csv"
    log.parent.mkdir()
    log.write_text(
        f"{LOG}10/05/2024,Tin trên báo,tin,1,Văn phòng Sở,cong-ttdt,https://bao.vn/tin-bài\n"
        "11/05/2024,Phát thanh,tin,1,,,\n12/05/2024,Biên bản,bao-cao,1,,,tep/b.pdf\n", encoding="utf-8",
    )
    material = make_material(content)
    coverage = material.coverages["2024"]
    maker = EntryMaker(material, sizes_in(content))
    entries = [maker.of_output(coverage.plan, output) for output in coverage.tasks[0].outputs]
    assert [entry and entry.url for entry in entries] == ["https://bao.vn/tin-b%C3%A0i", None, f"{BASE}tep/b.pdf"]
    assert entries[0].summary.startswith("Tin. Đơn vị thực hiện: Văn phòng Sở. Nơi đăng: ")
    assert entries[0].published.isoformat() == "2024-05-10T00:00:00+07:00"
    assert re.fullmatch(r"tag:example\.vn,2024:cchc/so-theo-doi/[0-9a-f]{16}", entries[0].id)
    assert len({entry.id for entry in entries if entry}) == 2


@pytest.mark.parametrize(("text", "written"), [
    ("Sở KH&CN: a < b", "Sở KH&CN: a < b"),
    ("x <b>đậm</b>", "x &lt;b>đậm&lt;/b>"),
    ("<!-- x --> <?php", "&lt;!-- x --> &lt;?php"),
    ("viết &amp; thay &", "viết &amp;amp; thay &amp;"),
    ("&copy 2024 <i>", "&amp;copy 2024 &lt;i>"),
])
def test_text_for_rss_is_escaped_only_where_html_would_read_it(text: str, written: str) -> None:
    assert for_rss(text) == written


@given(st.text())
def test_text_for_rss_reads_the_same_as_html(text: str) -> None:
    """Read as HTML it gives the text back, and nothing in it opens a tag."""
    written = for_rss(text)
    assert html.unescape(written) == text
    assert not re.search(r"<[A-Za-z/!?]", written)


@given(st.text(st.characters()))
def test_plain_text_holds_nothing_that_xml_refuses(text: str) -> None:
    assert not re.search("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", plain(text))


@pytest.mark.parametrize(("url", "found"), [
    ("tep/a.pdf", f"{BASE}tep/a.pdf"), ("https://báo.vn/tin?a=1&b=%20#x", "https://b%C3%A1o.vn/tin?a=1&b=%20#x"),
    ('https://bao.vn/"<x>', "https://bao.vn/%22%3Cx%3E"),
])
def test_addresses_are_absolute_and_ascii(url: str, found: str) -> None:
    assert absolute(BASE, url) == found
