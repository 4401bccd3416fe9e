"""A fingerprint of code: our modules as far as they can be reached, and the packages that do the work."""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
_IMPORT = re.compile(
    rb"^[ \t]*from cchc(?:\.([\w.]+))? import ([^\n(]+|\([^)]*\))|^[ \t]*import cchc\.([\w.]+)", re.MULTILINE
)
_NAME = re.compile(rb"\w+")


def code_version(modules: Iterable[str], packages: Iterable[str]) -> str:
    """sha256 of the source of `modules` (dotted, under cchc) and of all of ours they import, and package versions."""
    parts = [f"{name}={value}" for name, value in code_parts(modules, packages).items()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def code_parts(modules: Iterable[str], packages: Iterable[str]) -> dict[str, str]:
    """What `code_version` is a hash of: versions by package, hashes by file of ours."""
    parts = {"python": str(sys.version_info[:3]), **{name: importlib.metadata.version(name) for name in packages}}
    return parts | {file.relative_to(PACKAGE).as_posix(): _hash(file) for file in sorted(_reached(modules))}


def _reached(modules: Iterable[str]) -> set[Path]:
    """Files of the modules and of every module of ours that they import, wherever the import stands."""
    found: set[Path] = set()
    waiting = [file for name in modules for file in _files(name)]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported(file)
    return found


@lru_cache(maxsize=512)
def _imported(file: Path) -> frozenset[Path]:
    found: set[Path] = set()
    for module, names, plain in _IMPORT.findall(_read(file)):
        base = (plain or module).decode()
        found.update(_files(base))
        for name in _NAME.findall(names):
            found.update(_files(f"{base}.{name.decode()}".lstrip(".")))
    return frozenset(found)


def _files(name: str) -> Iterator[Path]:
    """The file of a module and of the packages it lies in; nothing for a name that is no module."""
    place = PACKAGE.joinpath(*name.split("."))
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    if file.is_file():
        yield file
        yield from (folder / "__init__.py" for folder in file.parents if folder.is_relative_to(PACKAGE))


@lru_cache(maxsize=512)
def _read(file: Path) -> bytes:
    return file.read_bytes()


def _hash(file: Path) -> str:
    return hashlib.sha256(_read(file)).hexdigest()
