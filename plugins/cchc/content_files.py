"""The files of a content folder, and what stands there but cannot be read as one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc.errors import reason_of

_JUNK = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that is not read: a link, a pipe, a folder that cannot be listed; `code` is that of its problem."""

    path: str
    code: str
    reason: str = ""


def list_content(content: Path) -> Iterator[str | Refused]:
    """Every entry, by folder and name, as a posix path relative to `content`; hidden ones and junk are left out."""
    return _list_folder(content, "", content)


def _list_folder(folder: Path | str, prefix: str, content: Path) -> Iterator[str | Refused]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        place = Path(str(error.filename)).relative_to(content).as_posix()
        yield Refused(place, "khong-doc-duoc", reason_of(error))
        return
    folders = []
    for entry in entries:
        name, path = entry.name, prefix + entry.name
        if name.startswith(".") and (entry.is_symlink() or entry.is_dir()):
            continue  # editors mark an open file with a hidden link
        if entry.is_symlink():
            yield Refused(path, "lien-ket-tuong-trung")
        elif entry.is_dir():
            folders.append(entry)
        elif not entry.is_file():
            yield Refused(path, "khong-doc-duoc", "không phải tệp thường")
        elif not name.startswith((".", "~$")) and name.lower() not in _JUNK:
            yield path
    for entry in folders:
        yield from _list_folder(entry.path, f"{prefix}{entry.name}/", content)
