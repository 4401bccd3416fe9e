"""Workers by either method, closed and without processes left at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from multiprocessing import active_children, get_all_start_methods

import pytest

from cchc.workers import Workers
from cchc.workers.methods import Method


@pytest.fixture(params=[method for method in ("fork", "spawn") if method in get_all_start_methods()])
def method(request: pytest.FixtureRequest) -> Method:
    found: Method = request.param
    return found


@pytest.fixture
def make(method: Method) -> Iterator[Callable[..., Workers]]:
    """Make workers for a number of jobs."""
    made: list[Workers] = []

    def workers(jobs: int = 2) -> Workers:
        made.append(Workers(jobs, method))
        return made[-1]

    yield workers
    for one in made:
        one.close()
    assert active_children() == []
