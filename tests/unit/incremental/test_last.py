"""Whether anything changed since the last build: every doubt is answered with yes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from cchc.incremental import last as last_module
from cchc.incremental.last import LastBuild, keep_last, list_again, list_inputs, list_output, look_back, packages
from cchc.sealed import seal
from cchc.text import VIETNAM

START, END = datetime(2024, 12, 30, 23, 59, 59, tzinfo=VIETNAM), datetime(2024, 12, 31, tzinfo=VIETNAM)
LONG_AGO = 1_500_000_000  # seconds


@dataclass(frozen=True, slots=True)
class Site:
    """A content folder, a theme, code, a settings file, a fragment and the output, all written long ago."""

    folder: Path

    @property
    def record(self) -> Path:
        """Where the last build is kept."""
        return self.folder / "cache" / "last.json"

    @property
    def sources(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Folders and files that are read."""
        folders = (str(self.folder / "content"), str(self.folder / "theme"))
        return folders, (str(self.folder / "conf.py"), str(self.folder / "header.html"))

    def keep(self) -> None:
        """Remember a build of it as it is."""
        folders, files = self.sources
        last = LastBuild(
            options="asked", folders=folders, files=files, start=START.isoformat(), end=END.isoformat(),
            warnings="", summary="bản công khai",
        )
        keep_last(self.record, last, list_inputs(folders, files), list_output(self.folder / "site"))

    def changed(self, options: str = "asked", moment: datetime = START) -> list[str] | None:
        """Names of what changed since; None when nothing is known of that."""
        found = look_back(self.record, options, self.folder / "site", moment)
        return None if found is None else [Path(path).relative_to(self.folder).as_posix() for path in found.changed]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose build is remembered."""
    monkeypatch.setattr(last_module, "_PACKAGE", tmp_path / "code")
    for path in ("content/a.md", "content/sau/b.md", "theme/base.html", "code/x.py", "conf.py", "header.html",
                 "site/index.html", "site/a/index.html"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{path}\n", encoding="utf-8")
        os.utime(file, (LONG_AGO, LONG_AGO))
    found = Site(tmp_path)
    found.keep()
    return found


def test_nothing_changed_is_seen_more_than_once(site: Site) -> None:
    assert [site.changed(), site.changed()] == [[], []]


@pytest.mark.parametrize("path", ["content/a.md", "content/sau/b.md", "theme/base.html", "code/x.py", "conf.py",
                                  "header.html"])
def test_an_edit_of_anything_that_is_read_is_named(site: Site, path: str) -> None:
    """Content, theme, our code, the settings file and the portal's fragments."""
    (site.folder / path).write_text("khác hẳn\n", encoding="utf-8")
    assert site.changed() == [path]


@pytest.mark.parametrize("path", ["content/a.md", "theme/base.html", "code/x.py", "conf.py", "header.html"])
def test_an_edit_that_keeps_size_and_time_is_seen(site: Site, path: str) -> None:
    file = site.folder / path
    file.write_text(file.read_text(encoding="utf-8").upper(), encoding="utf-8")
    os.utime(file, (LONG_AGO, LONG_AGO))
    assert site.changed() == [path]


def test_files_that_were_written_anew_with_the_same_bytes_did_not_change(site: Site) -> None:
    """As after a checkout; what else was edited is told from them."""
    for file in sorted((site.folder / "content").rglob("*.md")):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    assert site.changed() == []
    (site.folder / "content/a.md").write_text("khác hẳn\n", encoding="utf-8")
    assert site.changed() == ["content/a.md"]


