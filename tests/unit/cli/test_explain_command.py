"""The words of `inv explain`."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.cli.explain import REASONS, SETTINGS, _difference, _lines
from cchc.hooks.explain import Explanation, Verdict
from cchc.incremental.account import BYTES, GONE, NEW, PARTS, RETOUCHED
from cchc.pages.origins import KINDS, Origin
from cchc.pages.parts import SiteChrome
from cchc.pages.views import View

SITE = Path("site")


def told(**more: object) -> list[str]:
    """All that is said of a file but its name."""
    return list(_lines(Explanation(path="a.json", origin=Origin(kind="tệp"), **more), SITE))[1:]  # type: ignore[arg-type]


def test_there_are_words_for_every_reason_setting_and_kind_of_page() -> None:
    assert set(REASONS) == {*PARTS, NEW, GONE, BYTES, RETOUCHED}
    assert set(SETTINGS) == set(SiteChrome.__slots__)
    assert set(KINDS) == set(View.__args__)


@pytest.mark.parametrize(("last", "following", "lines"), [
    (None, None, ["Lần dựng trước: không ghi lại gì về tệp này.",
                  "Nếu dựng bây giờ: bỏ khỏi site vì không còn gì làm ra nó."]),
    ("", "", ["Lần dựng trước: giữ nguyên vì không có gì đổi.", "Nếu dựng bây giờ: giữ nguyên vì không có gì đổi."]),
    ("b", "o", ["Lần dựng trước: dựng mới vì thân bài đã đổi.", "Nếu dựng bây giờ: ghi lại vì site/a.json không có."]),
    ("n", "s", ["Lần dựng trước: dựng mới vì chưa có trong lần dựng trước.",
                "Nếu dựng bây giờ: dựng lại vì dữ liệu làm ra tệp đã đổi."]),
    ("b", "r", ["Lần dựng trước: dựng mới vì thân bài đã đổi.",
                "Nếu dựng bây giờ: dựng lại khi có gì khác đổi, vì lần dựng trước chỉ thay thân bài trong trang."]),
])
def test_the_last_build_and_the_next_are_told_in_a_sentence_each(
    last: str | None, following: str | None, lines: list[str]
) -> None:
    verdicts = [None if reason is None else Verdict(reason=reason) for reason in (last, following)]
    assert told(last=verdicts[0], next=verdicts[1]) == lines


def test_what_changed_is_named_under_its_own_reason() -> None:
    names = ("chrome/menu", "code/python", "templates/a.html", "templates/b.html")
    lines = told(next=Verdict(reason="ctk", names=names))
    assert lines[-1] == (
        "Nếu dựng bây giờ: dựng lại vì phần chung của mọi trang đã đổi: CCHC_MENU; khuôn mẫu đã đổi: a.html, b.html; "
        "mã của phần mềm hoặc gói dùng kèm đã đổi: python."
    )


def test_a_file_edited_by_hand_is_said_to_be() -> None:
    lines = told(next=Verdict(reason="o"), old=b"tay\n", new=b"may\n")
    assert lines[-3:] == ["Nếu dựng bây giờ: ghi lại vì site/a.json đã bị sửa.", "  - tay", "  + may"]


def test_the_same_bytes_are_said_to_be_the_same() -> None:
    assert list(_difference(b"a", b"a")) == ["  Kết quả vẫn như tệp đang có nên tệp không bị ghi lại."]


def test_of_long_lines_the_part_that_differs_is_shown_and_of_many_the_first() -> None:
    old, new = ("a" * 300 + sign for sign in ("x", "y"))
    assert list(_difference(old.encode(), new.encode())) == [f"  - …{'a' * 30}x", f"  + …{'a' * 30}y"]
    lines = list(_difference(b"", "\n".join(map(str, range(20))).encode()))
    assert lines[:2] == ["  + 0", "  + 1"]
    assert lines[-1] == "  … và 12 dòng nữa"
    assert list(_difference(b"\xff", b"\xfe")) == []
