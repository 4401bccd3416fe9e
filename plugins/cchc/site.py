"""load_site: the only code that reads the content folder.

check, build, coverage, report, preview and search all start from it, so they cannot disagree. The ledger
accounts for every source file; nothing is dropped silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from cchc.asset_file import DOCUMENT_TYPES, IMAGE_TYPES, allowed_types, extension
from cchc.content_files import Refused, list_content
from cchc.errors import UsageError, reason_of
from cchc.output_log import LogRow, log_year, misnamed, parse_log
from cchc.plan import Plan, newest_plan, plan_of_day
from cchc.plan_file import ParsedPlan, parse_explanations, parse_plan
from cchc.post import ParsedPost, Post, parse_post
from cchc.problems import WHOLE_FILE, Problem, make_problem, sort_problems
from cchc.resolve import PlanBook, resolve_posts
from cchc.standing_page import StandingPage, parse_standing_page
from cchc.text import VIETNAM

_LATER_FOLDERS = ("van-ban", "thu-tuc", "chi-so")


@dataclass(frozen=True, kw_only=True)
class Site:
    """Everything read from the content folder, as of `moment`; posts newest first, plans oldest first."""

    plans: tuple[Plan, ...]
    posts: tuple[Post, ...]
    rows: tuple[LogRow, ...]
    pages: tuple[StandingPage, ...]
    files: frozenset[str]
    moment: datetime

    @cached_property
    def listed(self) -> tuple[Post, ...]:
        """Posts in lists, feeds and search: published and neither expired nor withdrawn."""
        return tuple(post for post in self.posts if post.state(self.moment) == "published")

    @cached_property
    def standing(self) -> tuple[Post, ...]:
        """Posts that have a page: listed ones and those with a public notice."""
        kept = ("published", "expired", "withdrawn")
        return tuple(post for post in self.posts if post.state(self.moment) in kept)

    @cached_property
    def readable(self) -> tuple[Post, ...]:
        """Posts whose text and files are public: those with a page that are not withdrawn."""
        return tuple(post for post in self.standing if post.state(self.moment) != "withdrawn")

    @property
    def stands_until(self) -> datetime:
        """The first moment after its own when this site would be another: the next day, or a post that changes."""
        changes = [moment for post in self.posts for moment in (post.appears, post.expires) if moment]
        changes += [post.withdrawn.date for post in self.posts if post.withdrawn]
        tomorrow = datetime.combine(self.moment.date() + timedelta(days=1), time(), VIETNAM)
        return min([tomorrow, *(moment for moment in changes if moment > self.moment)])

    @cached_property
    def plan_by_id(self) -> Mapping[str, Plan]:
        """Plans by id."""
        return {plan.id: plan for plan in self.plans}

    @cached_property
    def newest_plan(self) -> Plan | None:
        """The plan that starts last."""
        return newest_plan(self.plans)

    @cached_property
    def current_plan(self) -> Plan | None:
        """The plan in force at the moment, else the newest."""
        return plan_of_day(self.plans, self.moment.date()) or self.newest_plan

    @cached_property
    def post_by_source(self) -> Mapping[str, Post]:
        """Posts by source path."""
        return {post.source: post for post in self.posts}


@dataclass(frozen=True, kw_only=True)
class LoadedSite:
    """A site, the problems found while reading it, what became of each file, and where values stand.

    `faulty` are posts and pages with errors: not part of the site, yet checked as far as they could be read.
    """

    site: Site
    problems: tuple[Problem, ...]
    ledger: Mapping[str, str]
    parsed: Mapping[str, ParsedPost] = field(default_factory=dict)
    faulty: tuple[Post | StandingPage, ...] = ()

    @property
    def all_posts(self) -> tuple[Post, ...]:
        """Every post that could be read, in the order of their files, those with errors of their own included."""
        faulty = (item for item in self.faulty if isinstance(item, Post))
        return tuple(sorted((*self.site.posts, *faulty), key=lambda post: post.source))

    def with_problems(self, more: Iterable[Problem]) -> LoadedSite:
        """The same with further problems; files that have errors are rejected in the ledger."""
        problems = sort_problems([*self.problems, *more])
        rejected = {problem.path: "rejected" for problem in problems if problem.severity == "error"}
        ledger = {path: rejected.get(path, state) for path, state in self.ledger.items()}
        return replace(self, problems=problems, ledger=ledger)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


# Paths of posts → each, in their order, with what was read of it or why it cannot be
ReadPosts = Callable[[Sequence[str]], Iterable[tuple[str, ParsedPost | OSError]]]


def load_site(content: Path, moment: datetime, read_posts: ReadPosts | None = None) -> LoadedSite:
    """Read the whole content folder as of `moment` (aware). A missing folder is a UsageError.

    `read_posts` gives posts as kept from an earlier reading, with all but their bodies; by default they are parsed.
    """
    if not content.is_dir():
        raise UsageError(f"Không có thư mục nội dung {content}. Kiểm tra --content.")
    return _Reader(content, moment, read_posts).load()


class _Reader:
    """One reading of a content folder."""

    def __init__(self, content: Path, moment: datetime, read_posts: ReadPosts | None) -> None:
        self.content, self.moment = content, moment
        self.read_posts = read_posts or self._parse_posts
        self.problems: list[Problem] = []
        self.ledger: dict[str, str] = {}
        self.faulty: list[Post | StandingPage] = []
        entries = list(list_content(content))
        self.paths = tuple(entry for entry in entries if isinstance(entry, str))
        for entry in entries:
            if isinstance(entry, Refused):
                self._refuse(entry.path, entry.code, entry.reason)

    def report(self, path: str, code: str, *, fix: str | None = None, **details: object) -> None:
        self.problems.append(make_problem(path, WHOLE_FILE, code, fix=fix, **details))

    def load(self) -> LoadedSite:
        files = frozenset(path for path in self.paths if path.startswith(("anh/", "tep/")))
        book = self._plans()
        posts, parsed = self._posts(book)
        rows = self._rows(book, files)
        pages = self._pages()
        for path in files:
            self.ledger[path] = "draft"
        self._unused()
        site = Site(
            plans=book.plans, posts=posts, rows=rows, pages=pages, files=files, moment=self.moment,
        )
        loaded = LoadedSite(site=site, problems=(), ledger=self.ledger, parsed=parsed, faulty=tuple(self.faulty))
        return loaded.with_problems(self.problems)

    def _refuse(self, path: str, code: str, reason: str = "") -> None:
        self.ledger[path] = "rejected"
        self.report(path, code, reason=reason)

    def _read(self, path: str) -> bytes | None:
        try:
            return (self.content / path).read_bytes()
        except OSError as error:
            self._unread(path, error)
            return None

    def _unread(self, path: str, error: OSError) -> None:
        self._refuse(path, "khong-doc-duoc", reason=reason_of(error))

    def _parse_posts(self, paths: Sequence[str]) -> Iterator[tuple[str, ParsedPost | OSError]]:
        for path in paths:
            try:
                yield path, parse_post(path, (self.content / path).read_bytes())
            except OSError as error:
                yield path, error

    def _under(self, folder: str) -> Iterator[tuple[str, bytes]]:
        for path in self.paths:
            if path.startswith(f"{folder}/"):
                data = self._read(path)
                if data is not None:
                    yield path, data

    def _plans(self) -> PlanBook:
        sources = dict(self._under("ke-hoach"))
        parsed: dict[str, ParsedPlan] = {}
        for path, data in sources.items():
            if path.count("/") > 1 or not path.endswith(".yaml"):
                self.report(path, "ke-hoach-ten")
            elif not path.endswith(".ghi-chu.yaml"):
                parsed[path] = parse_plan(path, data)
                self.problems += parsed[path].problems
            self.ledger[path] = "published"
        if not parsed:
            self.report("ke-hoach", "khong-co-thu-muc-ke-hoach")
        plans = [self._explained(item.plan, sources) for item in parsed.values() if item.plan]
        self._orphan_notes(sources, parsed)
        return PlanBook(
            plans=tuple(sorted(plans, key=lambda plan: (plan.period.start, plan.id))),
            unsound={item.plan.id: item.unsound for item in parsed.values() if item.plan},
            unread=frozenset(Path(path).stem for path, item in parsed.items() if item.plan is None),
        )

    def _explained(self, plan: Plan, sources: Mapping[str, bytes]) -> Plan:
        path = plan.source.removesuffix(".yaml") + ".ghi-chu.yaml"
        if path not in sources:
            return plan
        explanations, problems = parse_explanations(path, sources[path], plan)
        self.problems += problems
        return replace(plan, explanations=explanations)

    def _orphan_notes(self, sources: Mapping[str, bytes], parsed: Mapping[str, ParsedPlan]) -> None:
        for path in sources:
            if path.endswith(".ghi-chu.yaml"):
                owner = path.removesuffix(".ghi-chu.yaml") + ".yaml"
                if owner not in parsed:
                    self.report(path, "ghi-chu-mo-coi", plan=Path(owner).stem)

    def _posts(self, book: PlanBook) -> tuple[tuple[Post, ...], dict[str, ParsedPost]]:
        paths = [path for path in self.paths if path.startswith("bai-viet/")]
        self.ledger |= dict.fromkeys(paths, "rejected")
        parsed = []
        for path, item in self.read_posts([path for path in paths if not self._misplaced(path)]):
            if isinstance(item, OSError):
                self._unread(path, item)
            else:
                parsed.append(item)
        for item in parsed:
            self.problems += item.problems
        resolved, problems = resolve_posts(parsed, book)
        self.problems += problems
        for post, item in resolved:
            self.ledger[post.source] = "rejected" if item.rejected else post.state(self.moment)
        good = [self._until_now(post) for post, item in resolved if not item.rejected]
        self.faulty += [post for post, item in resolved if item.rejected]
        good.sort(key=lambda post: post.source)
        good.sort(key=lambda post: post.date, reverse=True)
        return tuple(good), {post.source: item for post, item in resolved}

    def _until_now(self, post: Post) -> Post:
        """The post without change notes of later days."""
        day = self.moment.date()
        return replace(post, updates=tuple(item for item in post.updates if item.date <= day))

    def _misplaced(self, path: str) -> bool:
        """Report a picture or document put among the posts."""
        kind = extension(path)
        if kind in IMAGE_TYPES:
            self.report(path, "tep-sai-cho", what="ảnh", how="chuyển sang anh/ và ghi trong bài: anh/<tên tệp>")
        elif kind in DOCUMENT_TYPES - {"txt"}:
            how = "chép chữ sang tệp .md; nếu là tệp đính kèm thì chuyển sang tep/"
            self.report(path, "tep-sai-cho", what=f"tệp .{kind}", how=how)
        return kind in IMAGE_TYPES | DOCUMENT_TYPES - {"txt"}

    def _rows(self, book: PlanBook, files: frozenset[str]) -> tuple[LogRow, ...]:
        evidence = frozenset(path for path in files if extension(path) in allowed_types(image=False))
        rows: list[LogRow] = []
        logs: dict[str, str] = {}
        for path, data in self._under("so-theo-doi"):
            self.ledger[path] = "published"
            year = log_year(path)
            if year is None:
                self.problems.append(misnamed(path))
                continue
            first = logs.setdefault(year, path)
            parsed = parse_log(path, data, book.of_day, evidence)
            self.problems += [problem for problem in parsed.problems if not book.excuses(problem.code)]
            if first == path:
                rows += parsed.rows
            else:
                self.report(path, "so-hai-tep", year=year, other=first.rpartition("/")[2])
        return tuple(rows)

    def _pages(self) -> tuple[StandingPage, ...]:
        pages: list[StandingPage] = []
        for path, data in self._under("trang"):
            page, problems = parse_standing_page(path, data)
            self.problems += problems
            rejected = page is None or any(problem.severity == "error" for problem in problems)
            self.ledger[path] = "rejected" if page is None or rejected else page.status
            if page is not None:
                (self.faulty if rejected else pages).append(page)
        return tuple(pages)

    def _unused(self) -> None:
        """Files in places the section does not use: said, not dropped silently."""
        for path in self.paths:
            if path not in self.ledger:
                self.ledger[path] = "draft"
                later = path.partition("/")[0] in _LATER_FOLDERS and "/" in path
                self.report(path, "tep-chua-dung" if later else "tep-la")
