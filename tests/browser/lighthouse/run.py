"""Lighthouse on the published site as a phone sees it; needs Node and a Chromium, so it is not part of the suite.

    npm install --prefix tests/browser/lighthouse
    .venv/bin/python tests/browser/lighthouse/run.py [--content DIR] [--runs N] [--keep DIR]

Builds the site with --publish, serves it as the server files of the site ask for (compressed copies, names with a
hash kept for a year) and prints the four scores of each page. Of several --runs the one with the middle performance counts. The last
column is Lighthouse's own index of the machine: under about 1000 it is too slow or too busy, and the performance score
says more about it than about the page. Exits 1 when a score is under 100; --keep holds the reports.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from browser.chromium import ARGUMENTS, find_chromium
from browser.serving import PREFIX, _Handler
from support import ROOT, run_inv

PAGES = {
    "home": "", "post": "bai-viet/2024/bay-nhom-noi-dung-cua-ke-hoach-tuyen-truyen-2024/", "coverage": "ke-hoach/2024/",
    "search": "tim-kiem/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HASHED = re.compile(r"\.[0-9a-f]{8,}\.|/[0-9a-f]{8,}[.-]")


class Handler(_Handler):
    """Sends compressed copies where there are some, and says how long an answer may be kept."""

    folder = Path()

    def end_headers(self) -> None:
        kept = "public, max-age=31536000, immutable" if HASHED.search(self.path) else "no-cache"
        self.send_header("Cache-Control", kept)
        super().end_headers()

    def do_GET(self) -> None:  # noqa: N802 - the name http.server calls
        place = Path(self.translate_path(self.path.partition("?")[0]))
        place = place / "index.html" if place.is_dir() else place
        packed = place.with_name(f"{place.name}.gz")
        if not (self.path.startswith(PREFIX) and packed.is_file() and "gzip" in self.headers.get("Accept-Encoding", "")):
            super().do_GET()
            return
        data = packed.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(place)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def measure(url: str) -> dict[str, Any]:
    """Lighthouse's report of an address, as a phone on a slow line."""
    program = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
    node = shutil.which(str(program))
    if node is None:
        sys.exit("Lighthouse is not installed: npm install --prefix tests/browser/lighthouse")
    flags = " ".join(ARGUMENTS)
    chosen = find_chromium()
    environment = {**os.environ, **({"CHROME_PATH": chosen} if chosen else {})}
    command = [node, url, "--output=json", "--quiet", f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
    if done.returncode:
        sys.exit(done.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def faults(report: dict[str, Any]) -> list[str]:
    """Audits of a report that cost points."""
    weights = {
        part["id"]: part["weight"] for category in report["categories"].values() for part in category["auditRefs"]
    }
    audits = report["audits"].items()
    return [
        f"{name}: {audit['title']} {audit.get('displayValue', '')}"
        for name, audit in audits if weights.get(name) and audit["score"] is not None and audit["score"] < 1
    ]


def serve_built(content: Path, place: Path) -> ThreadingHTTPServer:
    """Build the site for an address of this machine and serve it there."""
    folder = place / "site"
    kinds = {**_Handler.extensions_map, ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
    kept = type("Kept", (Handler,), {"extensions_map": kinds})
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: kept(*given, directory=str(folder)))
    base = f"http://127.0.0.1:{server.server_port}{PREFIX}"
    given = ("--content", str(content), "--output", str(folder), "--base-url", base, "--as-of", "2024-12-31", "--publish")
    done = run_inv("build", *given)
    if done.returncode:
        sys.exit(done.stderr)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> None:
    """Build, serve, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--content", type=Path, default=ROOT / "content")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    worst = 100
    with tempfile.TemporaryDirectory() as place:
        server = serve_built(given.content, Path(place))
        print(f"{'':10}" + "".join(f"{name:>16}" for name in (*CATEGORIES, "machine")))  # noqa: T201 - a program's answer
        for name, path in PAGES.items():
            url = f"http://127.0.0.1:{server.server_port}{PREFIX}{path}"
            reports = sorted((measure(url) for _ in range(given.runs)), key=lambda one: one["categories"]["performance"]["score"])
            report = reports[len(reports) // 2]
            scores = [round(report["categories"][category]["score"] * 100) for category in CATEGORIES]
            worst = min(worst, *scores)
            print(f"{name:10}" + "".join(f"{score:>16}" for score in (*scores, round(report["environment"]["benchmarkIndex"]))))  # noqa: T201
            for fault in faults(report):
                print(f"  {fault}")  # noqa: T201
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
        server.shutdown()
    sys.exit(0 if worst == 100 else 1)


if __name__ == "__main__":
    main()
