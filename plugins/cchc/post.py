"""A post: one Markdown file under content/bai-viet/ (contract, section "A post")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from cchc import front_matter
from cchc import yaml_nodes as yn
from cchc.fields import (
    Field,
    KeyPath,
    Reading,
    Text,
    choice,
    day,
    letter,
    list_of,
    moment,
    number,
    pattern,
    read_record,
    record,
)
from cchc.problems import WHOLE_FILE, Mark, Origin, Problem, make_problem
from cchc.text import VIETNAM
from cchc.yaml_nodes import Composed, compose

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FILE_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)\.md")
MAX_SLUG = 80
STARTER_TAG = "bài khởi tạo"
SKELETON_OPENING = "Viết đoạn mở đầu ở đây:"
SKELETON_MORE = "Viết tiếp các đoạn sau."


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """Lead image of a post; `file` is relative to the content folder."""

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a post; with a `kind` it is an output of the post's tasks too."""

    file: str
    title: str = ""
    kind: str | None = None
    number: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who let the post be published, and when."""

    by: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """From `date` on the post's text is gone: a public notice stands there, or a redirect."""

    date: datetime
    reason: str | None = None
    redirect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A public note on a later change."""

    date: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post as written; `load_site` fills plan, areas, kind, unit and channels from the plan."""

    source: str
    slug: str
    title: str
    date: datetime
    summary: str | None = None
    plan: str | None = None
    areas: tuple[str, ...] = ()
    tasks: tuple[int, ...] = ()
    kind: str | None = None
    unit: str | None = None
    channels: tuple[str, ...] = ()
    author: str | None = None
    origin: str | None = None
    photo_credit: str | None = None
    approved: Approval | None = None
    image: Image | None = None
    audio: str | None = None
    attachments: tuple[Attachment, ...] = ()
    documents: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    status: str = "published"
    publish_at: datetime | None = None
    expires: datetime | None = None
    withdrawn: Withdrawal | None = None
    updates: tuple[Update, ...] = ()
    aliases: tuple[str, ...] = ()
    lang: str = "vi"
    body: str = ""
    body_line: int = 1

    @property
    def year(self) -> int:
        """Year of its folder and address."""
        return self.date.year

    @property
    def is_starter(self) -> bool:
        """Whether it is starter content, which must not pass for official figures."""
        return STARTER_TAG in (tag.casefold() for tag in self.tags)

    @property
    def appears(self) -> datetime:
        """The moment it becomes public: the later of its date and `publish_at`."""
        return max(self.date, self.publish_at or self.date)

    @property
    def changed(self) -> datetime:
        """Its last public change: when it appeared, or the first moment of its newest change note's day."""
        return max([self.appears, *(datetime.combine(item.date, time(), VIETNAM) for item in self.updates)])

    def state(self, moment: datetime) -> str:
        """published, draft, review, scheduled, expired or withdrawn at `moment`."""
        if self.status != "published":
            return self.status
        if self.appears > moment:
            return "scheduled"
        if self.withdrawn and self.withdrawn.date <= moment:
            return "withdrawn"
        if self.expires and self.expires <= moment:
            return "expired"
        return "published"


STATUSES = {
    "published": "published", "đăng": "published", "draft": "draft", "nháp": "draft",
    "review": "review", "chờ duyệt": "review",
}
_SECTION_PATH = pattern(r"(?!/)(?!.*//)(?!.*(?:^|/)\.)(?!.*[^/]{101})[A-Za-z0-9._~/-]{1,200}", "dia-chi-cu-sai")

