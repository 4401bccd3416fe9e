"""The theme's static files: stylesheets under names with their hash, the others as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cchc.errors import EnvironmentFault, reason_of

STYLESHEET = "cchc.css"
SHEET = "sheet.css"  # only in the internal edition


def stylesheet_name(theme: Path, name: str = STYLESHEET) -> str:
    """Output path of a stylesheet; its name changes with its content, so that it can be cached for ever."""
    path = theme / "static" / name
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    except OSError as error:
        raise EnvironmentFault(f"Không đọc được giao diện {path}: {reason_of(error)}.") from error
    return f"theme/{path.stem}.{digest}.css"


def theme_files(theme: Path, *, internal: bool) -> Iterator[tuple[str, bytes]]:
    """(output path, bytes) of every static file of the edition."""
    static = theme / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            relative = path.relative_to(static).as_posix()
            if relative == SHEET and not internal:
                continue
            name = stylesheet_name(theme, relative) if relative in {STYLESHEET, SHEET} else f"theme/{relative}"
            yield name, path.read_bytes()
