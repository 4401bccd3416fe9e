"""Records of a content folder: read once, looked up afterwards, and never mixed with another state of a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc.errors import UsageError
from cchc.post import ParsedPost
from cchc.records import reading as module
from cchc.records.codec import format_record
from cchc.records.digest import digest_post, record_key
from cchc.records.reading import Records, body_html
from cchc.records.store import RecordStore, pack
from cchc.standing_page import parse_standing_page
from cchc.workers import Workers
from support import write_post

PAGE = "trang/gioi-thieu.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Five posts and a page."""
    folder = tmp_path / "content"
    for number in range(5):
        write_post(folder, f"2024-03-0{number + 1}", f"bai-{number}", "areas: [a]", f"Đoạn *{number}*.")
    write_page(folder, "Trang một.")
    return folder


def write_page(content: Path, body: str) -> None:
    (content / PAGE).parent.mkdir(exist_ok=True)
    (content / PAGE).write_text(f"---\ntitle: Giới thiệu\n---\n\n{body}\n", encoding="utf-8")


def paths(content: Path) -> list[str]:
    return sorted(file.relative_to(content).as_posix() for file in content.glob("bai-viet/**/*.md"))


def read(content: Path, cache: Path | None) -> tuple[list[tuple[str, ParsedPost | OSError]], Records]:
    records = Records(content, RecordStore(cache), Workers())
    return list(records.read_posts(paths(content))), records


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "digest_post", lambda path, _: pytest.fail(f"read {path} again"))


def test_posts_read_anew_and_from_the_store_are_equal(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, records = read(content, tmp_path / "cache")
    bodies = [records.html(path) for path in paths(content)]
    assert bodies[3] == "<p>Đoạn <em>3</em>.</p>"
    forbid(monkeypatch)
    second, again = read(content, tmp_path / "cache")
    assert second == first
    assert [again.html(path) for path in paths(content)] == bodies
    assert again.bodies() == records.bodies()


def test_only_a_post_that_was_edited_is_read_again(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(content, tmp_path)
    made = []
    monkeypatch.setattr(module, "digest_post", lambda path, data: made.append(path) or digest_post(path, data))
    write_post(content, "2024-03-03", "bai-2", "areas: [a]", "Khác.")
    _, records = read(content, tmp_path)
    assert made == ["bai-viet/2024/2024-03-03-bai-2.md"]
    assert records.html(made[0]) == "<p>Khác.</p>"


def test_a_record_of_something_else_under_the_key_of_a_post_is_made_again(content: Path, tmp_path: Path) -> None:
    path = paths(content)[0]
    store = RecordStore(tmp_path)
    key = record_key(path, (content / path).read_bytes())
    for document in ('[null,null,"",[],[]]', "[]", "chữ"):
        store.add([(key, document, pack("x"))])
        found, _ = read(content, tmp_path)
        assert found[0] == (path, digest_post(path, (content / path).read_bytes()).record.parsed)


def test_a_missing_or_damaged_body_is_made_again(content: Path, tmp_path: Path) -> None:
    _, records = read(content, tmp_path)
    path = paths(content)[1]
    key, document = records.key(path), format_record(records.of(path))
    records.store.add([(key, document, b"junk")])
    assert records.html(path) == "<p>Đoạn <em>1</em>.</p>"
    assert body_html(RecordStore(None), content, path, key) == "<p>Đoạn <em>1</em>.</p>"


def test_a_body_is_not_made_of_what_was_saved_meanwhile(content: Path) -> None:
    _, records = read(content, None)
    path = paths(content)[1]
    key = records.key(path)
    write_post(content, "2024-03-02", "bai-1", "areas: [a]", "Lưu trong lúc dựng.")
    with pytest.raises(UsageError, match=r"bai-1\.md vừa được lưu trong lúc đang dựng"):
        body_html(RecordStore(None), content, path, key)
    assert records.html(path) == "<p>Đoạn <em>1</em>.</p>"


def test_a_page_saved_between_its_two_readings_leaves_no_wrong_record(content: Path, tmp_path: Path) -> None:
    page, _ = parse_standing_page(PAGE, (content / PAGE).read_bytes())
    assert page is not None
    write_page(content, "Trang hai.")
    for _ in range(2):
        records = Records(content, RecordStore(tmp_path), Workers())
        records.read_pages([page])
        assert records.html(PAGE) == "<p>Trang hai.</p>"
    (content / PAGE).write_text("không phải trang", encoding="utf-8")
    with pytest.raises(UsageError, match="vừa được lưu"):
        Records(content, RecordStore(tmp_path), Workers()).read_pages([page])


def test_a_page_is_rendered_once(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, _ = parse_standing_page(PAGE, (content / PAGE).read_bytes())
    assert page is not None
    Records(content, RecordStore(tmp_path), Workers()).read_pages([page])
    monkeypatch.setattr(module, "digest_body", lambda _: pytest.fail("rendered again"))
    records = Records(content, RecordStore(tmp_path), Workers())
    records.read_pages([page])
    assert records.html(PAGE) == "<p>Trang một.</p>"


def test_a_post_that_cannot_be_read_is_told_and_the_others_are_read(content: Path) -> None:
    asked = [*paths(content), "bai-viet/2024/2024-09-09-khong-co.md"]
    records = Records(content, RecordStore(None), Workers())
    *good, (path, fault) = records.read_posts(asked)
    assert (path, type(fault)) == (asked[-1], FileNotFoundError)
    assert all(isinstance(item, ParsedPost) for _, item in good)


def test_a_file_name_that_is_not_utf_8_has_a_key() -> None:
    path = os.fsdecode(b"bai-viet/2024/2024-01-01-\xff.md")
    assert record_key(path, b"") != record_key("bai-viet/2024/2024-01-01-.md", b"")


def test_a_key_is_of_path_and_bytes() -> None:
    keys = {record_key(path, data) for path, data in (("a", b"b"), ("a", b"c"), ("b", b"b"), ("", b"a\0b"))}
    assert len(keys) == 4


def test_what_took_too_long_is_told_and_tried_again_next_time(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not kept: a machine that is less busy may do it."""
    path = paths(content)[0]
    store = RecordStore(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(module, "digest_post", lambda *_: (_ for _ in ()).throw(MemoryError))
        records = Records(content, store, Workers())
        list(records.read_posts([path]))
    assert [item.code for item in records.of(path).problems] == ["bai-khong-dung-duoc"]
    assert store.load([records.key(path)]) == {}
    _, again = read(content, tmp_path)
    assert again.of(path).problems == ()
