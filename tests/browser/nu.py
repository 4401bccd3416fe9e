"""The Nu HTML checker over every page of both editions; needs Java and npm's vnu-jar, so it is not part of the suite.

    npm install --prefix DIR vnu-jar
    .venv/bin/python tests/browser/nu.py DIR/node_modules/vnu-jar/build/dist/vnu.jar [--content DIR]

Prints every error and warning with the number of pages it stands on and one of them; exits 1 when there is an error.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import ROOT, run_inv


def build(content: Path, output: Path, edition: str) -> None:
    """Build an edition as it is at the plan's end; content with problems ends the program."""
    done = run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-12-31", edition)
    if done.returncode:
        sys.exit(done.stderr)


def check(jar: Path, folders: Iterable[Path]) -> list[dict[str, Any]]:
    """Messages of the checker about every HTML file of the folders."""
    command = ["java", "-jar", str(jar), "--format", "json", "--skip-non-html", "--stdout", *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if not done.stdout:
        sys.exit(done.stderr)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return messages


def main() -> None:
    """Build, check, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("jar", type=Path)
    options.add_argument("--content", type=Path, default=ROOT / "content")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folders = {edition: Path(place, edition.strip("-")) for edition in ("--publish", "--internal")}
        for edition, folder in folders.items():
            build(given.content, folder, edition)
        pages = sum(1 for folder in folders.values() for _ in folder.rglob("*.html"))
        messages = check(given.jar, folders.values())
    found: dict[tuple[str, str], list[str]] = {}
    for message in messages:
        kind = message.get("subType", message["type"])
        found.setdefault((kind, message["message"]), []).append(f"{message.get('url', '')}:{message.get('lastLine', 0)}")
    for (kind, text), places in sorted(found.items()):
        print(f"{kind}: {text} ({len(places)}: {places[0].partition(place)[2]})")  # noqa: T201 - a program's answer
    errors = sum(message["type"] != "info" for message in messages)
    print(f"{pages} pages, {errors} errors, {len(messages) - errors} warnings")  # noqa: T201
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
