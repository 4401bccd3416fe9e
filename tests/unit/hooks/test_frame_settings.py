"""CCHC_CONTACT, CCHC_SERVICES and CCHC_PORTAL as an administrator writes them."""

from __future__ import annotations

from typing import Any

import pytest

from cchc.errors import UsageError
from cchc.hooks.frame import check_logo, read_frame
from cchc.pages.parts import Link, Service

GIVEN: dict[str, Any] = {"CCHC_CONTACT": {}, "CCHC_SERVICES": [], "CCHC_PORTAL": {}}


def test_nothing_need_be_written() -> None:
    frame = read_frame(GIVEN)
    assert (frame.header, frame.footer, frame.measuring, frame.rating_url, frame.links) == ("", "", "", "", ())


@pytest.mark.parametrize("url", ["https://cong.example.vn/danh-gia?muc=1&a=b", "http://cong.example.vn:8080", "/danh-gia"])
def test_what_is_written_is_kept(url: str) -> None:
    frame = read_frame(GIVEN | {
        "CCHC_SERVICES": [{"title": "Một cửa", "text": "7 giờ 30"}],
        "CCHC_PORTAL": {"rating_url": url, "links": [("Cổng", "https://cong.example.vn/")]},
    })
    assert frame.rating_url == url
    assert frame.services == (Service(title="Một cửa", text="7 giờ 30"),)
    assert frame.links == (Link(title="Cổng", url="https://cong.example.vn/"),)


@pytest.mark.parametrize(("setting", "written", "said"), [
    ("CCHC_PORTAL", {"rating_url": "https://a.vn/; script-src *"}, "rating_url"),
    ("CCHC_PORTAL", {"rating_url": "//a.vn/danh-gia"}, "rating_url"),
    ("CCHC_PORTAL", {"rating_url": "javascript:alert(1)"}, "rating_url"),
    ("CCHC_PORTAL", {"rating_url": 'https://a.vn/"; return 200; #'}, "rating_url"),
    ("CCHC_PORTAL", {"rating_url": None}, "rating_url"),
    ("CCHC_PORTAL", {"rating": ""}, "không có mục rating"),
    ("CCHC_PORTAL", {"links": ["https://a.vn/"]}, "links"), ("CCHC_PORTAL", {"links": [("a", 5)]}, "links"),
    ("CCHC_CONTACT", {"phone": 2213862222}, "phone"), ("CCHC_SERVICES", [{"url": "https://a.vn/"}], "title"),
    ("CCHC_PORTAL", {"links": [("a", "javascript:alert(1)")]}, "links"),
    ("CCHC_PORTAL", {"links": [("a", "htp://a.vn/")]}, "links"), ("CCHC_PORTAL", {"links": [5]}, "links"),
    ("CCHC_PORTAL", {"links": [("a", "dichvucong.gov.vn")]}, "links.*https://dichvucong.gov.vn"),
    ("CCHC_SERVICES", [{"title": "Một cửa", "url": "data:text/html,x"}], "Một cửa"),
    ("CCHC_CONTACT", {"email": "van phong@a.vn"}, "email"), ("CCHC_CONTACT", {"email": "a@vn"}, "email"),
    ("CCHC_CONTACT", {"phone": "chưa có"}, "phone"),
])
def test_a_wrong_value_is_wrong_usage_that_names_it(setting: str, written: object, said: str) -> None:
    """Nothing that could break out of the servers' configuration is taken, nothing ends in a fault of the program."""
    with pytest.raises(UsageError, match=f"{setting}.*{said}"):
        read_frame(GIVEN | {setting: written})


def test_a_logo_is_a_file_of_the_theme() -> None:
    """No page shows a broken picture."""
    check_logo("", ())
    check_logo("theme/huy.png", {"theme/huy.png"})
    with pytest.raises(UsageError, match=r"theme/khong-co\.png.*theme/static"):
        check_logo("theme/khong-co.png", {"theme/huy.png"})
