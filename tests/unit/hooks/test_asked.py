"""Whatever way a page is named, it is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.hooks.asked import asked_paths, nearest_paths

BASE = "https://example.vn/cai-cach/"
PAGE = "bai-viet/2024/mot/index.html"


@pytest.mark.parametrize(("asked", "path"), [
    ("bai-viet/2024/mot/", PAGE), ("/bai-viet/2024/mot/", PAGE), ("./bai-viet/2024/mot/", PAGE),
    ("bai-viet/2024/mot/index.html", PAGE), ("https://example.vn/cai-cach/bai-viet/2024/mot/", PAGE),
    ("http://example.vn/cai-cach/bai-viet/2024/mot/?a=1#b", PAGE), ("/cai-cach/bai-viet/2024/mot/index.html", PAGE),
    (" https://example.vn/cai-cach/bai-viet/2024/m%E1%BB%99t/ ", "bai-viet/2024/một/index.html"),
    ("", "index.html"), ("/", "index.html"), (BASE, "index.html"), ("https://example.vn/cai-cach", "index.html"),
    ("/cai-cach/", "index.html"), ("index.html", "index.html"), ("feed.json", "feed.json"), ("404.html", "404.html"),
    ("https://khac.vn/a/", "https://khac.vn/a/"), ("http://[", "http://["), ("a\0b", "a\0b"),
])
def test_the_likeliest_path_comes_first(tmp_path: Path, asked: str, path: str) -> None:
    assert asked_paths(asked, BASE, tmp_path / "site", tmp_path / "content")[0] == path


def test_the_last_slash_may_be_forgotten(tmp_path: Path) -> None:
    assert PAGE in asked_paths("bai-viet/2024/mot", BASE, tmp_path, tmp_path)
    assert PAGE in asked_paths("https://example.vn/cai-cach/bai-viet/2024/mot", BASE, tmp_path, tmp_path)


def test_a_file_of_the_output_or_the_content_may_be_named_by_its_place(tmp_path: Path) -> None:
    for path in ("site/a/index.html", "content/bai-viet/2024/mot.md"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(b"")
    given = (BASE, tmp_path / "site", tmp_path / "content")
    assert "a/index.html" in asked_paths(str(tmp_path / "site/a/index.html"), *given)
    assert "a/index.html" in asked_paths(str(tmp_path / "site/a"), *given)
    assert "bai-viet/2024/mot.md" in asked_paths(str(tmp_path / "content/bai-viet/2024/mot.md"), *given)


def test_the_nearest_are_told_as_addresses() -> None:
    known = ["index.html", PAGE, "bai-viet/2024/hai/index.html", "feed.json", "don-vi/x/index.html"]
    assert nearest_paths("bai-viet/2024/mott/index.html", known)[0] == "bai-viet/2024/mot/"
    assert nearest_paths("zzz", known) == []
