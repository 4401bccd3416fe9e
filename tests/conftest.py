"""Fixtures of all tests: commands, built sites, and Pelican's signals put back after each test."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pelican.plugins import signals

from support import Run, run_inv

# Machines that run tests are shared and noisy: no test is judged by its time
settings.register_profile("cchc", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cchc")


@pytest.fixture(scope="session")
def inv() -> Run:
    """Run a command of the project."""
    return run_inv


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content in the public edition, at the plan's end."""
    output = tmp_path_factory.mktemp("public") / "site"
    done = run_inv("build", "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="session")
def built_internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content in the internal edition, at the plan's end."""
    output = tmp_path_factory.mktemp("internal") / "site"
    done = run_inv("build", "--internal", "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    """Builds in this process must not leave their stages connected."""
    every = [value for value in vars(signals).values() if hasattr(value, "receivers")]
    before = {id(signal): set(signal.receivers) for signal in every}
    yield
    for signal in every:
        for key in set(signal.receivers) - before[id(signal)]:
            receiver = signal.receivers[key]
            signal.disconnect(receiver() if isinstance(receiver, weakref.ref) else receiver)
