"""What the cells of a log row mean: a day, tasks, areas, a name, a number, or what is wrong and how to type it.

Spreadsheets change what is typed: "3;4" survives, but "3,4" becomes a number and "3/4" a date, a date may lose its
format and show as a number. Such cells are explained, and read only where they can mean one thing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from cchc.dates import parse_moment
from cchc.fields import AREA_LETTERS
from cchc.plan import Channel, Kind, Plan, Unit
from cchc.spreadsheet import Cell
from cchc.text import clean_line, closest, fold, format_date, format_number, match_key

_QUOTES = " '\"`‘’“”"
_DAY_ZERO = date(1899, 12, 30)  # of the serial numbers in which spreadsheets keep days
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 01/01/2000 to 31/12/2099
_DAY_WORDS = re.compile(
    r"(?:ngày )?(\d{1,2})\s*(?:[./-]|tháng)\s*(\d{1,2})\s*(?:[./-]|năm)\s*(\d{4}|\d{2})", re.IGNORECASE
)
_NUMBER = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d+))?")
_THOUSANDS_OR_DECIMALS = re.compile(r"\d{1,3},\d{3}")
_TASK = re.compile(r"(\d{1,6})(?:[.,]0+)?")
_CHANGED = re.compile(  # 3,4 · 3.4 · 3/4 · 03/04/2024 · 2024-04-03 · 3-Apr · 03-Thg4
    r"\d+[.,]\d+|\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?(?: .*)?|\d{1,2}-[^\W\d]\w*(?:-\d+)?", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:tổng|cộng|tổng cộng|tổng số|tổng hợp)[ .:]*", re.IGNORECASE)
_MOST = 1e12  # no figure of an office is larger; what is typed so is a slip
_CLOCK = re.compile(r"\d+:\d\d(?::\d\d)?")
_WEB = re.compile(r"https?://\S+")
_NO_SCHEME = re.compile(  # www.… · facebook.com/… · khcn.hungyen.gov.vn
    r"www\.\S+|(?:[\w-]+\.)+(?:vn|com|net|org|info|me|be)(?:[/?#]\S*)?", re.IGNORECASE
)
_ONE_ONLY = "ô này chỉ ghi một: tách thành nhiều dòng, hoặc ghi thêm ở Ghi chú"
_SMALL_WORDS = frozenset({"va", "cac"})
Named = Unit | Kind | Channel


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of one cell: its code, its fix where the usual one does not do, and the words of its message."""

    code: str
    fix: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)


def _fault(code: str, fix: str | None = None, **details: object) -> Fault:
    return Fault(code, fix, details)


def plain(cell: Cell) -> str:
    """The text without quotes and apostrophes around it: spreadsheets put them there to keep text as it is."""
    return cell.text.strip(_QUOTES)


def read_day(cell: Cell) -> date | Fault:
    """The day; a five-digit number is the serial of a date that lost its format, unless it can also be ddmmyy."""
    written = re.sub(r"\s*/\s*", "/", plain(cell))
    if cell.kind == "date" and cell.day:
        return cell.day
    serial = _SERIAL.fullmatch(written)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL and not 1 <= int(serial[1][1:3]) <= 12:
        return cell.day or _DAY_ZERO + timedelta(days=int(serial[1]))
    parsed = parse_moment(written)
    return _fault("so-ngay", _day_fix(written, parsed), value=cell.text) if isinstance(parsed, str) else parsed.date()


def _day_fix(written: str, code: str) -> str | None:
    """How to write the day that seems meant."""
    if re.fullmatch(r"\d+(?:[.,]\d+)?", written):
        return "ô đang là số: đặt định dạng ô là Ngày (Date) rồi gõ lại, ví dụ 10/05/2024"
    found = _DAY_WORDS.fullmatch(written)
    if code == "ngay-khong-co" or not found:
        return "không có ngày này trong lịch, sửa lại" if code == "ngay-khong-co" else None
    day, month, year = int(found[1]), int(found[2]), int(found[3])
    if code == "ngay-thang-truoc":
        day, month = month, day
    try:
        meant = date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None
    return f"viết ngày, tháng, năm đủ bốn chữ số: {format_date(meant)}"


