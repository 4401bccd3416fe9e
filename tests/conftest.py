"""What all tests share: running commands as users do, built sites, and Pelican's signals put back after each test."""

from __future__ import annotations

import os
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pelican.plugins import signals

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment without what could change a build, plus `extra`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CCHC_", "SOURCE_DATE"))}
    return {**kept, **extra}


def run_inv(*arguments: str, cwd: Path = ROOT, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run `inv …` of this environment in the project folder."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", *arguments], cwd=cwd, env=clean_environment(**extra), text=True,
        encoding="utf-8", capture_output=True, check=False, timeout=300,
    )


@pytest.fixture(scope="session")
def inv() -> Run:
    """Run a command of the project."""
    return run_inv


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content in the public edition, at the plan's end."""
    output = tmp_path_factory.mktemp("public") / "site"
    done = run_inv("build", "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="session")
def built_internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content in the internal edition, at the plan's end."""
    output = tmp_path_factory.mktemp("internal") / "site"
    done = run_inv("build", "--internal", "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    """Builds in this process must not leave their stages connected."""
    every = [value for value in vars(signals).values() if hasattr(value, "receivers")]
    before = {id(signal): set(signal.receivers) for signal in every}
    yield
    for signal in every:
        for key in set(signal.receivers) - before[id(signal)]:
            receiver = signal.receivers[key]
            signal.disconnect(receiver() if isinstance(receiver, weakref.ref) else receiver)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by relative path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def make_plan(folder: Path, **changes: str) -> Path:
    """A content folder that holds the real plan with words replaced (`old=new` given as a mapping)."""
    target = folder / "ke-hoach" / "2024.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "content" / "ke-hoach" / "2024.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    target.write_text(text, encoding="utf-8")
    return target


def write_post(content: Path, day: str, slug: str, front: str, body: str = "Đoạn mở đầu.") -> Path:
    """A post of a content folder."""
    target = content / "bai-viet" / day[:4] / f"{day}-{slug}.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"---\ntitle: {slug}\n{front}\n---\n\n{body}\n", encoding="utf-8")
    return target
