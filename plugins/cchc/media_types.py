"""Media types of published files by extension (IANA's registry), the same on every system."""

from __future__ import annotations

from collections.abc import Mapping

from cchc.asset_file import extension

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
TEXT: Mapping[str, str] = {  # in UTF-8
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json",
    "xml": "application/xml", "atom": "application/atom+xml", "csv": "text/csv", "txt": "text/plain",
    "svg": "image/svg+xml", "inc": "text/html",
}
OTHER: Mapping[str, str] = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "ico": "image/x-icon", "mp3": "audio/mpeg", "mp4": "video/mp4", "pdf": "application/pdf",
    "zip": "application/zip", "bin": "application/octet-stream",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    "docx": f"{_OFFICE}.wordprocessingml.document", "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation", "odt": f"{_OPEN}.text", "ods": f"{_OPEN}.spreadsheet",
    "odp": f"{_OPEN}.presentation",
}


def media_type(path: str) -> str:
    """The media type of a file by its name; "" when its extension is not known."""
    return TEXT.get(extension(path)) or OTHER.get(extension(path), "")
