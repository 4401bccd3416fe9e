"""Columns of a terminal."""

from __future__ import annotations

import io

import pytest

from cchc.terminal import Progress, cut, display_width, lay_out


@pytest.mark.parametrize(("text", "width"), [
    ("", 0), ("Sở", 2), ("Cai\u0309", 3), ("日本", 4), ("→ ●", 3),
])
def test_display_width(text, width):
    """Combining marks take no column, wide characters two."""
    assert display_width(text) == width


@pytest.mark.parametrize(("text", "width", "shown"), [
    ("Cải cách", 8, "Cải cách"), ("Cải cách", 7, "Cải cá…"), ("Cải cách", 5, "Cải…"), ("日本語", 5, "日本…"), ("a", 0, "…"),
])
def test_cut(text, width, shown):
    """What is too wide ends in …, without a blank before it."""
    assert cut(text, width) == shown


def test_lay_out_aligns_columns_and_ends_lines_without_blanks():
    """Each column is as wide as its widest cell, two blanks apart."""
    assert lay_out([("Số", "Tên", "X"), ("1", "日本", ""), ("22", "a", "b")]) == [
        "Số  Tên   X", "1   日本", "22  a     b"]


def test_lay_out_sets_columns_to_the_right_where_asked():
    """Numbers stand under each other by their last digit."""
    assert lay_out([("a", "1"), ("b", "100")], right=(1,)) == ["a    1", "b  100"]


class Screen(io.StringIO):
    """A terminal that keeps every update."""

    def isatty(self):
        """It is one."""
        return True


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self):
        """Seconds."""
        return self.now


@pytest.fixture
def clock(monkeypatch):
    """A clock, in an environment that says nothing of terminals."""
    for name in ("CI", "TERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Clock()


def work(progress, clock, steps, items=50):
    """A stage of `items` items, each of which takes `steps` seconds."""
    progress.begin("Dựng trang")
    for done in range(1, items + 1):
        clock.now += steps
        progress.advance(done, items)


def test_a_terminal_has_one_line_that_writes_over_itself_and_is_taken_away(clock):
    """At most ten updates a second; nothing of it is left at the end."""
    screen = Screen()
    progress = Progress(screen, clock=clock)
    work(progress, clock, 0.02)
    progress.clear()
    updates = screen.getvalue().split("\r")[1:]
    assert 8 <= len(updates) <= 12
    assert updates[0].startswith("Dựng trang [##..")
    assert all("\n" not in update and "\x1b" not in update for update in updates)
    assert updates[-2].strip() == updates[-1] == ""
    assert len(updates[-2]) >= len(updates[-3].rstrip())


def test_a_shorter_line_covers_the_longer_one_before(clock):
    """What stood there is written over with blanks."""
    screen = Screen()
    progress = Progress(screen, clock=clock)
    for label in ("Một công đoạn dài", "Ngắn"):
        clock.now += 1
        progress.begin(label)
    assert screen.getvalue().split("\r")[-1] == "Ngắn …" + " " * 13


@pytest.mark.parametrize(("name", "value"), [("TERM", "dumb"), ("CI", "true")])
def test_a_dumb_terminal_and_a_ci_have_plain_lines(clock, monkeypatch, name, value):
    """Long work is told stage by stage, a line each."""
    monkeypatch.setenv(name, value)
    screen = Screen()
    progress = Progress(screen, clock=clock)
    for _ in range(2):
        work(progress, clock, 0.2)
    progress.begin("Ghi bộ nhớ đệm")
    progress.clear()
    assert screen.getvalue() == "Dựng trang …\nGhi bộ nhớ đệm …\n"


def test_quick_work_that_no_terminal_shows_tells_nothing(clock):
    """A build of a few seconds in a pipe is silent."""
    stream = io.StringIO()
    progress = Progress(stream, clock=clock)
    work(progress, clock, 0.04)
    progress.clear()
    assert stream.getvalue() == ""
