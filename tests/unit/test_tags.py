"""Tags: distinct by their text, with pages of their own."""

from __future__ import annotations

import unicodedata

from cchc.post import parse_post
from cchc.tags import index_tags


def index(*lists):
    posts = [
        parse_post(
            f"bai-viet/2024/2024-05-{day:02d}-a.md", f"---\ntitle: a\ntags: [{', '.join(tags)}]\n---\n".encode()
        ).post
        for day, tags in enumerate(lists, 1)
    ]
    return index_tags(posts)


def test_tags_are_one_when_their_text_is_the_same_without_case_and_in_nfc():
    tags = index(["Một cửa"], ["một cửa"], ["một cửa"], [unicodedata.normalize("NFD", "MỘT CỬA")])
    assert [(tag.name, tag.slug) for tag in tags.values()] == [("một cửa", "mot-cua")]


def test_equal_slugs_get_suffixes_in_alphabetical_order():
    tags = index(["hòa giải", "hoá giải"], ["hoa giải"])
    assert [(tag.key, tag.slug, tag.clash) for tag in tags.values()] == [
        ("hoa giải", "hoa-giai", None), ("hoá giải", "hoa-giai-2", "hoa giải"), ("hòa giải", "hoa-giai-3", "hoa giải"),
    ]


def test_tags_come_in_the_order_of_the_vietnamese_alphabet():
    assert list(index(["đất", "dân", "ăn", "an", "ân"])) == ["an", "ăn", "ân", "dân", "đất"]


def test_d_and_d_with_stroke_are_two_tags():
    assert [tag.slug for tag in index(["da"], ["đa"]).values()] == ["da", "da-2"]


def test_a_tag_without_letters_still_has_a_page():
    assert [tag.slug for tag in index(["“…”"]).values()] == ["khac"]
