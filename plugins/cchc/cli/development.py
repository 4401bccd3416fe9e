"""`inv test`, `inv lint`, `inv clean`: for those who work on the code."""

from __future__ import annotations

import shutil
import subprocess
import sys

from cchc.cli import options

_MADE = ("output", ".cache", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache")


def test(*, only: str) -> None:
    """Run all tests, or those under the path `only`."""
    _run("pytest", *([only] if only else []))


def lint() -> None:
    """Style, types and the layers of the code."""
    _run("ruff", "check", ".")
    _run("mypy")
    _run("importlinter.cli")


def clean() -> None:
    """Remove what builds and tools made; never content or the virtual environment."""
    for name in _MADE:
        shutil.rmtree(options.ROOT / name, ignore_errors=True)
    print("Đã xóa kết quả dựng và bộ nhớ đệm.")  # noqa: T201


def _run(*command: str) -> None:
    """Run a tool of this environment in the project folder; its failure is ours (exit 1)."""
    sys.stdout.flush()
    done = subprocess.run([sys.executable, "-m", *command], cwd=options.ROOT, check=False)  # noqa: S603 - fixed commands
    if done.returncode:
        raise SystemExit(1)
