"""Pictures that posts and pages name, as the checks see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from cchc.examination import Examined
from pictures import draw, photo, save
from support import make_plan, write_post
from unit.checks.folders import look

MOVING = save(draw(), "GIF", save_all=True, append_images=[draw().rotate(180)])


def examined(tmp_path: Path, file: str, data: bytes, front: str = "", body: str = "Đoạn.") -> Examined:
    """A section with one picture and one post."""
    make_plan(tmp_path)
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_bytes(data)
    write_post(tmp_path, "2024-03-05", "bai", f"areas: [a]\n{front}", body)
    return look(tmp_path)


def codes(found: Examined) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in found.loaded.problems]


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("anh/a.jpg", photo(), None), ("anh/a.JPG", photo(), None), ("anh/a.jpeg", photo(), None),
        ("anh/a.png", save(draw(), "PNG"), None), ("anh/a.webp", save(draw(), "WEBP"), "anh-dang-moi"),
        ("anh/a.avif", save(draw(), "AVIF"), "anh-dang-moi"), ("anh/a.gif", save(draw(), "GIF"), None),
        ("anh/a.jpg", photo()[:-60], "anh-hong"), ("anh/a.jpg", b"<html>" + bytes(90), "anh-hong"),
        ("anh/a.jpg", b"", "anh-trong"), ("anh/a.png", b"\x89PNG", "anh-trong"),
        ("anh/a.png", save(draw(), "JPEG"), "anh-khac-duoi"), ("anh/a.gif", MOVING, "anh-dong"),
        ("anh/a.avif", photo(kind="AVIF"), "anh-con-thong-tin"),
        ("anh/a.png", save(Image.new("1", (8000, 5000)), "PNG"), None),
        ("anh/a.png", save(Image.new("1", (8000, 5001)), "PNG"), "anh-qua-lon"),
    ],
)
@pytest.mark.parametrize("place", ["front", "body"])
def test_a_picture_that_a_page_shows_is_looked_at(tmp_path: Path, file: str, data: bytes, code: str | None, place: str) -> None:
    front, body = (f"image: {{file: {file}, alt: A}}", "Đoạn.") if place == "front" else ("", f"![A]({file})")
    found = examined(tmp_path, file, data, front, body)
    assert codes(found) == ([(file, code)] if code else [])
    assert found.shown == {file}
    assert (file in found.pictures) is (code not in {"anh-hong", "anh-trong"})


def test_an_attached_picture_may_move_but_not_be_broken(tmp_path: Path) -> None:
    front = "attachments: [{file: tep/a.gif}]"
    found = examined(tmp_path, "tep/a.gif", MOVING, front)
    assert (codes(found), found.shown) == ([], frozenset())
    assert codes(examined(tmp_path, "tep/a.gif", MOVING[:-90], front)) == [("tep/a.gif", "anh-hong")]


def test_a_picture_that_nobody_names_is_not_looked_into(tmp_path: Path) -> None:
    assert codes(examined(tmp_path, "anh/a.jpg", bytes(900))) == [("anh/a.jpg", "tep-khong-dung")]


def test_the_pictures_of_a_draft_are_looked_at_too(tmp_path: Path) -> None:
    found = examined(tmp_path, "anh/a.jpg", bytes(900), "status: draft\nimage: {file: anh/a.jpg, alt: A}")
    assert codes(found) == [("anh/a.jpg", "anh-hong")]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("![A](/portal/a.jpg)", "anh-cong-kich-thuoc"), ('<img src="/a.jpg" alt="A" width="9" height="6">', None),
        ('<img src="/a.jpg" alt="A" width="9">', "anh-cong-kich-thuoc"),
    ],
)
def test_a_picture_of_the_portal_says_its_size(tmp_path: Path, body: str, code: str | None) -> None:
    found = examined(tmp_path, "anh/a.jpg", photo(), "image: {file: anh/a.jpg, alt: A}", f"Đoạn.\n\n{body}")
    assert [problem.code for problem in found.loaded.problems] == ([code] if code else [])
    assert all(problem.line == 9 for problem in found.loaded.problems)


def test_a_fault_of_a_picture_names_a_post_that_shows_it(tmp_path: Path) -> None:
    found = examined(tmp_path, "anh/a.jpg", photo()[:-60], body="![Ảnh](anh/a.jpg)")
    problem = next(item for item in found.loaded.problems if item.code == "anh-hong")
    assert problem.message.endswith("(ảnh của bai-viet/2024/2024-03-05-bai.md)")


def test_a_new_format_that_is_only_offered_as_a_file_is_no_fault(tmp_path: Path) -> None:
    found = examined(tmp_path, "tep/a.webp", save(draw(), "WEBP"), body="[Tải ảnh bìa](tep/a.webp)")
    assert "anh-dang-moi" not in [code for _, code in codes(found)]
