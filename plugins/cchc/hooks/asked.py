"""What may be meant by an address or a path that somebody typed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

_INDEX = "index.html"


def asked_paths(asked: str, base_url: str, output: Path, content: Path) -> list[str]:
    """Paths under the output or the content folder that `asked` may mean, the likeliest first.

    It is a whole address, its path on the host, an address under the section root, or a file of one of the folders;
    the last slash and index.html may be left out.
    """
    inside = [path for folder in (output, content) if (path := _inside(asked, folder)) is not None]
    try:
        base, given = urlsplit(base_url), urlsplit(asked.strip())
    except ValueError:  # no address at all
        return inside or [asked]
    if given.netloc not in {"", base.netloc}:
        return inside or [asked]
    text = unquote(given.path)
    if f"{text}/".startswith(base.path):
        text = text.removeprefix(base.path.rstrip("/"))
    text = re.sub(r"^(?:\.?/)+", "", text)
    return list(dict.fromkeys(path for found in (text, *inside) for path in _files(found)))


def _files(text: str) -> list[str]:
    """Output files of an address under the section root."""
    folder = text.rstrip("/")
    as_page = f"{folder}/{_INDEX}" if folder else _INDEX
    return [as_page] if text in {"", folder + "/"} else [text, as_page]


def _inside(asked: str, folder: Path) -> str | None:
    """The path of an existing file or folder, relative to `folder`."""
    try:
        place = Path(asked).absolute()
        return place.relative_to(folder.absolute()).as_posix() if place.exists() else None
    except (ValueError, OSError):
        return None


def nearest_paths(path: str, known: Iterable[str], most: int = 5) -> list[str]:
    """The known paths that look most like `path`, as addresses."""
    candidates = dict.fromkeys(item.removesuffix(_INDEX) or "/" for item in known)
    return difflib.get_close_matches(path.removesuffix(_INDEX), candidates, n=most, cutoff=0.5)
