"""What an editor does between two builds of ours, one kind each; the post edited stands in the middle of the year."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from .builders import Place

_NEW_DAY = "2024-06-15"


def middle_post(content: Path) -> Path:
    """The file of the post in the middle of the year."""
    files = _posts(content)
    return files[len(files) // 2]


def newest_post(content: Path) -> Path:
    """The file of the newest post."""
    return _posts(content)[-1]


def add_words(file: Path, words: str) -> None:
    """Write `words` into the last paragraph of a post."""
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text.rstrip()} {words}\n", encoding="utf-8")


def _posts(content: Path) -> list[Path]:
    return sorted((content / "bai-viet").rglob("2*.md"))


def _body(place: Place) -> None:
    add_words(middle_post(place.content), "Đoạn này vừa được sửa.")


def _newest(place: Place) -> None:
    add_words(newest_post(place.content), "Đoạn này vừa được sửa.")


def _title(place: Place) -> None:
    _replace(middle_post(place.content), r'^title: "', 'title: "Sửa: ')


def _tag(place: Place) -> None:
    _replace(middle_post(place.content), r"^tags: \[.*?, ", "tags: [từ khóa mới, ")


def _date(place: Place) -> None:
    file = middle_post(place.content)
    file.rename(file.with_name(_NEW_DAY + file.name[len(_NEW_DAY):]))


def _delete(place: Place) -> None:
    middle_post(place.content).unlink()


def _template(place: Place) -> None:
    _replace(place.project / "theme/templates/components/footer/footer.html", "Đơn vị phụ trách:", "Đơn vị giữ chuyên mục:")


def _plan(place: Place) -> None:
    _replace(place.content / "ke-hoach/2024.yaml", "Tuyên truyền về tầm quan trọng", "Tuyên truyền về vai trò")


EDITS: Mapping[str, Callable[[Place], None]] = {
    "body": _body, "body of the newest post": _newest, "title": _title, "tag": _tag, "date": _date, "delete": _delete,
    "template": _template, "plan": _plan,
}


def _replace(file: Path, old: str, new: str) -> None:
    """Replace the first match; a text that is not there is an edit that would measure nothing."""
    text, count = re.subn(old, new, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    if not count:
        raise SystemExit(f"{file}: nothing to edit")
    file.write_text(text, encoding="utf-8")