def read_number(cell: Cell) -> float | Fault | None:
    """A number that is not negative, None when blank; "1,234" as text may be 1234 or 1.234 thousandths: a question."""
    written = plain(cell)
    if not written:
        return None
    if _CLOCK.fullmatch(written):
        return _fault("so-so", "ghi số phút, ví dụ 90, không ghi giờ:phút", value=cell.text)
    if cell.kind == "date":
        how = "ô đang định dạng ngày giờ: đặt định dạng ô là Số (Number) rồi gõ lại số"
        return _fault("so-so", how, value=cell.text)
    found = _NUMBER.fullmatch(written)
    if cell.kind == "text" and _THOUSANDS_OR_DECIMALS.fullmatch(written):
        whole = written.replace(",", "")
        return _fault("so-so", f"dấu phẩy là dấu thập phân: nếu là số nghìn thì viết {whole}", value=cell.text)
    if not found:
        return _fault("so-so", _number_fix(written), value=cell.text)
    value = float(f"{re.sub(r'[. ]', '', found[1])}.{found[2] or 0}")
    return value if value <= _MOST else _fault("so-so", "ghi số nhỏ hơn 1.000.000.000.000", value=cell.text)


def _number_fix(written: str) -> str | None:
    """The one number in what was written, where there is one."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", written) or re.fullmatch(r"\d+\.\d{1,2}", written):
        value = float(written.replace(",", ""))
        return f"viết {format_number(value, 0 if value.is_integer() else 2)}"
    numbers: list[str] = re.findall(r"\d[\d.,]*", written)
    alone = len(numbers) == 1 and not re.search(r"[-–+<>~≈=]", written) and _NUMBER.fullmatch(numbers[0])
    return f"chỉ ghi số: {numbers[0]}" if alone else None


def read_tasks(cell: Cell, plan: Plan) -> tuple[tuple[int, ...], tuple[Fault, ...]]:
    """Task numbers, each once, and what is wrong with the others."""
    known = plan.task_by_number
    shown = ", ".join(map(str, known))
    if cell.kind == "date" or (cell.grouped and len(plain(cell)) > 1):
        return (), (_changed(cell, known),)
    good: list[int] = []
    faults: list[Fault] = []
    for part in dict.fromkeys(split_parts(plain(cell))):
        found = _TASK.fullmatch(part)
        if found and int(found[1]) in known:
            good.append(int(found[1]))
        elif _CHANGED.fullmatch(part):
            faults.append(_changed(Cell(text=part), known))
        else:
            faults.append(_fault("so-nhiem-vu", _task_fix(part, known), value=part, known=shown))
    return tuple(dict.fromkeys(good)), tuple(faults)


def _changed(cell: Cell, known: Collection[int]) -> Fault:
    """The fault of a cell in which a spreadsheet made something else of several task numbers."""
    meant = _several(cell.text, known) or (_several(" ".join(cell.text), known) if cell.grouped else None)
    return _fault("so-nhiem-vu-doi", value=cell.text, example=meant or "3;4")


def _several(written: str, known: Collection[int]) -> str | None:
    """"3;4" for "4/3", "3, 4", "3 và 4" and "04/03/2024": two or more task numbers beside at most a year."""
    numbers = [int(number) for number in re.findall(r"\d+", written[:200])
               if len(number) < 7 and not (len(number) == 4 and number[:2] == "20")]
    if len(numbers) > 1 and re.fullmatch(r"\d+\s*[-–]\s*\d+", written) and abs(numbers[0] - numbers[-1]) > 1:
        return None  # from … to …, or those two
    sound = len(set(numbers)) > 1 and all(number in known for number in numbers)
    return ";".join(map(str, sorted(set(numbers)))) if sound else None


def _task_fix(part: str, known: Collection[int]) -> str | None:
    several = _several(part, known) or (_several(" ".join(part), known) if part.isdecimal() else None)
    if several:
        return f"nhiều nhiệm vụ thì ngăn bằng dấu chấm phẩy: {several}"
    found = re.fullmatch(r"\D*?0*(\d{1,6})\W*", part)
    return f"chỉ ghi số: {found[1]}" if found and int(found[1]) in known else None


def read_areas(cell: Cell, plan: Plan) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Area letters, each once, and what is wrong with the others; d and đ are different letters."""
    known = plan.area_by_letter
    good: list[str] = []
    faults: list[Fault] = []
    for part in dict.fromkeys(split_parts(plain(cell))):
        letter = "đ" if part == "dd" else part
        if letter in AREA_LETTERS and letter in known:
            good.append(letter)
        else:
            faults.append(_fault("so-noi-dung", _area_fix(part, known), value=part, known=", ".join(known)))
    return tuple(dict.fromkeys(good)), tuple(faults)


