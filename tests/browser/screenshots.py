"""Pictures of every type of page for people to look at: phone and desktop, light, dark and on paper.

    .venv/bin/python tests/browser/screenshots.py DIR [--content DIR] [--only WORD]

Writes DIR/<edition>-<page>-<width>-<look>.png; --only takes the pages whose name holds the word.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Page, sync_playwright

from browser.chromium import ARGUMENTS, find_chromium
from browser.serving import PREFIX, serve
from browser.test_pages import INTERNAL, PUBLIC
from support import ROOT, run_inv

WIDTHS = (360, 1280)
LOOKS = {"light": ("screen", "light"), "dark": ("screen", "dark"), "print": ("print", "light")}
EDITIONS = {"public": ("--publish", PUBLIC), "internal": ("--internal", INTERNAL)}


def build(content: Path, output: Path, edition: str) -> None:
    """Build an edition as it is at the plan's end; content with problems ends the program."""
    base = f"http://127.0.0.1{PREFIX}"
    done = run_inv(
        "build", "--content", str(content), "--output", str(output), "--base-url", base, "--as-of", "2024-12-31", edition
    )
    if done.returncode:
        sys.exit(done.stderr)


def shoot(page: Page, url: str, stem: Path) -> int:
    """Pictures of one page in every width and look; their number, 0 when the content has no such page."""
    answer = page.goto(url)
    if answer is None or (answer.status != 200 and not url.endswith("404.html")):
        return 0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for look, (media, scheme) in LOOKS.items():
            page.emulate_media(media=media, color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=stem.with_name(f"{stem.name}-{width}-{look}.png"), full_page=True)
    return len(WIDTHS) * len(LOOKS)


def main() -> None:
    """Build both editions and take the pictures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--content", type=Path, default=ROOT / "content")
    options.add_argument("--only", default="")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    number = 0
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(ARGUMENTS), ignore_default_args=["--headless"], headless=True
        )
        page = browser.new_page()
        for edition, (option, pages) in EDITIONS.items():
            build(given.content, Path(place, edition), option)
            with serve(Path(place, edition)) as address:
                for name, path in pages.items():
                    if given.only in name:
                        number += shoot(page, address + path, given.folder / f"{edition}-{name.replace(' ', '-')}")
        browser.close()
    print(f"{number} pictures in {given.folder}")  # noqa: T201 - a program's answer


if __name__ == "__main__":
    main()
