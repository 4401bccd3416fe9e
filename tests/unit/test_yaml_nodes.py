"""YAML read as text with places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.problems import Mark, Origin
from cchc.yaml_nodes import MAX_DEPTH, Mapping, Scalar, Sequence, compose


def read(text, origin=None):
    """The root of a text that has no problems."""
    composed = compose(text, "x.yaml", origin or Origin())
    assert composed.problems == ()
    return composed.root


def codes(text):
    return [(problem.line, problem.column, problem.code) for problem in compose(text, "x.yaml").problems]


@pytest.mark.parametrize("written", ["no", "0123", "12:30:45", "2024-05-10", "1e3", "~", "true", "0x1F", ".5"])
def test_every_scalar_stays_the_text_that_was_written(written):
    assert read(f"a: {written}\n").pairs[0][1].value == written


def test_keys_values_and_items_know_their_places():
    root = read("a: một\nb:\n  - hai\n  - {c: ba}\n")
    assert [key.mark for key, _ in root.pairs] == [Mark(1, 1), Mark(2, 1)]
    assert root.pairs[0][1].mark == Mark(1, 4)
    sequence = root.pairs[1][1]
    assert [item.mark for item in sequence.items] == [Mark(3, 5), Mark(4, 5)]
    assert sequence.items[1].pairs[0][1].mark == Mark(4, 9)


def test_places_are_those_of_the_file_the_text_came_from():
    root = read("a: 1\nb: 2\n", Origin(5, 2))
    assert [value.mark for _, value in root.pairs] == [Mark(5, 5), Mark(6, 4)]


def test_columns_count_characters_as_stored_not_letters_as_seen():
    assert read("{a: hoa\u0300 \U0001f600, b: x}\n").pairs[1][1].mark == Mark(1, 16)


def test_a_scalar_knows_whether_it_is_quoted_and_what_comment_cuts_it():
    plain, quoted, cut = (value for _, value in read('a: x\nb: "x # y"\nc: Mục #1\n').pairs)
    assert (plain.plain, plain.comment) == (True, None)
    assert (quoted.plain, quoted.value) == (False, "x # y")
    assert (cut.value, cut.comment) == ("Mục", Mark(3, 8))


def test_a_comment_after_a_text_of_two_lines_is_seen():
    assert read("a: một\n  hai # ba\nb: x\n").pairs[0][1].comment == Mark(2, 7)


def test_both_of_two_equal_keys_are_given():
    assert [key.value for key, _ in read("a: 1\na: 2\n").pairs] == ["a", "a"]


@pytest.mark.parametrize("text", ["", "\n", "# ghi chú\n", "---\n"])
def test_a_text_that_holds_nothing_has_no_root_or_an_empty_one(text):
    root = compose(text, "x.yaml").root
    assert root is None or root == Scalar("", root.mark, plain=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x y\n", (1, 4, "yaml-neo")),
        ("a: *x\n", (1, 4, "yaml-neo")),
        ("a: !!int 3\n", (1, 4, "yaml-nhan")),
        ("a: 1\n--- \nb: 2\n", (2, 1, "yaml-hai-tai-lieu")),
        ("[a]: 1\n", (1, 1, "yaml-khoa-phuc-tap")),
        ("a: " + "[" * MAX_DEPTH + "[x" + "]" * (MAX_DEPTH + 1), (1, 24, "yaml-qua-sau")),
    ],
)
def test_what_the_project_does_not_accept_is_refused_at_its_place(text, expected):
    assert codes(text) == [expected]


def test_a_hundred_thousand_brackets_are_refused_at_once():
    assert codes("a: " + "[" * 100_000) == [(1, 24, "yaml-qua-sau")]


def test_after_an_error_the_rest_is_read_on():
    composed = compose('a: x: y\nb: 2\nc: "mở\nd: 4\n', "x.yaml")
    assert [problem.code for problem in composed.problems] == ["yaml-hai-cham", "yaml-nhay"]
    assert [key.value for key, _ in composed.root.pairs] == ["b", "d"]
    assert composed.broken == {"a", "c"}


def test_what_stands_before_a_second_document_is_kept():
    composed = compose("a: 1\nb:\n  - 2\n---\na: 3\n", "x.yaml")
    assert [problem.code for problem in composed.problems] == ["yaml-hai-tai-lieu"]
    assert [key.value for key, _ in composed.root.pairs] == ["a", "b"]


@pytest.mark.parametrize("code_point", [*range(0x80, 0xA0), 0x01, 0x7F, 0xFFFE, 0x2028])
def test_a_control_character_is_a_problem_not_a_crash(code_point):
    assert codes(f"a: x{chr(code_point)}y\n") == [(1, 5, "ky-tu-la")]


YAML_LIKE = st.text(st.sampled_from(list("ab:#-[]{}\"'|>&*!%@`,?\n \t.éđ\ufeff\x85\u2028")), max_size=60)


@pytest.mark.parametrize("text", ["?", "? a", "?\n", "- ?", "a: &b", "[", "{", "- - -", "'", "|", ":", "? &a"])
def test_a_text_cut_short_is_placed_within_itself(text):
    composed = compose(text, "x.yaml")
    assert all(problem.line == 1 for problem in composed.problems)
    assert all(mark.line <= text.count("\n") + 1 for mark in marks(composed.root))


@given(YAML_LIKE | st.text(max_size=60))
def test_no_text_raises_and_every_place_lies_within_it(text):
    text = text.replace("\r", "")
    composed = compose(text, "x.yaml")
    lines = text.split("\n")
    for problem in composed.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    for mark in marks(composed.root):
        assert 1 <= mark.line <= len(lines)


def marks(node):
    """Every place in a tree."""
    if node is None:
        return
    yield node.mark
    if isinstance(node, Sequence):
        for item in node.items:
            yield from marks(item)
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from marks(key)
            yield from marks(value)


KEYS = st.sampled_from(["tieu_de", "ngay", "Đề", "a1", "e\u0301", "- a", "tieu de", "#", "---"])
VALUES = st.sampled_from([
    "Bài viết", "10/05/2024 08:30", '"Bài 0: \'dung\'"', "'a \" b'", "'a''b'", '"a\\"b"', "[a, b c , 1.5]", '["76/NQ-CP", x]',
    "[a,]", "[]", "[[a]]", "{a: b}", "", "~", "a: b", "a :b", "a:", "a #b", ">-", "*a", "[a: b]", "[a]b", "(a)", "😀", "a😀  ",
])
ENTRIES = st.lists(st.tuples(KEYS, st.sampled_from([": ", ": ", ":  ", ":", ":\t"]), VALUES).map("".join), min_size=1)


@given(ENTRIES, st.sampled_from(["", "\n", "\n\n", " \n", "\n# a\n", "\n  a\n"]), st.sampled_from([Origin(), Origin(2, 2)]))
def test_entries_on_one_line_are_read_as_the_parser_reads_them(entries, end, origin):
    text = "\n".join(entries) + end
    found = compose(text, "x.yaml", origin)
    by_parser = compose(f"{text}\n# a", "x.yaml", origin)  # a comment is left to the parser
    assert found == by_parser or (found.problems and by_parser.problems)


@pytest.mark.parametrize("text", ["a: [" + "a , " * 20_000, "a: b" + " " * 200_000 + "# c", "a" * 200_000])
def test_long_lines_cost_what_their_length_does(text):
    assert compose(text, "x.yaml")
