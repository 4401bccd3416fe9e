"""Cells of the column "Sản phẩm": tests/cases/products.md, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.importers.knowledge import starting_knowledge
from cchc.importers.products import MOST_CHARACTERS, read_products
from cchc.plan_file import PLAN_ID
from unit.importers.cells import case_rows, in_words

KNOWN = starting_knowledge()


def read(cell):
    return read_products(cell, KNOWN.kinds, KNOWN.words)


def split_expected(written: str) -> tuple[list[str], list[str], bool]:
    """Known ids, names of kinds to add, and whether the cell is open."""
    known, _, added = written.partition("+")
    words = [word for word in known.split() if word not in {"–", "…"}]
    return words, [name.strip() for name in added.split("+") if name.strip()], "…" in written


@pytest.mark.parametrize(("cell", "expected", "doubts"), case_rows("products.md", 3))
def test_a_cell_gives_the_kinds_and_doubts_of_the_case_file(cell, expected, doubts):
    found = read(cell)
    known, added, open_ = split_expected(expected)
    assert [kind.name for kind in found.added] == added
    assert list(found.kinds) == [*known, *(kind.id for kind in found.added)]
    assert found.open is open_
    assert in_words(found.doubts, doubts), found.doubts


def test_a_new_kind_s_id_is_readable_and_free():
    found = read_products("Sổ tay; Sổ-tay!; Sổ tay", KNOWN.kinds, KNOWN.words)
    assert [kind.id for kind in found.added] == ["so-tay"]
    assert found.kinds == ("so-tay",)


def test_a_cell_too_long_to_read_is_left_to_a_person():
    found = read("tin bài, " * MOST_CHARACTERS)
    assert (found.kinds, found.added) == ((), ())
    assert "quá dài" in found.doubts[0]


_WORDS = st.lists(st.sampled_from([
    "tin", "bài", "tin, bài", "bài viết", "bản tin", "kế hoạch", "văn bản", ",", ";", "+", "và", "…", "...", "(", ")",
    "các", "liên quan", "02", "/tháng", "\n", "-", ".", "v.v", "hội nghị", "Ảnh",
]), max_size=12).map(" ".join)


@given(st.one_of(st.text(max_size=300), _WORDS))
def test_any_cell_is_read_and_what_is_not_known_is_marked(cell):
    found = read(cell)
    known = {kind.id for kind in KNOWN.kinds}
    assert set(found.kinds) <= known | {kind.id for kind in found.added}
    assert all(PLAN_ID.fullmatch(kind.id) and kind.name.strip() for kind in found.added)
    assert not (known & {kind.id for kind in found.added})
    if found.added or not found.kinds:
        assert found.doubts
