"""Citations of Vietnamese documents in running text: number and symbol, type, date, issuer.

    [type] ["số"] NUM ("/" [YYYY "/"] SYMBOL | "-" TYPE "/" ISSUER) ["ngày" date] ["của" issuer]

State documents follow Nghị định 30/2020/NĐ-CP, Phụ lục III (76/NQ-CP, 01/2023/QĐ-UBND, 35/2018/QH14, and the
type-less công văn 2231/SNV-CCHC&PC); the Party's put a hyphen after the number (06-NQ/TU). What text copied from
PDF and Word does to them is accepted: blanks and line breaks beside signs, ND-CP, NĐ-CPngày, other dashes, case.

Cost is linear: every repeat in every pattern is bounded, and so is what is read beside a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from cchc.issuers import issuers_conflict, read_issuer
from cchc.text import clean_line, normalise

# Names of types, the longest first where one starts another
TYPES = (
    "Nghị quyết liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư liên tịch", "Thông tư",
    "Thông báo kết luận", "Thông báo", "Thông tri", "Thông cáo", "Kế hoạch", "Công văn", "Công điện", "Báo cáo",
    "Tờ trình", "Hướng dẫn", "Chương trình hành động", "Chương trình", "Đề án", "Dự án", "Phương án", "Quy chế",
    "Quy định", "Kết luận", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Văn bản hợp nhất", "Văn bản", "Biên bản",
    "Giấy phép", "Giấy mời", "Hợp đồng",
)
_CODES = (
    "NQLT", "NQ", "NĐ", "QĐi", "QyĐ", "QĐ", "QCPH", "QC", "CTrHĐ", "CTHĐ", "CTPH", "CTr", "CT", "TTLT", "TTr", "TT",
    "TB", "TC", "KHPH", "KH", "KL", "CV", "CĐ", "BC", "BB", "HD", "HĐ", "ĐA", "DA", "PA", "LCT", "L", "PL", "VBHN",
    "GP", "GM",
)
# Issuers read in any case, and those whose đ is often typed d; any other is read when in capitals
_ISSUERS = (
    "CTUBND", "CTHĐND", "UBND", "HĐND", "TTg", "CTN", "CP", "TU", "TW", "HU", "ĐUK", "ĐU", "VPCP", "BKHCN", "BNV",
    "BTTTT", "BTC", "BTP", "BGDĐT", "SGDĐT", "BLĐTBXH", "SLĐTBXH", "SKHCN", "SNV", "HĐNN", "TLĐ",
)
_UPPER = "A-ZĂÂĐÊÔƠƯ"
_DASH = r"\-‐‑–"


def _any_d(word: str) -> str:  # a pattern of it whose đ may be typed d
    return word.replace("Đ", "[ĐD]")


def _ascii(token: str) -> str:
    return token.upper().replace("Đ", "D")


_WORDS = "|".join(map(_any_d, sorted({*_CODES, *_ISSUERS}, key=len, reverse=True)))
_NATIONAL = r"(?:UBTVQH|QH)\d{1,2}"
_TOKEN = rf"(?:(?i:{_WORDS}|{_NATIONAL})|[{_UPPER}]{{1,15}}(?:&[{_UPPER}]{{1,10}}){{0,3}}\d{{0,2}})"
_CORE = re.compile(
    rf"(?P<number>[0-9]{{1,5}}(?:\.[0-9]{{1,3}})?)(?P<letter>[A-Za-zĐđ]?)[ ]{{0,2}}(?P<sign>[/{_DASH}])\s{{0,8}}"
    r"(?:(?P<year>(?:19|20)\d\d)[ ]{0,2}/\s{0,8})?"
    rf"(?P<first>{_TOKEN})(?:[ ]{{0,2}}[/{_DASH}]\s{{0,8}}(?P<second>{_TOKEN}))?"
    rf"(?P<more>(?:[/{_DASH}](?:[ ]{{0,3}}\n\s{{0,8}})?{_TOKEN}){{0,3}})"
    r"(?=[\W_]|$|ngày|của|về)"
)
_HINT = re.compile(  # end of a number, sign, start of a symbol: cheap, and rare in other text
    rf"[0-9][A-Za-zĐđ]?[ ]{{0,2}}[/{_DASH}]\s{{0,8}}(?:[0-9]{{4}}[ ]{{0,2}}/\s{{0,8}})?"
    rf"(?:[{_UPPER}]|(?i:{_WORDS}|{_NATIONAL})(?![^\W_]))"
)
_NUMBER = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,3})?\Z")
_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_MORE = re.compile(rf"[/{_DASH}](?:[ ]{{0,3}}\n\s{{0,8}})?({_TOKEN})")
_TYPE = "|".join(re.sub(" ", r"\\s{1,6}", name) for name in TYPES)
_TYPE_WORD = re.compile(rf"(?:{_TYPE})(?![^\W_])", re.IGNORECASE)
_LEFT = re.compile(
    rf"(?:(?<![^\W_])(?P<type>{_TYPE})[\s:*_\[(]{{1,6}})?(?:(?<![^\W_])số[\s:.*_\[(]{{0,6}})?\Z", re.IGNORECASE
)
_FORM = re.compile(r"(?:mẫu|biểu|phụ\s{1,3}lục)[\s:*_]{0,6}\Z", re.IGNORECASE)
_LEFT_ENDS = ("số", *sorted({name.rpartition(" ")[2].casefold() for name in TYPES}))  # how what _LEFT matches ends
_FORM_ENDS = ("mẫu", "biểu", "lục")
_TAIL = 12  # characters that hold the longest of these and the signs after it
_SIGNS = ":.*_[(" + "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B)))  # the signs of _LEFT, and all that \s is
_BOUND = re.compile(rf"[^\W_][{_DASH}]$|\d[.,:]$")
_ANY_SIGN = re.compile(rf"[/{_DASH}]")
_LIST = re.compile(r"\s{0,6}(?:[,;]\s{0,6})?(?:và\s{1,6})?")
_DATE = re.compile(
    r"[\s,(*_]{0,8}(?:(?:ban\s{1,3}hành|ký)\s{1,6})?ngày\s{0,6}(\d{1,2})"
    r"(?:\s{0,3}[/.\-–]\s{0,6}(\d{1,2})\s{0,3}[/.\-–]\s{0,6}(\d{4})"
    r"|\s{1,6}tháng\s{1,6}(\d{1,2})[\s,]{1,6}năm\s{1,6}(\d{4}))(?!\d)", re.IGNORECASE
)
_LETTER = re.compile(r"[^\u0300-\u036f]|\A[\u0300-\u036f]")  # what starts a letter with its marks
_BEFORE = 90  # characters looked at before a number: the longest type, its blanks and "số"
_TYPE_NAMES = {name.casefold(): name for name in TYPES}
_CODE_NAMES = {_ascii(code): code for code in reversed(_CODES)} | {"HD": "HD", "DA": "DA"}
_ISSUER_NAMES = {_ascii(name): name for name in _ISSUERS}
_AMBIGUOUS = frozenset({"HĐ", "ĐA"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document as a text names it; `number` is its number and symbol in normal form, 01/2023/QĐ-UBND.

    `type` and `issuer` are "" and `date` None where not named there. `text[start:end]` is the citation, from its
    type (or number) to its issuer. Words are in NFC, on one line.
    """

    number: str
    type: str = ""
    date: date | None = None
    issuer: str = ""
    start: int = 0
    end: int = 0

    @property
    def key(self) -> str:
        """What the numbers of one document have in common: no leading zeros, no case, no choice of signs."""
        return _key(self.number)

    @property
    def year(self) -> int | None:
        """Year in the number, else of the date: numbers restart each year."""
        found = re.search(r"/(\d{4})/", self.number)
        if found:
            return int(found[1])
        return self.date.year if self.date else None

    @property
    def text(self) -> str:
        """The whole citation: "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"."""
        parts = [
            f"{self.type} số {self.number}" if self.type else self.number,
            f"ngày {_written_day(self.date)}" if self.date else "", f"của {self.issuer}" if self.issuer else "",
        ]
        return " ".join(part for part in parts if part)

    def same_document(self, other: Citation) -> bool:
        """Whether both may name one document: equal numbers, and no conflict of year or issuer.

        A citation without date or issuer agrees with one that has them.
        """
        years = {self.year, other.year} - {None}
        return self.key == other.key and len(years) < 2 and not issuers_conflict(self.issuer, other.issuer)

    def completed(self, other: Citation) -> Citation:
        """This citation with what it lacks taken from another of the same document."""
        if self.type and self.date and self.issuer:
            return self
        return replace(
            self, type=self.type or other.type, date=self.date or other.date, issuer=self.issuer or other.issuer,
        )


