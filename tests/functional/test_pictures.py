"""Pictures and attachments in a built site: clean, measured, with smaller variants, the same however it is built."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image, ImageOps

from pictures import busy, camera_notes, draw, photo, save
from support import Run, make_plan, run_inv, tree, write_post

BASE = "https://example.vn/muc/"
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
PDF = b"%PDF-1.4 BiMat trong van ban thi giu\n%%EOF\n"
GALLERY = "\n".join(f'![Ảnh {number}](anh/bo/{number}.jpg "Quang cảnh. Ảnh: Văn phòng Sở")' for number in (1, 2))
FRONT = """\
tasks: [1]
image: {file: anh/ngang.jpg, alt: Hội nghị, caption: Quang cảnh}
attachments: [{file: tep/ke-hoach.pdf}, {file: tep/bang-khen.png, title: Bằng khen}]"""
BODY = f'Mở đầu.\n\n![Dọc](anh/doc.jpg "Ảnh: Văn phòng Sở")\n\n{GALLERY}\n\n![Hình](anh/hinh.webp) và <img src="anh/ngang.jpg" alt="x" width="90">'
ARGUMENTS = ("--base-url", BASE, "--as-of", "2024-12-31")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos with a camera's notes in every place a file may have; test data."""
    folder = tmp_path_factory.mktemp("anh") / "content"
    make_plan(folder)
    files = {
        "anh/ngang.jpg": photo(1300, 700, quality=97), "anh/doc.jpg": photo(620, 410, orientation=6, quality=97),
        "anh/bo/1.jpg": save(busy(900, 600), "JPEG", exif=camera_notes()),
        "anh/bo/2.jpg": save(busy(600, 900), "JPEG", exif=camera_notes()),
        "anh/hinh.webp": photo(50, 30, "WEBP"), "anh/nhap.png": photo(40, 30, "PNG"), "tep/ke-hoach.pdf": PDF,
        "tep/bang-khen.png": photo(30, 40, "PNG"), "tep/bang-chung.jpg": photo(30, 20),
    }
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    write_post(folder, "2024-05-10", "co-anh", FRONT, BODY)
    write_post(folder, "2024-05-09", "nhap", "areas: [a]\nstatus: draft", "![Nháp](anh/nhap.png)")
    page = folder / "trang" / "gioi-thieu.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: Giới thiệu\n---\n\n![Trụ sở](anh/bo/1.jpg)\n", encoding="utf-8")
    log = folder / "so-theo-doi" / "2024.csv"
    log.parent.mkdir()
    log.write_text("Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Đường dẫn/tệp kiểm chứng\n"
                   "10/04/2024,Hội nghị,Tin bài,3,tep/bang-chung.jpg\n", encoding="utf-8")
    return folder


def build(content: Path, output: Path, *more: str) -> str:
    done = run_inv("build", "--content", str(content), "--output", str(output), *ARGUMENTS, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def published(content: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The published site and what its build said."""
    folder = tmp_path_factory.mktemp("dang")
    return folder / "site", build(content, folder / "site", "--publish", "--cache", str(folder / "kho"))


@pytest.fixture(scope="module")
def drafted(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The internal edition, not made to be published."""
    output = tmp_path_factory.mktemp("noi-bo") / "site"
    build(content, output, "--internal", "--full")
    return output


def images(site: Path) -> list[tuple[str, dict[str, str]]]:
    """(page, attributes) of every image of every page."""
    return [(page.relative_to(site).as_posix(), {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)})
            for page in sorted(site.rglob("*.html")) for tag in re.findall(r"<img [^>]*>", page.read_text(encoding="utf-8"))]


def opened(site: Path, page: str, address: str) -> Image.Image:
    """The picture that an address of a page leads to, as it is shown."""
    data = (site / urljoin(f"{BASE}{page}", address).removeprefix(BASE)).read_bytes()
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data)))


def test_no_published_file_says_where_or_with_what_a_picture_was_taken(published, drafted: Path) -> None:
    for site in (published[0], drafted):
        files = tree(site)
        assert {path for path, data in files.items() if b"BiMat" in data or b"21.0278" in data} == {"tep/ke-hoach.pdf"}
        assert {"anh/ngang.jpg", "anh/bo/1.jpg", "tep/bang-khen.png", "tep/bang-chung.jpg"} <= files.keys()
        for path in files:
            if path.endswith((".jpg", ".png", ".webp")) and path.startswith(("anh/", "tep/")):
                assert set(Image.open(io.BytesIO(files[path])).getexif()) <= {0x0112}, path
    assert "anh/nhap.png" in tree(drafted)


