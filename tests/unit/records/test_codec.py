"""A record is read back as it was written; any other text is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.citations import Citation
from cchc.documents import CitedDocument
from cchc.markup.convert import Rendered
from cchc.post import Approval, Attachment, Image, ParsedPost, Post, Update, Withdrawal
from cchc.problems import Mark, Problem
from cchc.records.codec import format_record, parse_record
from cchc.records.digest import Digest, digest_post
from cchc.records.record import Record
from cchc.text import VIETNAM
from sites import good
from support import ROOT

PATH = "bai-viet/2024/2024-05-03-bai.md"
BROKEN = ROOT / "tests" / "sites" / "broken" / "content"

texts = st.text(max_size=12)
numbers = st.integers(0, 10**6)
days = st.dates()
moments = st.datetimes(timezones=st.just(VIETNAM))


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def tuples(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


citations = st.builds(Citation, number=texts, type=texts, date=maybe(days), issuer=texts, start=numbers, end=numbers)
problems = st.builds(
    Problem, st.just(PATH), numbers, numbers, texts, st.sampled_from(["error", "warning"]), texts, maybe(texts)
)
posts = st.builds(
    Post, source=st.just(PATH), slug=texts, title=texts, date=moments, summary=maybe(texts), plan=maybe(texts),
    areas=tuples(texts), tasks=tuples(numbers), kind=maybe(texts), unit=maybe(texts), channels=tuples(texts),
    author=maybe(texts), origin=maybe(texts), photo_credit=maybe(texts),
    approved=maybe(st.builds(Approval, by=maybe(texts), date=maybe(days))),
    image=maybe(st.builds(Image, file=texts, alt=texts, caption=texts, credit=texts)), audio=maybe(texts),
    attachments=tuples(st.builds(
        Attachment, file=texts, title=texts, kind=maybe(texts), number=maybe(texts), date=maybe(days)
    )),
    documents=tuples(texts), tags=tuples(texts), status=texts, publish_at=maybe(moments), expires=maybe(moments),
    withdrawn=maybe(st.builds(Withdrawal, date=moments, reason=maybe(texts), redirect=maybe(texts))),
    updates=tuples(st.builds(Update, date=days, note=texts)), aliases=tuples(texts), lang=texts, body=st.just(""),
    body_line=numbers,
)
marks = st.dictionaries(tuples(texts | numbers), st.builds(Mark, numbers, numbers), max_size=3)
parsed = st.builds(ParsedPost, maybe(posts), tuples(problems), marks, st.frozensets(texts, max_size=3))
facts = st.builds(
    Rendered, html=st.just(""), key=texts, targets=tuples(texts), first_paragraph=texts,
    headings=tuples(st.tuples(numbers, texts, texts)), images=tuples(st.tuples(texts, texts)), fragments=tuples(texts),
    words=numbers, removed=tuples(texts), refused=tuples(texts), fault=texts,
)
records = st.builds(
    Record, parsed=maybe(parsed), facts=maybe(facts), digest=texts, problems=tuples(problems),
    cited=tuples(st.builds(CitedDocument, citations, st.booleans())),
)


@given(records)
def test_any_record_comes_back_equal(record: Record) -> None:
    document = format_record(record)
    assert "\n" not in document
    assert parse_record(document, PATH) == record


@pytest.mark.parametrize("part", [Post, Approval, Image, Attachment, Withdrawal, Update, Rendered, Citation, Record])
def test_the_strategies_above_vary_every_field(part: type) -> None:
    """A field that is added to a part of a record must be written too: then this file needs it as well."""
    known = {
        Post: 29, Approval: 2, Image: 4, Attachment: 5, Withdrawal: 3, Update: 2, Rendered: 11, Citation: 6, Record: 5,
    }
    assert len(fields(part)) == known[part]


def digests() -> Iterator[tuple[str, Digest]]:
    """Every post of the sound and of the broken test content."""
    for post in good.POSTS:
        yield post.path, digest_post(post.path, post.data)
    for file in sorted(BROKEN.glob("bai-viet/**/*.md")):
        path = file.relative_to(BROKEN).as_posix()
        yield path, digest_post(path, file.read_bytes())


def test_real_posts_sound_and_broken_come_back_equal() -> None:
    count = 0
    for path, digest in digests():
        assert parse_record(format_record(digest.record), path) == digest.record, path
        count += 1
    assert count > len(good.POSTS) + 20


def whole() -> Record:
    """A record with something in every place."""
    moment = datetime(2024, 5, 3, 8, 30, tzinfo=VIETNAM)
    day = date(2024, 5, 3)
    post = Post(
        source=PATH, slug="bai", title="Bài", date=moment, summary="a", areas=("a",), tasks=(1,),
        approved=Approval(by="b", date=day), image=Image(file="anh/a.png"), attachments=(Attachment(file="tep/a.pdf"),),
        withdrawn=Withdrawal(date=moment), updates=(Update(date=day, note="c"),),
    )
    problem = Problem(PATH, 1, 2, "ma", "warning", "lời", None)
    return Record(
        parsed=ParsedPost(post, (problem,), {("title", 1): Mark(1, 2)}, frozenset({"anh"})),
        facts=Rendered(key="k", targets=("a",), headings=((2, "b", "c"),), images=(("d", "e"),)), digest="f",
        problems=(problem,), cited=(CitedDocument(Citation(number="1/QĐ", date=day), listed=True),),
    )


def altered(value: Any) -> Iterator[Any]:
    """The value with one part of it, at any depth, taken out or in place of something else."""
    yield from (None, True, -1, 1.5, float("nan"), "x", [], {}, [[]], {"a": 1}, 10**40)
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield value[:index] + value[index + 1 :]
            yield from ([*value[:index], other, *value[index + 1 :]] for other in altered(item))
    if isinstance(value, dict):
        for name, item in value.items():
            yield {other: held for other, held in value.items() if other != name}
            yield from ({**value, name: other} for other in altered(item))


def is_sound(value: Any, model: Any) -> bool:
    """Whether a value is made of the types a record is made of; `model` is the type it must have."""
    if isinstance(model, list):
        return type(value) is tuple and all(is_sound(item, model[0]) for item in value)
    if isinstance(model, tuple):
        return any(value is None if one is None else is_sound(value, one) for one in model)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value) is model and all(
            is_sound(getattr(value, item.name), ALLOWED[model, item.name]) for item in fields(value)
            if (model, item.name) in ALLOWED
        )
    return type(value) is model


ALLOWED: dict[tuple[type, str], Any] = {
    (Record, "parsed"): (ParsedPost, None), (Record, "facts"): (Rendered, None), (Record, "digest"): str,
    (Record, "problems"): [Problem], (Record, "cited"): [CitedDocument], (ParsedPost, "post"): (Post, None),
    (ParsedPost, "problems"): [Problem], (ParsedPost, "unread"): frozenset, (Post, "title"): str, (Post, "date"): datetime,
    (Post, "summary"): (str, None), (Post, "areas"): [str], (Post, "tasks"): [int], (Post, "body_line"): int,
    (Post, "approved"): (Approval, None), (Post, "image"): (Image, None), (Post, "attachments"): [Attachment],
    (Post, "withdrawn"): (Withdrawal, None), (Post, "updates"): [Update], (Approval, "date"): (date, None),
    (Image, "alt"): str, (Attachment, "kind"): (str, None), (Withdrawal, "date"): datetime, (Update, "note"): str,
    (Problem, "line"): int, (Problem, "severity"): str, (Problem, "message"): str, (Problem, "fix"): (str, None),
    (Rendered, "targets"): [str], (Rendered, "words"): int, (Rendered, "headings"): [tuple],
    (CitedDocument, "citation"): Citation, (CitedDocument, "listed"): bool, (Citation, "date"): (date, None),
    (Citation, "start"): int,
}


def test_a_document_with_any_part_altered_is_refused_or_has_sound_types() -> None:
    document = json.loads(format_record(whole()))
    refused = taken = 0
    for other in altered(document):
        found = parse_record(json.dumps(other), PATH)
        refused, taken = refused + (found is None), taken + (found is not None)
        assert found is None or is_sound(found, Record), other
        if found is not None and found.parsed is not None:
            steps = [step for place in found.parsed.marks for step in place]
            assert {type(step) for step in steps} <= {str, int}
            assert {type(name) for name in found.parsed.unread} <= {str}
    assert refused > 800
    assert taken > 100


@pytest.mark.parametrize("document", [
    "", "null", "[]", "{}", "7", "NaN", '"a"', "[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 50_000,
    '[null,null,"",[],[]', '[null,null,"",[],[]]x', "[" + "1" * 5000 + "]", "[null,null,1,[],[]]",
    '[null,null,"",{},[]]', '[null,null,"",[],{}]', '[[[],[],[],[]],null,"",[],[]]',
    '[null,null,"",[],[["","","9999-99-99","",0,0,true]]]', '[null,null,"",[],[],0]',
])
def test_a_foreign_document_is_refused(document: str) -> None:
    assert parse_record(document, PATH) is None


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(texts, inner, max_size=4), max_leaves=20,
))
def test_any_json_is_refused_or_has_sound_types(document: object) -> None:
    found = parse_record(json.dumps(document), PATH)
    assert found is None or is_sound(found, Record)


@given(st.binary(max_size=60), st.integers(0, 10_000))
def test_a_document_with_bytes_overwritten_never_raises(junk: bytes, place: int) -> None:
    data = format_record(whole()).encode()
    place %= len(data)
    other = (data[:place] + junk + data[place + len(junk) :]).decode(errors="replace")
    found = parse_record(other, PATH)
    assert found is None or is_sound(found, Record)


def test_the_path_is_not_part_of_the_document() -> None:
    """A record of one file read as another's has the other's path everywhere."""
    found = parse_record(format_record(whole()), "trang/x.md")
    assert found is not None
    assert found.parsed is not None
    assert found.parsed.post is not None
    assert {found.parsed.post.source, found.problems[0].path, found.parsed.problems[0].path} == {"trang/x.md"}
    assert Path(PATH).name not in format_record(whole())