def find_citations(text: str) -> tuple[Citation, ...]:
    """Every citation in `text`, in order; offsets are those of `text` as given."""
    clean = normalise(text)
    found = tuple(read_citations(clean))
    if clean == text:
        return found
    places = _places(text)
    return tuple(
        replace(item, start=places[item.start], end=places[min(item.end, len(places) - 1)]) for item in found
    )


def parse_number(written: str) -> Citation:
    """The document meant by a front-matter entry; one that fits no form keeps its words as its number."""
    found = find_citations(written)
    return found[0] if found else Citation(number=clean_line(written), end=len(written))


def read_citations(text: str) -> Iterator[Citation]:
    """Every citation of a normalised text, in order."""
    alone = text.strip() if len(text) < _BEFORE else ""
    last, number_end = None, 0  # the last citation, and where its number ends
    for core in _cores(text):
        number = _number(core)
        if number is None or not _stands_free(text, core.start()):
            continue
        floor = max(last.end if last else 0, core.start() - _BEFORE)
        left = _LEFT.search(text, floor, core.start()) if _ends_in(_LEFT_ENDS, text, core.start()) else None
        begin = left.start() if left else core.start()
        kind = _TYPE_NAMES.get(clean_line(left["type"]).casefold(), "") if left and left["type"] else ""
        if not kind and _ends_in(_FORM_ENDS, text, begin) and _FORM.search(text, floor, begin):
            continue  # Mẫu số 01/ĐK-TCT
        listed = last is not None and bool(_LIST.fullmatch(text, last.end, core.start()))
        if _needs_context(core) and not (begin < core.start() or listed or alone == core[0]):
            continue
        if listed and last and not kind and _code(last.number) == _code(number):
            kind = last.type
        start = begin if left and left["type"] else core.start()
        if last:
            yield last if last.end <= start else _right(last, text, number_end, start)
        number_end = core.end()
        last = _right(Citation(number=number, type=kind, start=start), text, number_end, len(text))
    if last:
        yield last


