"""Documents a plan names, and which posts explain them.

A post explains a document that its `documents` list, or whose number stands in its title, summary or body. Numbers
are compared as citations, never as text: 76/NQ-CP is not 176/NQ-CP, and a plan of 2021 is not its namesake of 2022.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cchc.citations import Citation, find_citations, parse_number, read_citations
from cchc.post import Post
from cchc.text import normalise

if TYPE_CHECKING:
    from cchc.plan import Plan, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """A document, where the plan names it, and the posts that explain it, newest first.

    `text` is its fullest citation ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"); type and issuer are ""
    and `date` None where nothing says them. The plan names it in its `basis`, in `areas` (letters), `tasks` (numbers)
    or in another `section`; in none of them when only posts do.
    """

    number: str
    text: str
    type: str = ""
    date: date | None = None
    issuer: str = ""
    basis: bool = False
    section: bool = False
    areas: tuple[str, ...] = ()
    tasks: tuple[int, ...] = ()
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLists:
    """Documents the plan names, in its order, and others that posts list, by symbol and number."""

    named: tuple[PlanDocument, ...]
    others: tuple[PlanDocument, ...]


@dataclass(slots=True)
class _Entry:
    """A document while it is being collected."""

    citation: Citation
    basis: bool = False
    section: bool = False
    areas: list[str] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    def explain(self, post: Post) -> None:
        """Note that a post explains the document; posts come one after another."""
        if not self.posts or self.posts[-1] is not post:
            self.posts.append(post)

    def document(self) -> PlanDocument:
        """The document as collected."""
        cited = self.citation
        return PlanDocument(
            number=cited.number, text=cited.text, type=cited.type, date=cited.date, issuer=cited.issuer,
            basis=self.basis, section=self.section, areas=tuple(dict.fromkeys(self.areas)),
            tasks=tuple(dict.fromkeys(self.tasks)), posts=tuple(self.posts),
        )


class _Register:
    """Documents in the order of first mention, found by the key of their numbers."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self._by_key: dict[str, list[_Entry]] = {}

    def find(self, citation: Citation) -> _Entry | None:
        """The document a citation may name."""
        same = self._by_key.get(citation.key, ())
        return next((entry for entry in same if entry.citation.same_document(citation)), None)

    def add(self, citation: Citation) -> _Entry:
        """The document of a citation, new or completed with what the citation says of it."""
        entry = self.find(citation)
        if entry is None:
            entry = _Entry(citation)
            self.entries.append(entry)
            self._by_key.setdefault(citation.key, []).append(entry)
        else:
            entry.citation = entry.citation.completed(citation)
        return entry


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document a post cites, with all the post says of it, and whether its front matter lists it."""

    citation: Citation
    listed: bool


Citing = Callable[[Post], Iterable[CitedDocument]]


def cited_documents(post: Post) -> tuple[CitedDocument, ...]:
    """Documents a post cites, each once: those it lists, then those of its title, summary and body."""
    found = _Register()
    for written in post.documents:
        found.add(parse_number(written))
    listed = len(found.entries)
    for text in (post.title, post.summary or "", post.body):
        for citation in read_citations(normalise(text)):
            found.add(citation)
    return tuple(CitedDocument(entry.citation, index < listed) for index, entry in enumerate(found.entries))


def collect_documents(plan: Plan, posts: Iterable[Post], citing: Citing = cited_documents) -> DocumentLists:
    """Documents the plan names and others that `posts` list, each with its posts; `citing` gives a post's documents."""
    named, others = _named(plan), _Register()
    rest: list[tuple[Post, CitedDocument]] = []
    for post in _newest_first(posts):
        for cited in citing(post):
            entry = named.find(cited.citation)
            if entry:
                entry.explain(post)
                continue
            rest.append((post, cited))
            if cited.listed:
                others.add(cited.citation)
    for post, cited in rest:
        if others.find(cited.citation):
            others.add(cited.citation).explain(post)
    return DocumentLists(
        named=tuple(entry.document() for entry in named.entries),
        others=tuple(entry.document() for entry in sorted(others.entries, key=_by_symbol)),
    )


def _named(plan: Plan) -> _Register:
    """Documents of the plan's texts, in the order the plan is read."""
    found = _Register()
    for basis in plan.basis:
        for citation in (*find_citations(basis.text), *map(parse_number, basis.documents)):
            found.add(citation).basis = True
    _add_sections(found, plan.intro, plan.goals, plan.requirements, plan.audiences, plan.content)
    for area in plan.areas:
        for citation in find_citations(area.text):
            found.add(citation).areas.append(area.letter)
    _add_sections(found, "", plan.forms, plan.funding, plan.responsibilities)
    for task in plan.tasks:
        for citation in find_citations(task.text):
            found.add(citation).tasks.append(task.number)
    return found


def _add_sections(found: _Register, intro: str, *sections: Section | None) -> None:
    texts = [intro]
    for section in filter(None, sections):
        texts += [section.intro, *(item.text for item in section.items), section.closing]
    for text in texts:
        for citation in find_citations(text):
            found.add(citation).section = True


def _newest_first(posts: Iterable[Post]) -> list[Post]:
    ordered = sorted(posts, key=lambda post: post.source)
    return sorted(ordered, key=lambda post: post.date, reverse=True)


def _by_symbol(entry: _Entry) -> tuple[str, int, str]:
    """Order of documents: by symbol, then by number, then by the whole number."""
    key = entry.citation.key
    symbol = key.lstrip("0123456789")
    return symbol, int(key.removesuffix(symbol) or 0), entry.citation.text
