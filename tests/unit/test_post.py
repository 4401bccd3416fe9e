"""A post: its name, its keys, its state at a moment."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.post import MAX_SLUG, POST_FIELDS, parse_post
from cchc.problems import WHOLE_FILE, Mark
from cchc.text import VIETNAM

PATH = "bai-viet/2024/2024-05-10-bai-thu.md"


def parse(front="", *, path=PATH, body="Thân bài\n"):
    return parse_post(path, f"---\ntitle: Bài thử\n{front}---\n{body}".encode())


def codes(parsed):
    return [(problem.line, problem.column, problem.code) for problem in parsed.problems]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def test_a_post_with_only_a_title_takes_the_rest_from_its_file_name():
    parsed = parse()
    assert (parsed.problems, parsed.rejected) == ((), False)
    assert (parsed.post.slug, parsed.post.date, parsed.post.year) == ("bai-thu", at("2024-05-10"), 2024)
    assert (parsed.post.body, parsed.post.body_line, parsed.post.lang) == ("Thân bài\n", 4, "vi")


def test_both_names_of_every_key_give_the_same_post():
    values = {
        "title": "Bài", "date": "10/5/2024", "summary": "Tóm", "plan": '"2024"', "areas": "[a]", "tasks": "[1]",
        "kind": "bai", "unit": "van-phong", "channels": "zalo", "author": "A", "source": "B", "photo_credit": "C",
        "approved": "{by: D}", "image": "{file: anh/a.png, alt: Ảnh}", "audio": "tep/a.mp3",
        "attachments": "{file: tep/a.pdf}", "documents": "76/NQ-CP", "tags": "[x, y]", "status": "draft", "publish_at": "11/5/2024", "expires": "12/5/2024",
        "withdrawn": "{date: 13/5/2024}", "updates": "{date: 14/5/2024, note: E}", "aliases": "a/b.html", "lang": "en",
    }
    alias = {item.name: item.alias for item in POST_FIELDS}
    assert set(values) == set(alias)
    english, vietnamese = (
        parse_post(PATH, f"---\n{''.join(f'{key(name)}: {values[name]}{chr(10)}' for name in values)}---\n".encode())
        for key in (str, alias.__getitem__)
    )
    assert english.problems == ()
    assert vietnamese.post == english.post


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("bai-viet/2024/2024-05-10-Bai.md", "ten-tep-slug"),
        ("bai-viet/2024/2024-05-10-bài.md", "ten-tep-slug"),
        ("bai-viet/2024/2024-05-10-a--b.md", "ten-tep-slug"),
        ("bai-viet/2024/2024-05-10-a-.md", "ten-tep-slug"),
        (f"bai-viet/2024/2024-05-10-{'a' * (MAX_SLUG + 1)}.md", "ten-tep-slug"),
        ("bai-viet/2023/2024-05-10-a.md", "thu-muc-nam"),
        ("bai-viet/2024/2024-13-10-a.md", "ten-tep-ngay"),
        ("bai-viet/2024/24-05-10-a.md", "ten-tep-sai"),
        ("bai-viet/2024-05-10-a.md", "ten-tep-sai"),
        ("bai-viet/2024/5/2024-05-10-a.md", "ten-tep-sai"),
        ("bai-viet/2024/2024-05-10-a.markdown", "ten-tep-sai"),
    ],
)
def test_a_name_outside_the_contract_is_a_fault_of_the_whole_file(path, code):
    parsed = parse(path=path)
    assert codes(parsed) == [(1, 1, code)]
    assert parsed.rejected


def test_a_slug_of_eighty_characters_is_accepted():
    assert parse(path=f"bai-viet/2024/2024-05-10-{'a' * MAX_SLUG}.md").problems == ()


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("date: 11/5/2024\n", [(3, 7, "ngay-khac-ten-tep")]),
        ("expires: 10/5/2024\n", [(3, 10, "het-han-truoc")]),
        ("date: 2024-05-10 08:30\nexpires: 2024-05-10 08:30\n", [(4, 10, "het-han-truoc")]),
        ("aliases: [/a]\n", [(3, 11, "dia-chi-cu-sai")]),
        ("aliases: [a, ../b]\n", [(3, 14, "dia-chi-cu-sai")]),
        ("aliases: [https://a.vn]\n", [(3, 11, "dia-chi-cu-sai")]),
        ("withdrawn: {date: 1/6/2024, redirect: /x}\n", [(3, 39, "dia-chi-cu-sai")]),
        ("lang: vietnamese language\n", [(3, 7, "ngon-ngu-sai")]),
        ("slug: x\n", [(3, 1, "khoa-cam")]),
    ],
)
def test_rules_between_values_point_at_the_value(front, expected):
    assert codes(parse(front)) == expected


def test_a_name_and_a_value_at_fault_are_reported_together():
    parsed = parse("date: 31/2/2024\n", path="bai-viet/2024/x.md")
    assert codes(parsed) == [(1, 1, "ten-tep-sai"), (3, 7, "ngay-khong-co")]


@pytest.mark.parametrize(
    ("front", "unread"),
    [
        ("tasks: [1, 2\n", {"tasks"}), ("nhiem_vu: một\n", {"tasks"}),
        ("areas: [z]\nnguon: [a]\n", {"areas", "source"}),
        ("areas: []\n", set()),
    ],
)
def test_fields_at_fault_are_known(front, unread):
    assert parse(front).unread == unread


def test_a_mark_falls_back_to_the_parent_then_to_the_file():
    parsed = parse("image: {file: anh/a.png}\n")
    assert parsed.mark("image", "file") == Mark(3, 15)
    assert parsed.mark("image", "alt") == Mark(3, 8)
    assert parsed.mark("tags", 0) == WHOLE_FILE


@pytest.mark.parametrize(
    ("front", "moment", "state"),
    [
        ("", "2024-05-09T23:59", "scheduled"),
        ("", "2024-05-10", "published"),
        ("date: 10/5/2024 08:30\n", "2024-05-10T08:29", "scheduled"),
        ("date: 10/5/2024 08:30\n", "2024-05-10T08:30", "published"),
        ("publish_at: 12/5/2024\n", "2024-05-11", "scheduled"),
        ("publish_at: 1/5/2024\n", "2024-05-09", "scheduled"),
        ("publish_at: 12/5/2024\n", "2024-05-12", "published"),
        ("expires: 20/5/2024\n", "2024-05-19T23:59", "published"),
        ("expires: 20/5/2024\n", "2024-05-20", "expired"),
        ("withdrawn: {date: 20/5/2024}\n", "2024-05-19", "published"),
        ("withdrawn: {date: 20/5/2024}\n", "2024-05-20", "withdrawn"),
        ("withdrawn: {date: 20/5/2024}\nexpires: 15/5/2024\n", "2024-05-20", "withdrawn"),
        ("status: nháp\nexpires: 11/5/2024\n", "2024-06-01", "draft"),
        ("status: review\n", "2024-06-01", "review"),
    ],
)
def test_the_state_follows_status_and_moment(front, moment, state):
    assert parse(front).post.state(at(moment)) == state


def test_starter_content_is_known_by_its_tag():
    assert parse("tags: [Bài khởi tạo]\n").post.is_starter
    assert not parse("tags: [khởi tạo]\n").post.is_starter


FRONT = st.text(st.sampled_from(list("title:dangy[]{}\"'#&*!|>-@ \n\t\r,1/2024éđ\u0301\ufeff\x85\x93")), max_size=80)


@given(
    st.binary(max_size=120)
    | st.text(max_size=120).map(str.encode)
    | FRONT.map(lambda text: f"---\n{text}\n---\nx".encode())
    | FRONT.map(lambda text: f"\ufeff---\r\ntitle: {text}\r\n---".encode())
)
def test_no_bytes_make_a_post_raise_and_every_problem_lies_within_the_file(data):
    parsed = parse_post(PATH, data)
    lines = re.split(r"\r\n|\r|\n", data.decode("utf-8", "replace"))
    for problem in parsed.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 2  # after the end, where a line break stands


def test_an_unknown_key_is_offered_the_vietnamese_names_written_most_and_where_the_rest_are():
    problem = parse("qwertyuiop: x\n").problems[0]
    assert problem.code == "khoa-la"
    assert problem.fix == (
        "dùng một trong: tieu_de, ngay, tom_tat, ke_hoach, noi_dung, nhiem_vu, the_loai, don_vi, kenh, tac_gia, nguon, nguon_anh"
        "; xem đủ ở README.md, mục Các khóa của một bài"
    )


def test_an_unknown_key_of_a_small_group_is_offered_all_its_keys():
    problem = parse("anh: {tep: anh/a.jpg, mo_ta: Ảnh, qwertyuiop: x}\n").problems[0]
    assert problem.fix == "dùng một trong: tep, mo_ta, chu_thich, nguon"
