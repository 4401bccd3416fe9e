"""Manifests: measuring, keeping and verifying a folder."""

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from cchc.errors import EnvironmentFault, UsageError
from cchc.manifest import (
    DISK,
    MANIFEST_NAME,
    Disk,
    Manifest,
    format_manifest,
    hash_file,
    hold_lock,
    load_manifest,
    measure_tree,
    os_faults,
    replace_file,
    verify_tree,
    write_manifest,
)
from unit.incremental.faulty_disk import FaultyDisk, picture, write_files

SHA_A = hashlib.sha256(b"a").hexdigest()
SHA_B = hashlib.sha256(b"b").hexdigest()


def test_measure_tree_hashes_every_file_by_its_posix_path_but_not_the_manifest(tmp_path: Path):
    write_files(tmp_path, {"b/ảnh đẹp.txt": "b", "a.txt": "a", MANIFEST_NAME: "x", f"b/{MANIFEST_NAME}": "a"})
    expected = {"a.txt": SHA_A, "b/ảnh đẹp.txt": SHA_B, f"b/{MANIFEST_NAME}": SHA_A}
    assert dict(measure_tree(tmp_path).files) == expected


def test_measure_tree_of_a_missing_folder_raises_os_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        measure_tree(tmp_path / "none")


@pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and odd names")
@pytest.mark.parametrize("kind", ["link", "folder link", "pipe", "backslash", "newline", "not UTF-8"])
def test_measure_tree_refuses_what_a_web_server_could_not_serve(tmp_path: Path, kind: str):
    place = tmp_path / "x"
    if kind == "pipe":
        os.mkfifo(place)
    elif "link" in kind:
        place.symlink_to(tmp_path if kind == "folder link" else MANIFEST_NAME)
    else:
        name = {"backslash": b"a\\b", "newline": b"a\nb", "not UTF-8": b"a\xff"}[kind]
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"")
    with pytest.raises(UsageError):
        measure_tree(tmp_path)


def test_the_digest_depends_on_paths_and_bytes_but_not_on_order():
    one = Manifest({"a": SHA_A, "b": SHA_B})
    assert one.digest == Manifest({"b": SHA_B, "a": SHA_A}).digest
    assert len({one.digest, Manifest({"a": SHA_A}).digest, Manifest({"a": SHA_B, "b": SHA_A}).digest}) == 3


def test_a_written_manifest_is_canonical_json_and_loads_as_itself(tmp_path: Path):
    manifest = Manifest({"tệp/b": SHA_B, "a": SHA_A})
    write_manifest(tmp_path, manifest)
    text = (tmp_path / MANIFEST_NAME).read_text(encoding="utf-8")
    assert json.loads(text) == {"schema": "cchc.manifest/1", "files": {"a": SHA_A, "tệp/b": SHA_B}}
    assert text.endswith("}\n")
    assert text.index('"a"') < text.index('"tệp/b"')
    assert dict(load_manifest(tmp_path).files) == dict(manifest.files)
    assert list(picture(tmp_path)) == [MANIFEST_NAME]


