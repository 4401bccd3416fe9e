"""Words of the search index: one spelling for what means the same."""

from __future__ import annotations

import unicodedata

import pytest

from cchc.search.words import split_words


@pytest.mark.parametrize(("text", "words"), [
    ("Cải cách HÀNH CHÍNH.", ["cải", "cách", "hành", "chính"]),
    ("Hòa, Hoà", ["hoà", "hoà"]),
    ("thủy thuỷ khỏe khoẻ", ["thuỷ", "thuỷ", "khoẻ", "khoẻ"]),
    ("hoàn của quý tỏa toả loé lóe", ["hoàn", "của", "quý", "toả", "toả", "loé", "loé"]),
    ("Quyết định số 01/2023/QĐ-UBND", ["quyết", "định", "số", "1", "2023", "qđ", "ubnd"]),
    ("76/NQ-CP; 05/CT-CTUBND; 30c/NQ-CP", ["76", "nq", "cp", "5", "ct", "ctubnd", "30c", "nq", "cp"]),
    ("KH&CN, 28,6 %, 1.200", ["kh", "cn", "28", "6", "1", "200"]),
    ("0 00 007", ["0", "0", "7"]),
    ("a_b – “c”…", ["a", "b", "c"]),
    ("", []),
])
def test_a_text_as_its_words(text: str, words: list[str]) -> None:
    assert split_words(text) == [unicodedata.normalize("NFC", word) for word in words]