def test_hashes_that_are_kept_are_those_of_the_listed_files(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is edited while a build runs is seen by the next, even if its hash was taken after the edit."""
    file, listed = site.folder / "content/a.md", list_inputs(*site.sources)
    file.write_text("khác hẳn\n", encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "list_inputs", lambda *_: listed)
    site.keep()
    assert site.changed() == ["content/a.md"]


def test_a_hash_that_a_stamp_did_not_prove_is_not_taken_over(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second edit within the tick of the clock keeps the stamp; the build after it must know the file anew."""
    file, before = site.folder / "content/a.md", last_module.read_stamps
    first, stamps = file.read_bytes(), before(site.folder / "content")
    with monkeypatch.context() as patch:
        patch.setattr(last_module, "trusted", lambda *_: False)
        site.keep()
    with monkeypatch.context() as patch:
        patch.setattr(last_module, "trusted", lambda *_: True)
        patch.setattr(
            last_module, "read_stamps", lambda folder: stamps if folder.name == "content" else before(folder)
        )
        file.write_text("CONTENT/A.MD\n", encoding="utf-8")
        assert site.changed() == ["content/a.md"]
        site.keep()
    file.write_bytes(first)
    assert site.changed() == ["content/a.md"]


@pytest.mark.parametrize("proven", [True, False])
def test_a_listing_brought_up_to_date_is_that_of_all_files(
    site: Site, monkeypatch: pytest.MonkeyPatch, proven: bool
) -> None:
    monkeypatch.setattr(last_module, "trusted", lambda *_: proven)
    before = list_output(site.folder / "site")
    edited = site.folder / "site/a/index.html"
    edited.write_text("khác hẳn\n", encoding="utf-8")
    assert list_again(before, [str(edited)]) == list_output(site.folder / "site") != before


def test_an_edit_within_the_tick_of_the_clock_is_seen(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where stamps prove nothing, files are read."""
    monkeypatch.setattr(last_module, "trusted", lambda *_: False)
    site.keep()
    assert site.changed() == []
    file, before = site.folder / "content/a.md", last_module.read_stamps
    stamps = before(site.folder / "content")
    file.write_text("CONTENT/A.MD\n", encoding="utf-8")

    def same(folder: Path) -> dict[str, last_module.Stamp]:
        return stamps if folder.name == "content" else before(folder)

    monkeypatch.setattr(last_module, "read_stamps", same)
    assert site.changed() == ["content/a.md"]


def touch_output(site: Site) -> None:
    (site.folder / "site/index.html").write_text("tay", encoding="utf-8")


def edit_output_unseen(site: Site) -> None:
    file = site.folder / "site/index.html"
    file.write_text("SITE/INDEX.HTML\n", encoding="utf-8")
    os.utime(file, (LONG_AGO, LONG_AGO))


def link_input(site: Site) -> None:
    file = site.folder / "content/a.md"
    file.rename(site.folder / "a.md")
    file.symlink_to(site.folder / "a.md")


@pytest.mark.parametrize("edit", [
    touch_output, edit_output_unseen, link_input,
    lambda site: (site.folder / "site/index.html").unlink(),
    lambda site: (site.folder / "site/new.html").write_bytes(b""),
    lambda site: (site.folder / "content/new.md").write_bytes(b""),
    lambda site: (site.folder / "content/a.md").unlink(),
    lambda site: (site.folder / "content/a.md").rename(site.folder / "content/z.md"),
    lambda site: (site.folder / "header.html").unlink(),
    lambda site: (site.folder / "theme/base.html").rename(site.folder / "theme/other.html"),
], ids=["output", "output-unseen", "link", "output-gone", "output-more", "added", "removed", "renamed", "fragment-gone",
        "theme-renamed"])
def test_other_files_or_another_output_want_a_whole_build(site: Site, edit: Callable[[Site], object]) -> None:
    edit(site)
    assert site.changed() is None


def test_other_options_want_a_whole_build(site: Site) -> None:
    assert site.changed(options="asked otherwise") is None


@pytest.mark.parametrize(("moment", "expected"), [
    (START, []), (END, None), (datetime(2025, 1, 1, tzinfo=VIETNAM), None),
    (datetime(2024, 12, 30, 23, 59, 58, tzinfo=VIETNAM), None),
], ids=["same", "end", "later", "before"])
def test_a_build_stands_from_its_moment_up_to_its_end(site: Site, moment: datetime, expected: list[str] | None) -> None:
    """The end is the next day or the moment of a post that appears or goes, whichever comes first."""
    assert site.changed(moment=moment) == expected


@pytest.mark.parametrize("damage", [
    lambda _: b"", lambda data: data[: len(data) // 2], lambda data: data.replace(b"asked", b"anger"),
    lambda _: seal("[]"), lambda _: seal("{"), lambda _: seal('{"schema": "cchc.last/0"}'),
    lambda _: seal('{"schema": "cchc.last/1"}'), lambda data: b"\xff\xfe" + data, lambda data: b"x" * 32 + data[32:],
    lambda data: seal(data.decode().partition("\n")[2].replace('"asked"', "7")),
], ids=["empty", "half", "edited", "list", "no-json", "older", "hollow", "no-text", "no-code", "other-types"])
def test_a_record_that_is_damaged_or_foreign_wants_a_whole_build(site: Site, damage: Callable[[bytes], bytes]) -> None:
    site.record.write_bytes(damage(site.record.read_bytes()))
    assert site.changed() is None


def test_a_missing_record_wants_a_whole_build(site: Site) -> None:
    site.record.unlink()
    assert site.changed() is None


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:-9], lambda _: seal("{}")],
                         ids=["empty", "cut", "foreign"])
def test_without_the_listing_of_its_inputs_an_edit_cannot_be_named(
    site: Site, damage: Callable[[bytes], bytes]
) -> None:
    """Nothing changed needs no listing; an edit without one wants a whole build."""
    listing = site.record.with_name("last-inputs.json")
    listing.write_bytes(damage(listing.read_bytes()))
    assert site.changed() == []
    (site.folder / "content/a.md").write_text("khác\n", encoding="utf-8")
    assert site.changed() is None


def test_compiled_code_is_no_input(site: Site) -> None:
    compiled = site.folder / "code/__pycache__/x.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(b"1")
    assert site.changed() == []


def test_packages_name_python_and_every_installed_distribution(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of a package is another name; folders that are no distributions do not count."""
    for name in ("jinja2-3.1.4.dist-info", "alt-1.egg-info", "jinja2"):
        (tmp_path / "site-packages" / name).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site-packages"), str(tmp_path / "none-packages"), str(tmp_path)])
    assert packages() == [sys.version, "alt-1.egg-info", "jinja2-3.1.4.dist-info"]
