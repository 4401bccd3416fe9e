"""The theme's static files: the stylesheet under a name with its hash, the others as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cchc.errors import EnvironmentFault, reason_of

_STYLESHEET = "cchc.css"


def stylesheet_name(theme: Path) -> str:
    """Output path of the stylesheet; its name changes with its content, so that it can be cached for ever."""
    path = theme / "static" / _STYLESHEET
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    except OSError as error:
        raise EnvironmentFault(f"Không đọc được giao diện {path}: {reason_of(error)}.") from error
    return f"theme/cchc.{digest}.css"


def theme_files(theme: Path) -> Iterator[tuple[str, bytes]]:
    """(output path, bytes) of every static file."""
    static = theme / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            relative = path.relative_to(static).as_posix()
            name = stylesheet_name(theme) if relative == _STYLESHEET else f"theme/{relative}"
            yield name, path.read_bytes()
