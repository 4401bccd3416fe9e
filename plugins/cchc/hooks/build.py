"""Run a build from its settings file with overrides: what `inv build` and the preview call."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican import console, get_instance, parse_arguments

from cchc.errors import InternalError
from cchc.hooks.engine import Engine
from cchc.hooks.settings import load_settings
from cchc.hooks.sources import Sources, find_sources
from cchc.hooks.state import BuildState
from cchc.hooks.watch import Watch
from cchc.incremental.plan import Commit


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build knew, what it changed in the output, and what it read, where that is known beforehand.

    `manifest` is the sha256 of the output's manifest as the build left it.
    """

    state: BuildState
    commit: Commit
    manifest: str
    sources: Sources | None


def run_build(settings_file: Path, overrides: Mapping[str, Any], watch: Watch | None = None) -> BuildResult:
    """Build as `pelican -s settings_file -e …` does; its console lines are kept back, its errors are not.

    The settings file is read once more, alone, so that a slip in it is told as the administrator's.
    `watch` is told where the build is.
    """
    settings = load_settings(settings_file)
    sources = find_sources(settings_file, settings, str(overrides["PATH"]))
    with as_in_a_build(settings_file, overrides) as engine:
        if watch is not None:
            engine.watch(watch)
        engine.run()
    if engine.staged is None:
        raise InternalError("Bản dựng kết thúc mà không ghi kết quả.")
    return BuildResult(engine.state, engine.staged.commit, engine.staged.stamps.manifest, sources)


@contextlib.contextmanager
def as_in_a_build(settings_file: Path, overrides: Mapping[str, Any]) -> Iterator[Engine]:
    """The engine that builds by these settings; while it is in use Pelican says nothing."""
    arguments = parse_arguments(["-s", str(settings_file)])
    arguments.overrides = dict(overrides)
    with _quiet():
        engine, _ = get_instance(arguments)
        yield engine


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Pelican's own progress lines are English and for its users."""
    before, level = console.file, logging.getLogger("pelican").level
    console.file = io.StringIO()
    logging.getLogger("pelican").setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        console.file = before
        logging.getLogger("pelican").setLevel(level)
