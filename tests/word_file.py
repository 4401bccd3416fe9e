"""Reading back the Word documents that tests make: text, links, fonts and soundness of every part."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class WordFile:
    """A document as Word reads it."""

    data: bytes

    @property
    def parts(self) -> dict[str, ET.Element]:
        """Every part, parsed; a part that is not well-formed XML raises."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}

    @property
    def body(self) -> ET.Element:
        """The document part."""
        return self.parts["word/document.xml"]

    @property
    def lines(self) -> list[str]:
        """Text of every paragraph, tables and links included, in order."""
        return ["".join(run.text or "" for run in paragraph.iter(f"{W}t")) for paragraph in self.body.iter(f"{W}p")]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)

    @property
    def links(self) -> list[tuple[str, str]]:
        """(text, address) of every hyperlink, by its relationship."""
        relations = Document(io.BytesIO(self.data)).part.rels
        found = []
        for element in self.body.iter(f"{W}hyperlink"):
            relation = relations[element.attrib[f"{R}id"]]
            assert relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
            assert relation.is_external
            found.append(("".join(run.text or "" for run in element.iter(f"{W}t")), relation.target_ref))
        return found

    @property
    def blanks(self) -> list[str]:
        """Texts highlighted for the officer."""
        return [
            "".join(part.text or "" for part in run.iter(f"{W}t"))
            for run in self.body.iter(f"{W}r") if run.find(f"{W}rPr/{W}highlight") is not None
        ]

    def dead_links(self, base_url: str, site: Path) -> list[str]:
        """Links into the section that lead to no file of the built `site`; the document must have some that do."""
        inside = [address.removeprefix(base_url) for _, address in self.links if address.startswith(base_url)]
        assert inside
        return [path for path in inside if not (site / path / "index.html").is_file() and not (site / path).is_file()]
