"""Whatever is edited, and whatever becomes of caches and output, a build gives the bytes of a clean one.

CCHC_SEQUENCES in the environment says how many random sequences of edits are tried instead of the usual few.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cchc import rendering
from cchc.cli import options
from cchc.cli.build import build as build_site
from cchc.errors import ContentError
from cchc.hooks.build import run_build
from cchc.manifest import MANIFEST_NAME
from cchc.problems import Problem
from cchc.records import reading
from edits import TAGS, Section
from support import ROOT, clean_environment, run_inv, tree

SEQUENCES = int(os.environ.get("CCHC_SEQUENCES", "4"))
FEW = max(2, SEQUENCES // 4)


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`inv build` in this process reads the settings of the section."""
    monkeypatch.setattr(options, "SETTINGS_FILE", tmp_path / "pelican.conf.py")


def build(section: Section, *, jobs: int = 1, publish: bool = False) -> None:
    """Build the section into its folder "site" as `inv build` does."""
    build_site(
        content=str(section.folder / "content"), output=str(section.folder / "site"),
        cache=str(section.folder / "cache"), base_url="", as_of=section.as_of, internal=False, coverage="",
        jobs=str(jobs), full=False, publish=publish,
    )


def clean(section: Section, *, publish: bool = False, settings: Path | None = None) -> dict[str, bytes]:
    """What a clean build makes."""
    output = section.folder / "clean"
    shutil.rmtree(output, ignore_errors=True)
    run_build(settings or section.folder / "pelican.conf.py", {
        "PATH": str(section.folder / "content"), "OUTPUT_PATH": str(output), "CACHE_PATH": str(section.folder / "none"),
        "CCHC_COVERAGE": "results", "CCHC_AS_OF": section.as_of, "CCHC_JOBS": 1, "CCHC_FULL": True,
        "CCHC_PUBLISH": publish,
    })
    return tree(output)


