"""When the new body of a post is put into its page, and when a whole build is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.cli.build import build
from cchc.incremental.bodies_file import load_bodies, replace_bodies, write_bodies
from cchc.pages.parts import Body, Picture
from cchc.records.digest import digest_post
from cchc.retouch import differ_in_body_only
from cchc.workers import Limit
from support import make_plan, tree, write_post

PATH = "bai-viet/2024/2024-05-01-mot.md"
HEAD = "title: Một\nareas: [a]\nsummary: Tóm tắt"
BODY = "Mở đầu theo Nghị quyết 76/NQ-CP.\n\n## Phần\n\nXem [hai](2024-05-02-hai.md)."


def text(front: str = HEAD, body: str = BODY) -> bytes:
    return f"---\n{front}\n---\n\n{body}\n".encode()


@pytest.mark.parametrize(("front", "body", "only"), [
    (HEAD, BODY + "\n\nThêm một đoạn.", True),
    (HEAD, BODY.replace("Mở đầu", "Đoạn mở đầu khác"), True),
    (HEAD, "Một đoạn đứng trước.\n\n" + BODY, True),
    (HEAD, BODY, True),
    (HEAD.replace("Một", "Hai"), BODY, False),
    (HEAD + "\ntags: [b]", BODY, False),
    (HEAD, BODY.replace("76/NQ-CP", "77/NQ-CP"), False),
    (HEAD, BODY.replace("-hai.md", "-ba.md"), False),
    (HEAD, BODY.replace("## Phần", "## Mục"), False),
    (HEAD, BODY + "\n\n<b onclick='x()'>a</b>", False),
    (HEAD, BODY + "\n\n![ảnh](/cong/a.png)", False),
    (HEAD, BODY + "\n\n• chấm tròn", False),
])
def test_what_others_may_show_or_check_is_told_from_the_text(front: str, body: str, *, only: bool) -> None:
    old, new = digest_post(PATH, text()).record, digest_post(PATH, text(front, body)).record
    assert differ_in_body_only(old, new) is only


def test_the_first_paragraph_counts_where_it_stands_for_the_summary() -> None:
    bare = "title: Một\nareas: [a]"
    old = digest_post(PATH, text(bare)).record
    changed = digest_post(PATH, text(bare, BODY.replace("Mở đầu", "Đoạn khác"))).record
    assert not differ_in_body_only(old, changed)
    assert differ_in_body_only(old, digest_post(PATH, text(bare, BODY + "\n\nThêm.")).record)


def test_a_body_over_the_limits_is_left_to_a_whole_build() -> None:
    old, new = digest_post(PATH, text()).record, digest_post(PATH, text(body="[" * 200)).record
    assert not differ_in_body_only(old, new)
    assert not differ_in_body_only(new, new)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two posts, built once."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "content"
    make_plan(folder)
    write_post(folder, "2024-05-01", "mot", "areas: [a]\nsummary: Tóm tắt", "Đoạn một.\n\n[hai](2024-05-02-hai.md)")
    write_post(folder, "2024-05-02", "hai", "areas: [a]", "Đoạn hai.\n\nKhông có gì khác.")
    _build(tmp_path)
    return folder


def _build(folder: Path, output: str = "site", *, full: bool = False) -> None:
    build(content=str(folder / "content"), output=str(folder / output), cache=str(folder / "cache"), base_url="",
          as_of="2024-12-31", internal=False, coverage="", jobs="1", full=full, publish=False)


def _edit(content: Path, slug: str, old: str, new: str) -> None:
    file = next((content / "bai-viet/2024").glob(f"*-{slug}.md"))
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _refuse(*_given: object) -> None:
    raise AssertionError("a whole build was begun")


def test_an_edited_body_is_exchanged_without_a_whole_build(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(tmp_path / "site")
    _edit(content, "mot", "Đoạn một.", "Đoạn đã **sửa** & xong.")
    _edit(content, "hai", "khác.", "khác nữa.")
    capsys.readouterr()
    with monkeypatch.context() as patch:
        patch.setattr("cchc.hooks.build.run_build", _refuse)
        _build(tmp_path)
        assert "chỉ thân 2 bài đổi; " in capsys.readouterr().out
        _build(tmp_path)
        assert "Không có gì đổi" in capsys.readouterr().out
        _edit(content, "mot", "sửa", "sửa lần nữa")
        _build(tmp_path)
        assert "chỉ thân 1 bài đổi; " in capsys.readouterr().out
    after = tree(tmp_path / "site")
    assert {path for path in after if after[path] != before[path]} == {
        ".manifest.json", "bai-viet/2024/mot/index.html", "bai-viet/2024/hai/index.html",
    }
    _build(tmp_path, "clean", full=True)
    assert after == tree(tmp_path / "clean")


def test_a_body_that_takes_its_converter_too_long_is_left_to_a_whole_build(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which does it under the same limit and says so."""
    def for_ever(*_given: object) -> None:
        while True:
            pass

    _edit(content, "mot", "Đoạn một.", "Đoạn khác.")
    monkeypatch.setattr("cchc.retouch.digest_post", for_ever)
    monkeypatch.setattr("cchc.retouch.LIMIT", Limit(seconds=1, megabytes=1500))
    monkeypatch.setattr("cchc.hooks.build.run_build", _refuse)
    with pytest.raises(AssertionError, match="a whole build was begun"):
        _build(tmp_path)


