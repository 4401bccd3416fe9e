"""Open a Word file from outside and read its body as paragraphs and tables in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc.errors import DamagedFileError, EnvironmentFault
from cchc.importers.docx_table import Table, read_table
from cchc.importers.docx_text import WORD, WRAPPERS, paragraph_text
from cchc.importers.numbering import Numbering
from cchc.office_file import check_office_zip

_MOST_BYTES = 60_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "Mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành (Save as), loại Tài liệu Word (.docx), rồi chạy lại."
_FROM_PDF = "Xin tệp Word gốc của kế hoạch, hoặc mở tệp PDF bằng Word rồi lưu thành .docx và soát lại bảng."


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text of a paragraph outside tables, its automatic number included; breaks within it are line feeds."""

    text: str


Block = Paragraph | Table


def read_docx(path: Path) -> tuple[Block, ...]:
    """Body of the Word file at `path`. Missing, of another kind, locked or damaged: DamagedFileError (exit 1)."""
    data = _read_bytes(path)
    _refuse_other_kinds(path, data)
    check_office_zip(data, path.name, "word/document.xml")
    try:
        return tuple(_blocks(data))
    except Exception as error:  # whatever a damaged part makes the library say
        raise DamagedFileError(f"{path.name} bị hỏng hoặc không phải tệp Word thường. {_SAVE_AS}") from error


def _read_bytes(path: Path) -> bytes:
    if not path.is_file():
        raise DamagedFileError(f"Không có tệp {path}. Kiểm tra lại đường dẫn sau --file.")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DamagedFileError(f"{path.name} lớn quá 60 MB nên không đọc. Bỏ bớt ảnh trong tệp rồi thử lại.")
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault.from_os_error(error, "đọc tệp kế hoạch") from error


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    """Say what the file is when it is no .docx, by its first bytes and then by its name."""
    name, ending = path.name, path.suffix.lower()
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise DamagedFileError(f"{name} có mật khẩu nên không đọc được. Mở bằng Word, bỏ mật khẩu rồi lưu lại.")
    if data.startswith(_OLE) or ending in {".doc", ".dot", ".rtf", ".wps"}:
        raise DamagedFileError(f"{name} là tệp Word đời cũ, chỉ đọc được .docx. {_SAVE_AS}")
    if data.lstrip()[:5] == b"%PDF-" or ending == ".pdf":
        raise DamagedFileError(f"{name} là tệp PDF, chỉ đọc được .docx. {_FROM_PDF}")
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:120] or ending in {".odt", ".ott"}:
        raise DamagedFileError(f"{name} là tệp OpenDocument, chỉ đọc được .docx. {_SAVE_AS}")
    if ending != ".docx":
        raise DamagedFileError(f"{name} không phải tệp .docx. {_SAVE_AS}")


def _blocks(data: bytes) -> Iterator[Block]:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE

    document = Document(io.BytesIO(data))
    try:
        part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        part = None
    numbering = Numbering(None if part is None else part.element, document.styles.element)
    yield from _body_blocks(document.element.body, numbering)


def _body_blocks(node: Any, numbering: Numbering) -> Iterator[Block]:  # noqa: ANN401 - an XML element
    for child in node.iterchildren():
        if child.tag == f"{WORD}p":
            yield Paragraph(text=paragraph_text(child, numbering.label))
        elif child.tag == f"{WORD}tbl":
            yield read_table(child, numbering.label)
        elif child.tag in WRAPPERS:
            yield from _body_blocks(child, numbering)
