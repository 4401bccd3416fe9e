"""Office files from outside: damaged, of another kind, lying about sizes, bombs; and zips that are always the same."""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc import office_file
from cchc.errors import DamagedFileError
from cchc.office_file import check_office_zip, read_parts, rewrite_zip
from support import ROOT, clean_environment

MAIN = "word/document.xml"


def make_zip(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def refuse(data: bytes, *words: str) -> str:
    """Check that the file is refused in one sentence that names it."""
    with pytest.raises(DamagedFileError) as error:
        check_office_zip(data, "ke-hoach.docx", MAIN)
    message = str(error.value)
    assert error.value.exitcode == 1
    assert message.startswith("ke-hoach.docx ")
    assert "\n" not in message
    assert all(word in message for word in words)
    return message


SOUND = make_zip({"[Content_Types].xml": b"<Types/>", MAIN: b"<w:document/>" * 50})


def test_a_sound_file_passes():
    """Nothing is raised for a zip within limits that holds its main part."""
    check_office_zip(SOUND, "ke-hoach.docx", MAIN)


@pytest.mark.parametrize("data", [
    b"", b"PK", b"not a zip", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, SOUND[:-10], SOUND[:40],
    b"\0" * 5000, "Văn bản".encode(),
], ids=["nothing", "two letters", "text", "pdf", "old Word", "cut end", "cut short", "zeros", "Vietnamese"])
def test_what_is_no_zip_is_damaged(data):
    """Empty, cut, of the old .doc form, encrypted by a password (also stored as an old form), or another file."""
    refuse(data, "bị hỏng")


def test_a_zip_of_another_kind_is_said_to_be_that():
    """A workbook is no document, and an ordinary zip is neither."""
    refuse(make_zip({"xl/workbook.xml": b"<workbook/>"}), "không phải tệp Word hoặc Excel đúng loại")
    refuse(make_zip({}), "đúng loại")


def test_a_damaged_part_is_found_before_a_library_opens_it():
    """A changed byte in the compressed data breaks the part's checksum or its stream."""
    data = bytearray(make_zip({MAIN: bytes(range(256)) * 40}, zipfile.ZIP_STORED))
    place = data.index(bytes(range(256))) + 1000
    data[place] ^= 0xFF
    refuse(bytes(data), "bị hỏng")


@given(st.integers(0, len(SOUND) - 1), st.integers(1, 255))
def test_any_changed_byte_is_accepted_or_refused_but_never_another_error(place, change):
    """Whatever is damaged, the answer is a sentence."""
    data = bytearray(SOUND)
    data[place] ^= change
    with contextlib.suppress(DamagedFileError):
        check_office_zip(bytes(data), "ke-hoach.docx", MAIN)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_a_sentence(data):
    """No input gives a traceback."""
    with pytest.raises(DamagedFileError):
        check_office_zip(data, "ke-hoach.docx", MAIN)


def test_a_bomb_is_refused_by_the_size_it_says():
    """Expanded it would be larger than allowed."""
    refuse(make_zip({MAIN: b"\0" * (office_file.MOST_BYTES + 1)}), "quá lớn")


def test_one_part_that_is_too_large_is_refused():
    """Within the whole's limit, but too large for one part."""
    refuse(make_zip({MAIN: b"x", "word/to.xml": b"\0" * (office_file.MOST_XML + 1)}), "quá lớn")


def test_a_bomb_that_lies_about_its_size_is_found_while_it_is_expanded():
    """The header says 100 bytes; what comes out is not believed."""
    data = bytearray(make_zip({MAIN: b"\0" * 5_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(signature) + offset
        assert struct.unpack_from("<I", data, place) == (5_000_000,)
        struct.pack_into("<I", data, place, 100)
    with pytest.raises(DamagedFileError):
        check_office_zip(bytes(data), "ke-hoach.docx", MAIN)


def test_many_small_parts_are_refused():
    """A library would make an object of each."""
    parts = {MAIN: b"x", **{f"word/{number}.xml": b"" for number in range(office_file.MOST_PARTS)}}
    refuse(make_zip(parts, zipfile.ZIP_STORED), "quá lớn")
    del parts["word/0.xml"]
    check_office_zip(make_zip(parts, zipfile.ZIP_STORED), "ke-hoach.docx", MAIN)


def test_sizes_of_all_parts_are_added(monkeypatch):
    """Each within its limit, together beyond it."""
    monkeypatch.setattr(office_file, "MOST_BYTES", 1000)
    refuse(make_zip({MAIN: b"x" * 600, "word/b.xml": b"x" * 600}), "quá lớn")
    check_office_zip(make_zip({MAIN: b"x" * 500, "word/b.xml": b"x" * 500}), "ke-hoach.docx", MAIN)


def test_a_part_of_exactly_the_limit_passes(monkeypatch):
    """The limit itself is allowed."""
    monkeypatch.setattr(office_file, "MOST_XML", 600)
    check_office_zip(make_zip({MAIN: b"x" * 600}), "ke-hoach.docx", MAIN)
    refuse(make_zip({MAIN: b"x" * 601}), "quá lớn")


def test_an_encrypted_part_cannot_be_read():
    """A zip whose parts ask for a password is refused, not waited for."""
    data = bytearray(SOUND)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            data[place + offset] |= 1
    refuse(bytes(data), "bị hỏng")


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_compressing_that_office_does_not_write_are_damage(compression):
    """Office files are stored or deflated; other ways may expand without end."""
    refuse(make_zip({MAIN: b"x" * 100}, compression), "bị hỏng")


def test_a_way_of_compressing_that_is_not_known_is_damage():
    """Method 99 is no part of the format."""
    data = bytearray(SOUND)
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            struct.pack_into("<H", data, place + offset, 99)
    refuse(bytes(data), "bị hỏng")


PARTS = {"b.xml": b"<b/>", "a.xml": "<a>Sở</a>".encode(), "thư/mục.txt": b"", "c.bin": bytes(range(256)) * 300}


def test_rewriting_keeps_parts_and_their_order():
    """Every part comes back as it was; names may be Vietnamese."""
    assert read_parts(rewrite_zip(PARTS)) == PARTS
    assert list(read_parts(rewrite_zip(PARTS))) == list(PARTS)
    assert read_parts(rewrite_zip({})) == {}


def test_nothing_of_the_machine_is_in_a_rewritten_zip():
    """Time, system and rights are the same for every part."""
    infos = zipfile.ZipFile(io.BytesIO(rewrite_zip(PARTS))).infolist()
    assert {(info.date_time, info.create_system) for info in infos} == {((1980, 1, 1, 0, 0, 0), 0)}
    assert len({info.external_attr for info in infos}) == 1
    assert {info.compress_type for info in infos} == {zipfile.ZIP_DEFLATED}


@given(st.dictionaries(st.text("abcđ/.", min_size=1, max_size=8), st.binary(max_size=50), max_size=6))
def test_the_same_parts_give_the_same_bytes(parts):
    """Twice the same, and once more after reading them back."""
    data = rewrite_zip(parts)
    assert data == rewrite_zip(dict(parts)) == rewrite_zip(read_parts(data))


def test_other_processes_zones_and_hash_seeds_give_the_same_bytes(tmp_path):
    """The zip does not depend on who writes it."""
    script = (
        "import hashlib, sys; sys.path[:0] = [sys.argv[1] + '/plugins', sys.argv[1] + '/tests']\n"
        "from unit.test_office_file import PARTS, rewrite_zip\n"
        "print(hashlib.sha256(rewrite_zip(PARTS)).hexdigest())"
    )
    here = hashlib.sha256(rewrite_zip(PARTS)).hexdigest()
    for seed, zone in (("1", "America/New_York"), ("9", "Asia/Tokyo")):
        done = subprocess.run(
            [sys.executable, "-c", script, str(ROOT)], cwd=tmp_path, capture_output=True, text=True, check=True,
            env=clean_environment(PYTHONHASHSEED=seed, TZ=zone), timeout=120)
        assert done.stdout.strip() == here
