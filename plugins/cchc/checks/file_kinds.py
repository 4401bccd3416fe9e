"""Files that are not what their names say: a program that trusts the name would not open them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc.asset_file import extension
from cchc.images.formats import NO_PICTURE
from cchc.problems import WHOLE_FILE, Problem, make_problem

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_STARTS = {
    "pdf": (b"%PDF-",), "mp3": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"), _ZIP),
}
_HEAD = 1024  # bytes in which a PDF's mark may stand (ISO 32000, annex H)


def check_kinds(content: Path, files: Iterable[str]) -> Iterator[Problem]:
    """A warning for each file that does not begin as its type does; a place held for a file yet to come is not one."""
    for file in sorted(files):
        starts = _STARTS.get(extension(file))
        if starts is None:
            continue
        try:
            with (content / file).open("rb") as opened:
                head = opened.read(_HEAD)
        except OSError:
            continue  # told where it is read to be published
        fits = starts[0] in head if extension(file) == "pdf" else head.startswith(starts)
        if len(head) >= NO_PICTURE and not fits:
            yield make_problem(file, WHOLE_FILE, "tep-khac-duoi", suffix=extension(file))
