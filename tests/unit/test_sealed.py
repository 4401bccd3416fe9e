"""A sealed text is read back only when it is what was sealed, with the secret it was sealed with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.sealed import SECRET, code_of, is_sealed, open_sealed, seal


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text())
def test_a_text_comes_back(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a"
    file.write_bytes(seal(text))
    assert open_sealed(file) == text


def test_every_change_of_a_byte_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "a"
    data = seal("Một dòng\nvà một dòng nữa")
    for place in range(len(data)):
        for other in (data[:place], data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :], data + b"x"):
            file.write_bytes(other)
            assert open_sealed(file) is None


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfe\n\xff", b"{}", code_of(b"\xff").hex().encode() + b"\n\xff"])
def test_a_foreign_file_is_as_if_absent(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a"
    file.write_bytes(data)
    assert open_sealed(file) is None


def test_an_absent_file_and_a_folder_are_as_if_absent(tmp_path: Path) -> None:
    assert open_sealed(tmp_path / "không có") is None
    assert open_sealed(tmp_path) is None


def test_codes_are_of_one_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = set()
    for secret in ("", "một", "hai", "một" * 99):
        monkeypatch.setenv(SECRET, secret)
        codes.add(code_of(b"a"))
        assert is_sealed(b"a", code_of(b"a"))
        (tmp_path / "a").write_bytes(seal("a"))
        monkeypatch.setenv(SECRET, secret + "!")
        assert open_sealed(tmp_path / "a") is None
    monkeypatch.delenv(SECRET)
    assert code_of(b"a") in codes
    assert (len(codes), {len(code) for code in codes}) == (4, {16})
