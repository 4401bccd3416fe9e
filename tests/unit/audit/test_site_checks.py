"""Every check of the whole site: what passes and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from cchc.audit.checks import SITE_CHECKS
from cchc.audit.checks.colour import contrast
from unit.audit.made import CSS, PAGE, RSS, SITEMAP, make_site

PAIRS = {"texts": ["ink"], "grounds": ["paper"], "least": 7}
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://so.example.vn/cchc/sitemap-1.xml</loc></sitemap></sitemapindex>"""
PASSING = [
    ("footer-facts", {"facts": {"đơn vị": ["đơn vị phụ trách"]}}, {}), ("print-style", {}, {}), ("rss", {"path": "rss.xml"}, {}),
    ("files", {"patterns": ["*.xml", "bai-viet/*/index.html"]}, {}), ("sitemap", {"path": "sitemap.xml"}, {}),
    ("sitemap", {"path": "sitemap.xml"}, {"sitemap_dot_xml": INDEX, "sitemap-1_dot_xml": SITEMAP}),
    ("site-tree", {"path": "so-do-trang/"}, {}), ("address", {}, {}), ("contrast", PAIRS, {}), ("own-style", {}, {}),
    ("own-style", {}, {"theme__b_dot_css": "a{background:url(a.png)}"}), ("still-style", {}, {}),
    ("still-style", {}, {"theme__b_dot_css": "a{animation:none}@keyframes x{to{opacity:0}}b{animation:x;animation-timeline:scroll(x)}"}),
    ("footer-facts", {"facts": {"điện thoại": ["tel:"]}}, {"index_dot_html": PAGE.replace("<footer>", '<footer><a href="tel:1">1</a>')}),
]
FAILING = [
    ("footer-facts", {"facts": {"địa chỉ": ["địa chỉ:"]}}, {}, ["chân trang chưa ghi địa chỉ"]),
    ("print-style", {}, {"theme__a_dot_css": "a{}"}, ["giao diện không có kiểu trình bày khi in"]),
    ("files", {"patterns": ["*.csv", "theme/*"]}, {}, ["không có tệp này"]),
    ("files", {"patterns": ["rong.txt"]}, {"rong_dot_txt": ""}, ["không có tệp này"]),
    ("rss", {"path": "feed.xml"}, {}, ["không phải RSS 2.0 đọc được"]),
    ("rss", {"path": "rss.xml"}, {"rss_dot_xml": "<rss"}, ["không phải RSS 2.0 đọc được"]),
    ("rss", {"path": "rss.xml"}, {"rss_dot_xml": RSS.replace("<title>Tin</title>", "").replace("https://so.example.vn/cchc/bai", "https://khac.vn/bai")},
     ["kênh thiếu title", "tin thứ 1 không dẫn về chuyên mục"]),
    ("rss", {"path": "rss.xml"}, {"index_dot_html": PAGE.replace('rel="alternate"', "")}, ["không báo cho trình duyệt có nguồn tin RSS"]),
    ("sitemap", {"path": "sitemap.xml"}, {"sitemap_dot_xml": INDEX}, ["không phải sơ đồ trang XML đọc được"]),
    ("sitemap", {"path": "khong.xml"}, {}, ["không phải sơ đồ trang XML đọc được"]),
    ("sitemap", {"path": "sitemap.xml"}, {"sitemap_dot_xml": SITEMAP.replace("mot-bai", "bai-mat").replace("<loc>https://so.example.vn/cchc/</loc>", "<loc/>")},
     ["không có trang đầu của chuyên mục", "có địa chỉ không tồn tại: ", "có địa chỉ không tồn tại: https://so.example.vn/cchc/bai-viet/2024/bai-mat/"]),
    ("site-tree", {"path": "cay/"}, {}, ["không có trang sơ đồ"]),
    ("site-tree", {"path": "so-do-trang/"}, {"so-do-trang__index_dot_html": PAGE, "index_dot_html": PAGE.replace("so-do-trang/", "x/")},
     ["sơ đồ trang không có liên kết dạng danh sách", "trang đầu không dẫn tới sơ đồ trang"]),
    ("address", {}, {"index_dot_html": PAGE.replace("https://", "http://")},
     ["chuyên mục dựng cho địa chỉ http://so.example.vn/cchc/, không phải https"]),
    ("contrast", PAIRS, {"theme__a_dot_css": CSS.replace("#eee", "#555")}, ["màu ink trên paper (nền tối) chỉ tương phản 2,53:1"]),
    ("contrast", PAIRS, {"theme__a_dot_css": CSS.replace("#111;", "#999;", 1) + "@media print{b{color:red}:root{--ink:#000}}"},
     ["màu ink trên paper (nền sáng) chỉ tương phản 2,85:1"]),
    ("contrast", {**PAIRS, "grounds": ["card"]}, {}, ["không đọc được màu ink hoặc card (nền sáng)"]),
    ("own-style", {}, {"theme__a_dot_css": '@import "//x.vn/a.css";a{background:url(https://y.vn/a.png)}'},
     ["tải //x.vn/a.css từ máy chủ khác", "tải https://y.vn/a.png từ máy chủ khác"]),
    ("still-style", {}, {"theme__a_dot_css": "a{color:red;animation:x 1s infinite}"}, ["giao diện có hình hoặc chữ chuyển động (animation)"]),
]


@pytest.mark.parametrize(("check", "parameters", "files"), PASSING)
def test_what_holds_is_not_reported(check, parameters, files, tmp_path):
    assert list(SITE_CHECKS[check](make_site(tmp_path, **files), parameters)) == []


@pytest.mark.parametrize(("check", "parameters", "files", "expected"), FAILING)
def test_what_does_not_hold_is_reported(check, parameters, files, expected, tmp_path):
    found = [item.what for item in SITE_CHECKS[check](make_site(tmp_path, **files), parameters)]
    assert found[: len(expected)] == expected


def test_a_page_knows_the_policy_of_its_sites_server_files(tmp_path):
    """That of pages, the first in the file; none without the file."""
    assert make_site(tmp_path / "a").home.policy == ""
    conf = """add_header Content-Security-Policy "default-src 'none'" always;\nadd_header Content-Security-Policy "x" always;"""
    assert make_site(tmp_path / "b", **{"may-chu__nginx_dot_conf": conf}).home.policy == "default-src 'none'"


def test_coverage_data_that_cannot_be_read_tell_no_day(tmp_path):
    made = {f"ke-hoach__{plan}__coverage_dot_json": text for plan, text in
            (("1", "{"), ("2", "[]"), ("3", '{"closed": false}'), ("4", '{"closed": false, "as_of": "2024-05-06"}'))}
    assert make_site(tmp_path, **made).day == date(2024, 5, 6)


def test_every_check_of_sites_has_a_sample_that_passes_and_one_that_fails():
    assert {name for name, *_ in PASSING} == {name for name, *_ in FAILING} == set(SITE_CHECKS)


@pytest.mark.parametrize(("one", "other", "ratio"), [
    ("#000", "#fff", 21), ("#ffffff", "#fff", 1), ("#777777", "#ffffff", 4.48)
])
def test_contrast_is_that_of_wcag(one, other, ratio):
    """Known values: black on white 21:1, #777 on white 4.48:1."""
    assert round(contrast(one, other), 2) == pytest.approx(ratio, abs=0.02)
