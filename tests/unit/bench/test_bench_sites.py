"""The corpus is the same for every builder (tests/bench)."""

from __future__ import annotations

from pathlib import Path

import yaml

from bench.corpus import BenchPost, make_posts, write_ours
from bench.edits import EDITS, add_words, middle_post, newest_post
from bench.hugo_site import fields_of, read_plan, write_hugo
from bench.stock_site import write_stock

POSTS = list(make_posts(12))


def _parts(file: Path) -> tuple[str, str]:
    head, body = file.read_text(encoding="utf-8").removeprefix("---\n").split("\n\n", 1)
    return head.removesuffix("\n---"), body


def test_every_builder_gets_the_same_bodies(tmp_path: Path) -> None:
    write_ours(tmp_path / "ours", POSTS)
    write_hugo(tmp_path / "hugo", POSTS)
    write_stock(tmp_path / "stock", POSTS)
    ours = {file.stem: _parts(file)[1] for file in (tmp_path / "ours").rglob("bai-viet/**/*.md")}
    hugo = {file.stem: _parts(file)[1] for file in (tmp_path / "hugo").rglob("bai-viet/2024/*.md")}
    stock = {file.stem: _parts(file)[1] for file in (tmp_path / "stock" / "content").glob("*.md")}
    assert len(ours) == len(POSTS)
    assert hugo == ours
    assert {name.split("-", 3)[3]: body for name, body in ours.items()} == stock


def test_hugo_is_told_what_ours_derives(tmp_path: Path) -> None:
    write_hugo(tmp_path / "hugo", POSTS)
    file = sorted((tmp_path / "hugo/content/bai-viet/2024").glob("*.md"))[3]
    front, post, plan = yaml.safe_load(_parts(file)[0]), POSTS[3], read_plan()
    assert str(front["date"]) == post.day.isoformat()
    assert front["linh-vuc"] == list(fields_of(post, plan))
    assert front["nhiem-vu"] == [str(post.task)]
    assert len(front["tu-khoa"]) == len(post.tags)
    terms = {path.parent.name for path in (tmp_path / "hugo/content/linh-vuc").glob("*/_index.md")}
    assert set(front["linh-vuc"]) <= terms


def test_tags_that_name_a_field_narrow_the_fields() -> None:
    plan, wide = read_plan(), POSTS[0]
    post = BenchPost(wide.day, wide.slug, wide.title, "c", 3, ("công vụ", "một cửa"), wide.body)
    assert fields_of(post, plan) == tuple(field for field in plan.area_by_letter["c"].fields if field == "cong-vu")


def test_an_edit_of_a_body_changes_one_post(tmp_path: Path) -> None:
    write_ours(tmp_path, POSTS)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.md")}
    add_words(middle_post(tmp_path), "Thêm.")
    changed = [file for file, data in before.items() if file.read_bytes() != data]
    assert changed == [middle_post(tmp_path)]
    assert newest_post(tmp_path) not in changed


def test_every_kind_of_edit_of_the_issue_is_there() -> None:
    assert {"body", "title", "tag", "date", "delete", "template", "plan"} <= set(EDITS)
