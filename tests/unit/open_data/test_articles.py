"""articles.json and articles.csv: what is told of a post, and what may stand in it."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cchc.open_data.articles import Articles
from cchc.open_data.columns import COLUMNS
from cchc.open_data.schema import articles_schema, articles_schema_json
from cchc.text import VIETNAM
from materials import BASE, make_material
from sites import good
from support import make_plan, write_post

PNG = good.OTHER_FILES["anh/hop.png"]
FRONT = """\
date: 2024-05-10 08:30
summary: Tóm tắt
areas: [c, đ]
tasks: [3]
kind: bai
unit: thanh-tra
author: Nguyễn Văn A
source: Báo Hưng Yên
image: {file: anh/a.png, alt: Sơ đồ, caption: Bảy nhóm}
photo_credit: Trần Thị B
attachments:
  - {file: tep/b.pdf, title: Quyết định, kind: quyet-dinh, number: 47/QĐ-UBND, date: 2024-05-09}
  - {file: tep/c.csv}
documents: ["76/NQ-CP", "06-NQ/TU"]
tags: [một cửa, tài chính công]
updates: [{date: 2024-05-12, note: Sửa}]
lang: en"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_plan(tmp_path)
    for file, data in {"anh/a.png": PNG, "tep/b.pdf": b"%PDF", "tep/c.csv": b"a,b"}.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(data)
    return tmp_path


def document(content: Path, **options: object) -> dict[str, Any]:
    return json.loads(Articles(make_material(content, **options)).to_json())


def rows(content: Path, **options: object) -> list[dict[str, str]]:
    data = Articles(make_material(content, **options)).to_csv()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_post_is_told_whole(content: Path) -> None:
    write_post(content, "2024-05-10", "mot", FRONT)
    (article,) = document(content)["articles"]
    assert article == {
        "id": "tag:example.vn,2024:cchc/bai-viet/2024/mot/", "title": "mot", "url": f"{BASE}bai-viet/2024/mot/",
        "date": "2024-05-10T08:30:00+07:00", "updated": "2024-05-12T00:00:00+07:00", "summary": "Tóm tắt", "language": "en",
        "plan": "2024", "areas": ["c", "đ"], "tasks": [3], "fields": ["tai-chinh-cong"], "kind": "bai", "unit": "thanh-tra",
        "author": "Nguyễn Văn A", "source": "Báo Hưng Yên", "tags": ["một cửa", "tài chính công"],
        "documents": ["76/NQ-CP", "06-NQ/TU"],
        "image": {
            "url": f"{BASE}anh/a.png", "alt": "Sơ đồ", "caption": "Bảy nhóm", "credit": "Trần Thị B", "type": "image/png",
            "width": 1, "height": 1,
        },
        "attachments": [
            {"url": f"{BASE}tep/b.pdf", "file": "b.pdf", "title": "Quyết định", "kind": "quyet-dinh", "number": "47/QĐ-UBND",
             "date": "2024-05-09", "type": "application/pdf", "bytes": 4, "sha256": sha256(b"%PDF").hexdigest()},
            {"url": f"{BASE}tep/c.csv", "file": "c.csv", "title": "", "kind": None, "number": None, "date": None,
             "type": "text/csv", "bytes": 3, "sha256": sha256(b"a,b").hexdigest()},
        ],
        "starter": False,
    }


def test_a_row_of_the_table_says_the_same_in_words(content: Path) -> None:
    write_post(content, "2024-05-10", "mot", FRONT)
    (row,) = rows(content)
    assert row == {
        "Mã": "tag:example.vn,2024:cchc/bai-viet/2024/mot/", "Tiêu đề": "mot", "Địa chỉ": f"{BASE}bai-viet/2024/mot/",
        "Ngày đăng": "10/05/2024", "Thay đổi gần nhất": "12/05/2024", "Tóm tắt": "Tóm tắt", "Ngôn ngữ": "en",
        "Kế hoạch": "2024", "Nội dung tuyên truyền": "c; đ", "Nhiệm vụ": "3", "Lĩnh vực": "Cải cách tài chính công",
        "Thể loại": "Bài viết", "Đơn vị thực hiện": "Thanh tra Sở", "Tác giả": "Nguyễn Văn A", "Nguồn": "Báo Hưng Yên",
        "Từ khóa": "một cửa; tài chính công", "Văn bản": "76/NQ-CP; 06-NQ/TU", "Ảnh": f"{BASE}anh/a.png",
        "Tệp đính kèm": f"{BASE}tep/b.pdf; {BASE}tep/c.csv", "Dữ liệu khởi tạo": "",
    }


def test_a_post_with_the_least_has_every_key(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "areas: [a]", body="")
    (article,) = document(content)["articles"]
    assert list(article) == [column.key for column in COLUMNS]
    empty = {key: value for key, value in article.items() if not value}
    assert empty == {
        "summary": "", "tasks": [], "unit": None, "author": None, "source": None, "tags": [], "documents": [], "image": None,
        "attachments": [], "starter": False,
    }


