"""Every check of pages: what passes and what does not."""

from __future__ import annotations

import unicodedata

import pytest

from cchc.audit.built import BuiltPage
from cchc.audit.checks import PAGE_CHECKS
from unit.audit.made import PAGE, page

VAGUE = {"vague": ["tại đây", "xem thêm", "here"]}
MAIL = {"kinds": ["mobile", "email"], "offices": ["đường dây nóng"], "mail_hosts": ["gmail.com"]}
IDENTITY = {"kinds": ["identity", "identity-9"]}
TABLE = "<table><thead><tr><th>Năm</th><th>Điểm</th></tr></thead><tbody><tr>{cell}<td>1</td></tr></tbody></table>"
ROWS = "<table><tr><th>Năm</th></tr><tr><td>1</td></tr></table>"
POLICY = "script-src 'self' 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"

FOREIGN = b'<script src="https://do.example.vn/a.js"></script>'


def prose(text: str) -> BuiltPage:
    """A post with these words, and a footer whose telephone is the office's."""
    return page(f'<div class="c-prose"><p>{text}</p></div><p>Điện thoại: 0912 345 678</p>')


def changed(old: str, new: str) -> BuiltPage:
    """The page with a part of its frame changed."""
    assert old in PAGE
    return page(whole=PAGE.replace(old, new))