POST_FIELDS: tuple[Field, ...] = (
    Field("title", "tieu_de", Text(limit=200), required=True, note="Tiêu đề, 1–200 ký tự"),
    Field("date", "ngay", moment, note="Ngày đăng: 2024-05-10 hoặc 10/05/2024 08:30; mặc định theo tên tệp"),
    Field("summary", "tom_tat", Text(limit=400), note="Tóm tắt, tối đa 400 ký tự; mặc định là đoạn đầu"),
    Field("plan", "ke_hoach", Text(), note="Mã kế hoạch; mặc định là kế hoạch có thời gian chứa ngày đăng"),
    Field("areas", "noi_dung", list_of(letter), note="Nội dung tuyên truyền: [a, c, đ]"),
    Field("tasks", "nhiem_vu", list_of(number(least=1, most=999)), note="Nhiệm vụ của kế hoạch: [1, 3]"),
    Field("kind", "the_loai", Text(), note="Mã thể loại của kế hoạch; mặc định tin-bai"),
    Field("unit", "don_vi", Text(), note="Đơn vị thực hiện: mã, tên hoặc tên khác"),
    Field("channels", "kenh", list_of(Text()), note="Kênh đã đăng; mặc định cong-ttdt"),
    Field("author", "tac_gia", Text(limit=200), note="Tác giả"),
    Field("source", "nguon", Text(limit=300), note="Nguồn"),
    Field("photo_credit", "nguon_anh", Text(limit=200), note="Nguồn ảnh"),
    Field("approved", "phe_duyet", record((
        Field("by", "nguoi", Text(limit=200)), Field("date", "ngay", day),
    ), Approval), note="Phê duyệt: {nguoi, ngay}"),
    Field("image", "anh", record((
        Field("file", "tep", Text(), required=True), Field("alt", "mo_ta", Text(limit=300)),
        Field("caption", "chu_thich", Text(limit=300)), Field("credit", "nguon", Text(limit=200)),
    ), Image), note="Ảnh chính: {tep, mo_ta, chu_thich, nguon}"),
    Field("audio", "am_thanh", Text(), note='Tệp mp3 đọc bài, hiện thành "Nghe bài này": tep/bai.mp3'),
    Field("attachments", "dinh_kem", list_of(record((
        Field("file", "tep", Text(), required=True), Field("title", "ten", Text(limit=300)),
        Field("kind", "the_loai", Text()), Field("number", "so", Text(limit=100)), Field("date", "ngay", day),
    ), Attachment)), note="Tệp đính kèm: danh sách {tep, ten, the_loai, so, ngay}"),
    Field("documents", "van_ban", list_of(Text(limit=100)), note='Số văn bản bài giải thích: ["76/NQ-CP"]'),
    Field("tags", "tu_khoa", list_of(Text(limit=100)), note="Từ khóa"),
    Field("status", "trang_thai", choice(STATUSES), note="đăng (mặc định), nháp, chờ duyệt"),
    Field("publish_at", "dang_luc", moment, note="Hẹn giờ đăng"),
    Field("expires", "het_han", moment, note="Hết hiệu lực từ lúc này, phải sau ngày đăng"),
    Field("withdrawn", "go_bo", record((
        Field("date", "ngay", moment, required=True), Field("reason", "ly_do", Text(limit=500)),
        Field("redirect", "chuyen_den", _SECTION_PATH),
    ), Withdrawal), note="Gỡ bỏ: {ngay, ly_do, chuyen_den}"),
    Field("updates", "cap_nhat", list_of(record((
        Field("date", "ngay", day, required=True), Field("note", "ghi_chu", Text(limit=500), required=True),
    ), Update)), note="Thông báo cập nhật: danh sách {ngay, ghi_chu}"),
    Field("aliases", "dia_chi_cu", list_of(_SECTION_PATH), note="Địa chỉ cũ chuyển về bài này"),
    Field("lang", "ngon_ngu", pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "ngon-ngu-sai"), note="Mặc định vi"),
)
REFUSED_KEYS = frozenset({"save_as", "url", "template", "slug"})


@dataclass(frozen=True, slots=True)
class ParsedPost:
    """Result of reading one post: what could be read of it, all problems, places of values, fields at fault."""

    post: Post | None
    problems: tuple[Problem, ...]
    marks: Mapping[KeyPath, Mark]
    unread: frozenset[str] = frozenset()

    @property
    def rejected(self) -> bool:
        """Whether an error keeps the post from being published."""
        return self.post is None or any(problem.severity == "error" for problem in self.problems)

    def mark(self, *place: str | int) -> Mark:
        """Place of a value (or of its nearest parent), 1:1 when the file does not hold it."""
        for end in range(len(place), 0, -1):
            if place[:end] in self.marks:
                return self.marks[place[:end]]
        return WHOLE_FILE


