"""What a build reads: whether that is known beforehand, and how it all stood before the build began."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc.hooks.frame import FRAGMENTS
from cchc.incremental.last import Listing, list_inputs

# What a settings file may import and still always say the same
_PLAIN = frozenset({"__future__", "cchc", "datetime", "pathlib", "sys"})
_ASKING = frozenset({
    "__import__", "environ", "eval", "exec", "exists", "getenv", "glob", "import_module", "iterdir", "now", "open",
    "read_bytes", "read_text", "today",
})


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
    """Whether a settings file asks nothing but itself: not the clock, the environment, nor other files."""
    tree = ast.parse(settings_file.read_bytes())
    return set(_imported(tree)) <= _PLAIN and not _ASKING & set(_named(tree))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def _named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
