"""What a build reads: whether that is known beforehand, and how it all stood before the build began."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc.hooks.frame import FRAGMENTS
from cchc.incremental.last import Listing, list_inputs

# What a settings file may import, call and ask of values and still always say the same
_MODULES = frozenset({"__future__", "cchc", "datetime", "pathlib", "sys"})
_CALLED = frozenset({
    "Path", "date", "datetime", "dict", "int", "len", "list", "range", "set", "sorted", "str", "timedelta", "tuple",
})
_ASKED = _CALLED | {
    "append", "copy", "extend", "format", "insert", "isoformat", "items", "join", "keys", "lower", "parent", "parents",
    "path", "remove", "replace", "resolve", "split", "strip", "update", "upper", "values",
}
_BUILTINS = frozenset(dir(builtins)) - {"__name__"} | {"__builtins__", "__loader__", "__spec__"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Folders and files a build reads beside our code, with how they stood when the build began."""

    folders: tuple[str, ...]
    files: tuple[str, ...]
    listing: Listing


def find_sources(settings_file: Path, settings: Mapping[str, Any], content: str) -> Sources | None:
    """What a build by these settings reads; None when the settings or plugins of others may read anything."""
    if not all(name.startswith("cchc.") for name in settings["PLUGINS"]) or not is_plain(settings_file):
        return None
    folders = (content, str(settings_file.parent / settings["THEME"]))
    fragments = (settings["CCHC_PORTAL"].get(name) for name in FRAGMENTS)
    files = (str(settings_file), *(str(Path(file).absolute()) for file in fragments if file))
    try:
        return Sources(folders=folders, files=files, listing=list_inputs(folders, files))
    except OSError:
        return None  # the build says what is wrong


def is_plain(settings_file: Path) -> bool:
    """Whether a settings file asks nothing but itself: not the clock, the environment, nor other files.

    Only what is known to ask nothing else is allowed, so that one which cannot be judged counts as asking.
    """
    return all(map(_is_plain, ast.walk(ast.parse(settings_file.read_bytes()))))


def _is_plain(node: ast.AST) -> bool:
    match node:
        case ast.Import():
            plain = all(alias.name in _MODULES for alias in node.names)
        case ast.ImportFrom():
            plain = (node.module or "").partition(".")[0] in _MODULES
        case ast.Call(func=ast.Name(id=name)):
            plain = name in _CALLED
        case ast.Call():
            plain = isinstance(node.func, ast.Attribute)
        case ast.Attribute():
            plain = node.attr in _ASKED
        case ast.Name():
            plain = node.id not in _BUILTINS or node.id in _CALLED
        case _:
            plain = True
    return plain
