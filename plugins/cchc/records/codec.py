"""Record ↔ one line of JSON. What is read back has exactly the types of what was written, or is refused."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from cchc.citations import Citation
from cchc.documents import CitedDocument
from cchc.markup.convert import Rendered
from cchc.post import Approval, Attachment, Image, ParsedPost, Post, Update, Withdrawal
from cchc.problems import Problem
from cchc.records.kept_marks import KeptMarks, write_marks
from cchc.records.record import Record
from cchc.text import VIETNAM

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_NOTHING: frozenset[str] = frozenset()  # one for all: each empty one takes 200 bytes
_SEVERITIES = frozenset({"error", "warning"})
Shape = Callable[[Any], Any]


def format_record(record: Record) -> str:
    """The record as a line of JSON; paths are left out, they are known where it is read."""
    parsed = record.parsed
    return _dump([
        _write_parsed(parsed) if parsed else None,
        _values(record.facts, _FACTS)[1:] if record.facts else None,
        record.digest,
        [_write_problem(item) for item in record.problems],
        [[*_write_citation(item.citation), item.listed] for item in record.cited],
    ])


def parse_record(document: str, path: str) -> Record | None:
    """The record of the file `path` written as `document`; None when it does not have the expected shape."""
    try:
        parsed, facts, digest, problems, cited = json.loads(document)
        return Record(
            parsed=_read_parsed(parsed, path) if parsed is not None else None,
            facts=_read_facts(facts) if facts is not None else None, digest=_text(digest),
            problems=tuple(_read_problem(item, path) for item in _list(problems)),
            cited=tuple(map(_read_cited, _list(cited))),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def _text(value: Any) -> str:  # noqa: ANN401 - of a file
    if type(value) is not str:
        raise TypeError
    return value


def _name(value: Any) -> str:  # noqa: ANN401 - of a file
    """A text that many records have in common, of which one is kept."""
    return sys.intern(_text(value))


def _whole(value: Any) -> int:  # noqa: ANN401 - of a file
    if type(value) is not int:
        raise TypeError
    return value


def _list(values: Any) -> list[Any]:  # noqa: ANN401 - of a file
    if type(values) is not list:
        raise TypeError
    return values


def _or_none(shape: Shape) -> Shape:
    return lambda value: None if value is None else shape(value)


def _list_of(shape: Shape) -> Shape:
    return lambda values: tuple([shape(value) for value in _list(values)])


def _moment(value: Any) -> datetime:  # noqa: ANN401 - of a file
    return datetime.fromisoformat(_text(value)).replace(tzinfo=VIETNAM)


def _day(value: Any) -> date:  # noqa: ANN401 - of a file
    return date.fromisoformat(_text(value))


def _part(kind: Any, *shapes: Shape) -> Shape:  # noqa: ANN401 - a dataclass with slots
    return lambda values: kind(**{
        name: shape(value) for name, shape, value in zip(kind.__slots__, shapes, values, strict=True)
    })


_MAYBE = _or_none(_text)
_TEXTS = _list_of(_text)
_MAYBE_NAME, _NAMES = _or_none(_name), _list_of(_name)
_PARTS: Mapping[type, Shape] = {
    Approval: _part(Approval, _MAYBE, _or_none(_day)),
    Image: _part(Image, _text, _text, _text, _text),
    Attachment: _part(Attachment, _text, _text, _MAYBE, _MAYBE, _or_none(_day)),
    Withdrawal: _part(Withdrawal, _moment, _MAYBE, _MAYBE),
    Update: _part(Update, _day, _text),
}
_POST: Mapping[str, Shape] = {
    "slug": _text, "title": _text, "date": _moment, "summary": _MAYBE, "plan": _MAYBE_NAME, "areas": _NAMES,
    "tasks": _list_of(_whole), "kind": _MAYBE_NAME, "unit": _MAYBE_NAME, "channels": _NAMES, "author": _MAYBE_NAME,
    "origin": _MAYBE, "photo_credit": _MAYBE, "approved": _or_none(_PARTS[Approval]), "image": _or_none(_PARTS[Image]),
    "audio": _MAYBE, "attachments": _list_of(_PARTS[Attachment]), "documents": _NAMES, "tags": _NAMES,
    "status": _name, "publish_at": _or_none(_moment), "expires": _or_none(_moment),
    "withdrawn": _or_none(_PARTS[Withdrawal]), "updates": _list_of(_PARTS[Update]), "aliases": _TEXTS, "lang": _name,
    "body_line": _whole,
}
_FACTS: Mapping[str, Shape] = {
    "html": _text, "key": _text, "targets": _TEXTS, "first_paragraph": _text,
    "headings": _list_of(lambda item: _heading(*item)), "images": _list_of(lambda item: _image(*item)),
    "fragments": _TEXTS, "words": _whole, "removed": _TEXTS, "refused": _TEXTS, "fault": _text,
}
_DEFAULTS = {field.name: field.default for field in Post.__dataclass_fields__.values()}
_FROM_HTML = tuple(name for name in _FACTS if name != "html")


def _heading(level: Any, name: Any, text: Any) -> tuple[int, str, str]:  # noqa: ANN401 - of a file
    return _whole(level), _text(name), _text(text)


def _image(source: Any, alt: Any) -> tuple[str, str]:  # noqa: ANN401 - of a file
    return _text(source), _text(alt)


def _values(item: Any, names: Mapping[str, Shape]) -> list[Any]:  # noqa: ANN401 - one of our dataclasses
    return list(attrgetter(*names)(item))


def _write_parsed(parsed: ParsedPost) -> list[Any]:
    problems = [_write_problem(item) for item in parsed.problems]
    post = _write_post(parsed.post) if parsed.post else None
    return [post, problems, write_marks(parsed.marks), sorted(parsed.unread)]


def _write_post(post: Post) -> dict[str, Any]:
    """The fields of a post that have another value than their default."""
    return {name: _plain(getattr(post, name)) for name in _POST if getattr(post, name) != _DEFAULTS[name]}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of a post
    """A value of a post in JSON's types."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if type(value) in _PARTS:
        return [_plain(getattr(value, name)) for name in value.__slots__]
    return value


