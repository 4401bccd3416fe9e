"""Smaller WebP variants: which there are, that they look right, and that the cache never decides what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from cchc.images.data import PictureFault
from cchc.images.formats import read_picture
from cchc.images.variants import MAX_PIXELS, Made, encode_variants, make_variants, variant_files
from cchc.kept_files import KeptFiles
from cchc.workers import Method, Workers
from pictures import busy, draw, opened, photo, save

FILES = ("anh/Hop.jpg", "anh/so-do.png", "tep/a.webp")


def noisy(width: int, height: int, kind: str = "JPEG", **options: object) -> bytes:
    return save(busy(width, height), kind, **options)


def encode(data: bytes) -> dict[int, bytes]:
    return encode_variants(data, read_picture(data))


@pytest.mark.parametrize(
    ("width", "expected"),
    [(1600, [480, 800, 1200]), (1200, [480, 800, 1200]), (1000, [480, 800, 1000]), (700, [480, 700]), (480, [480]), (300, [300])],
)
def test_variants_are_never_wider_than_the_picture_and_the_widest_fits_it(width: int, expected: list[int]) -> None:
    data = noisy(width, width * 2 // 3, quality=95)
    encoded = encode(data)
    assert list(encoded) == expected
    assert {opened(part).size for part in encoded.values()} == {(w, round(w * (width * 2 // 3) / width)) for w in expected}
    assert all(len(part) < len(data) for part in encoded.values())


def test_there_are_none_when_they_would_not_be_smaller() -> None:
    assert encode(noisy(900, 600, quality=3)) == {}
    assert encode(save(draw(2, 2), "PNG")) == {}


def test_a_webp_has_only_narrower_variants() -> None:
    assert list(encode(noisy(1000, 600, "WEBP", quality=95))) == [480, 800]
    assert list(encode(noisy(1300, 800, "WEBP", quality=95))) == [480, 800, 1200]


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_variants_stand_upright(orientation: int) -> None:
    """The dark quarter is where a viewer that turns the original sees it."""
    data = photo(900, 600, orientation=orientation, quality=95)
    for part in encode(data).values():
        image = opened(part).convert("L")
        width, height = image.size
        darkest = min(((x, y) for x in (0.25, 0.75) for y in (0.25, 0.75)),
                      key=lambda at: image.getpixel((int(width * at[0]), int(height * at[1]))))
        assert darkest == {3: (0.75, 0.75), 6: (0.75, 0.25), 8: (0.25, 0.75)}[orientation]
        assert dict(opened(part).getexif()) == {}


def test_clear_parts_stay_clear_and_profiles_stay() -> None:
    image = opened(noisy(500, 300, "PNG")).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize((500, 300)))
    encoded = encode(save(image, "PNG", icc_profile=bytes(128)))
    assert {opened(part).mode for part in encoded.values()} == {"RGBA"}
    assert {opened(part).info["icc_profile"] for part in encoded.values()} == {bytes(128)}


def test_a_profile_of_greys_is_not_given_to_colours() -> None:
    encoded = encode(save(draw(900, 600, "L"), "JPEG", quality=98, icc_profile=bytes(128)))
    assert encoded
    assert all("icc_profile" not in opened(part).info for part in encoded.values())


@pytest.mark.parametrize("data", [
    noisy(900, 600, "GIF"), save(draw(900, 600, "CMYK"), "JPEG", quality=98), save(draw(90, 60).convert("I;16"), "PNG"),
    save(draw(900, 600), "WEBP", save_all=True, append_images=[draw(900, 600).rotate(180)]),
])
def test_colours_for_print_and_moving_pictures_stay_as_they_are(data: bytes) -> None:
    assert encode(data) == {}


def test_a_picture_that_opens_larger_than_it_says_is_refused() -> None:
    """Pillow's warning of a decompression bomb is an error: the pixels said in the head must hold."""
    small = read_picture(save(Image.new("1", (90, 60)), "PNG"))
    side = int(MAX_PIXELS**0.5) + 1
    for width in (side, 2 * side + 1):
        data = save(Image.new("1", (width, side)), "PNG")
        with pytest.raises(PictureFault, match="quá lớn"):
            encode_variants(data + bytes(9000), small)


def test_a_picture_damaged_inside_is_refused() -> None:
    data = bytearray(noisy(900, 600, "PNG"))
    data[len(data) // 2 : len(data) // 2 + 400] = bytes(400)
    with pytest.raises(PictureFault):
        encode(bytes(data))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    pictures = (photo(520, 360, quality=98), noisy(490, 200, "PNG"), noisy(490, 300, "WEBP", quality=98))
    for file, data in zip(FILES, pictures, strict=True):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)
    return folder


def build(content: Path, kept: KeptFiles, jobs: int = 1, method: Method | None = None) -> tuple[list[Made], dict[str, bytes]]:
    workers = Workers(jobs, method)
    try:
        made = list(make_variants(content, FILES * (2 if jobs > 1 else 1), kept, workers))
    finally:
        workers.close()
    return made, {path: data for item in made for path, data in ([] if item.fault else variant_files(content, item, kept))}


def test_the_same_bytes_come_with_a_cache_without_one_and_from_several_processes(content: Path, tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "kho")
    first, files = build(content, kept)
    second, again = build(content, kept)
    assert files == again == build(content, KeptFiles(None))[1]
    assert files == build(content, KeptFiles(tmp_path / "khac"), jobs=3)[1]
    assert files == build(content, KeptFiles(tmp_path / "khac nữa"), jobs=2, method="spawn")[1]
    assert [item.fresh for item in first] == [2, 1, 1]
    assert [item.fresh for item in second] == [0, 0, 0]
    assert all(opened(data).format == "WEBP" for data in files.values())


def test_names_hold_a_hash_and_the_width(content: Path, tmp_path: Path) -> None:
    made, files = build(content, KeptFiles(tmp_path))
    assert [variant.width for variant in made[0].variants] == [480, 520]
    assert all(path.startswith("anh/bien-the/hop.") for path in list(files)[:2])
    assert made[0].variants[0].path == f"anh/bien-the/hop.{made[0].key[:10]}-480.webp"
    assert [(variant.path, variant.width) for variant in made[2].variants][-1] == ("tep/a.webp", 490)
    (content / FILES[0]).write_bytes(noisy(500, 300, quality=98))
    assert build(content, KeptFiles(tmp_path))[0][0].key != made[0].key


def test_a_damaged_cache_is_healed(content: Path, tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "kho")
    files = build(content, kept)[1]
    stored = sorted(path for path in (tmp_path / "kho").rglob("*") if path.is_file())
    assert len(stored) == 3
    for damage in (b"", b"480:9\nrubbish" * 9):
        for path in stored:
            path.write_bytes(damage)
        made, again = build(content, kept)
        assert again == files
        assert [item.fresh for item in made] == [2, 1, 1]


def test_a_picture_that_cannot_be_opened_is_told_with_its_name(content: Path) -> None:
    (content / FILES[1]).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(80))
    made = build(content, KeptFiles(None))[0]
    assert [(item.file, bool(item.fault)) for item in made] == [(file, file == FILES[1]) for file in FILES]


def test_a_camera_s_notes_do_not_change_what_is_made(content: Path) -> None:
    """Variants are made of the cleaned picture, and so is their hash."""
    before = build(content, KeptFiles(None))[1]
    (content / FILES[0]).write_bytes(save(draw(520, 360), "JPEG", quality=98))
    assert build(content, KeptFiles(None))[1] == before