def parse_post(path: str, data: bytes) -> ParsedPost:
    """Read the post stored at `path` (relative to the content folder, bai-viet/<year>/<day>-<slug>.md)."""
    reading = Reading(path)
    named = _check_name(path, reading)
    text, problems = front_matter.decode(path, data)
    source, more = front_matter.split(path, text) if text is not None else (None, [])
    reading.problems += [*problems, *more]
    if source is None:
        return ParsedPost(None, tuple(reading.problems), {})
    composed = compose(source.front, path, Origin(source.front_line))
    reading.problems += composed.problems
    values = _read_values(composed.root, composed.broken, reading)
    _check_dates(values, named, path, reading)
    post = _build(path, named, values, source) if named else None
    unread = _unread_fields(composed, reading)
    return ParsedPost(post, tuple(reading.problems), MappingProxyType(reading.marks), unread)


def _unread_fields(composed: Composed, reading: Reading) -> frozenset[str]:
    """Names of the fields the file gives but whose values could not be read."""
    if composed.root is not None and not isinstance(composed.root, yn.Mapping):
        return frozenset(item.name for item in POST_FIELDS)
    broken = [item.name for item in POST_FIELDS if {item.name, item.alias} & composed.broken] if composed.broken else []
    return frozenset([*broken, *(str(place[0]) for place in reading.unread)])


def _read_values(root: Any, broken: frozenset[str], reading: Reading) -> dict[str, Any]:  # noqa: ANN401
    if root is None:
        if not broken & {"title", "tieu_de"}:
            reading.report(WHOLE_FILE, "khoa-thieu", key="tieu_de")
        return {}
    return read_record(root, POST_FIELDS, reading, refused=REFUSED_KEYS, broken=broken) or {}


def _check_name(path: str, reading: Reading) -> tuple[date, str] | None:
    """Day and slug of the file name; None (with a problem) when the name breaks the contract."""
    parts = path.split("/")
    found = FILE_NAME.fullmatch(parts[-1])
    if not found or len(parts) != 3:
        reading.report(WHOLE_FILE, "ten-tep-sai")
        return None
    try:
        named = date.fromisoformat(found[1])
    except ValueError:
        reading.report(WHOLE_FILE, "ten-tep-ngay", value=found[1])
        return None
    if not SLUG.fullmatch(found[2]) or len(found[2]) > MAX_SLUG:
        reading.report(WHOLE_FILE, "ten-tep-slug", value=found[2])
        return None
    if parts[1] != found[1][:4]:
        reading.report(WHOLE_FILE, "thu-muc-nam", folder=parts[1], year=found[1][:4])
        return None
    return named, found[2]


def _check_dates(
    values: dict[str, Any], named: tuple[date, str] | None, path: str, reading: Reading
) -> None:
    if named and "date" in values and values["date"].date() != named[0]:
        written = values["date"].date().isoformat()
        reading.report(reading.marks[("date",)], "ngay-khac-ten-tep", value=written, named=named[0].isoformat())
    start = values.get("date") or (named and datetime.combine(named[0], time(), VIETNAM))
    expires = values.get("expires")
    if start and expires and expires <= start:
        reading.problems.append(make_problem(path, reading.marks[("expires",)], "het-han-truoc"))


def _build(path: str, named: tuple[date, str], values: dict[str, Any], source: front_matter.SourceText) -> Post:
    origin = values.pop("source", None)
    moment_of = values.pop("date", None) or datetime.combine(named[0], time(), VIETNAM)
    values.setdefault("title", "")
    text = {"body": source.body, "body_line": source.body_line}
    return Post(source=path, slug=named[1], date=moment_of, origin=origin, **{**values, **text})
