"""Every format: what is read of a picture, and what is taken out before it is published."""

from __future__ import annotations

import struct

import pytest
from PIL import Image, ImageChops, PngImagePlugin

from cchc.images.data import PictureFacts, PictureFault
from cchc.images.formats import clean_picture, measure_picture, read_picture
from pictures import camera_notes, draw, opened, photo, save

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
CLEANED = ("JPEG", "PNG", "WEBP")
SECRET = b"BiMat"
XMP = b"<x:xmpmeta>BiMat 21.0278</x:xmpmeta>"
PROFILE = b"\0\0\0\x80lcms" + bytes(120)  # nothing looks into it


def same_pixels(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one.convert("RGBA"), other.convert("RGBA")).getbbox(alpha_only=False) is None


def texts() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "BiMat")
    info.add_text("Comment", "BiMat", zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return info


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(60, 40), (41, 97), (1, 1), (300, 2)])
def test_size_and_kind_are_read(kind: str, size: tuple[int, int], tmp_path) -> None:
    data = save(draw(*size), kind)
    facts = PictureFacts(kind=kind.lower(), width=size[0], height=size[1])
    assert read_picture(data) == facts
    file = tmp_path / "a"
    file.write_bytes(data)
    assert measure_picture(file) == facts


@pytest.mark.parametrize(
    ("kind", "options"),
    [("JPEG", {"progressive": True}), ("JPEG", {"quality": 100, "subsampling": 0}), ("PNG", {"optimize": True}),
     ("WEBP", {"lossless": True}), ("WEBP", {"quality": 10}), ("WEBP", {"icc_profile": PROFILE})],
)
def test_ways_of_coding_are_read_and_kept(kind: str, options: dict) -> None:
    data = save(draw(), kind, **options)
    assert (read_picture(data).width, read_picture(data).height) == (60, 40)
    assert clean_picture(data) == data


@pytest.mark.parametrize("mode", ["L", "RGBA", "LA", "P", "1", "CMYK"])
def test_every_kind_of_colours_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert read_picture(save(draw(mode=mode), kind)).pixels == 2400


@pytest.mark.parametrize("kind", CLEANED)
def test_a_camera_s_notes_are_gone_and_the_pixels_are_not_touched(kind: str) -> None:
    data = photo(kind=kind, xmp=XMP) if kind != "PNG" else photo(kind=kind, pnginfo=texts())
    assert SECRET in data
    clean = clean_picture(data)
    assert SECRET not in clean
    assert b"21.0278" not in clean
    assert same_pixels(opened(clean), opened(data))
    assert dict(opened(clean).getexif()) == {}
    assert clean_picture(clean) == clean


def test_comments_captions_and_thumbnails_of_a_jpeg_are_gone() -> None:
    data = photo(comment=b"BiMat")
    iptc = b"\xff\xed" + struct.pack(">H", 16) + b"Photoshop BiMa"
    thumbnail = b"\xff\xe0" + struct.pack(">H", 12) + b"JFXX\0BiMat"
    clean = clean_picture(data[:2] + thumbnail + iptc + data[2:])
    assert b"BiMa" not in clean
    assert b"JFXX" not in clean
    assert b"JFIF" in clean
    assert same_pixels(opened(clean), opened(data))


def test_what_stands_after_the_picture_is_gone() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        data = save(draw(), kind)
        assert clean_picture(data + photo()) == data


def test_colour_profiles_stay() -> None:
    for kind in CLEANED:
        data = photo(kind=kind, icc_profile=PROFILE)
        assert opened(clean_picture(data)).info["icc_profile"] == PROFILE


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_stays_turned_and_keeps_nothing_else(kind: str, orientation: int) -> None:
    """The orientation is all that is left of the notes; the size is that of the picture as it is shown."""
    data = photo(orientation=orientation, kind=kind)
    clean = clean_picture(data)
    assert dict(opened(clean).getexif()) == ({0x0112: orientation} if orientation > 1 else {})
    shown = (40, 60) if orientation > 4 else (60, 40)
    for facts in (read_picture(data), read_picture(clean)):
        assert (facts.width, facts.height) == shown


def test_a_webp_is_measured_as_browsers_show_it() -> None:
    """They do not turn a WebP by its EXIF."""
    data = photo(kind="WEBP", orientation=6)
    assert (read_picture(data).width, read_picture(clean_picture(data)).width) == (60, 60)
    assert dict(opened(clean_picture(data)).getexif()) == {}


def test_an_avif_is_measured_as_it_is_shown_and_says_that_its_notes_are_bound() -> None:
    facts = read_picture(photo(kind="AVIF", orientation=6))
    assert (facts.width, facts.height, facts.bound) == (40, 60, True)
    assert not read_picture(save(draw(), "AVIF")).bound
    assert read_picture(save(draw(), "AVIF", xmp=XMP)).bound


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_is_known_and_still_moves_after_cleaning(kind: str) -> None:
    data = save(draw(), kind, save_all=True, append_images=[draw().rotate(180)])
    assert read_picture(data).animated
    assert opened(clean_picture(data)).n_frames == 2
    assert not read_picture(save(draw(), kind)).animated


def test_comments_of_a_gif_are_gone() -> None:
    data = save(draw(), "GIF", comment=b"BiMat")
    assert SECRET in data
    clean = clean_picture(data)
    assert SECRET not in clean
    assert same_pixels(opened(clean), opened(data))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_anywhere_is_a_fault_and_nothing_worse(kind: str) -> None:
    data = photo(kind=kind, width=24, height=24)
    for length in range(len(data) - 1):
        with pytest.raises(PictureFault):
            read_picture(data[:length])
        if kind != "AVIF":  # which is published as it is
            with pytest.raises(PictureFault):
                clean_picture(data[:length])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4", "không phải ảnh"), (b"<svg/>", "không phải ảnh"), (b"\0\0\0\x18ftypheic" + bytes(16), "HEIC"),
        (save(Image.new("RGB", (9, 9)), "TIFF"), "không phải ảnh"), (save(Image.new("RGB", (9, 9)), "BMP"), "không phải ảnh"),
        (b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 13, b"IHDR") + bytes(17) + struct.pack(">I4sI", 0, b"IEND", 0), "cụt"),
    ],
)
def test_what_is_no_picture_is_said(data: bytes, said: str) -> None:
    with pytest.raises(PictureFault, match=said):
        read_picture(data)


def test_an_empty_file_is_a_fault(tmp_path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    with pytest.raises(PictureFault, match="trống"):
        measure_picture(tmp_path / "a.jpg")


def test_notes_without_sense_leave_a_picture_upright() -> None:
    for notes in (b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\0\x09", b"Exif\0\0rubbish"):
        data = save(draw(), "JPEG", exif=notes)
        assert (read_picture(data).width, clean_picture(data)) == (60, save(draw(), "JPEG"))
    odd = camera_notes(9)
    assert read_picture(save(draw(), "JPEG", exif=odd)).width == 60
