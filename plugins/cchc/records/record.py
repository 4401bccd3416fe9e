"""The record of one post or page: what was read of it and what its body holds. Bodies themselves stay in the store."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.documents import CitedDocument
from cchc.markup.convert import Rendered
from cchc.post import ParsedPost
from cchc.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`parsed` is None for a standing page; its post has no `body`. `facts` have no `html`.

    `facts` is None for a body over the limits of markup.limits, which is not converted. `digest` is the sha256 of the
    safe HTML, `problems` are those that the body has of its own, `cited` the documents a post cites.
    """

    parsed: ParsedPost | None
    facts: Rendered | None
    digest: str = ""
    problems: tuple[Problem, ...] = ()
    cited: tuple[CitedDocument, ...] = ()
