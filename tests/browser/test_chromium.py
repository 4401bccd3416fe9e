"""A browser is found, installed or loudly missed; the tests are never skipped."""

from __future__ import annotations

import pytest

from browser import chromium


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine without a browser, where nothing can be installed; the commands that were tried."""
    tried: list[str] = []

    def refuse(command: list[str], _environment: dict[str, str]) -> bool:
        tried.append(" ".join(command))
        return False

    monkeypatch.setattr(chromium.shutil, "which", lambda _name: None)
    monkeypatch.setattr(chromium, "_succeeds", refuse)
    monkeypatch.setattr(chromium, "_has_playwrights_own", lambda: False)
    return tried


def test_without_any_browser_the_error_says_what_to_do(bare: list[str]) -> None:
    with pytest.raises(OSError, match="playwright install chromium"):
        chromium.find_chromium()
    assert [command.split(" -m ")[1] for command in bare] == ["playwright install chromium"]


def test_root_on_debian_updates_and_installs_first(bare: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    present: set[str] = {"apt-get"}

    def install(command: list[str], environment: dict[str, str]) -> bool:
        bare.append(" ".join(command))
        assert environment["DEBIAN_FRONTEND"] == "noninteractive"
        present.update({"chromium"} & set(command))
        return True

    monkeypatch.setattr(chromium.shutil, "which", lambda name: f"/usr/bin/{name}" if name in present else None)
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(chromium, "_succeeds", install)
    assert chromium.find_chromium() == "/usr/bin/chromium"
    assert bare == ["apt-get --quiet update", "apt-get --quiet install --yes --no-install-recommends chromium"]


def test_a_browser_on_the_path_needs_no_installing(bare: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium.shutil, "which", lambda name: "/opt/g" if name == "google-chrome" else None)
    assert chromium.find_chromium() == "/opt/g"
    assert bare == []