def refusal(make: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems of content that is refused."""
    try:
        make()
    except ContentError as error:
        return error.problems
    return ()


def check(section: Section, *, publish: bool = False) -> None:
    """What stands is what a clean build makes."""
    found, expected = tree(section.folder / "site"), clean(section, publish=publish)
    assert differing(found, expected) == [], section.edits


def differing(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """Paths that differ."""
    return sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path))


def move(section: Section) -> None:
    """What happens on CI: the output is not there, or all of the content was checked out anew, or both."""
    if section.random.random() < 0.4:
        shutil.rmtree(section.folder / "site")
    if section.random.random() < 0.4:
        content, other = section.folder / "content", section.folder / "khác"
        shutil.copytree(content, other)
        shutil.rmtree(content)
        other.rename(content)


def follow(section: Section, *, moves: bool = False, **how: Any) -> None:
    """Build after edits; content that is refused changes nothing, is refused by a clean build too, and is taken back."""
    before, state = tree(section.folder / "site"), section.state()
    section.edit()
    if section.random.random() < 0.5:
        section.edit()
    if moves:
        move(section)
    problems = refusal(lambda: build(section, **how))
    if problems:
        assert refusal(lambda: clean(section)) == problems, section.edits
        assert tree(section.folder / "site") == before, section.edits
        section.restore(state)
        build(section, **how)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_sequence_of_edits_ends_with_the_bytes_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    section = Section.begin(tmp_path, seed)
    publish = seed % 4 == 0
    build(section, publish=publish)
    for _ in range(4):
        follow(section, publish=publish, moves=seed % 2 == 1)
    check(section, publish=publish)


@pytest.mark.parametrize("seed", range(FEW))
def test_edits_of_bodies_alone_end_with_the_bytes_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    """Most of them are put straight into their pages; what shows elsewhere as well wants a whole build."""
    section = Section.begin(tmp_path, 50 + seed)
    section.as_of = "2025-12-31"
    build(section)
    for _ in range(6):
        state = section.state()
        for _ in range(section.random.randint(1, 2)):
            section.edit_body()
        problems = refusal(lambda: build(section))
        if problems:
            assert refusal(lambda: clean(section)) == problems, section.edits
            section.restore(state)
            build(section)
        else:
            check(section)


def damage(file: Path, random: Random) -> None:
    """Flip some bits of a file, cut it short, put something else in its place, or take it away."""
    data = bytearray(file.read_bytes())
    way = random.choice(("flip", "flip", "cut", "other", "gone"))
    if way == "gone":
        file.unlink()
        return
    if way == "flip":
        for _ in range(random.randint(1, 40)):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    file.write_bytes({
        "flip": bytes(data), "cut": bytes(data[: random.randrange(len(data))]), "other": random.randbytes(200),
    }[way])


@pytest.mark.parametrize("seed", range(FEW))
def test_a_damaged_cache_or_output_changes_no_byte(tmp_path: Path, seed: int) -> None:
    """Any file of the cache, and any of the output but its bookkeeping, may be changed, cut short or gone."""
    section = Section.begin(tmp_path, seed, posts=6)
    publish = seed % 2 == 0
    build(section, publish=publish)
    for folder in ("cache", "site", "cache"):
        files = sorted(file for file in (tmp_path / folder).rglob("*") if file.is_file() and file.name != MANIFEST_NAME)
        for file in section.random.sample(files, min(len(files), 4)):
            damage(file, section.random)
        if section.random.random() < 0.5:
            follow(section, publish=publish)
        else:
            build(section, publish=publish)
    check(section, publish=publish)


def test_a_cache_that_cannot_be_kept_stops_no_build(tmp_path: Path) -> None:
    """A file stands where its folder should be."""
    (tmp_path / "cache").write_text("một tệp", encoding="utf-8")
    section = Section.begin(tmp_path, 0, posts=4)
    build(section)
    section.change(title="Khác", body="Khác.")
    section.write()
    build(section)
    check(section)
    assert (tmp_path / "cache").read_text(encoding="utf-8") == "một tệp"


@pytest.mark.parametrize(("method", "seed"), [
    *(("fork", seed) for seed in range(FEW)), *(("spawn", seed) for seed in range(max(1, FEW // 4))),
])
def test_processes_build_after_edits_what_one_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, seed: int
) -> None:
    """However few the posts, they are shared over processes here."""
    section = Section.begin(tmp_path, 100 + seed)
    monkeypatch.setenv("CCHC_START_METHOD", method)
    monkeypatch.setattr(reading, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(rendering, "_WORTH_A_PROCESS", 1)
    build(section, jobs=3)
    follow(section, jobs=3)
    check(section)


KILLED = """
import os, signal, sys
left, folder = int(sys.argv.pop(1)), sys.argv.pop(1)
def count(event, arguments):
    global left
    if event in EVENTS and str(arguments[0]).startswith(folder):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.listdir", "os.scandir"}
sys.addaudithook(count)
from invoke.main import program
program.run()
"""


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
@pytest.mark.parametrize("seed", range(max(1, FEW // 2)))
def test_a_build_killed_anywhere_is_healed_by_the_next(tmp_path: Path, seed: int) -> None:
    """The real command, killed at its n-th touch of a file; then run again."""
    section = Section.begin(tmp_path, seed)
    command = [
        "build", "--content", str(tmp_path / "content"), "--output", str(tmp_path / "site"), "--cache",
        str(tmp_path / "cache"), "--as-of", "2024-12-31", "--jobs", "1",
    ]
    for last in (500, 300, 420):
        section.change(body=section.body(), title=section.words(), tags=section.some(TAGS))
        section.write()
        touches = str(section.random.randint(last // 4, last))
        program = [sys.executable, "-c", KILLED, touches, str(tmp_path), *command]
        done = subprocess.run(program, cwd=ROOT, env=clean_environment(), capture_output=True, check=False)
        assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    done = run_inv(*command)
    if done.returncode == 1:
        assert refusal(lambda: clean(section, settings=ROOT / "pelican.conf.py"))
    else:
        assert done.returncode == 0, done.stderr
        expected = clean(section, settings=ROOT / "pelican.conf.py")
        assert differing(tree(tmp_path / "site"), expected) == [], section.edits