def test_the_json_of_a_manifest_has_one_sorted_line_for_each_file_and_key():
    """The bytes are those of json.dumps with indent=0, whatever the file names hold."""
    for files in ({}, {'b"ế': SHA_B, "a: 1,": SHA_A}):
        document = {"schema": "cchc.manifest/1", "files": files, "staging": '"x"'}
        expected = json.dumps(document, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
        assert format_manifest(Manifest(files), staging='"x"') == expected.encode()


def test_the_hash_of_a_file_is_that_of_its_bytes_whatever_its_size(tmp_path: Path):
    for size in (0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20):
        data = bytes(range(256)) * (size // 256 + 1)
        (tmp_path / "a").write_bytes(data[:size])
        assert hash_file(tmp_path / "a") == hashlib.sha256(data[:size]).hexdigest()


def test_noted_files_are_not_read(tmp_path: Path):
    write_files(tmp_path, {"a": "a", "b": "b"})
    assert dict(measure_tree(tmp_path, {"a": SHA_B, "gone": SHA_A}).files) == {"a": SHA_B, "b": SHA_B}


def _document(**files: object) -> str:
    return json.dumps({"schema": "cchc.manifest/1", "files": files})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        "\udcff",
        '{"schema": "cchc.manifest/2", "files": {}}',
        '{"schema": "cchc.manifest/1"}',
        '{"schema": "cchc.manifest/1", "files": []}',
        _document(a=1),
        _document(a="0" * 63),
        _document(a="G" * 64),
        _document(a="ế" * 64),
        _document(a=SHA_A + SHA_A[0], b=SHA_A[1:]),
        _document(**{"a/..": SHA_A, "b": SHA_B}),
        _document(**{"a/": SHA_A}),
        _document(**{"a/./b": SHA_A}),
        _document(**{"b": SHA_A, "a\x7f": SHA_A}),
        _document(**{"../a": SHA_A}),
        _document(**{"a/../../b": SHA_A}),
        _document(**{"/etc/passwd": SHA_A}),
        _document(**{"C:/a": SHA_A}),
        _document(**{"C:a": SHA_A}),
        _document(**{"a\\b": SHA_A}),
        _document(**{"a//b": SHA_A}),
        _document(**{"": SHA_A}),
        _document(**{".": SHA_A}),
        _document(**{"a\nb": SHA_A}),
        _document(**{"a\ud800": SHA_A}),
    ],
)
def test_a_damaged_or_foreign_manifest_counts_as_none(tmp_path: Path, text: str):
    (tmp_path / MANIFEST_NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert load_manifest(tmp_path) is None


def test_an_absent_manifest_is_none_and_a_folder_in_its_place_too(tmp_path: Path):
    assert load_manifest(tmp_path) is None
    assert load_manifest(tmp_path / "none") is None
    (tmp_path / MANIFEST_NAME).mkdir()
    assert load_manifest(tmp_path) is None


def test_verify_tree_names_each_missing_extra_and_different_file(tmp_path: Path):
    write_files(tmp_path, {"same": "a", "other": "a", "sub/extra": "a", MANIFEST_NAME: ""})
    manifest = Manifest({"same": SHA_A, "other": SHA_B, "gone": SHA_A})
    assert verify_tree(tmp_path, manifest) == ["thiếu gone", "khác other", "thừa sub/extra"]


def test_verify_tree_accepts_what_measure_tree_found_and_a_missing_folder_lacks_all(tmp_path: Path):
    write_files(tmp_path, {"a": "a", "b/c": "c"})
    manifest = measure_tree(tmp_path)
    assert verify_tree(tmp_path, manifest) == []
    assert verify_tree(tmp_path / "none", manifest) == ["thiếu a", "thiếu b/c"]


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_verify_tree_does_not_take_a_link_for_the_file(tmp_path: Path):
    write_files(tmp_path, {"a/x": "a", "b": "a"})
    (tmp_path / "a/y").symlink_to(tmp_path / "b")
    manifest = Manifest({"a/x": SHA_A, "a/y": SHA_A, "b": SHA_A})
    assert verify_tree(tmp_path, manifest) == ["khác a/y"]


@pytest.mark.parametrize("at", range(3))
def test_a_file_that_cannot_be_replaced_stays_and_leaves_no_draft(tmp_path: Path, at: int):
    write_files(tmp_path, {"a": "old"})
    disk = FaultyDisk(at, lambda: OSError(errno.ENOSPC, "full"))
    with pytest.raises(OSError, match="full"):
        replace_file(tmp_path / "a", b"new", disk)
    assert picture(tmp_path) == {"a": b"old"}
    replace_file(tmp_path / "a", b"new", Disk())
    assert picture(tmp_path) == {"a": b"new"}


def test_a_folder_another_build_made_first_is_fine_but_a_file_is_not(tmp_path: Path):
    DISK.mkdir(tmp_path / "a")
    DISK.mkdir(tmp_path / "a")
    write_files(tmp_path, {"b": ""})
    with pytest.raises(FileExistsError):
        DISK.mkdir(tmp_path / "b")


def test_os_faults_names_what_failed_and_leaves_other_errors_alone():
    with (
        pytest.raises(EnvironmentFault, match="Không ghi trang được: hết dung lượng đĩa"),
        os_faults("ghi trang"),
    ):
        raise OSError(errno.ENOSPC, "x")
    with pytest.raises(OSError, match="x"), os_faults("ghi trang", {errno.ENOSPC}):
        raise OSError(errno.EIO, "x")
    with pytest.raises(ValueError, match="x"), os_faults("ghi trang"):
        raise ValueError("x")


def test_a_lock_is_held_by_one_and_free_afterwards_even_after_an_error(tmp_path: Path):
    place = tmp_path / "khoá.lock"
    with pytest.raises(ValueError, match="x"), hold_lock(place, 0, "Việc khác"):  # noqa: PT012 - the block
        with pytest.raises(EnvironmentFault, match="Việc khác đang giữ"), hold_lock(place, 0, "Việc khác"):
            pytest.fail("the lock is held twice")
        raise ValueError("x")
    with hold_lock(place, 0, "Việc khác"):
        pass


def test_a_lock_that_cannot_be_made_is_the_environments_fault(tmp_path: Path):
    write_files(tmp_path, {"file": ""})
    with (
        pytest.raises(EnvironmentFault, match="Không khoá thư mục được"),
        hold_lock(tmp_path / "file" / "x.lock", 0, "Việc khác"),
    ):
        pytest.fail("no lock")
