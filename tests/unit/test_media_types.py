"""Media types by extension."""

from __future__ import annotations

import mimetypes

import pytest

from cchc.asset_file import DOCUMENT_TYPES, IMAGE_TYPES
from cchc.media_types import OTHER, TEXT, media_type


def test_every_type_of_file_that_posts_may_name_has_a_media_type() -> None:
    assert {*TEXT, *OTHER} >= DOCUMENT_TYPES | IMAGE_TYPES


@pytest.mark.parametrize(("path", "found"), [
    ("tep/a.PDF", "application/pdf"), ("anh/a.b.jpg", "image/jpeg"), ("tep/a", ""), ("tep/a.la", ""),
])
def test_the_type_follows_the_extension(path: str, found: str) -> None:
    assert media_type(path) == found


@pytest.mark.parametrize("suffix", ["jpg", "png", "gif", "webp", "mp3", "mp4", "pdf", "doc", "docx", "xlsx", "pptx", "odt", "csv", "json"])
def test_the_types_are_those_python_knows_too(suffix: str) -> None:
    known, _ = mimetypes.MimeTypes(filenames=()).guess_type(f"a.{suffix}")
    assert known in {None, media_type(f"a.{suffix}")}