def _cores(text: str) -> Iterator[re.Match[str]]:
    """What may be a number with its symbol, none inside another."""
    end = 0
    for hint in _HINT.finditer(text):
        number = _NUMBER.search(text, max(0, hint.start() - 9), hint.start() + 1)
        core = _CORE.match(text, number.start()) if number and number.start() >= end else None
        if core:
            end = core.end()
            yield core


def _ends_in(words: tuple[str, ...], text: str, end: int) -> bool:
    """Whether one of `words` may stand right before `end`, blanks and signs between: cheap, and rarely so."""
    return text[max(0, end - _TAIL):end].rstrip(_SIGNS).casefold().endswith(words)


def _stands_free(text: str, start: int) -> bool:
    """Whether a number is not the tail of a word, a path, a date or a larger number; "số76" is let through."""
    before = text[max(0, start - 12):start]
    if not before or before[-2:].casefold() == "số":
        return True
    if before[-1].isalnum() or before.rstrip(" ")[-1:] == "/":
        return False
    return not _BOUND.search(before)


def _number(core: re.Match[str]) -> str | None:
    """Number and symbol in normal form; None for what only looks like them: 01/TNDN, 12/KH, 2021-CT."""
    first = core["first"]
    rest = [token for token in (core["second"], *_MORE.findall(core["more"])) if token]
    thousands = _THOUSANDS.fullmatch(core["number"]) and not core["year"]  # 1.234/QĐ-TTg, but 66.4/2025/NQ-CP
    number = (core["number"].replace(".", "") if thousands else core["number"]) + core["letter"]
    known = _ascii(first) in _CODE_NAMES
    first = _code_name(first) if known else _issuer_name(first)
    issuer = "-".join(_issuer_name(token) for token in rest)
    if any(len(token) < 2 for token in rest) or (len(first) < 2 and issuer != "CTN"):
        return None
    if core["sign"] != "/":
        return f"{number}-{first}/{issuer}" if known and rest and not core["year"] else None
    if not rest and not re.fullmatch(_NATIONAL, first):
        return None
    year = f"{core['year']}/" if core["year"] else ""
    return f"{number}/{year}{first}{'-' if rest else ''}{issuer}"


def _code_name(token: str) -> str:
    """Usual spelling of a type's code: ND → NĐ; HD and HĐ, DA and ĐA are different types."""
    upper = token.upper()
    return upper if upper in _AMBIGUOUS else _CODE_NAMES[_ascii(token)]


def _issuer_name(token: str) -> str:
    return _ISSUER_NAMES.get(_ascii(token), token.upper())


def _needs_context(core: re.Match[str]) -> bool:
    """Whether a number is a citation only beside a type, "số" or another: without a type's code, or "06 - NQ/TU"."""
    coded = _ascii(core["first"]) in _CODE_NAMES or re.fullmatch(_NATIONAL, core["first"], re.IGNORECASE)
    spaced = core["sign"] != "/" and core.start("sign") > core.end("letter")
    return not coded or spaced


def _code(number: str) -> str:  # of the type, in a number in normal form
    return next(iter(re.findall(rf"[/-]([{_UPPER}][^/-]*)", number)), "")


def _right(citation: Citation, text: str, start: int, limit: int) -> Citation:
    """The citation with date and issuer, which stand after its number from `start` to `limit`, in either order."""
    day, end = _read_date(text, start)
    issuer, end = read_issuer(text, end, _TYPE_WORD, limit)
    if day is None and issuer:
        day, end = _read_date(text, end)
    return replace(citation, date=day, issuer=issuer, end=end)


def _read_date(text: str, start: int) -> tuple[date | None, int]:
    found = _DATE.match(text, start)
    if not found:
        return None, start
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day), found.end()
    except ValueError:  # a slip of the pen: 31/02/2021
        return None, start


def _written_day(day: date) -> str:
    """Days below 10 and months 1 and 2 get a zero, as in administrative documents: 02/9/2021, 11/01/2023."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


def _places(text: str) -> Sequence[int]:
    """For each character of the normalised text, and its end, the offset in `text` it stands at."""
    starts = [match.start() for match in _LETTER.finditer(text)]
    places: list[int] = []
    for start, end in pairwise([*starts, len(text)]):
        places += [start] * len(normalise(text[start:end]))
    return [*places, len(text)]


@lru_cache(maxsize=4096)
def _key(number: str) -> str:
    return _ANY_SIGN.sub("/", number.lstrip("0")).casefold()
