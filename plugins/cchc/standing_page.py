"""Standing pages: content/trang/<slug>.md, published at <slug>/."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from cchc import front_matter
from cchc.fields import Field, Reading, Text, choice, read_record
from cchc.post import REFUSED_KEYS, SLUG, STATUSES
from cchc.problems import WHOLE_FILE, Origin, Problem
from cchc.yaml_nodes import compose

PAGE_FIELDS: tuple[Field, ...] = (
    Field("title", "tieu_de", Text(limit=200), required=True, note="Tiêu đề"),
    Field("summary", "tom_tat", Text(limit=400), note="Tóm tắt"),
    Field("status", "trang_thai", choice(STATUSES), note="đăng (mặc định), nháp, chờ duyệt"),
)
RESERVED = frozenset({
    "bai-viet", "linh-vuc", "ke-hoach", "the-loai", "don-vi", "tu-khoa", "theo-nam", "van-ban", "thu-tuc",
    "chi-so", "tim-kiem", "so-do-trang", "du-lieu", "anh", "tep", "theme", "may-chu", "ma-nhung",
})


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPage:
    """A page that is not news, such as "Giới thiệu"."""

    source: str
    slug: str
    title: str
    summary: str = ""
    status: str = "published"
    body: str = ""
    body_line: int = 1


def parse_standing_page(path: str, data: bytes) -> tuple[StandingPage | None, list[Problem]]:
    """Read the standing page stored at `path` (trang/<slug>.md) as far as it goes, None without front matter."""
    reading = Reading(path)
    slug = PurePosixPath(path).stem
    if len(PurePosixPath(path).parts) != 2 or not path.endswith(".md") or not SLUG.fullmatch(slug) or slug in RESERVED:
        reading.report(WHOLE_FILE, "trang-ten")
    text, problems = front_matter.decode(path, data)
    source, more = front_matter.split(path, text) if text is not None else (None, [])
    reading.problems += [*problems, *more]
    if source is None:
        return None, reading.problems
    composed = compose(source.front, path, Origin(source.front_line))
    reading.problems += composed.problems
    if composed.root is None:
        reading.report(WHOLE_FILE, "khoa-thieu", key="tieu_de")
        return None, reading.problems
    values = read_record(composed.root, PAGE_FIELDS, reading, refused=REFUSED_KEYS, broken=composed.broken)
    known = {"title": "", **(values or {})}
    page = StandingPage(source=path, slug=slug, body=source.body, body_line=source.body_line, **known)
    return page, reading.problems
