"""The theme's static files: one stylesheet put together from its parts and minified, scripts, and files as they are.

Parts of the stylesheet stand in this order: css/tokens.css, css/base.css, each component's own
templates/components/<name>/<name>.css by name, css/print.css. css/sheet.css and every <name>.sheet.css are the
internal edition's. Scripts are js/<name>.js. Names carry a hash of the bytes, so that they can be cached for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cchc.errors import EnvironmentFault, UsageError, reason_of

# Phones sold since about 2020; newer syntax is written in their way
_BROWSERS = ["chrome >= 80", "safari >= 13.1", "firefox >= 78"]
_FIRST, _LAST, _SHEET = ("tokens.css", "base.css"), ("print.css",), ("sheet.css",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Static files by output path; `stylesheet`, `sheet` ("" in the public edition) and `scripts` by name are paths."""

    files: Mapping[str, bytes]
    stylesheet: str
    sheet: str
    scripts: Mapping[str, str]


def load_theme(folder: Path, *, internal: bool) -> Theme:
    """Read a theme; what cannot be read is an EnvironmentFault, a stylesheet that is no CSS a UsageError."""
    parts = sorted((folder / "templates" / "components").glob("*/*.css"))
    public = [path for path in parts if not path.name.endswith(".sheet.css")]
    files: dict[str, bytes] = {}
    sheet_parts = [*_named(folder, _SHEET), *(path for path in parts if path not in public)] if internal else []
    public = [*_named(folder, _FIRST), *public, *_named(folder, _LAST)]
    stylesheet, sheet = (_add(files, name, _stylesheet(some)) for name, some in
                         (("cchc.css", public), ("sheet.css", sheet_parts)))
    scripts = {path.stem: _add(files, path.name, _read(path)) for path in sorted((folder / "js").glob("*.js"))}
    static = folder / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            files[f"theme/{path.relative_to(static).as_posix()}"] = _read(path)
    return Theme(files=files, stylesheet=stylesheet, sheet=sheet, scripts=scripts)


def _named(folder: Path, names: Iterable[str]) -> list[Path]:
    return [folder / "css" / name for name in names]


def _add(files: dict[str, bytes], name: str, data: bytes) -> str:
    """Keep `data` under a name with its hash; nothing is kept of nothing."""
    if not data:
        return ""
    stem, _, suffix = name.rpartition(".")
    path = f"theme/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
    files[path] = data
    return path


def _stylesheet(parts: Iterable[Path]) -> bytes:
    """The parts as one minified sheet; each is parsed alone, so that a fault names its file."""
    return "".join(map(_minify, parts)).encode()


def _minify(path: Path) -> str:
    import lightningcss  # which takes megabytes

    try:
        minified: str = lightningcss.process_stylesheet(
            _read(path).decode(), filename=path.name, browsers_list=_BROWSERS
        )
    except ValueError as error:  # what lightningcss raises for CSS it cannot parse
        raise UsageError(f"Tệp giao diện {path} không đúng cú pháp CSS: {error}.") from error
    return minified


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"Không đọc được giao diện {path}: {reason_of(error)}.") from error