PASSING = [
    ("metas", {"names": ["description", "dc.PUBLISHER"]}, page()),
    ("metas", {"names": ["DC.date"]}, changed("<title>", '<meta name="robots" content="noindex"><title>')),
    ("charset", {}, page()), ("language", {}, page()), ("viewport", {}, page()),
    ("viewport", {}, changed("initial-scale=1", "initial-scale=1, maximum-scale=5")),
    ("alternatives", {}, page('<img src="a.png" alt="Sơ đồ"><img src="b.png" alt=""><svg role="img"><title>Cột</title></svg>')),
    ("headings", {}, page("<h2>Một</h2><h3>Hai</h3><h2>Ba</h2>")),
    ("tables", {}, page(TABLE.format(cell="<td>2024</td>"))),
    ("tables", {}, page(TABLE.format(cell='<th scope="row">2024</th>'))),
    ("tables", {}, page(f"{ROWS}<h2>Hai</h2>{ROWS}<p>Bảng 3. Điểm</p>{ROWS}<table><caption>Bốn</caption><tr><th>a</th></tr></table>")),
    ("tables", {}, page('<table role="presentation"><tr><td>Bố cục</td></tr></table>')),
    ("link-texts", VAGUE, page('<a href="a">Kế hoạch năm 2024</a><a href="b" aria-label="Xem thêm tin">Xem thêm</a>')),
    ("link-texts", VAGUE, page('<a href="a"><img src="a.png" alt="Trang đầu"></a><a id="neo"></a>')),
    ("link-texts", VAGUE, page('<a href="a" title="Facebook"><i></i></a><a href="b"><svg aria-label="Zalo"></svg></a>')),
    ("headings", {}, page('<h2><img src="a.png" alt="Tin nổi bật"></h2>')),
    ("alternatives", {}, page('<iframe src="a" title="Bản đồ"></iframe><input type="image" src="a.png" alt="Tìm">')),
    ("moving", {}, page('<audio controls src="a.mp3"></audio>')), ("banner", {}, page()),
    ("banner", {}, changed("<header>Sở Thử nghiệm", '<header><img src="/a.png" alt="Cổng của Sở Thử nghiệm">')),
    ("search-form", {}, page('<form role="search"></form>')),
    ("links-to", {"host": "dichvucong.gov.vn"}, page('<a href="https://dichvucong.gov.vn/">Cổng</a>')),
    ("own-files", {}, page('<img src="a.png" srcset="a.png 1x, b.png 2x"><a href="https://example.com/">Ra ngoài</a>')),
    ("own-files", {}, BuiltPage("a.html", FOREIGN, "script-src 'self' https://do.example.vn; img-src 'self'")),
    ("own-files", {}, BuiltPage("a.html", FOREIGN, "script-src 'self' https://*.example.vn:8443")),
    ("own-files", {}, BuiltPage("a.html", b'<link rel="stylesheet" href="https://so.example.vn/cong.css">', host="so.example.vn")),
    ("no-inline-code", {}, page('<script src="a.js"></script><script type="application/ld+json">{}</script>')),
    ("no-inline-code", {}, BuiltPage("a.html", b"<script>1</script>", POLICY)),
    ("picture-fallback", {}, page('<picture><source srcset="a.webp" type="image/webp"><img src="a.png"></picture>')),
    ("page-size", {"kilobytes": 2}, page()), ("nfc", {}, page("Cải cách")),
    ("personal-data", IDENTITY, prose("Quyết định 033204001234/QĐ-UBND, 123456789 đồng, 1.033.204.001.234 đồng")),
    ("personal-data", IDENTITY, prose("Số 123.456.789 lượt; mã hồ sơ H31.12.034-0332040012345")),
    ("personal-data", MAIL, prose("Đường dây nóng của Sở: 0912.345.678; thư: vanphong@hungyen.gov.vn")),
    ("personal-data", MAIL, prose("Số 0221.3863.456; văn bản số 0912345678/TB-SKHCN")),
]
FAILING = [
    ("metas", {"names": ["DC.date", "description"]}, page(), ["thiếu mô tả DC.date"]),
    ("metas", {"names": ["description"]}, changed('content="Mô tả"', 'content=" "'), ["thiếu mô tả description"]),
    ("charset", {}, BuiltPage("a.html", b'<meta charset="utf-8">' + b"\xff"), ["byte thứ 23 không phải UTF-8"]),
    ("charset", {}, changed('<meta charset="utf-8">', ""), ["không khai báo bảng mã utf-8 ở đầu trang"]),
    ("language", {}, changed(' lang="vi"', ""), ["không khai báo ngôn ngữ (lang)"]),
    ("viewport", {}, changed("width=device-width", "width=1024"), ["không khai báo bề rộng theo màn hình (viewport)"]),
    ("viewport", {}, changed("initial-scale=1", "user-scalable=no"), ["không cho người đọc phóng to chữ"]),
    ("viewport", {}, changed("initial-scale=1", "maximum-scale=1.0"), ["không cho người đọc phóng to chữ"]),
    ("alternatives", {}, page('<img src="a.png">'), ["ảnh a.png không có chữ thay thế (alt)"]),
    ("alternatives", {}, page('<svg role="img"></svg>'), ["phần <svg> không có chữ thay thế"]),
    ("alternatives", {}, page('<iframe src="a"></iframe><input type="image" src="a.png">'),
     ["ảnh a.png không có chữ thay thế (alt)", "phần <iframe> không có tên (title)"]),
    ("headings", {}, page("<h1>Hai</h1>"), ["có 2 tiêu đề cấp 1, cần đúng 1"]),
    ("headings", {}, page("<h3>Sâu</h3>"), ["tiêu đề “Sâu” cấp 3 đứng ngay sau cấp 1"]),
    ("headings", {}, page("<h2> </h2>"), ["có tiêu đề cấp 2 không có chữ"]),
    ("tables", {}, page("<table><tr><td>1</td></tr></table>"), ["bảng thứ 1 không có ô tiêu đề (th)"]),
    ("tables", {}, page(TABLE.format(cell="<th>2024</th>")), ["bảng thứ 1 có ô tiêu đề theo hàng không ghi scope"]),
    ("tables", {}, BuiltPage("a.html", b"<table><tr><th>a</th></tr></table>" * 2),
     ["bảng thứ 1 không có tên (caption)", "bảng thứ 2 không có tên (caption)"]),
    ("link-texts", VAGUE, page('<a href="a">Xem thêm »</a>'), ["liên kết “Xem thêm »” tới a không nói dẫn tới đâu"]),
    ("tables", {}, page(ROWS * 2), ["bảng thứ 2 không có tên (caption)"]),
    ("link-texts", VAGUE, page('<a href="a"><img src="a.png" alt="Xem thêm"></a>'), ["liên kết “Xem thêm” tới a không nói dẫn tới đâu"]),
    ("link-texts", VAGUE, page('<a href="a"><img src="a.png" alt=""></a>'), ["liên kết tới a không có chữ"]),
    ("moving", {}, page("<marquee>Tin</marquee><video autoplay></video>"),
     ["có chữ chạy hoặc nhấp nháy (<marquee>)", "<video> tự phát"]),
    ("banner", {}, changed("<header>Sở Thử nghiệm", "<header>Sở TN"), ["đầu trang không có tên đầy đủ của cơ quan (Sở Thử nghiệm)"]),
    ("banner", {}, BuiltPage("a.html", PAGE.replace("<header>Sở Thử nghiệm", "<header>Sở TN").replace(
        "{body}", "<header>Sở Thử nghiệm</header>").encode()), ["đầu trang không có tên đầy đủ của cơ quan (Sở Thử nghiệm)"]),
    ("search-form", {}, page(), ["không có ô tìm kiếm"]),
    ("links-to", {"host": "dichvucong.gov.vn"}, page('<a href="https://dichvucong.gov.vn.example.com/">Cổng</a>'),
     ["không có liên kết tới dichvucong.gov.vn"]),
    ("links-to", {"host": "dichvucong.gov.vn"}, page('<a href="http://[">Hỏng</a>'), ["không có liên kết tới dichvucong.gov.vn"]),
    ("own-files", {}, page('<img srcset="a.png 1x, //cdn.example.com/b.png 2x"><link rel="stylesheet" href="https://x.vn/a.css">'),
     ["tải //cdn.example.com/b.png từ máy chủ khác", "tải https://x.vn/a.css từ máy chủ khác"]),
    ("own-files", {}, BuiltPage("a.html", FOREIGN, "script-src 'self' https://khac.vn https://o.example.vn; img-src https://do.example.vn"),
     ["tải https://do.example.vn/a.js từ máy chủ khác"]),
    ("no-inline-code", {}, page('<script>1</script><style></style><p style="x" onclick="y">'),
     ["có mã viết trong trang (<script>)", "có mã viết trong trang (<style>)", "<p> có thuộc tính style"]),
    ("no-inline-code", {}, BuiltPage("a.html", b"<script>2</script>", POLICY), ["có mã viết trong trang (<script>)"]),
    ("picture-fallback", {}, page('<img src="a.webp?x=1"><picture></picture>'),
     ["ảnh a.webp?x=1 không có bản JPEG hoặc PNG dự phòng", "phần <picture> không có ảnh dự phòng"]),
    ("page-size", {"kilobytes": 2}, page("x" * 3000), ["nặng 4 KB, vượt 2 KB"]),
    ("nfc", {}, page(unicodedata.normalize("NFD", "Cải")), ["chữ “Cải” viết bằng dấu rời (NFD)"]),
    ("personal-data", IDENTITY, prose("Ông A, số 033 204 001 234, thôn B"), ["có thể có số định danh cá nhân: 033…34"]),
    ("personal-data", IDENTITY, prose("CMND số 145.678.901"), ["có thể có số chứng minh nhân dân: 145…01"]),
    ("personal-data", MAIL, prose("Liên hệ chị C (0912.345.678) hoặc +84 912345678"),
     ["có thể có số điện thoại di động: 091…78", "có thể có số điện thoại di động: +84…78"]),
    ("personal-data", IDENTITY, page('<h1 class="c-title">Ông A, số 033204001234</h1>'), ["có thể có số định danh cá nhân: 033…34"]),
    ("personal-data", MAIL, prose("Anh D (0912) 345 678, chị E (+84) 912 345 679"),
     ["có thể có số điện thoại di động: 091…78", "có thể có số điện thoại di động: +84…79"]),
    ("personal-data", MAIL, prose("nguyenvana@gmail.com"), ["có thể có thư điện tử cá nhân: ngu…om"]),
]


