"""Files that posts may name."""

from __future__ import annotations

import pytest

from cchc.asset_file import allowed_name, allowed_place, allowed_types, extension


@pytest.mark.parametrize(
    ("path", "expected"),
    [("tep/A.PDF", "pdf"), ("tep/47_KH-UBND.signed.pdf", "pdf"), ("tep/khong", ""), ("tep.x/khong", "")],
)
def test_the_type_is_the_last_part_of_the_name_in_lower_case(path, expected):
    assert extension(path) == expected


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("anh/a.png", True), ("tep/2024/a.pdf", True), ("anh", False), ("anh/", False), ("/anh/a.png", False),
        ("tep/../a.pdf", False), ("tep/./a.pdf", False), ("tep//a.pdf", False), ("ke-hoach/2024.yaml", False),
        ("../tep/a.pdf", False), ("Anh/a.png", False), ("https://a.vn/tep/a.pdf", False),
    ],
)
def test_files_stand_in_anh_or_tep_without_steps_up(path, allowed):
    assert allowed_place(path) is allowed


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("tep/47_KH-UBND.signed.pdf", True), ("tep/a b.pdf", False), ("tep/ảnh.png", False), ("tep/.a.pdf", False),
        ("tep/-a.pdf", False), ("tep/a%20b.pdf", False), ("tep/a.pdf\n", False),
    ],
)
def test_names_are_safe_in_an_address(path, allowed):
    assert allowed_name(path) is allowed


@pytest.mark.parametrize("kind", ["svg", "html", "htm", "js", "exe", "xml", "php", ""])
def test_types_that_can_hold_a_script_are_never_published(kind):
    assert kind not in allowed_types(image=False)


def test_a_document_is_no_image():
    assert "pdf" in allowed_types(image=False)
    assert "pdf" not in allowed_types(image=True)
    assert {"jpg", "png", "webp"} <= allowed_types(image=True)
