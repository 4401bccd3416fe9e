"""Vietnamese text: order, folding, slugs, nearest words, dates and numbers."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc import text as txt

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")


def test_letters_sort_in_the_order_of_the_vietnamese_alphabet():
    assert sorted(set(ALPHABET), key=txt.sort_key) == ALPHABET


def test_tones_sort_ngang_huyen_hoi_nga_sac_nang():
    words = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(set(words), key=txt.sort_key) == words


@pytest.mark.parametrize(
    "words",
    [
        ["an", "ăn", "ân", "ba"],
        ["da", "đa", "e"],
        ["má", "man", "mạn"],  # letters decide before tones
        ["Đan", "đan bát", "Đèn"],
        ["bàn", "bạn", "ban hành"],
        ["nghị", "nghị định", "nghị quyết"],
        ["1 cửa", "cửa"],
    ],
)
def test_dictionary_order(words):
    assert sorted(set(words), key=txt.sort_key) == words


@given(st.lists(st.text(max_size=12), max_size=8))
def test_the_order_does_not_depend_on_the_order_before_and_never_fails(words):
    shuffled = [*words[1:], *words[:1]]
    assert sorted(shuffled, key=txt.sort_key) == sorted(words, key=txt.sort_key)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (unicodedata.normalize("NFD", "Hòa"), "Hòa"),
        ("a\u00a0b\u202fc", "a b c"),
        ("a\u200bb\ufeffc\u00ad", "abc"),
        ("ðúng Ðài", "đúng Đài"),
        ("plain", "plain"),
    ],
)
def test_normalise_gives_nfc_without_odd_characters(written, expected):
    assert txt.normalise(written) == expected


@given(st.text())
def test_normalise_is_idempotent(text):
    once = txt.normalise(text)
    assert txt.normalise(once) == once


def test_clean_line_folds_white_space():
    assert txt.clean_line("  một\n\tcửa \u00a0 liên thông ") == "một cửa liên thông"


def test_match_key_folds_case_and_blanks_but_keeps_diacritics():
    assert txt.match_key(" VĂN  Phòng ") == txt.match_key("văn phòng")
    assert txt.match_key("hòa") != txt.match_key("hoa")


@pytest.mark.parametrize(("written", "expected"), [("Đường ĐÒ", "duong do"), ("Ưu tiên", "uu tien"), ("ấy", "ay")])
def test_fold_drops_diacritics_and_reads_d_with_stroke_as_d(written, expected):
    assert txt.fold(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Đổi mới đồng bộ", "doi-moi-dong-bo"), ("76/NQ-CP", "76-nq-cp"), ("  Một: cửa! ", "mot-cua"), ("…", "")],
)
def test_slugs_are_ascii_words(written, expected):
    assert txt.slugify(written) == expected


@given(st.text())
def test_slugs_hold_nothing_but_letters_digits_and_single_hyphens(text):
    slug = txt.slugify(text)
    assert slug.isascii()
    assert "--" not in slug
    assert all(char.isalnum() or char == "-" for char in slug)


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("tag", ["tags", "tasks"], "tags"),
        ("taks", ["tags", "tasks"], None),  # one letter from both
        ("tieu_đe", ["tieu_de", "title"], "tieu_de"),
        ("titel", ["title"], "title"),  # neighbours swapped
        ("abc", ["xyz"], None),
        ("x", [], None),
        ("tags", ["tags", "tags"], "tags"),
    ],
)
def test_nearest_is_the_one_close_candidate_or_none(word, candidates, expected):
    assert txt.nearest(word, candidates) == expected


def test_closest_gives_all_that_tie():
    assert txt.closest("taks", ("tags", "tasks", "title")) == ("tags", "tasks")


def test_dates_are_day_first_with_leading_zeros():
    assert txt.format_date(date(2024, 3, 5)) == "05/03/2024"


@pytest.mark.parametrize(("number", "decimals", "expected"), [(1234.5, 1, "1.234,5"), (1_000_000, 0, "1.000.000")])
def test_numbers_have_full_stops_between_thousands_and_a_comma(number, decimals, expected):
    assert txt.format_number(number, decimals) == expected
