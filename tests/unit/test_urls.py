"""Addresses of the contract."""

from __future__ import annotations

import pytest

from cchc import urls


def test_areas_d_and_dd_have_different_addresses() -> None:
    assert urls.area_url("2024", "d") == "ke-hoach/2024/noi-dung/d/"
    assert urls.area_url("2024", "đ") == "ke-hoach/2024/noi-dung/dd/"


@pytest.mark.parametrize(("url", "file"), [
    ("", "index.html"), ("a/b/", "a/b/index.html"), ("feed.atom", "feed.atom"), ("tin/cu.html", "tin/cu.html"),
])
def test_the_file_of_an_address(url: str, file: str) -> None:
    assert urls.page_file(url) == file


@pytest.mark.parametrize(("path", "root"), [
    ("index.html", "./"), ("a/index.html", "../"), ("a/b/c/index.html", "../../../"), ("404.html", "/muc/con/"),
])
def test_the_way_back_to_the_section_root(path: str, root: str) -> None:
    assert urls.root_of(path, "https://example.vn/muc/con/") == root
