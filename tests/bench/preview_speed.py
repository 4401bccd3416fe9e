"""From the moment a post is written to the moment its page in the preview shows it, ours and `hugo server`."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .builders import Place
from .edits import add_words, middle_post

SECTION = "/cai-cach-hanh-chinh/"
_EVENTS = "/__cchc/events"
_EVERY = 0.005  # seconds between two looks at the page
_START = 600.0
_SAVE = 120.0
_TRIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Seconds from each save to the page that shows it; `events`: how often the browser was told, where we listened."""

    seconds: tuple[float, ...]
    events: int = 0


def time_ours(place: Place, saves: int) -> Preview:
    """Save a post several times under `inv preview`."""
    port = _free_port()
    with _server(place.ours_preview(port), place.project):
        page = f"{SECTION}bai-viet/2024/{_slug(middle_post(place.content))}/"
        _wait_for(port, page, "<main", _START)
        with _listening(port) as events:
            seconds = tuple(_saves(port, page, middle_post(place.content), saves))
            time.sleep(1)
    return Preview(seconds=seconds, events=events.count)


def time_hugo(place: Place, saves: int) -> Preview:
    """Save the same post under `hugo server`."""
    port = _free_port()
    file = next((place.hugo / "content").rglob(middle_post(place.content).name))
    with _server(place.hugo_server(port), place.hugo):
        page = f"{SECTION}bai-viet/2024/{_slug(file)}/"
        _wait_for(port, page, "<main", _START)
        return Preview(seconds=tuple(_saves(port, page, file, saves)))


@dataclass(slots=True)
class _Events:
    count: int = 0


@contextmanager
def _listening(port: int) -> Iterator[_Events]:
    """Count the messages that tell a browser to load the page again."""
    events = _Events()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", _EVENTS)
    response = connection.getresponse()

    def listen() -> None:
        for line in iter(response.readline, b""):
            if line.startswith(b"event:") and b"problem" not in line:
                events.count += 1

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield events


def _saves(port: int, page: str, file: Path, saves: int) -> Iterator[float]:
    _settle(port, page, file)
    for index in range(saves):
        words = f"Lần lưu thứ {index} lúc {time.monotonic_ns()}."
        time.sleep(1.5)  # an editor pauses; watchers have settled
        started = time.perf_counter()
        add_words(file, words)
        _wait_for(port, page, words, _SAVE)
        yield time.perf_counter() - started


def _settle(port: int, page: str, file: Path) -> None:
    """Save until one is seen: a page can be served before its folder is watched."""
    for index in range(_TRIES):
        words = f"Lần thử {index} lúc {time.monotonic_ns()}."
        add_words(file, words)
        if _shows(port, page, words, _SAVE / _TRIES):
            return
    raise SystemExit(f"{page} showed none of {_TRIES} saves")


def _wait_for(port: int, page: str, words: str, limit: float) -> None:
    if not _shows(port, page, words, limit):
        raise SystemExit(f"{page} did not show {words!r} within {limit:.0f} s")


def _shows(port: int, page: str, words: str, limit: float) -> bool:
    """Ask for the page until it holds `words`, or for `limit` seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if words in _get(port, page):
            return True
        time.sleep(_EVERY)
    return False


def _get(port: int, page: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SAVE)
    try:
        connection.request("GET", page)
        return connection.getresponse().read().decode(errors="replace")
    except OSError:
        return ""
    finally:
        connection.close()


@contextmanager
def _server(command: Sequence[str], cwd: Path) -> Iterator[None]:
    """A preview in a process group of its own, ended with all it started."""
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _slug(file: Path) -> str:
    """The slug in a post's file name, after its day."""
    return file.stem[len("2024-01-01-"):]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
