"""Guards around Office files (.docx, .xlsx): zip files that come from outside are opened only within limits.

A damaged file, a file of another kind or a zip bomb is a DamagedFileError of one sentence (contract: exit 1).
`rewrite_zip` gives the same bytes for the same parts: fixed order, time and permissions.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from cchc.errors import DamagedFileError

MOST_PARTS = 5_000
MOST_BYTES = 60_000_000  # of all parts, expanded
MOST_XML = 40_000_000  # of one part, expanded
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold


def check_office_zip(data: bytes, name: str, main_part: str) -> None:
    """Raise DamagedFileError unless `data` is a sound zip within limits that holds `main_part` (word/document.xml …).

    Sizes are counted while the parts are expanded, so a header that lies about them is found out too.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if main_part not in {part.filename for part in parts}:
                raise DamagedFileError(f"{name} không phải tệp Word hoặc Excel đúng loại. Mở tệp, lưu lại rồi thử lại.")
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise DamagedFileError(f"{name} giải nén ra quá lớn nên không đọc. Bỏ bớt ảnh trong tệp rồi thử lại.")
            for part in parts:
                _check_part(archive, part, name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError,
            RuntimeError) as error:
        raise DamagedFileError(f"{name} bị hỏng, không đọc được. Mở tệp, lưu lại rồi thử lại.") from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile  # Office files know no other way (ECMA-376, part 2)
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            size += len(chunk)
            if size > min(MOST_XML, part.file_size):
                raise DamagedFileError(f"{name} giải nén ra quá lớn nên không đọc. Bỏ bớt ảnh trong tệp rồi thử lại.")


def rewrite_zip(parts: Mapping[str, bytes]) -> bytes:
    """Zip `parts` (name → bytes, in their order) to the same bytes every time on every system."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, data)
    return stream.getvalue()


def read_parts(data: bytes) -> dict[str, bytes]:
    """Every part of a zip this project made, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
