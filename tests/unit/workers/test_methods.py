"""How processes are started, and how a user or a test decides it."""

from __future__ import annotations

import pytest

from cchc.errors import UsageError
from cchc.workers import Workers, methods
from cchc.workers.methods import asked_method, context_of


@pytest.mark.parametrize(("platform", "threads", "method"), [
    ("linux", 1, "fork"), ("linux", 2, "spawn"), ("darwin", 1, "spawn"), ("win32", 1, "spawn"),
])
def test_processes_fork_only_where_that_is_safe(
    platform: str, threads: int, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forked process of a program with threads may hang, and other systems do not fork."""
    monkeypatch.setattr(methods.sys, "platform", platform)
    monkeypatch.setattr(methods.threading, "active_count", lambda: threads)
    assert context_of(None).get_start_method() == method


@pytest.mark.parametrize("value", ["fork", "spawn"])
def test_the_environment_decides_for_a_whole_build(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_START_METHOD", value)
    assert asked_method() == value
    assert context_of(asked_method()).get_start_method() == value


@pytest.mark.parametrize("value", ["", None])
def test_nothing_in_the_environment_leaves_the_choice(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is None:
        monkeypatch.delenv("CCHC_START_METHOD", raising=False)
    else:
        monkeypatch.setenv("CCHC_START_METHOD", value)
    assert asked_method() is None


def test_a_wrong_value_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_START_METHOD", "forkserver")
    with pytest.raises(UsageError, match="CCHC_START_METHOD phải là “fork” hoặc “spawn”, đang là “forkserver”"):
        Workers(1)


def test_a_method_the_system_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    with pytest.raises(UsageError, match="không có cách khởi động tiến trình “fork”"):
        context_of("fork")
