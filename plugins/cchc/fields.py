"""Field tables and value shapes: what each key of a source file may hold, read from YAML nodes.

A shape turns a node into a value or reports a problem and gives INVALID. One reading serves one file and
keeps the place of every value, so that later checks can point at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cchc import text as txt
from cchc import yaml_nodes as yn
from cchc.dates import parse_moment
from cchc.problems import Mark, Problem, make_problem

AREA_LETTERS: Final = tuple("abcdđeghiklm")
INVALID: Final = object()
ABSENT: Final = object()
_CURLY: Final = re.compile(r"[“”„‟][^“”„‟]*[“”„‟]")
KeyPath = tuple[str | int, ...]
Shape = Callable[[yn.Node, KeyPath, "Reading"], Any]


@dataclass(slots=True)
class Reading:
    """What reading one file gives beside its values: problems, the place of every value and key, values at fault."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    marks: dict[KeyPath, Mark] = field(default_factory=dict)
    unread: set[KeyPath] = field(default_factory=set)

    def report(self, mark: Mark, code: str, *, fix: str | None = None, **details: object) -> object:
        """Note a problem; returns INVALID so that shapes can `return reading.report(…)`."""
        self.problems.append(make_problem(self.path, mark, code, fix=fix, **details))
        return INVALID

_MANY_KEYS, _SHOWN_KEYS = 20, 12


@dataclass(frozen=True, slots=True)
class Field:
    """One key: English name, Vietnamese alias, shape of the value, and a Vietnamese note for editors."""

    name: str
    alias: str | None
    shape: Shape
    required: bool = False
    note: str = ""


def read_record(
    node: yn.Node, fields: Sequence[Field], reading: Reading, *,
    base: KeyPath = (), refused: frozenset[str] = frozenset(), broken: frozenset[str] = frozenset(),
) -> dict[str, Any] | None:
    """Read a mapping by its field table; None when it is no mapping. Keys absent or invalid are left out."""
    if not isinstance(node, yn.Mapping):
        example = ", ".join(f"{item.alias or item.name}: …" for item in fields[:4])
        reading.report(node.mark, "can-khoa-gia-tri", fix=f"viết: {{{example}}}" if base else None)
        return None
    names = {name: item for item in fields for name in (item.name, item.alias) if name}
    values: dict[str, Any] = {}
    seen: dict[str, tuple[str, Mark]] = {}
    for key, value in node.pairs:
        item = names.get(txt.normalise(key.value)) or _disguised(key, names, reading)
        if item is None:
            _report_unknown(key, names, refused, reading)
        elif item.name in seen:
            first_key, first = seen[item.name]
            reading.report(key.mark, "khoa-trung", key=key.value, first=first_key, line=first.line)
        else:
            seen[item.name] = (key.value, key.mark)
            _read_field(item, key, value, reading, base, values)
    for item in fields:
        if item.required and item.name not in seen and not broken & {item.name, item.alias}:
            reading.report(node.mark if base else Mark(), "khoa-thieu", key=item.alias or item.name)
    return values


def _read_field(
    item: Field, key: yn.Scalar, node: yn.Node, reading: Reading, base: KeyPath, values: dict[str, Any]
) -> None:
    place = (*base, item.name)
    reading.marks[(*place, "key")] = key.mark
    reading.marks[place] = node.mark
    if _is_empty(node):
        if isinstance(node, yn.Scalar) and node.comment and isinstance(item.shape, Text):
            reading.report(node.comment, "chu-bi-cat")
        elif item.required:
            reading.report(key.mark, "gia-tri-trong", key=key.value)
        return
    value = item.shape(node, place, reading)
    if value is INVALID:
        reading.unread.add(place)
    elif value is not ABSENT:
        values[item.name] = value


def _is_empty(node: yn.Node) -> bool:
    """`null`, empty text and empty lists count as absent."""
    if isinstance(node, yn.Scalar):
        blank = not node.value[:1].isalnum() and not txt.clean_line(node.value)
        return blank or (node.plain and node.value in {"null", "Null", "NULL", "~"})
    return isinstance(node, yn.Sequence) and not node.items


def _disguised(key: yn.Scalar, names: dict[str, Field], reading: Reading) -> Field | None:
    """The field meant by a key with odd blanks or quotes; its value is read, so that it is not called missing."""
    written = txt.clean_line(key.value)
    bare = written.strip("“”‘’\"'")
    if bare in names:
        code = "khoa-ky-tu-an" if bare == written else "khoa-nhay-cong"
        reading.report(key.mark, code, key=bare)
    return names.get(bare)


def _report_unknown(
    key: yn.Scalar, names: dict[str, Field], refused: frozenset[str], reading: Reading
) -> None:
    written = txt.clean_line(key.value)
    if written in refused:
        reading.report(key.mark, "khoa-cam", key=written)
    else:
        _report_nearest(key.mark, "khoa-la", written, tuple(names), reading, offered=_offered(names))


def _offered(names: dict[str, Field]) -> str:
    """Keys to choose from: Vietnamese where there are such; of a post's many only those written most often."""
    keys = list(dict.fromkeys(item.alias or item.name for item in names.values()))
    more = "; xem đủ ở README.md, mục Các khóa của một bài" if len(keys) > _MANY_KEYS else ""
    return ", ".join(keys[:_SHOWN_KEYS] if more else keys) + more


def _report_nearest(
    mark: Mark, code: str, written: str, known: tuple[str, ...], reading: Reading, offered: str = "", **details: object
) -> object:
    """Report an unknown word, with the one nearest known word as the fix if there is one."""
    close = txt.nearest(written, known)
    fix = f"có phải ý anh/chị là `{close}`?" if close else f"dùng một trong: {offered or ', '.join(known)}"
    return reading.report(mark, code, fix=fix, value=written, **details)


