"""A sealed text is read back only when it is what was sealed, with the secret it was sealed with."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.sealed import _STATE, SECRET, _own_key, code_of, is_sealed, open_sealed, own_key_file, seal
from support import ROOT, clean_environment


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
    assert code_of(b"a") in codes  # without one and with an empty one the account's own key counts
    assert (len(codes), {len(code) for code in codes}) == (4, {16})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account whose state is kept under `tmp_path`."""
    monkeypatch.delenv(SECRET, raising=False)
    monkeypatch.setenv(_STATE, str(tmp_path / "state"))
    _own_key.cache_clear()
    return tmp_path / "state"


def code_of_a_new_process() -> bytes:
    _own_key.cache_clear()
    return code_of(b"a")


def test_without_a_secret_the_account_s_own_key_counts(home: Path) -> None:
    """It is made once, readable by the account alone, and outside of any cache."""
    code = code_of_a_new_process()
    assert own_key_file(str(home)) == home / "cchc" / "cache-key"
    assert [file.name for file in (home / "cchc").iterdir()] == ["cache-key"]
    assert os.name == "nt" or own_key_file(str(home)).stat().st_mode & 0o777 == 0o600
    assert code_of_a_new_process() == code


@pytest.mark.usefixtures("home")
def test_a_cache_of_another_account_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if whoever made it knows how codes are made."""
    file = tmp_path / "a"
    file.write_bytes(seal("một"))
    monkeypatch.setenv(_STATE, str(tmp_path / "other"))
    assert open_sealed(file) is None
    plain = hashlib.blake2b(b"mot", digest_size=16).hexdigest().encode()
    file.write_bytes(plain + b"\nmot")
    assert open_sealed(file) is None


def test_processes_that_are_first_at_once_have_one_key(home: Path) -> None:
    script = "import sys; sys.path.insert(0, 'plugins'); from cchc.sealed import code_of; print(code_of(b'a').hex())"
    running = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    codes = {process.communicate(timeout=60)[0] for process in running}
    assert codes == {code_of_a_new_process().hex().encode() + os.linesep.encode()}
    assert [file.name for file in (home / "cchc").iterdir()] == ["cache-key"]


def test_where_files_cannot_be_linked_a_key_is_kept_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    code = code_of_a_new_process()
    assert code_of_a_new_process() == code
    assert [file.name for file in (home / "cchc").iterdir()] == ["cache-key"]


@pytest.mark.parametrize("damaged", ["", "ab", "z" * 64, "é"])
def test_a_damaged_key_is_made_anew(home: Path, damaged: str) -> None:
    code = code_of_a_new_process()
    (home / "cchc/cache-key").write_text(damaged, "utf-8")
    assert code_of_a_new_process() != code
    assert len((home / "cchc/cache-key").read_text("ascii")) == 64


def test_where_no_key_can_be_kept_each_process_has_its_own(home: Path) -> None:
    home.write_bytes(b"")
    code = code_of_a_new_process()
    assert code_of(b"a") == code
    assert code_of_a_new_process() != code


@pytest.mark.parametrize("given", ["", "state", "./x"])
def test_a_place_that_is_not_absolute_is_left_aside(given: str) -> None:
    """As the XDG Base Directory specification asks."""
    assert own_key_file(given) == Path.home() / ".local/state/cchc/cache-key"
