"""The settings file as an administrator writes it: read, its names and types checked; addresses in it."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican.settings import get_settings_from_file

from cchc.errors import UsageError
from cchc.pages.parts import Link
from cchc.text import nearest
from cchc.urls import wants_scheme

# Kinds of value, as a settings file writes them, with their names in messages
_KINDS: Mapping[str, tuple[type, ...]] = {
    "chữ trong nháy": (str,), "danh sách trong [ ]": (list, tuple), "nhóm trong { }": (dict,),
    "số nguyên từ 1 trở lên": (int,), "True hoặc False": (bool,), "chữ trong nháy hoặc None": (str, type(None)),
    "số nguyên từ 1 trở lên hoặc None": (int, type(None)),
}
_TEXT, _LIST, _GROUP, _NUMBER, _FLAG, _TEXT_OR_NONE, _NUMBER_OR_NONE = _KINDS
KNOWN: Mapping[str, str] = {
    "SITENAME": _TEXT, "SITEURL": _TEXT, "CCHC_AGENCY": _TEXT, "CCHC_PARENT_AGENCY": _TEXT, "CCHC_PORTAL_NAME": _TEXT,
    "CCHC_PORTAL_URL": _TEXT, "CCHC_MENU": _LIST, "CCHC_FOOTER_LINKS": _LIST, "CCHC_FOOTER": _LIST,
    "CCHC_PER_PAGE": _NUMBER, "CCHC_CONTACT": _GROUP, "CCHC_SERVICES": _LIST, "CCHC_PORTAL": _GROUP,
    "CCHC_SERVER": _GROUP, "CCHC_OFFICE": _GROUP, "CCHC_CUT_OFFS": _LIST, "CCHC_COVERAGE": _TEXT,
    "CCHC_AS_OF": _TEXT_OR_NONE, "CCHC_JOBS": _NUMBER_OR_NONE, "CCHC_FULL": _FLAG, "CCHC_PUBLISH": _FLAG,
}
# No character that ends an attribute or a line of a server's configuration
_PATH = r"[^\s\"'<>\\]*"
_ADDRESS = re.compile(
    rf"https?://[A-Za-z0-9.-]+(?::\d{{1,5}})?(?:[/?#]{_PATH})?|mailto:[^\s@:\"'<>]+@[^\s@:\"'<>]+|tel:\+?[\d.-]+"
    r"|(?!//)[^\s:\"'<>\\]*"
)


def load_settings(file: Path) -> Mapping[str, Any]:
    """Settings of a file, the wanting ones told when asked for; a fault in the file is a UsageError with its line."""
    try:
        found = get_settings_from_file(str(file))
    except SyntaxError as error:
        where = f" dòng {error.lineno}" if error.lineno else ""
        raise UsageError(
            f"{file.name}{where}: sai cú pháp Python ({error.msg}). "
            "Xem dấu nháy, dấu phẩy, dấu ngoặc ở dòng này và dòng ngay trên."
        ) from error
    except Exception as error:  # a settings file is a program: anything may go wrong in it
        lines = [item.lineno for item in traceback.extract_tb(error.__traceback__) if item.filename == str(file)]
        where = f" dòng {lines[-1]}" if lines else ""
        raise UsageError(f"{file.name}{where}: không chạy được ({type(error).__name__}: {error}).") from error
    check_settings(found)
    return _Settings(found)


class _Settings(dict[str, Any]):
    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - never returns
        raise UsageError(f"pelican.conf.py thiếu {name}; ghi {KNOWN[name]}.")


def check_settings(settings: Mapping[str, Any], *, whole: bool = False) -> None:
    """Refuse a name nobody knows, a value of another kind and, of a `whole` file, a name that is wanting."""
    unknown = sorted(name for name in settings if name.startswith("CCHC_") and name not in KNOWN)
    if unknown:
        close = nearest(unknown[0], tuple(KNOWN))
        fix = f"có phải {close}?" if close else f"chỉ nhận: {', '.join(KNOWN)}."
        raise UsageError(f"pelican.conf.py: không có thiết lập {unknown[0]}; {fix}")
    for name, kind in KNOWN.items():
        if name not in settings:
            if whole:
                raise UsageError(f"pelican.conf.py thiếu {name}; ghi {kind}.")
            continue
        if not _is_of(settings[name], kind):
            raise UsageError(f"pelican.conf.py: {name} phải là {kind}, đang là `{settings[name]}`.")


def _is_of(value: object, kind: str) -> bool:
    if isinstance(value, int) and kind != _FLAG:
        return int in _KINDS[kind] and not isinstance(value, bool) and value >= 1
    return isinstance(value, _KINDS[kind])


def reply_days(office: Mapping[str, Any]) -> int:
    """Working days a unit has to answer, of CCHC_OFFICE."""
    days = office.get("reply_days", 1)
    if not isinstance(days, int) or days < 1:
        raise UsageError(f"CCHC_OFFICE: reply_days phải là số ngày làm việc từ 1 trở lên, đang là `{days}`.")
    return days


def check_portal_address(place: str, given: str) -> str:
    """An address of the portal's own: of the web, or a path of the host."""
    if not given.startswith(("https://", "http://", "/")):
        raise UsageError(f"{place} phải là địa chỉ đầy đủ như https://example.vn/, đang là `{given}`.")
    return check_address(place, given)


def check_address(place: str, given: str) -> str:
    """`given` as it is: http(s), mailto, tel, a path of the host (/…) or of the section; else a UsageError."""
    if wants_scheme(given):
        raise UsageError(f"{place}: viết địa chỉ đầy đủ https://{given}, đang là `{given}`.")
    if not _ADDRESS.fullmatch(given):
        raise UsageError(
            f"{place} phải là địa chỉ https://…, http://…, mailto:…, tel:… hoặc đường dẫn trong chuyên mục như "
            f"bai-viet/, đang là `{given}`."
        )
    return given


def read_links(place: str, given: Iterable[Any]) -> tuple[Link, ...]:
    """Links written as pairs of a title and an address."""
    found = []
    for item in given:
        if not isinstance(item, list | tuple) or [type(part) for part in item] != [str, str]:
            raise UsageError(f'{place}: mỗi mục là ("Trang chủ", "https://…/"), đang là `{item}`.')
        found.append(Link(title=item[0], url=check_address(f"{place}: địa chỉ của “{item[0]}”", item[1])))
    return tuple(found)