@pytest.mark.parametrize(("check", "parameters", "made"), PASSING)
def test_what_holds_is_not_reported(check, parameters, made):
    assert list(PAGE_CHECKS[check](made, parameters)) == []


@pytest.mark.parametrize(("check", "parameters", "made", "expected"), FAILING)
def test_what_does_not_hold_is_reported_with_its_place(check, parameters, made, expected):
    found = list(PAGE_CHECKS[check](made, parameters))
    assert [item.what for item in found][: len(expected)] == expected
    assert {item.path for item in found} == {made.path}


def test_every_check_of_pages_has_a_sample_that_passes_and_one_that_fails():
    assert {name for name, *_ in PASSING} == {name for name, *_ in FAILING} == set(PAGE_CHECKS)


@pytest.mark.parametrize(("made", "role"), [
    (prose("Lời"), "post"), (page("", "gioi-thieu/index.html"), "page"), (page(), "page"),
    (page("", "ma-nhung/tin-moi.html"), "frame"), (page('<div class="c-prose">', "bai-viet/index.html"), "page"),
    (changed("<title>", '<meta http-equiv="refresh" content="0; url=a/"><title>'), "redirect"),
])
def test_a_page_knows_its_role(made, role):
    """A post withdrawn without its text counts as a page."""
    assert made.role == role
