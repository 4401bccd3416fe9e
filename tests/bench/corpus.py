"""A corpus of Vietnamese posts of about 490 words, made from the plan's own sentences; the same for every builder.

`write_ours` leaves our content folder; hugo_site and stock_site leave the same posts as Hugo and stock Pelican read
them. Front matter differs as their formats do (ours derives a post's fields, kind and day, the others are told them);
bodies are the same bytes.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_WORDS = 490
_TAGS = ("thủ tục hành chính", "một cửa", "chuyển đổi số", "công vụ", "chỉ số", "pháp luật", "đào tạo", "tài chính")
_AREAS = ("a", "b", "c", "d", "đ", "e", "g")


@dataclass(frozen=True)
class BenchPost:
    """One post of the corpus."""

    day: date
    slug: str
    title: str
    area: str
    task: int
    tags: tuple[str, ...]
    body: str


def make_posts(count: int) -> Iterator[BenchPost]:
    """`count` posts over the year 2024, the same for every call."""
    chance = random.Random(2024)  # noqa: S311 - a corpus, not a secret
    source = (ROOT / "tests" / "data" / "ke-hoach-2024.txt").read_text(encoding="utf-8")
    words = [word for word in source.split() if not set(word) & set("[]()*_#<>`|~:")]
    for index in range(count):
        day = date(2024, 1, 1) + timedelta(days=index * 360 // count)
        paragraphs = list(_paragraphs(chance, words))
        title = " ".join(chance.choices(words, k=9))
        yield BenchPost(
            day=day, slug=f"bai-{index:05d}", title=f"Bài {index}: {title}"[:180], area=chance.choice(_AREAS),
            task=chance.randint(1, 7), tags=tuple(chance.sample(_TAGS, 2)), body="\n\n".join(paragraphs) + "\n",
        )


def _paragraphs(chance: random.Random, words: list[str]) -> Iterator[str]:
    left = _WORDS
    while left > 0:
        size = chance.randint(40, 90)
        left -= size
        text = chance.choices(words, k=size)
        text[3] = f"**{text[3]}**"
        text[9] = f"[{text[9]}](https://example.vn/{left})"
        if left % 5 == 0:
            yield f"## {' '.join(text[:6])}".replace("**", "")
        if left % 7 == 0:
            yield "\n".join(f"- {' '.join(text[i : i + 12])}" for i in range(12, size - 12, 12))
        else:
            yield " ".join(text)


def post_file(post: BenchPost) -> str:
    """The file of a post, named by day and slug."""
    return f"{post.day.isoformat()}-{post.slug}.md"


def write_ours(folder: Path, posts: list[BenchPost]) -> None:
    """The corpus as our content folder, with the real plan."""
    shutil.copytree(ROOT / "content" / "ke-hoach", folder / "ke-hoach")
    target = folder / "bai-viet" / "2024"
    target.mkdir(parents=True)
    for post in posts:
        front = (
            f'---\ntitle: "{post.title}"\nareas: [{post.area}]\ntasks: [{post.task}]\n'
            f"tags: [{', '.join(post.tags)}]\n---\n\n"
        )
        (target / post_file(post)).write_text(front + post.body, encoding="utf-8")