def _area_fix(part: str, known: Collection[str]) -> str | None:
    """How to write upper-case letters and several letters in one cell."""
    letters = ["đ" if letter == "dd" else letter for letter in re.split(r"[^a-zđ]+", part.lower()) if letter]
    if part == "D" and {"d", "đ"} <= set(known):
        return "viết `d` hoặc `đ`, đó là hai nội dung khác nhau"
    if not letters or not all(letter in known for letter in letters):
        return None
    if len(letters) == 1:
        return f"viết chữ thường: {letters[0]}"
    return f"nhiều nội dung thì ngăn bằng dấu chấm phẩy: {';'.join(dict.fromkeys(letters))}"


def read_name(cell: Cell, code: str, items: Sequence[Named], names: Mapping[str, str]) -> str | Fault | None:
    """Id of the one kind or unit written in any accepted way (`names`); None when blank."""
    written = plain(cell)
    if not written:
        return None
    found = names.get(match_key(written)) or names.get(match_key(cell.text))
    several = all(match_key(part) in names for part in _loose_parts(written))
    fix = _ONE_ONLY if several else None
    return found or _fault(code, fix or _name_fix(written, items, names), value=written)


def read_unit(cell: Cell, plan: Plan) -> str | Fault | None:
    """Id of the unit; one the plan does not name may also be new."""
    found = read_name(cell, "so-don-vi", plan.units, plan.unit_names)
    if not isinstance(found, Fault) or found.fix == _ONE_ONLY:
        return found
    return replace(found, fix=f"{found.fix}; đơn vị chưa có trong kế hoạch thì thêm vào `units` của {plan.source}")


def _name_fix(written: str, items: Sequence[Named], names: Mapping[str, str]) -> str:
    """The one name it is short for, or the nearest; where several may be meant all, as the drop-downs show them."""
    near = {names[name] for name in names if abbreviates(written, name)}
    near = near if len(near) == 1 else {names[name] for name in closest(written, tuple(names))}
    meant = [item.name for item in items if item.id in near]
    every = "; ".join(item.name for item in items)
    return f"có phải ý anh/chị là “{meant[0]}”?" if len(meant) == 1 else f"dùng một trong: {every}"


def read_channels(cell: Cell, plan: Plan) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Channel ids, each once, and what is wrong with the others."""
    names = plan.channel_names
    good: list[str] = []
    faults: list[Fault] = []
    for part in split_parts(plain(cell)):
        parts = _loose_parts(part)
        if match_key(part) in names:
            good.append(names[match_key(part)])
        elif len(parts) > 1 and all(match_key(item) in names for item in parts):
            faults.append(_fault("so-kenh", f"nhiều kênh thì ngăn bằng dấu chấm phẩy: {'; '.join(parts)}", value=part))
        else:
            faults.append(_fault("so-kenh", _name_fix(part, plan.channels, names), value=part))
    return tuple(dict.fromkeys(good)), tuple(faults)


def read_evidence(cell: Cell) -> str:
    """The address or file; where the cell shows other words, the web address a click leads to."""
    written = plain(cell)
    return cell.link if not is_web(written) and is_web(cell.link) else written


def lacks_scheme(written: str) -> bool:
    """Whether it is a web address without "https://"."""
    return bool(_NO_SCHEME.fullmatch(written))


def is_web(written: str) -> bool:
    """Whether it is one web address."""
    return bool(_WEB.fullmatch(written))


def is_total(cell: Cell) -> bool:
    """Whether the row it begins sums up other rows."""
    return bool(_TOTAL.fullmatch(cell.text))


def abbreviates(written: str, name: str) -> bool:
    """Whether `written` is short for `name`: initials for words, last words left out ("VP Sở", "TT Thông tin")."""
    words = [word for word in re.findall(r"[a-z0-9]+", fold(name)) if word not in _SMALL_WORDS]
    tokens = [token for token in re.findall(r"[a-z0-9]+", fold(written)) if token not in _SMALL_WORDS]
    reached = {0}
    for token in tokens:
        whole = {at + 1 for at in reached if words[at : at + 1] == [token]}
        initials = {at + len(token) for at in reached if "".join(w[0] for w in words[at : at + len(token)]) == token}
        reached = whole | initials
    return bool(tokens) and bool(reached) and len("".join(tokens)) > 1


def split_parts(written: str) -> list[str]:
    """Values of a cell that may hold several, separated by ";"."""
    return list(_cleaned(written.split(";")))


def _loose_parts(written: str) -> list[str]:
    return list(_cleaned(re.split(r"[;,+/]| và ", written)))


def _cleaned(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        cleaned = clean_line(part).strip(_QUOTES)
        if cleaned:
            yield cleaned
