"""What tests share: running commands as users do, and making small content folders."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment without what could change a build or has every command compile all modules, plus `extra`."""
    left_out = ("CCHC_", "SOURCE_DATE", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, **extra}


def run_inv(*arguments: str, cwd: Path = ROOT, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run `inv …` of this environment in the project folder."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", *arguments], cwd=cwd, env=clean_environment(**extra), text=True,
        encoding="utf-8", capture_output=True, check=False, timeout=300,
    )


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
