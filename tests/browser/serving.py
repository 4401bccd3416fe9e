"""A built section served as on a portal: under a sub-path, with its own 404 page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PREFIX = "/cai-cach-hanh-chinh/"


class _Handler(SimpleHTTPRequestHandler):
    """Serves its server's folder below PREFIX; everything else is the portal's and not here."""

    protocol_version = "HTTP/1.1"
    headers_of: Callable[[str], Mapping[str, str]] = staticmethod(lambda _path: {})

    def end_headers(self) -> None:
        for name, value in self.headers_of(self.path.partition("?")[0].removeprefix(PREFIX)).items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/favicon.ico":  # the portal has one; browsers ask for it unasked
            self.send_response(204)
            self.end_headers()
            return
        place = self.translate_path(path)
        if path.startswith(PREFIX) and (Path(place).is_file() or Path(place, "index.html").is_file()):
            super().do_GET()
        else:
            self._not_found()

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(PREFIX))

    def _not_found(self) -> None:
        data = Path(str(self.directory), "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path, headers_of: Callable[[str], Mapping[str, str]] = lambda _path: {}) -> Iterator[str]:
    """Serve `folder` with the headers its paths are given; the address of the section, with a slash at its end."""
    kinds = {**_Handler.extensions_map, ".html": "text/html; charset=utf-8"}
    handler = type("Handler", (_Handler,), {"extensions_map": kinds, "headers_of": staticmethod(headers_of)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: handler(*given, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
