"""Preview: build the internal edition, serve it, rebuild on every save, keep the last good pages on an error."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import watchfiles

from cchc.editor.server import Notices, open_server
from cchc.errors import ContentError, as_cchc_error
from cchc.problems import format_text


@dataclass(frozen=True, slots=True)
class Built:
    """A line about what a build did, and the paths of the output that it changed."""

    said: str
    changed: Sequence[str]


Build = Callable[[], Built]
Say = Callable[[str], None]
_DEBOUNCE, _STEP, _TURN = 200, 20, 200  # milliseconds


def rebuild(build: Build, notices: Notices, say: Say) -> None:
    """Build once; problems are told on the terminal and on every open page, pages stay as they were."""
    try:
        done = build()
    except ContentError as error:
        text = f"{format_text(error.problems)}\n{error}"
        say(text)
        notices.problems(text)
    except Exception as error:  # noqa: BLE001 - the preview goes on whatever a save breaks
        said = str(as_cchc_error(error))
        say(f"Lỗi: {said}")
        notices.problems(said)
    else:
        notices.built(done.changed)
        say(done.said)


def _watch(folders: Iterable[Path]) -> Iterator[tuple[bool, bool]]:
    """Whether this is the first turn, and whether files changed; what changes during the first build is not missed."""
    turns = watchfiles.watch(
        *folders, debounce=_DEBOUNCE, step=_STEP, rust_timeout=_TURN, yield_on_timeout=True, raise_interrupt=False
    )
    for number, changes in enumerate(turns):
        yield number == 0, bool(changes)


def serve(
    folder: Path, port: int, watched: Iterable[Path], build: Build, say: Say, *, section: str
) -> None:
    """Serve until interrupted. `build` is called once per save.

    `section` is the path of the section on its own host, from which the 404 page addresses its files.
    """
    notices = Notices(section)
    folder.mkdir(parents=True, exist_ok=True)
    server = open_server(folder, port, notices, section)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        for first, changes in _watch(watched):
            if first or changes:
                rebuild(build, notices, say)
            if first:
                address = f"http://127.0.0.1:{server.server_address[1]}/"
                say(f"Xem tại {address} – lưu tệp là trang tự cập nhật, dừng bằng Ctrl+C.")
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        server.server_close()
        say("Đã dừng xem trước.")
