"""The same content gives the same bytes, whoever builds it and wherever."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from support import ROOT, clean_environment, make_plan, run_inv, tree, write_post

ARGUMENTS = ("--as-of", "2024-12-31")
SIZE = re.compile(r"[0-9,]+ (?:KB|byte)")


@pytest.mark.parametrize("surroundings", [
    {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "LANG": "vi_VN.UTF-8"},
], ids=["west", "east"])
def test_folders_zones_locales_and_hash_seeds_change_nothing(
    built: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    output = tmp_path / "một chỗ khác" / "site"
    cache = tmp_path / "cache"
    done = run_inv("build", "--output", str(output), "--cache", str(cache), *ARGUMENTS, **surroundings)
    assert done.returncode == 0, done.stderr
    assert tree(output) == tree(built)


def test_no_cache_and_several_processes_change_nothing(built: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    done = run_inv("build", "--output", str(output), "--full", "--jobs", "3", *ARGUMENTS)
    assert done.returncode == 0, done.stderr
    assert tree(output) == tree(built)


def test_pelican_itself_builds_the_same_bytes(built: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    command = [sys.executable, "-m", "pelican", "-s", str(ROOT / "pelican.conf.py"), "-o", str(output)]
    done = subprocess.run(
        [*command, "-e", 'CCHC_AS_OF="2024-12-31"', "--fatal", "warnings"], cwd=tmp_path, env=clean_environment(),
        capture_output=True, text=True, encoding="utf-8", check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(output) == tree(built)


def test_pelican_itself_lists_every_problem_and_exits_one(tmp_path: Path) -> None:
    content = tmp_path / "content"
    make_plan(content)
    write_post(content, "2024-03-05", "a", "tasks: [99]\nareas: [q]")
    command = [sys.executable, "-m", "pelican", str(content), "-s", str(ROOT / "pelican.conf.py")]
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "o"), "--log-handler", "plain"], cwd=tmp_path, env=clean_environment(),
        capture_output=True, text=True, encoding="utf-8", check=False,
    )
    assert done.returncode == 1
    assert "a.md:3:9 nhiem-vu-la" in done.stderr + done.stdout
    assert "a.md:4:9 noi-dung-sai" in done.stderr + done.stdout
    assert not (tmp_path / "o").exists()


def test_a_second_build_keeps_every_file(tmp_path: Path) -> None:
    output = tmp_path / "site"
    run_inv("build", "--output", str(output), *ARGUMENTS)
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}
    again = run_inv("build", "--output", str(output), *ARGUMENTS)
    assert "Không có gì đổi" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.html")} == times


def test_the_site_is_the_same_at_the_root_of_a_host_but_for_its_address(built: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    done = run_inv("build", "--output", str(output), "--base-url", "https://example.vn", *ARGUMENTS)
    assert done.returncode == 0, done.stderr
    sub_path, root = "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/", "https://example.vn/"
    files = tree(output)
    for path, data in tree(built).items():
        if path.endswith(".html") and path != "404.html":
            moved = data.decode().replace(sub_path, root).replace(quote(sub_path, safe="/"), quote(root, safe="/"))
            moved = moved.replace(quote(sub_path, safe=""), quote(root, safe=""))
            there = files[path].decode()
            if path == "du-lieu/index.html":  # tells the sizes of files that hold addresses
                moved, there = (SIZE.sub("", text) for text in (moved, there))
            assert moved == there, path
    assert b'href="/theme/' in (output / "404.html").read_bytes()


def test_the_clock_does_not_matter_when_the_moment_is_given(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    run_inv("build", "--output", str(first), SOURCE_DATE_EPOCH="1719800000")
    run_inv("build", "--output", str(second), SOURCE_DATE_EPOCH="1719800000", TZ="UTC")
    assert tree(first) == tree(second)
    assert b"01/07/2024" in (first / "ke-hoach/2024/index.html").read_bytes()
