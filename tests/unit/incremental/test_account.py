"""Why a build made a file: told part by part, kept beside the record, believed by nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc.incremental.account import (
    Account,
    changed_names,
    changed_parts,
    find_reasons,
    give_account,
    load_account,
    reason_of,
    write_account,
)
from cchc.incremental.built import Made
from cchc.sealed import seal

OLD = "v:1 b:2 c:3 k:4 t:5"


@pytest.mark.parametrize(("new", "letters"), [
    (OLD, ""), ("v:9 b:2 c:3 k:4 t:5", "v"), ("v:1 b:9 c:3 k:4 t:5", "b"), ("v:1 b:2 c:9 k:4 t:9", "ct"),
    ("v:9 b:9 c:9 k:9 t:9", "vbctk"), ("v:1 b:2 c:3 k:4 t:5 x:1", "s"), ("gzip 12", "vbctk"),
])
def test_parts_that_differ_are_named_in_a_fixed_order(new: str, letters: str) -> None:
    assert changed_parts(OLD, new) == letters


@pytest.mark.parametrize(("last", "stands", "reason"), [
    (None, None, "n"), (None, "h", "n"), (Made(OLD, "h"), "h", ""), (Made(OLD, "h"), None, "o"),
    (Made(OLD, "h"), "x", "o"), (Made("v:9 b:2 c:3 k:4 t:5", "h"), None, "v"), (Made("", "h"), "h", "r"),
], ids=["new", "new-in-the-way", "same", "missing", "edited", "both", "retouched"])
def test_a_page_is_made_for_what_it_is_made_of_before_what_stands(
    last: Made | None, stands: str | None, reason: str
) -> None:
    assert reason_of(last, OLD, stands) == reason


def test_reasons_of_a_build_leave_out_what_it_kept() -> None:
    """Files made every time have a reason only when their bytes are others; a packed copy, when its source is."""
    last = {"kept": Made(OLD, "1"), "page": Made(OLD, "2"), "feed": Made("", "3"), "other": Made("", "4"),
            "a.gz": Made("gzip 1", "5"), "gone": Made(OLD, "6"), "lost": Made(OLD, "7")}
    made = {**last, "page": Made(OLD.replace("b:2", "b:3"), "8"), "feed": Made("", "9"), "new": Made(OLD, "0"),
            "a.gz": Made("gzip 2", "5")}
    del made["gone"]
    standing = {"kept": "1", "page": "2", "feed": "3", "other": "4", "a.gz": "5"}
    assert find_reasons(last, made, standing) == {"page": "b", "feed": "s", "new": "n", "lost": "o", "a.gz": "s"}


def test_names_that_changed_came_or_went() -> None:
    assert changed_names({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "9", "d": "4"}) == ("b", "c", "d")
    assert changed_names({}, {"a": "1"}) == ()


def test_an_account_is_read_as_it_was_written(tmp_path: Path) -> None:
    account = give_account(Account(shared={"chrome/menu": "1"}), {"chrome/menu": "2"}, {"a": "n", "b": "n", "ç": "vb"})
    assert account.changed == ("chrome/menu",)
    write_account(tmp_path / "sub" / "why.json", account)
    assert load_account(tmp_path / "sub" / "why.json") == account


@pytest.mark.parametrize("damage", [
    lambda _: b"", lambda data: data[:-3], lambda _: seal("[]"), lambda _: seal("{"), lambda _: seal("[" * 100_000),
    lambda _: seal('{"schema": "cchc.account/1"}'), lambda data: seal(data.decode()[33:].replace("/1", "/0")),
    lambda data: seal(data.decode()[33:].replace('"1"', "1")), lambda data: seal(data.decode()[33:].replace('["a"]', "1")),
], ids=["empty", "cut", "list", "no-json", "deep", "hollow", "older", "number", "no-paths"])
def test_a_damaged_account_is_an_empty_one(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "why.json"
    assert load_account(file) == Account()
    write_account(file, Account(shared={"code/python": "1"}, reasons={"a": "n"}))
    file.write_bytes(damage(file.read_bytes()))
    assert load_account(file) == Account()