def _read_parsed(values: Any, path: str) -> ParsedPost:  # noqa: ANN401 - of a file
    known, problems, marks, unread = values
    post = None
    if known is not None:
        post = Post(source=path, **{name: _POST[name](value) for name, value in known.items()})
    return ParsedPost(
        post, tuple([_read_problem(item, path) for item in _list(problems)]),
        KeptMarks(_text(marks)), frozenset(map(_text, _list(unread))) or _NOTHING,
    )


def _read_facts(values: Any) -> Rendered:  # noqa: ANN401 - of a file
    return Rendered(**{name: _FACTS[name](value) for name, value in zip(_FROM_HTML, values, strict=True)})


def _write_problem(item: Problem) -> list[Any]:
    return [item.line, item.column, item.code, item.severity, item.message, item.fix]


def _read_problem(values: Any, path: str) -> Problem:  # noqa: ANN401 - of a file
    line, column, code, severity, message, fix = values
    if severity not in _SEVERITIES:
        raise ValueError
    return Problem(path, _whole(line), _whole(column), _text(code), severity, _text(message), _MAYBE(fix))


def _write_citation(item: Citation) -> list[Any]:
    return [item.number, item.type, item.date.isoformat() if item.date else None, item.issuer, item.start, item.end]


def _read_cited(values: Any) -> CitedDocument:  # noqa: ANN401 - of a file
    number, kind, day, issuer, start, end, listed = values
    if type(listed) is not bool:
        raise TypeError
    cited = Citation(
        number=_text(number), type=_text(kind), date=_or_none(_day)(day), issuer=_text(issuer), start=_whole(start),
        end=_whole(end),
    )
    return CitedDocument(cited, listed)