def test_a_draft_or_another_file_is_left_to_a_whole_build(content: Path, tmp_path: Path) -> None:
    plan = next((content / "ke-hoach").glob("*.yaml"))
    post = content / "bai-viet/2024/2024-05-01-mot.md"
    for file, old, new in ((plan, "Kế hoạch", "Kế hoạch mới"), (post, "areas", "status: draft\nareas")):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        _build(tmp_path)
        _build(tmp_path, "clean", full=True)
        assert tree(tmp_path / "site") == tree(tmp_path / "clean")
    assert not (tmp_path / "site/bai-viet/2024/mot").exists()


TOKEN = "cchc-1"  # noqa: S105 - the mark of a link in a body
BODIES = [
    Body(source=f"bai-viet/2024/2024-05-0{day}-a.md", key=f"k{day}", digest="d", token=TOKEN, addresses=("", "a/#đ"),
         pictures=(("anh/a.png", Picture(url="anh/a.png", alt="", width=3, height=4)),), lead=day == 1)
    for day in (1, 2, 3)
]


def test_bodies_are_found_by_their_source_and_replaced_by_it(tmp_path: Path) -> None:
    file = tmp_path / "b" / "bodies.txt"
    write_bodies(file, [(_path(body), body) for body in BODIES])
    sources = [body.source for body in BODIES]
    assert load_bodies(file, [*sources, "bai-viet/2024/x.md"]) == {
        body.source: (_path(body), body) for body in BODIES
    }
    changed = Body(source=sources[1], key="mới", digest="e", token=TOKEN)
    replace_bodies(file, {"khac/index.html": changed})
    assert load_bodies(file, sources)[sources[1]] == ("khac/index.html", changed)
    assert load_bodies(file, sources[:1]) == {sources[0]: (_path(BODIES[0]), BODIES[0])}


@pytest.mark.parametrize("damage", [b"", b"x", b"cchc.bodies/1\n"])
def test_a_damaged_list_of_bodies_is_as_if_absent(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "bodies.txt"
    assert load_bodies(file, ["a"]) == {}
    write_bodies(file, [(_path(BODIES[0]), BODIES[0])])
    file.write_bytes(damage or file.read_bytes()[:-3])
    assert load_bodies(file, [BODIES[0].source]) == {}
    replace_bodies(file, {"a": BODIES[0]})
    assert load_bodies(file, [BODIES[0].source]) == {}


def _path(body: Body) -> str:
    """The file of the page with that body."""
    return f"{body.key}/index.html"
