"""Tags as a taxonomy: distinct by their NFC text with case folded, each with a page of its own (contract)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc.post import Post
from cchc.text import match_key, slugify, sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: the way it is written most, its slug, and the tag whose slug it would have shared, if any."""

    key: str
    name: str
    slug: str
    clash: str | None = None


def index_tags(posts: Iterable[Post]) -> Mapping[str, Tag]:
    """Every tag of `posts` by match key, in Vietnamese alphabetical order; equal slugs get -2, -3 and so on."""
    spellings: dict[str, dict[str, int]] = {}
    for written, count in Counter(tag for post in posts for tag in post.tags).items():
        spellings.setdefault(match_key(written), {})[written] = count
    tags: dict[str, Tag] = {}
    owners: dict[str, str] = {}
    for key in sorted(spellings, key=sort_key):
        name = min(spellings[key], key=lambda written: (-spellings[key][written], sort_key(written)))
        base = slugify(key) or "khac"
        slug, number = base, 1
        while slug in owners:
            number += 1
            slug = f"{base}-{number}"
        owners[slug] = name
        tags[key] = Tag(key=key, name=name, slug=slug, clash=owners[base] if number > 1 else None)
    return tags
