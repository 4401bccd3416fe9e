"""The preview's web server: loopback only, the built folder, a reload script added to pages as they are served."""

from __future__ import annotations

import json
import queue
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cchc.errors import EnvironmentFault, reason_of

HOST = "127.0.0.1"
_SCRIPT = Path(__file__).with_name("reload.js")
_TAG = b'<script src="/__cchc/reload.js" defer></script></head>'
_MOST_NAMED = 2000  # pages
_APART = (".xml", ".atom", ".json", ".csv", ".xlsx", ".conf", ".config", ".txt")  # what no page shows
_BEAT = 15.0  # seconds between signs of life, so that closed browsers are noticed


class Notices:
    """What happened last, told to every open page; a page that opens later is told of standing problems."""

    def __init__(self, section: str = "/") -> None:
        self.section = section
        self.listeners: set[queue.SimpleQueue[tuple[str, str]]] = set()
        self.standing = ""

    def built(self, changed: Sequence[str]) -> None:
        """A rebuild succeeded: pages among the `changed` paths are to be loaded anew, all of them when that is much.

        A page that showed problems is loaded anew in any case.
        """
        shared = any(not path.endswith((".html", *_APART)) for path in changed)
        whole = bool(self.standing) or shared or len(changed) > _MOST_NAMED
        self.standing = ""
        pages = [f"/{path.removesuffix('index.html')}" for path in changed if path.endswith(".html")]
        self._tell("built", json.dumps({"section": self.section, "pages": None if whole else pages}))

    def problems(self, text: str) -> None:
        """A rebuild failed: `text` says why."""
        self.standing = text
        self._tell("problems", text)

    def _tell(self, event: str, data: str) -> None:
        for listener in tuple(self.listeners):
            listener.put((event, data))


class PreviewHandler(SimpleHTTPRequestHandler):
    """Serves the preview."""

    server_version, sys_version, protocol_version = "cchc", "", "HTTP/1.1"

    def __init__(self, *args: object, notices: Notices, section: str, **kwargs: object) -> None:
        self.notices, self.section = notices, section
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A page, a file, the reload script or the stream of events."""
        if not self._is_local():
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        path = urlsplit(self.path).path
        if path.startswith(self.section):  # as the 404 page addresses its files
            path = f"/{path.removeprefix(self.section)}"
        if path == "/__cchc/events":
            self._stream()
        elif path == "/__cchc/reload.js":
            self._send(HTTPStatus.OK, _SCRIPT.read_bytes(), "text/javascript; charset=utf-8")
        else:
            self._page(path)

    def _is_local(self) -> bool:
        """Refuse other host names, which a hostile web page could point at this machine."""
        name = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        return name in {HOST, "localhost"}

    def _page(self, path: str) -> None:
        target = Path(self.translate_path(path))
        if target.is_dir() and path.endswith("/"):
            target = target / "index.html"
        elif target.is_dir():
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if not target.is_file():
            missing = Path(self.directory, "404.html")
            page = missing.read_bytes() if missing.is_file() else "Chưa dựng được trang nào.".encode()
            self._send(HTTPStatus.NOT_FOUND, page.replace(b"</head>", _TAG), "text/html; charset=utf-8")
            return
        data = target.read_bytes()
        if target.suffix == ".html":
            self._send(HTTPStatus.OK, data.replace(b"</head>", _TAG, 1), "text/html; charset=utf-8")
        else:
            self._send(HTTPStatus.OK, data, self.guess_type(str(target)))

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _stream(self) -> None:
        """Server-sent events until the browser goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        listener: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        self.notices.listeners.add(listener)
        if self.notices.standing:
            listener.put(("problems", self.notices.standing))
        try:
            while True:
                try:
                    event, data = listener.get(timeout=_BEAT)
                    message = f"event: {event}\ndata: {json.dumps(data)}\n\n"
                except queue.Empty:
                    message = ": \n\n"
                self.wfile.write(message.encode())
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self.notices.listeners.discard(listener)

    def log_message(self, *_args: object) -> None:
        """Keep the terminal for what editors need to read."""


def open_server(folder: Path, port: int, notices: Notices, section: str = "/") -> ThreadingHTTPServer:
    """A server of `folder` on the loopback address; EnvironmentFault when the port is taken.

    The section stands at the root, and below the path `section` that it has on its own host.
    """
    handler = partial(PreviewHandler, directory=str(folder), notices=notices, section=section)
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise EnvironmentFault(f"Không mở được cổng {port}: {reason_of(error)}. Chọn cổng khác bằng --port.") from error
    server.daemon_threads = True
    return server
