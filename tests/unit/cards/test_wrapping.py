"""Titles in lines."""

from __future__ import annotations

from cchc.cards.wrapping import Step, balance, fit_title, wrap

STEPS = (Step(20, 2), Step(10, 3))


def measure(size: int):
    """Every letter is as wide as the size."""
    return lambda text: len(text) * size


def test_lines_are_filled_one_after_the_other() -> None:
    assert wrap("a bb  ccc d", len, 4) == ["a bb", "ccc", "d"]


def test_too_wide_a_word_is_broken() -> None:
    assert wrap("abcdefgh ij", len, 4) == ["abcd", "efgh", "ij"]


def test_balanced_lines_are_about_as_long_as_each_other() -> None:
    lines = balance(["một hai ba bốn năm", "sáu"], len, 18)
    assert lines == ["một hai ba", "bốn năm sáu"]


def test_the_largest_size_that_holds_the_title_is_taken() -> None:
    assert fit_title("một hai", STEPS, measure, 80) == (20, ["một", "hai"])
    assert fit_title("một hai ba bốn năm", STEPS, measure, 80) == (10, ["một hai", "ba bốn", "năm"])


def test_what_does_not_fit_at_all_ends_with_an_ellipsis() -> None:
    size, lines = fit_title("một hai ba bốn năm sáu bảy tám chín", STEPS, measure, 80)
    assert (size, lines) == (10, ["một hai", "ba bốn", "năm sáu…"])


def test_words_of_the_section_are_not_broken_where_it_can_be_helped() -> None:
    assert fit_title("đẩy mạnh cải cách", (Step(1, 9),), measure, 13) == (1, ["đẩy mạnh", "cải cách"])
