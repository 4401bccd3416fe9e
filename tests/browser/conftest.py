"""A real browser and both editions of a section that has every type of page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.chromium import ARGUMENTS, find_chromium
from browser.serving import PREFIX, serve
from pictures import busy, camera_notes, save
from support import ROOT, run_inv, write_post

PICTURE = "anh/bay-nhom-noi-dung-tuyen-truyen-cchc-2024.png"
BODY = f"""\
Đoạn mở đầu có [liên kết](../../tep/a-b.pdf), **chữ đậm**, `mã` và chú thích[^1].

## Đạt được

| Chỉ số | {" | ".join(f"Năm {year}" for year in range(2016, 2025))} |
|:--|{"--:|" * 9}
| Chỉ số cải cách hành chính cấp tỉnh | {" | ".join(["88,12"] * 9)} |

### Một từ dài: {"nghiêngngả" * 12}

> Trích dẫn

- Một
- <mark>Hai</mark>

![Sơ đồ bảy nhóm nội dung](../../{PICTURE})

    {"mã " * 60}

[^1]: Nguồn: https://example.org/{"duong-dan-rat-dai/" * 12}
"""
FRONT = f"""\
summary: Tóm tắt của bài có đủ các phần
areas: [a, đ]
tasks: [1, 3]
tags: [một cửa, chuyển đổi số, {"từ khóa rất dài " * 5}]
author: Nguyễn Văn A
source: Văn phòng Sở
photo_credit: Trần Thị B
image: {{file: {PICTURE}, alt: Sơ đồ, caption: Bảy nhóm nội dung, credit: Trần Thị B}}
attachments:
  - {{file: tep/a-b.pdf, title: Quyết định công bố, kind: quyet-dinh, number: 47/QĐ-UBND, date: 2024-05-10}}
documents: ["76/NQ-CP"]
updates: [{{date: 2024-05-12, note: Sửa số liệu}}]
aliases: [tin/bai-cu.html]
"""


PHOTOS = """\
Đoạn mở đầu.

![Hội nghị](anh/1.jpg "Quang cảnh hội nghị. Ảnh: Văn phòng Sở")

## Bộ ảnh

![Người dân nộp hồ sơ](anh/2.jpg "Nộp hồ sơ tại Bộ phận Một cửa")
![Cán bộ trả kết quả](anh/3.jpg "Trả kết quả. Ảnh: Trần Thị B")
![Biểu trưng](anh/4.jpg)

Đoạn cuối.
"""


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content with posts of the kinds it may lack: every part, withdrawn, expired, an old address."""
    folder = tmp_path_factory.mktemp("noi-dung") / "content"
    shutil.copytree(ROOT / "content", folder)
    (folder / "tep" / "a-b.pdf").write_bytes(b"%PDF-1.4\n")
    write_post(folder, "2024-05-10", "du-cac-phan", FRONT, BODY)
    for number, size in enumerate(((1300, 900), (900, 1300), (1000, 600), (500, 500)), 1):
        (folder / f"anh/{number}.jpg").write_bytes(save(busy(*size), "JPEG", exif=camera_notes(6 if number == 3 else 1)))
    write_post(folder, "2024-05-09", "co-anh", "areas: [a]", PHOTOS)
    write_post(folder, "2024-05-11", "het-han", "areas: [a]\nexpires: 2024-06-01")
    write_post(folder, "2024-05-12", "go-bo", "areas: [a]\nwithdrawn: {date: 2024-06-01, reason: Sai số liệu}")
    write_post(folder, "2024-05-13", "english", "areas: [a]\nlang: en\nimage: {file: anh/2.jpg, alt: A desk}", "Public administration reform.")
    return folder


def _build(content: Path, output: Path, *more: str) -> Path:
    base = f"http://127.0.0.1{PREFIX}"
    done = run_inv(
        "build", "--content", str(content), "--output", str(output), "--base-url", base, "--as-of", "2024-12-31", *more
    )
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="session")
def public_folder(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public edition as it is published: with search, image variants, social cards and compressed copies."""
    return _build(content, tmp_path_factory.mktemp("cong-khai") / "site", "--publish")


@pytest.fixture(scope="session")
def public(public_folder: Path) -> Iterator[str]:
    """Address of the public edition."""
    with serve(public_folder) as address:
        yield address


@pytest.fixture(scope="session")
def internal(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the internal edition."""
    with serve(_build(content, tmp_path_factory.mktemp("noi-bo") / "site", "--internal")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests fail and say why."""
    try:
        path = find_chromium()
    except OSError as error:
        pytest.fail(str(error))
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path, args=list(ARGUMENTS), ignore_default_args=["--headless"], headless=True
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One window for all tests that need no settings of their own."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block") as context:
        yield context


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A fresh tab."""
    with window.new_page() as opened:
        yield opened


@pytest.fixture(scope="session")
def _kept_tab(window: BrowserContext) -> Iterator[Page]:
    with window.new_page() as opened:
        yield opened


@pytest.fixture
def tab(_kept_tab: Page) -> Page:
    """One tab for tests that leave no listeners behind, put back to a light screen of 1280 × 900."""
    _kept_tab.set_viewport_size({"width": 1280, "height": 900})
    _kept_tab.emulate_media(media="screen", color_scheme="light")
    return _kept_tab