def test_starter_posts_are_marked(content: Path) -> None:
    write_post(content, "2024-03-01", "mot", "areas: [a]\ntags: [bài khởi tạo]")
    assert document(content)["articles"][0]["starter"] is True
    assert rows(content)[0]["Dữ liệu khởi tạo"] == "có"


def test_only_listed_posts_are_told_newest_first(content: Path) -> None:
    for number, front in enumerate(["", "status: draft", "expires: 2024-06-01", "withdrawn: {date: 2024-06-01}", "publish_at: 2025-01-01", ""]):
        write_post(content, f"2024-03-{number + 1:02d}", f"bai-{number}", f"tasks: [1]\n{front}")
    for edition in ("results", "full", "none"):
        found = document(content, edition=edition)
        assert [article["title"] for article in found["articles"]] == ["bai-5", "bai-0"]
        assert (found["count"], found["updated"]) == (2, "2024-03-06T00:00:00+07:00")


def test_without_pages_of_plans_nothing_is_said_of_them(content: Path) -> None:
    write_post(content, "2024-05-10", "mot", FRONT)
    (article,) = document(content, edition="none")["articles"]
    assert (article["plan"], article["areas"], article["tasks"]) == (None, [], [])
    assert article["fields"] == ["tai-chinh-cong"]


def test_without_posts_the_files_are_there(content: Path) -> None:
    found = document(content)
    assert (found["articles"], found["count"], found["updated"]) == ([], 0, None)
    assert rows(content) == []


def test_the_document_follows_its_schema(content: Path) -> None:
    validator = Draft202012Validator(articles_schema(BASE), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(document(content))] == []
    write_post(content, "2024-05-10", "mot", FRONT)
    write_post(content, "2024-03-01", "hai", "areas: [a]", body="")
    for edition in ("results", "none"):
        assert [error.message for error in validator.iter_errors(document(content, edition=edition))] == []


@pytest.mark.parametrize(("place", "value"), [
    (("schema",), "cchc.articles/2"), (("count",), -1), (("home",), "/cchc/"), (("updated",), "2024-05-10"), (("names",), []),
    (("articles", 0, "id"), ""), (("articles", 0, "title"), ""), (("articles", 0, "url"), "bai-viet/"),
    (("articles", 0, "date"), "10/05/2024"), (("articles", 0, "areas"), ["x"]), (("articles", 0, "tasks"), ["1"]),
    (("articles", 0, "language"), "Tiếng Việt"), (("articles", 0, "image", "width"), 0), (("articles", 0, "starter"), "có"),
    (("articles", 0, "attachments", 0, "sha256"), "x"), (("articles", 0, "attachments", 0, "bytes"), "4 byte"),
    (("articles", 0, "attachments", 0, "date"), "2024-13-01"), (("articles", 0, "kind"), ""),
])
def test_the_schema_refuses_other_values(content: Path, place: tuple[str | int, ...], value: object) -> None:
    write_post(content, "2024-05-10", "mot", FRONT)
    found = document(content)
    part: Any = found
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    validator = Draft202012Validator(articles_schema(BASE), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.absolute_path[0] for error in validator.iter_errors(found)]


def test_the_schema_asks_for_every_key(content: Path) -> None:
    write_post(content, "2024-05-10", "mot", FRONT)
    validator = Draft202012Validator(articles_schema(BASE))
    for key in (column.key for column in COLUMNS):
        found = document(content)
        del found["articles"][0][key]
        assert not validator.is_valid(found), key
    assert json.loads(articles_schema_json(BASE)) == articles_schema(BASE)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_the_table_starts_a_formula(content: Path, start: str) -> None:
    write_post(content, "2024-03-01", "mot", f'areas: [a]\nsummary: "{start}HYPERLINK(1)"\nauthor: "{start}1"\ntags: ["{start}x"]')
    (row,) = rows(content)
    assert (row["Tóm tắt"], row["Tác giả"], row["Từ khóa"]) == (f"'{start}HYPERLINK(1)", f"'{start}1", f"'{start}x")
    assert document(content)["articles"][0]["summary"] == f"{start}HYPERLINK(1)"


def test_any_text_comes_back_whole(content: Path) -> None:
    text = 'Sở KH&CN, "một; cửa" <b>😀</b> ]]> \\u003c'
    write_post(content, "2024-03-01", "mot", f"areas: [a]\nsummary: '{text}'")
    assert document(content)["articles"][0]["summary"] == rows(content)[0]["Tóm tắt"] == text


def test_the_bytes_do_not_depend_on_the_day_of_the_build(content: Path) -> None:
    write_post(content, "2024-05-10", "mot", FRONT)
    made = [Articles(make_material(content, moment=datetime(2024, 12, day, tzinfo=VIETNAM))) for day in (5, 25)]
    assert made[0].to_json() == made[1].to_json()
    assert made[0].to_csv() == made[1].to_csv()


def test_each_post_stands_on_a_line_of_its_own(content: Path) -> None:
    """So that two versions of the file can be compared by line."""
    for slug in ("mot", "hai"):
        write_post(content, "2024-03-01", slug, "areas: [a]")
    lines = Articles(make_material(content)).to_json().decode().splitlines()
    assert len([line for line in lines if line.startswith('{"id"')]) == 2
