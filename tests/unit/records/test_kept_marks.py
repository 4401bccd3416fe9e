"""Places kept as text are those that were written; any other text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.problems import Mark
from cchc.records.kept_marks import KeptMarks, write_marks

numbers = st.integers(0, 10**6)
places = st.lists(st.text(max_size=9) | numbers, max_size=3).map(tuple)


@given(st.dictionaries(places, st.builds(Mark, numbers, numbers), max_size=5))
def test_what_is_written_is_read(marks: dict[tuple[str | int, ...], Mark]) -> None:
    kept = KeptMarks(write_marks(marks))
    assert kept == marks
    assert list(kept) == list(marks)
    assert len(kept) == len(marks)
    assert all(kept[place] == mark for place, mark in marks.items())
    assert write_marks(kept) == write_marks(marks)


@pytest.mark.parametrize("text", [
    "", "x", "{}", "null", "[", "[[]]", "[[1]]", '[["a",1]]', '[["a",1,2]', '[["a",1,2],]', "[[1.5,1,2]]", "[[null,1,2]]",
    '[["a",1,-2]]', '[["a\\q",1,2]]', '[["a\n",1,2]]', '[["a",1,"2"]]', '[["a" ,1,2]]', '[["a",1,9999999999]]', "[[true,1,2]]",
    '[["a",1,2]]\n', '[["a",01,2]]', "[[00,1,2]]",
])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no places"):
        KeptMarks(text)


def test_a_place_that_is_not_there_is_not_found() -> None:
    kept = KeptMarks('[["title",3,8]]')
    assert ("title",) in kept
    assert ("date",) not in kept
    with pytest.raises(KeyError):
        kept[("date",)]
