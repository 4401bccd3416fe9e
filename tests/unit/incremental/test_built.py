"""What a build was made from is read back as written; anything else is as if there had been no build."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from cchc.incremental.built import Built, Made, built_file, load_built, write_built
from cchc.incremental.stamps import Stamp, StampRecord
from cchc.sealed import SECRET, seal

BUILT = Built(
    made={"index.html": Made("v:1 b:2", "a" * 64), "ảnh/á.png": Made("", "b" * 64)},
    stamps=StampRecord(manifest="c" * 64, stamps={"index.html": Stamp(1, 2, 3, 4, 33188)}),
)


@pytest.mark.parametrize("built", [BUILT, Built(), Built(made=BUILT.made), Built(stamps=BUILT.stamps)])
def test_a_record_comes_back_equal(tmp_path: Path, built: Built) -> None:
    file = tmp_path / "builds" / "a.json"
    write_built(file, built)
    write_built(file, built)
    assert load_built(file) == built
    assert [path.name for path in file.parent.iterdir()] == ["a.json"]


def test_outputs_have_records_of_their_own_wherever_they_are_named_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert built_file(tmp_path, Path("site")) == built_file(tmp_path, tmp_path / "a" / ".." / "site")
    places = {built_file(tmp_path, Path("site")), built_file(tmp_path, Path("khác")),
              built_file(tmp_path, Path("site"), "-last"), built_file(tmp_path, Path("\udcff"))}
    assert len(places) == 4


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_record_is_as_if_absent(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    file = tmp_path / "a"
    write_built(file, BUILT)
    whole = file.read_bytes()
    for _ in range(60):
        data = bytearray(whole)
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        file.write_bytes(random.choice((bytes(data), whole[: random.randrange(len(whole))], whole + b"\n")))
        assert load_built(file) == Built()


def test_a_record_made_with_another_secret_is_as_if_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_built(tmp_path / "a", BUILT)
    monkeypatch.setenv(SECRET, "khóa")
    assert load_built(tmp_path / "a") == Built()


SOUND = {"schema": "cchc.built/1", "paths": ["a"], "fingerprints": ["f"], "hashes": ["h"]}


@pytest.mark.parametrize("document", [
    None, 7, [], {}, "chữ", {**SOUND, "schema": "cchc.built/0"}, {**SOUND, "paths": [1]}, {**SOUND, "paths": None},
    {**SOUND, "paths": ["a", "b"]}, {**SOUND, "hashes": []}, {**SOUND, "hashes": [["h"]]}, {**SOUND, "fingerprints": 1},
    {name: value for name, value in SOUND.items() if name != "hashes"},
])
def test_a_well_sealed_record_of_another_shape_is_as_if_absent(tmp_path: Path, document: object) -> None:
    (tmp_path / "a").write_bytes(seal(json.dumps(document) + "\n"))
    assert load_built(tmp_path / "a") == Built()


@pytest.mark.parametrize("text", ["", "{", "[" * 99_999, "NaN\n"])
def test_a_well_sealed_text_that_is_no_record_is_as_if_absent(tmp_path: Path, text: str) -> None:
    (tmp_path / "a").write_bytes(seal(text))
    assert load_built(tmp_path / "a") == Built()


def test_stamps_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(seal(json.dumps(SOUND) + "\n{}"))
    assert load_built(tmp_path / "a") == Built(made={"a": Made("f", "h")})
