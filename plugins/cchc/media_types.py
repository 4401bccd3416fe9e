"""Media types of published files by their extension (IANA's registry), the same on every system."""

from __future__ import annotations

from cchc.asset_file import extension

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
MEDIA_TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "mp3": "audio/mpeg", "mp4": "video/mp4", "pdf": "application/pdf", "zip": "application/zip",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    "docx": f"{_OFFICE}.wordprocessingml.document", "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation", "odt": f"{_OPEN}.text", "ods": f"{_OPEN}.spreadsheet",
    "odp": f"{_OPEN}.presentation", "csv": "text/csv", "txt": "text/plain", "json": "application/json",
}


def media_type(path: str) -> str:
    """The media type of a file by its name; "" when its extension is not known."""
    return MEDIA_TYPES.get(extension(path), "")