def test_every_image_of_every_page_has_the_size_of_its_file(published, drafted: Path) -> None:
    for site in (published[0], drafted):
        found = images(site)
        assert len({page for page, _ in found}) >= 3
        for page, image in found:
            width, height = opened(site, page, image["src"]).size
            said = int(image["width"]), int(image["height"])
            assert said == ((90, round(90 * height / width)) if said[0] == 90 else (width, height)), (page, image)
            assert image["decoding"] == "async"


def test_only_the_first_image_of_a_page_is_loaded_at_once(published) -> None:
    pages: dict[str, list[str]] = {}
    for page, image in images(published[0]):
        pages.setdefault(page, []).append(image.get("loading", image.get("fetchpriority", "")))
    assert pages["index.html"] == pages["gioi-thieu/index.html"] == ["high"]
    assert pages["bai-viet/2024/co-anh/index.html"] == ["high", *["lazy"] * 5]


def test_variants_are_webp_of_the_width_they_are_offered_with_and_lighter(published) -> None:
    site, said = published
    text = (site / "bai-viet/2024/co-anh/index.html").read_text(encoding="utf-8")
    offers = re.findall(r'<source type="image/webp" srcset="([^"]*)" sizes="[^"]+"><img [^>]*src="([^"]*)"', text)
    assert [[part.split()[1] for part in offer.split(", ")] for offer, _ in offers] == [
        ["480w", "800w", "1200w"], ["410w"], ["480w", "800w", "900w"], ["480w", "600w"], ["480w", "800w", "1200w"],
    ]
    for offer, source in offers:
        original = opened(site, "bai-viet/2024/co-anh/", source)
        for part in offer.split(", "):
            address, width = part.split()
            variant = opened(site, "bai-viet/2024/co-anh/", address)
            assert (variant.format or "WEBP", variant.width) == ("WEBP", int(width[:-1]))
            assert abs(variant.height - variant.width * original.height / original.width) <= 0.5
    files = tree(site)
    assert len([path for path in files if path.startswith("anh/bien-the/")]) == 9
    assert re.search(r"Ảnh: 5 ảnh trong trang, 9 bản thu nhỏ \(\d+ làm mới\), [\d,]+ giây\.", said)


def test_a_build_that_is_not_published_has_no_variants(drafted: Path) -> None:
    assert not (drafted / "anh" / "bien-the").exists()
    assert "<picture>" not in (drafted / "bai-viet/2024/co-anh/index.html").read_text(encoding="utf-8")


def test_documents_are_published_byte_for_byte(published, drafted: Path) -> None:
    assert (published[0] / "tep/ke-hoach.pdf").read_bytes() == (drafted / "tep/ke-hoach.pdf").read_bytes() == PDF


def test_captions_and_galleries_reach_the_page(published) -> None:
    text = (published[0] / "bai-viet/2024/co-anh/index.html").read_text(encoding="utf-8")
    assert '<figcaption class="c-meta"><span>Ảnh: Văn phòng Sở</span></figcaption>' in text
    assert text.count('class="c-gallery__item"') == 2
    assert text.count("<span>Quang cảnh</span> · <span>Ảnh: Văn phòng Sở</span>") == 2


def test_the_same_site_comes_from_a_cache_without_one_and_from_several_processes(content: Path, published, tmp_path: Path) -> None:
    cache = published[0].parent / "kho"
    for stored in sorted(path for path in (cache / "images").rglob("*") if path.is_file())[::2]:
        stored.write_bytes(b"hong")
    healed = build(content, tmp_path / "a", "--publish", "--cache", str(cache), "--jobs", "3")
    assert 0 < int(re.search(r"\((\d+) làm mới\)", healed)[1]) < 9
    assert "(9 làm mới)" in build(content, tmp_path / "b", "--publish", "--full", "--jobs", "3")
    expected = tree(published[0])
    for name in "ab":
        files = tree(tmp_path / name)
        assert {path for path in files.keys() | expected if files.get(path) != expected.get(path)} == set()


def test_a_picture_damaged_inside_stops_a_published_build_and_is_named(inv: Run, tmp_path: Path) -> None:
    make_plan(tmp_path / "content")
    data = bytearray(save(draw(900, 600), "PNG", compress_level=0))
    data[900_000:900_400] = b"\xff" * 400
    (tmp_path / "content" / "anh").mkdir()
    (tmp_path / "content" / "anh" / "a.png").write_bytes(bytes(data))
    write_post(tmp_path / "content", "2024-05-10", "a", "tasks: [1]\nimage: {file: anh/a.png, alt: A}")
    places = ("--content", str(tmp_path / "content"), "--output", str(tmp_path / "site"), "--full", *ARGUMENTS)
    done = inv("build", "--publish", *places)
    assert done.returncode == 1
    assert "anh/a.png:1:1 anh-hong không đọc được ảnh: tệp bị cụt hoặc hỏng giữa chừng" in done.stderr
    assert not (tmp_path / "site").exists()
