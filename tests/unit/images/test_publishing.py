"""Bytes of a content file as they are published."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cchc.images.data import PictureFault
from cchc.images.formats import clean_picture
from cchc.images.publishing import describe_file, published_bytes
from pictures import photo


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "a.mp4", "a.zip"])
def test_documents_are_kept_byte_for_byte(tmp_path: Path, name: str) -> None:
    """Even one that begins as a picture does."""
    for data in (b"%PDF-1.4\n%%EOF\n", b"", photo()):
        (tmp_path / name).write_bytes(data)
        assert published_bytes(tmp_path / name) == data
        facts = describe_file(tmp_path / name)
        assert (facts.size, facts.sha256) == (len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("name", ["a.jpg", "a.JPEG", "a.png"])
def test_pictures_are_cleaned_whatever_their_name_says_they_are(tmp_path: Path, name: str) -> None:
    data = photo()
    (tmp_path / name).write_bytes(data)
    assert published_bytes(tmp_path / name) == clean_picture(data) != data
    assert describe_file(tmp_path / name).size < len(data)


def test_a_place_held_for_a_picture_is_published_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert published_bytes(tmp_path / "a.png") == b"\x89PNG\r\n\x1a\n"
    (tmp_path / "a.png").write_bytes(photo()[:-90])
    with pytest.raises(PictureFault):
        published_bytes(tmp_path / "a.png")
