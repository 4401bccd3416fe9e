"""Every way of writing a post that the contract allows passes `inv check` without a word."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.examination import examine
from cchc.moment import build_moment
from cchc.records.store import RecordStore
from sites import good

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """What `inv check --format json` prints about the good site; its exit code must be 0."""
    content = good.write(tmp_path_factory.mktemp("tot"))
    command = [sys.executable, "-m", "invoke", "check", "--content", str(content), "--as-of", good.AS_OF]
    done = subprocess.run([*command, "--format", "json"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def posts(tmp_path_factory):
    """The good site's posts by the name of their style."""
    content = good.write(tmp_path_factory.mktemp("tot"))
    cache = RecordStore(tmp_path_factory.mktemp("cache"))
    loaded = examine(content, build_moment(good.AS_OF, {}), cache).loaded
    return {post.slug: post for post in loaded.site.posts}


def test_a_hundred_styles_are_written():
    assert len(good.POSTS) >= 100
    assert len({style.path for style in good.POSTS}) == len(good.POSTS)


def test_no_style_is_a_problem(document):
    assert document["problems"] == []


def test_the_ledger_says_what_becomes_of_every_file(document):
    assert document["files"] == dict(sorted(good.STATES.items()))


def test_every_state_occurs():
    states = {style.state for style in good.POSTS}
    assert states == {"published", "draft", "review", "scheduled", "expired", "withdrawn"}


@pytest.mark.parametrize("number", range(1, len(good.DATES) + 1))
def test_every_date_form_means_3_may_2024(posts, number):
    assert posts[f"ngay-{number}"].date.date().isoformat() == "2024-05-03"


@pytest.mark.parametrize(
    ("slug", "areas", "tasks"),
    [
        ("noi-dung-1", ("a", "d", "đ"), ()),
        ("noi-dung-2", ("a", "đ"), ()),
        ("noi-dung-3", ("a",), ()),
        ("noi-dung-5", ("a", "đ"), ()),
        ("nhiem-vu-1", ("a",), (1, 3)),
        ("nhiem-vu-3", ("d", "đ"), (2,)),
        ("nhiem-vu-5", ("a", "d", "đ"), (1, 2, 3, 4)),
    ],
)
def test_lists_are_read_alike_in_every_style(posts, slug, areas, tasks):
    assert (posts[slug].areas, posts[slug].tasks) == (areas, tasks)


def test_units_match_by_id_name_and_alias_without_case_and_blanks(posts):
    assert {posts[f"don-vi-{number}"].unit for number in range(1, 7)} == {"van-phong"}
    assert {posts[f"don-vi-{number}"].unit for number in range(7, 9)} == {"cac-phong"}


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (2, "Nhiệm vụ #1: một bước"), (3, 'Sở nói: "được"'), (4, "Bài thử#1"), (5, "Bài thử hai dòng"),
        (6, "Bài thử dài viết tiếp dòng sau"), (7, "2024"), (8, "Bài: thử #1"), (9, "Bài thử"), (11, "Có"),
        (12, "https://example.org"), (13, "Lúc 8:30, tỷ lệ 1:2"),
    ],
)
def test_titles_stay_the_text_that_was_written(posts, number, title):
    assert posts[f"tieu-de-{number}"].title == title


def test_storage_does_not_change_the_text(posts):
    assert {posts[slug].origin for slug in ("crlf", "bom", "nfd")} == {"Báo Hưng Yên"}
