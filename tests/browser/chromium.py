"""Finds a Chromium for the tests, installs one where that is possible, and never lets them be skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage",
)
NONE = (
    "Không có trình duyệt Chromium cho các kiểm thử. Cài gói `chromium` của hệ điều hành, hoặc chạy "
    "`.venv/bin/python -m playwright install chromium`, rồi chạy lại."
)


def find_chromium() -> str | None:
    """Path of a Chromium; None stands for Playwright's own. Without any, an OSError says what to do."""
    found = _on_path() or (_installed_by_system() if _may_install() else None)
    if found or _installed_by_playwright():
        return found
    raise OSError(NONE)


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _may_install() -> bool:
    return getattr(os, "geteuid", lambda: 1)() == 0 and shutil.which("apt-get") is not None


def _installed_by_system() -> str | None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update",), ("install", "--yes", "--no-install-recommends", "chromium")):
        if not _succeeds(["apt-get", "--quiet", *words], quiet):
            return None
    return _on_path()


def _has_playwrights_own() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _installed_by_playwright() -> bool:
    return _has_playwrights_own() or _succeeds([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _succeeds(command: list[str], environment: dict[str, str]) -> bool:
    try:
        done = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=900)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
