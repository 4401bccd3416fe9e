"""The preview serves what was built, tells pages of rebuilds and problems, and answers this machine only."""

from __future__ import annotations

import http.client
import json
import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.editor.preview import Built, rebuild, serve
from cchc.editor.server import Notices, open_server
from cchc.errors import ContentError, EnvironmentFault, UsageError
from cchc.problems import Mark, make_problem


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, Notices]]:
    """A server of a small folder."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("<html><head></head><body>Trang</body></html>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<html><head></head><body>Không có</body></html>", encoding="utf-8")
    (tmp_path / "x.css").write_text("body{}", encoding="utf-8")
    notices = Notices("/muc/")
    server = open_server(tmp_path, 0, notices, "/muc/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.server_address[1], notices
    server.shutdown()
    server.server_close()
    thread.join()


def get(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, answer.getheader("Location") or answer.getheader("Content-Type") or ""


def test_pages_get_the_reload_script_only_as_they_are_served(served: tuple[int, Notices], tmp_path: Path) -> None:
    status, body, _ = get(served[0], "/a/")
    assert status == 200
    assert '<script src="/__cchc/reload.js" defer></script></head>' in body
    assert "script" not in (tmp_path / "a/index.html").read_text(encoding="utf-8")
    assert get(served[0], "/x.css")[1] == "body{}"
    assert "EventSource" in get(served[0], "/__cchc/reload.js")[1]


def test_a_folder_leads_to_its_slash_and_a_missing_page_is_the_sites_404(served: tuple[int, Notices]) -> None:
    assert get(served[0], "/a")[::2] == (301, "/a/")
    status, body, _ = get(served[0], "/khong-co/")
    assert status == 404
    assert "Không có" in body


def test_the_section_stands_at_the_root_and_at_its_own_path(served: tuple[int, Notices]) -> None:
    """So texts for Zalo and Facebook carry its real address, and the 404 page finds its stylesheet."""
    assert get(served[0], "/muc/a/")[1] == get(served[0], "/a/")[1]
    assert get(served[0], "/muc/x.css")[1] == "body{}"


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd"])
def test_nothing_outside_the_folder_is_served(served: tuple[int, Notices], path: str) -> None:
    status, body, _ = get(served[0], path)
    assert status == 404
    assert "root:" not in body


def test_other_host_names_are_refused(served: tuple[int, Notices]) -> None:
    assert get(served[0], "/a/", host="evil.example")[0] == 403
    assert get(served[0], "/a/", host="localhost")[0] == 200


def read_event(port: int, tell: threading.Event) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/__cchc/events")
    answer = connection.getresponse()
    tell.set()
    return answer


def test_an_open_page_is_told_of_a_rebuild(served: tuple[int, Notices]) -> None:
    port, notices = served
    answer = read_event(port, threading.Event())
    while not notices.listeners:
        pass
    changed = ["index.html", "bai-viet/2024/đ/index.html", "feed.xml"]
    rebuild(lambda: Built("xong", changed), notices, lambda _: None)
    assert answer.readline() == b"event: built\n"
    told = json.loads(json.loads(answer.readline().partition(b":")[2]))
    assert told == {"section": "/muc/", "pages": ["/", "/bai-viet/2024/đ/"]}
    answer.close()


@pytest.mark.parametrize("changed", [["theme/cchc.1.css"], ["anh/a.png", "index.html"], ["a/index.html"] * 3000])
def test_a_change_of_what_pages_share_or_of_very_many_is_told_to_all(changed: list[str]) -> None:
    notices = Notices("/muc/")
    heard: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    notices.listeners.add(heard)
    notices.built(changed)
    assert json.loads(heard.get()[1])["pages"] is None


def test_a_page_opened_later_is_told_of_standing_problems(served: tuple[int, Notices]) -> None:
    port, notices = served
    problem = make_problem("bai-viet/a.md", Mark(3, 9), "nhiem-vu-la", value=99, known="1")
    said: list[str] = []

    def fail() -> Built:
        raise ContentError([problem])

    rebuild(fail, notices, said.append)
    answer = read_event(port, threading.Event())
    assert answer.readline() == b"event: problems\n"
    assert "a.md:3:9" in answer.readline().decode().encode().decode("unicode_escape")
    assert "a.md:3:9" in said[0]
    answer.close()


def test_a_fault_of_the_machine_is_told_and_the_preview_goes_on() -> None:
    said: list[str] = []
    notices = Notices()

    def fail() -> Built:
        raise UsageError("thư mục sai")

    rebuild(fail, notices, said.append)
    assert said == ["Lỗi: thư mục sai"]
    assert notices.standing == "thư mục sai"
    rebuild(lambda: Built("xong", ()), notices, said.append)
    assert notices.standing == ""


def test_a_taken_port_is_said_clearly(served: tuple[int, Notices], tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="--port"):
        open_server(tmp_path, served[0], Notices())


def test_a_file_saved_during_the_first_build_is_built_too(tmp_path: Path) -> None:
    """The folders are watched before the first build begins."""
    watched, output = tmp_path / "watched", tmp_path / "output"
    watched.mkdir()
    built: list[int] = []

    def build() -> Built:
        built.append(len(built))
        if len(built) == 2:
            raise KeyboardInterrupt
        (watched / "a.md").write_text("a", encoding="utf-8")
        return Built("xong", ())

    serve(output, 0, [watched], build, lambda _: None, section="/")
    assert built == [0, 1]
