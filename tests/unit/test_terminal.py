"""Columns of a terminal."""

from __future__ import annotations

import pytest

from cchc.terminal import cut, display_width, lay_out


@pytest.mark.parametrize(("text", "width"), [
    ("", 0), ("Sở", 2), ("Cai\u0309", 3), ("日本", 4), ("→ ●", 3),
])
def test_display_width(text, width):
    """Combining marks take no column, wide characters two."""
    assert display_width(text) == width


@pytest.mark.parametrize(("text", "width", "shown"), [
    ("Cải cách", 8, "Cải cách"), ("Cải cách", 7, "Cải cá…"), ("Cải cách", 5, "Cải…"), ("日本語", 5, "日本…"), ("a", 0, "…"),
])
def test_cut(text, width, shown):
    """What is too wide ends in …, without a blank before it."""
    assert cut(text, width) == shown


def test_lay_out_aligns_columns_and_ends_lines_without_blanks():
    """Each column is as wide as its widest cell, two blanks apart."""
    assert lay_out([("Số", "Tên", "X"), ("1", "日本", ""), ("22", "a", "b")]) == [
        "Số  Tên   X", "1   日本", "22  a     b"]
