"""What stands before a plan's text: number, place and date, title, and the years it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.plan import Period
from cchc.text import clean_line

MOST_TITLE = 300
_TITLE = re.compile(r"KẾ HOẠCH(?!\w)[\s:]*(.*)|Kế hoạch[\s:]*$")
_TITLE_ENDS = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Nhằm|Để|Sở|Ủy ban|UBND|PHỤ LỤC)(?!\w)|[_–—=*-]{3,}|\(|(?:[IVX]+|\d+|[a-zđ])[.)]\s"
)
_NUMBER = re.compile(r"(?:^|\s)Số\s*:\s*(.*)$", re.IGNORECASE)
_NUMBER_IN_NOTE = re.compile(r"Kế hoạch\s+số\s*:?\s*(.*?)\s*ngày\s*(.*?\d{4})", re.IGNORECASE)
_SYMBOL = re.compile(r"(\d{1,5}[a-zđ]?)?\s*(/(?:\d{4}/)?[A-ZĐ]+(?:-[A-ZĐ&]+)*)")
_DATED = re.compile(r"ngày[\s.…\d]*tháng[\s.…\d]*năm\s*(?:\d{4}|[.…\d]*)", re.IGNORECASE)
_FROM_TO = re.compile(r"từ năm\s+(\d{4})\s+đến\s+(?:năm\s+)?(\d{4})", re.IGNORECASE)
_ONE_YEAR = re.compile(r"năm\s+(\d{4})(?!\s*-\s*\d{4})", re.IGNORECASE)
_STAGE = re.compile(r"(?:giai đoạn|năm)\s+(\d{4})\s*-\s*(\d{4})", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_]((?:19|20)\d\d))?(?!\d)")
_WORD = re.compile(r"[\w&]+")
_ABBREVIATION = re.compile(r"[BCDĐFGHKLMNPQRSTVX&]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Number, date and title as read; "" or None where the file says nothing. `capitals`: title written in capitals."""

    title: str
    number: str | None
    number_text: str
    date_text: str
    capitals: bool = False


def read_masthead(lines: Sequence[str], note: str) -> Masthead:
    """Read the lines before the appendix; `note` is the appendix's "(Kèm theo Kế hoạch số … ngày …)"."""
    at = next((index for index, line in enumerate(lines) if _TITLE.match(line)), len(lines))
    above = lines[:at] if at < len(lines) else lines[:12]
    written = next((found[1] for line in above if (found := _NUMBER.search(line))), None)
    dated = next((line for line in above if _DATED.search(line)), "")
    quoted = _NUMBER_IN_NOTE.search(note)
    if written is None and quoted:
        written = quoted[1]
    symbol = _SYMBOL.search(re.sub(r"[.…]{2,}|…", " ", written or "").replace("- ", "-"))
    number = f"{symbol[1]}{symbol[2]}" if symbol and symbol[1] else None
    title, capitals = _title(lines[at:])
    return Masthead(
        title=title, capitals=capitals, number=number, number_text=symbol[2] if symbol and number is None else "",
        date_text=clean_line(dated or (quoted[2] if quoted else "")),
    )


def _title(lines: Sequence[str]) -> tuple[str, bool]:
    """The title from the line KẾ HOẠCH on, in running letters, and whether it was written in capitals."""
    parts: list[str] = []
    for line in lines[:4]:
        if parts and _TITLE_ENDS.match(line):
            break
        found = _TITLE.match(line) if not parts else None
        parts.append(((found[1] or "") if found else line).strip() or "")
    text = clean_line(" ".join(parts))
    if not lines or not text:
        return "", False
    capitals = text == text.upper() and any(char.isalpha() for char in text)
    if capitals:
        text = _WORD.sub(lambda found: found[0] if _ABBREVIATION.fullmatch(found[0]) else found[0].lower(), text)
    elif not text[:2].isupper():
        text = text[:1].lower() + text[1:]
    return f"Kế hoạch {text}"[:MOST_TITLE].strip(), capitals


def read_years(text: str) -> tuple[int, int] | None:
    """First and last year a title is for; None when it names none."""
    found = _FROM_TO.search(text) or _ONE_YEAR.search(text) or _STAGE.search(text)
    years = tuple(int(year) for year in found.groups()) if found else ()
    return _years(years)


def years_in_name(name: str) -> tuple[int, int] | None:
    """First and last year in a file's name (ke-hoach-2025.docx, ke-hoach-2021-2025.docx)."""
    found = _IN_NAME.search(name)
    return _years(tuple(int(year) for year in found.groups() if year)) if found else None


def _years(years: tuple[int, ...]) -> tuple[int, int] | None:
    return (years[0], years[-1]) if years and 1900 <= years[0] <= years[-1] <= 2200 else None


def period_of(years: tuple[int, int]) -> Period:
    """From 1 January of the first year to 31 December of the last."""
    return Period(start=date(years[0], 1, 1), end=date(years[1], 12, 31))