@dataclass(frozen=True, slots=True)
class Text:
    """Text on one line (or several, with `lines`), at most `limit` characters."""

    limit: int | None = None
    lines: bool = False

    def __call__(self, node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
        """Read one text value."""
        del place
        if not isinstance(node, yn.Scalar):
            return reading.report(node.mark, "can-chu")
        if node.comment:
            return reading.report(node.mark, "chu-bi-cat")
        control = txt.CONTROL.search(node.value)  # written as an escape: the file itself has none
        if control:
            return reading.report(node.mark, "ky-tu-la", char=f"U+{ord(control.group()):04X}")
        value = txt.normalise(node.value).strip() if self.lines else txt.clean_line(node.value)
        if _CURLY.fullmatch(value):
            reading.report(node.mark, "nhay-cong-thua")
        if self.limit is not None and len(value) > self.limit:
            return reading.report(node.mark, "chu-qua-dai", limit=self.limit, length=len(value))
        if "ð" in node.value or "Ð" in node.value:
            reading.report(node.mark, "chu-eth")
        return value


def pattern(regex: str, code: str) -> Shape:
    """Text on one line that fits `regex` entirely; otherwise the problem `code`."""
    compiled = re.compile(regex)

    def read(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
        value = _scalar(node, place, reading)
        if value is INVALID or compiled.fullmatch(value):
            return value
        return reading.report(node.mark, code, value=value)

    return read


def choice(options: dict[str, str]) -> Shape:
    """One of the words of `options` (word as written → value), case folded."""

    def read(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
        value = _scalar(node, place, reading)
        if value is INVALID:
            return INVALID
        found = options.get(txt.match_key(value))
        if found is None:
            return _report_nearest(node.mark, "lua-chon-sai", value, tuple(options), reading)
        return found

    return read


def number(*, least: int = 0, most: int = 1_000_000_000) -> Shape:
    """A whole number between `least` and `most`."""

    def read(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
        value = _scalar(node, place, reading)
        if value is INVALID:
            return INVALID
        if not re.fullmatch(r"[0-9]{1,10}", value) or not least <= int(value) <= most:
            parts = re.split(r"\s*[,;]\s*", value)
            listed = len(parts) > 1 and all(part.isdecimal() for part in parts)
            fix = f"viết thành danh sách: [{', '.join(parts)}]" if listed else None
            return reading.report(node.mark, "so-sai", fix=fix, value=value, least=least, most=most)
        return int(value)

    return read


def flag(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
    """True or false."""
    return choice({"true": "true", "false": "", "có": "true", "không": ""})(node, place, reading)


def letter(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
    """A content area letter; `dd` is accepted for đ, upper case is not."""
    value = _scalar(node, place, reading)
    if value is INVALID:
        return INVALID
    lower = "đ" if value.lower() == "dd" else value.lower()
    if lower in AREA_LETTERS and value not in {lower, "dd"}:
        fix = "viết `d` hoặc `đ`, đó là hai nội dung khác nhau" if value in {"D", "Đ"} else None
        return reading.report(node.mark, "noi-dung-hoa", fix=fix, value=value, lower=lower)
    if lower not in AREA_LETTERS:
        parts = ["đ" if part == "dd" else part for part in re.split(r"[,;\s]+", lower) if part]
        listed = len(parts) > 1 and all(part in AREA_LETTERS for part in parts)
        fix = f"viết thành danh sách: [{', '.join(parts)}]" if listed else None
        return reading.report(node.mark, "noi-dung-sai", value=value, fix=fix)
    return lower


def list_of(item: Shape) -> Shape:
    """A list; one value alone stands for a list of one. Absent items and repeated values are dropped."""

    def read(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
        nodes = node.items if isinstance(node, yn.Sequence) else (node,)
        values: list[Any] = []
        fallback = ABSENT
        for entry in nodes:
            at = (*place, len(values))
            reading.marks[at] = entry.mark
            value = ABSENT if _is_empty(entry) else item(entry, at, reading)
            if value is INVALID:
                fallback = INVALID
            if value is INVALID or value is ABSENT:
                continue
            if isinstance(value, str | int) and value in values:
                reading.report(entry.mark, "lap-lai", value=value)
                continue
            values.append(value)
        return tuple(values) if values else fallback

    return read


def record(fields: Sequence[Field], build: Callable[..., Any] = dict) -> Shape:
    """A mapping read by its own field table, given to `build` as keyword arguments."""
    required = [item.name for item in fields if item.required]

    def read(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
        values = read_record(node, fields, reading, base=place)
        if values is None or any(name not in values for name in required):
            return INVALID
        return build(**values)

    return read


def moment(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
    """A date or date-time in one of the contract's forms, as an aware datetime of Vietnam."""
    value = _scalar(node, place, reading)
    if value is INVALID:
        return INVALID
    if _CURLY.fullmatch(value):
        return reading.report(node.mark, "nhay-cong")
    parsed = parse_moment(value)
    if isinstance(parsed, str):
        return reading.report(node.mark, parsed, value=value)
    return parsed


def day(node: yn.Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
    """Like `moment`, only the date."""
    value = moment(node, place, reading)
    return value if value is INVALID else value.date()


def _scalar(node: yn.Node, _place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - text or INVALID
    """Cleaned text of a scalar, comments after it allowed."""
    if not isinstance(node, yn.Scalar):
        return reading.report(node.mark, "can-mot-gia-tri")
    return txt.clean_line(node.value)
