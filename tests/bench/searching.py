"""What search costs: seconds and bytes of its index, and what one cold query moves, for 300 and 3,000 posts.

`python -m tests.bench.searching [posts …]` builds the corpus with --publish and asks in Chromium. Bytes are those of
the search page, its script, the index's contents, table and shards of words, and the texts of the ten results: as
stored, in gzip and in brotli. The stylesheet and the script of every page are not counted.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import brotli
from playwright.sync_api import Browser, sync_playwright
from tests.bench.corpus import ROOT, make_posts, write_ours

sys.path.insert(0, str(ROOT / "plugins"))
sys.path.insert(0, str(ROOT / "tests"))

from browser.chromium import ARGUMENTS, find_chromium
from browser.serving import PREFIX, serve
from support import clean_environment

QUERIES = ("cải cách hành chính", "cai cach hanh chinh", "tuyên truyền", "76/NQ-CP", "đường dây nóng", '"thủ tục hành chính"')
DONE = "() => !['', 'Đang tìm…'].includes(document.querySelector('.c-search__status').textContent)"


def main() -> None:
    """Print both tables for each number of posts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(ARGUMENTS), ignore_default_args=["--headless"]
        )
        for count in map(int, sys.argv[1:] or ("300", "3000")):
            with tempfile.TemporaryDirectory() as folder:
                print(f"\n{count:,} posts: {_build(Path(folder), count)}")  # noqa: T201
                _ask_all(browser, Path(folder, "site"))


def _build(folder: Path, count: int) -> str:
    """What the build command says of the index."""
    write_ours(folder / "content", list(make_posts(count)))
    options = ["--content", str(folder / "content"), "--output", str(folder / "site"), "--cache", str(folder / "cache"),
               "--as-of", "2024-12-31", "--publish", "--base-url", f"http://127.0.0.1{PREFIX}"]
    command = [sys.executable, "-m", "invoke", "build", *options]  # in its own time: it also draws every post's card
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return next(line for line in done.stdout.splitlines() if line.startswith("Tìm kiếm"))


def _ask_all(browser: Browser, site: Path) -> None:
    print(f"{'query':24} {'requests':>8} {'stored':>9} {'gzip':>9} {'brotli':>9}  found")  # noqa: T201
    with serve(site) as address:
        for query in QUERIES:
            said, asked = _ask(browser, f"{address}tim-kiem/?q={quote(query)}")
            data = [file.read_bytes() for file in _files(site, asked)]
            sizes = [sum(map(len, data)), sum(len(gzip.compress(item, 9)) for item in data),
                     sum(len(brotli.compress(item)) for item in data)]
            print(f"{query:24} {len(data):8} " + " ".join(f"{size:9,}" for size in sizes) + f"  {said}")  # noqa: T201


def _ask(browser: Browser, address: str) -> tuple[str, list[str]]:
    """What the page says, and every address a browser without a cache asked for."""
    asked: list[str] = []
    with browser.new_context() as context, context.new_page() as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.wait_for_function(DONE)
        return page.inner_text(".c-search__status"), asked


def _files(site: Path, asked: list[str]) -> Iterator[Path]:
    for url in asked:
        path = urlsplit(url).path.removeprefix(PREFIX)
        if path.startswith(("tim-kiem/", "theme/search.")):
            yield site / path / "index.html" if path.endswith("/") else site / path


if __name__ == "__main__":
    main()
