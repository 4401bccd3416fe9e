"""`inv explain`: what made a page, and why it was built anew or kept."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc.cli import options
from cchc.cli.build import read_overrides
from cchc.errors import UsageError
from cchc.incremental.account import BODY, BYTES, CHROME, CODE, GONE, NEW, RETOUCHED, TEMPLATES, VIEW
from cchc.terminal import cut

if TYPE_CHECKING:
    from cchc.hooks.explain import Explanation, Verdict

REASONS: Mapping[str, str] = {
    NEW: "chưa có trong lần dựng trước",
    GONE: "tệp trong thư mục kết quả bị thiếu hoặc đã bị sửa",
    BYTES: "dữ liệu làm ra tệp đã đổi",
    RETOUCHED: "lần dựng trước chỉ thay thân bài trong trang",
    BODY: "thân bài đã đổi",
    VIEW: "những gì trang nêu ra đã đổi (đầu đề, tóm tắt, danh sách bài, liên kết, số liệu)",
    CHROME: "phần chung của mọi trang đã đổi",
    TEMPLATES: "khuôn mẫu đã đổi",
    CODE: "mã của phần mềm hoặc gói dùng kèm đã đổi",
}
# Where an administrator sets what stands around every page
SETTINGS: Mapping[str, str] = {
    "name": "SITENAME", "agency": "CCHC_AGENCY", "parent_agency": "CCHC_PARENT_AGENCY",
    "portal_name": "CCHC_PORTAL_NAME", "portal_url": "CCHC_PORTAL_URL", "base_url": "SITEURL (--base-url)",
    "menu": "CCHC_MENU", "footer_links": "CCHC_FOOTER_LINKS", "facts": "CCHC_FOOTER", "language": "DEFAULT_LANG",
    "frame": "CCHC_CONTACT, CCHC_SERVICES, CCHC_PORTAL", "internal": "--internal, --coverage", "publish": "--publish",
    "stylesheet": "tệp .css của giao diện", "sheet": "tệp .sheet.css của giao diện", "script": "theme/js/cchc.js",
    "search_script": "theme/js/search.js",
}
_MOST = 8  # names in a list
_WIDTH = 110  # columns of a line of a page
_BEFORE = 30  # characters shown before what differs


def explain(*, page: str, **given: Any) -> None:  # noqa: ANN401 - option texts and flags by name
    """Explain one page or file of the output; writes nothing."""
    if not page:
        raise UsageError("Cần --page ĐỊA_CHỈ, ví dụ --page bai-viet/2024/ten-bai/.")
    from cchc.hooks.explain import explain_page  # Pelican is imported only now

    overrides = read_overrides(**given, jobs="", full=False)
    found = explain_page(options.SETTINGS_FILE, overrides, page)
    print("\n".join(_lines(found, Path(overrides["OUTPUT_PATH"]))))


def _lines(found: Explanation, output: Path) -> Iterator[str]:
    origin = found.origin
    yield f"{found.path}: {origin.kind}"
    yield from _list("Làm từ", [*origin.sources, *([origin.made_of] if origin.made_of else [])])
    yield from _list(f"Nêu hoặc dẫn tới {len(origin.shown)} bài", _short(origin.shown))
    yield from _list("Ảnh, tệp", _short(origin.files))
    yield from _list("Khuôn mẫu", found.templates)
    yield from _list("Thiết lập, phần chung", list(SETTINGS.values()) if found.templates else [])
    yield f"Lần dựng trước: {_last(found.last)}."
    yield from _next(found, output)


def _list(title: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield from textwrap.wrap(
            f"{title}: {', '.join(names)}", _WIDTH, subsequent_indent="  ", break_long_words=False,
            break_on_hyphens=False,
        )


def _short(names: Sequence[str]) -> list[str]:
    """As many as one can read."""
    return list(names) if len(names) <= _MOST else [*names[:_MOST], f"… và {len(names) - _MOST} nữa"]


def _last(verdict: Verdict | None) -> str:
    if verdict is None:
        return "không ghi lại gì về tệp này"
    return f"dựng mới vì {_reasons(verdict)}" if verdict.reason else "giữ nguyên vì không có gì đổi"


def _next(found: Explanation, output: Path) -> Iterator[str]:
    """What a build now would do."""
    verdict = found.next
    if verdict is None:
        yield f"Nếu dựng bây giờ: bỏ khỏi {output} vì không còn gì làm ra nó."
    elif not verdict.reason:
        yield "Nếu dựng bây giờ: giữ nguyên vì không có gì đổi."
    elif verdict.reason == RETOUCHED:
        yield "Nếu dựng bây giờ: dựng lại khi có gì khác đổi, vì lần dựng trước chỉ thay thân bài trong trang."
    elif verdict.reason == GONE:
        state = "không có" if found.old is None else "đã bị sửa"
        yield f"Nếu dựng bây giờ: ghi lại vì {output / found.path} {state}."
    else:
        yield f"Nếu dựng bây giờ: dựng lại vì {_reasons(verdict)}."
    if verdict and verdict.reason and found.old is not None and found.new is not None:
        yield from _difference(found.old, found.new)


def _reasons(verdict: Verdict) -> str:
    """Why, with the names of what changed."""
    words = []
    for letter in verdict.reason:
        kind = {CHROME: "chrome/", TEMPLATES: "templates/", CODE: "code/"}.get(letter, "")
        names = [name.removeprefix(kind) for name in verdict.names if kind and name.startswith(kind)]
        names = [SETTINGS.get(name, name) for name in names] if letter == CHROME else names
        shown = _short(names)
        words.append(f"{REASONS[letter]}{': ' if shown else ''}{', '.join(shown)}")
    return "; ".join(words)


def _difference(old: bytes, new: bytes) -> Iterator[str]:
    """The first lines that differ."""
    if old == new:
        yield "  Kết quả vẫn như tệp đang có nên tệp không bị ghi lại."
        return
    try:
        before, after = old.decode().splitlines(), new.decode().splitlines()
    except UnicodeDecodeError:
        return
    pairs: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            pairs += zip_longest(before[i:j], after[k:m], fillvalue="")
    for one, other in pairs[:_MOST]:
        yield from (f"  {sign} {line}" for sign, line in zip("-+", _around(one, other), strict=True) if line)
    if len(pairs) > _MOST:
        yield f"  … và {len(pairs) - _MOST} dòng nữa"


def _around(one: str, other: str) -> tuple[str, str]:
    """Two lines from a little before the place where they differ."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, same - _BEFORE) if one and other else 0
    mark = "…" if start else ""
    left, right = (cut(f"{mark}{line[start:].strip()}", _WIDTH) if line.strip() else "" for line in (one, other))
    return left, right
