"""Files named by posts: allowed places, names and types (contract: published at the same path)."""

from __future__ import annotations

import re

FOLDERS = ("anh", "tep")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# An SVG can hold a script, so it is not published as is.
IMAGE_TYPES = frozenset({"jpg", "jpeg", "png", "gif", "webp", "avif"})
DOCUMENT_TYPES = frozenset({
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "csv", "txt", "zip", "mp3", "mp4",
})

AUDIO_TYPES = frozenset({"mp3"})


def extension(path: str) -> str:
    """Lower-case type of a file name, without the dot."""
    return path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""


def allowed_place(path: str) -> bool:
    """Whether `path` is a relative path inside anh/ or tep/ without steps up."""
    parts = path.split("/")
    return len(parts) > 1 and parts[0] in FOLDERS and all(part not in {"", ".", ".."} for part in parts)


def allowed_name(path: str) -> bool:
    """Whether every part of the path is safe in an address on any server."""
    return all(_NAME.fullmatch(part) for part in path.split("/"))


def allowed_types(*, image: bool) -> frozenset[str]:
    """Types accepted for an image, or for any named file."""
    return IMAGE_TYPES if image else IMAGE_TYPES | DOCUMENT_TYPES
