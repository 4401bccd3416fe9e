"""What made a file of the output, and why the last build made it anew or kept it, and what the next one would do.

The content is examined as by a build, on a copy of its cache; neither the cache nor the output is written to.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cchc.errors import UsageError
from cchc.hooks.asked import asked_paths, nearest_paths
from cchc.hooks.build import as_in_a_build
from cchc.hooks.settings import load_settings
from cchc.hooks.stage import Stage
from cchc.hooks.state import BuildState
from cchc.images.publishing import published_bytes
from cchc.incremental.account import (
    BODY,
    BYTES,
    CHROME,
    CODE,
    TEMPLATES,
    Account,
    changed_names,
    load_account,
    reason_of,
)
from cchc.incremental.built import Built, built_file, load_built
from cchc.incremental.standing import load_standing
from cchc.pages.build import dead_links, with_live_links
from cchc.pages.metadata import Metadata
from cchc.pages.origins import Origin, origin_of
from cchc.pages.parts import Body
from cchc.pages.views import Page, PostView, StandingView
from cchc.render import make_environment, templates_of
from cchc.rendering import Press, page_bytes, page_fingerprint, shared_parts

# Stages that only hand bytes to the writer: what their files are, and what they are made of
_MAKERS: Mapping[str, tuple[str, str]] = {
    "data": ("tệp dữ liệu mở", "mọi bài trong danh sách; các tệp coverage: kế hoạch, sổ theo dõi, bài"),
    "feeds": ("nguồn tin", "các bài mới nhất của mục, cả thân bài"),
    "sitemap": ("sơ đồ cho máy tìm kiếm", "địa chỉ và ngày đổi của mọi trang"),
    "search": ("dữ liệu tìm kiếm", "mọi bài và trang công khai, cả thân bài"),
    "server": ("tệp cho máy chủ web", "CCHC_SERVER, SITEURL, địa chỉ cũ của các bài"),
}
_NAMED = {CHROME: "chrome/", TEMPLATES: "templates/", CODE: "code/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a file is made anew, as incremental.account says it; "" when it is kept.

    `names` are the parts shared by all pages that changed: "chrome/…", "templates/…", "code/…".
    """

    reason: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All there is to say of one file.

    `last` is what the last build did, None when it is not known; `next` what a build now would do, None when it would
    remove the file. `old` is the file as it stands, None when it is missing; `new` as a build now would write it,
    None when that is not known.
    """

    path: str
    origin: Origin
    templates: tuple[str, ...] = ()
    last: Verdict | None = None
    next: Verdict | None = None
    old: bytes | None = None
    new: bytes | None = None


def explain_page(settings_file: Path, overrides: Mapping[str, Any], asked: str) -> Explanation:
    """Explain the file at the address or path `asked`; a UsageError names the nearest when there is none."""
    load_settings(settings_file)  # tells a slip in it as the administrator's
    cache, output = Path(overrides["CACHE_PATH"]), Path(overrides["OUTPUT_PATH"])
    built = load_built(built_file(cache, output))
    past = _Past(
        output=output, built=built, account=load_account(built_file(cache, output, "-why")),
        standing=load_standing(output, built.stamps).intact,
    )
    make_environment.cache_clear()
    with (
        _copied(cache) as copy,
        as_in_a_build(settings_file, {**overrides, "CACHE_PATH": str(copy)}) as engine,
        contextlib.closing(engine.state.workers), contextlib.closing(engine.state.store),
    ):
        stages = engine.prepare()
        return _Present(engine.state, stages, past).explain(asked)


@contextlib.contextmanager
def _copied(cache: Path) -> Iterator[Path]:
    """A copy of what a build reads of its cache; files that are only ever replaced are linked, not copied."""
    with TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as place:
        copy = Path(place)
        with contextlib.suppress(OSError):
            shutil.copy2(cache / "records.sqlite", copy)
        for name in ("images", "qr"):
            if (cache / name).is_dir():
                shutil.copytree(cache / name, copy / name, copy_function=_link)
        yield copy


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        shutil.copy2(source, target)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """What is known of the last build, and which of its files are intact."""

    output: Path
    built: Built
    account: Account
    standing: Mapping[str, str]

    def last(self, path: str, concerns: Callable[[str], bool]) -> Verdict | None:
        """What the last build did with a file."""
        if path not in self.built.made or not self.account.shared:
            return None
        reason = self.account.reasons.get(path, "")
        return _verdict(reason, self.account.changed, concerns)

    def next(self, path: str, fingerprint: str, sha: str | None) -> str:
        """Why a build now would make the file; `sha` is that of its bytes where they are made every time."""
        last, stands = self.built.made.get(path), self.standing.get(path)
        reason = reason_of(last, fingerprint, stands)
        return reason or (BYTES if sha not in {None, stands} else "")

    def old(self, path: str) -> bytes | None:
        """The file as it stands."""
        try:
            return (self.output / path).read_bytes()
        except OSError:
            return None


def _verdict(reason: str, changed: tuple[str, ...], concerns: Callable[[str], bool]) -> Verdict:
    wanted = tuple(_NAMED[letter] for letter in reason if letter in _NAMED)
    return Verdict(
        reason=reason, names=tuple(name for name in changed if wanted and name.startswith(wanted) and concerns(name))
    )


def _source(page: Page) -> str | None:
    """The file that holds the page's body."""
    body = page.view.body if isinstance(page.view, PostView | StandingView) else None
    return body.source if isinstance(body, Body) else None


@dataclass(slots=True)
class _Dry:
    """A writer that writes nothing."""

    files: dict[str, bytes] = field(default_factory=dict)

    def write_bytes(self, path: str, data: bytes, fingerprint: str = "") -> None:  # noqa: ARG002 - as SectionWriter
        self.files[path] = data


class _Present:
    """The content as it is now, against the last build."""

    def __init__(self, state: BuildState, stages: list[Stage], past: _Past) -> None:
        self.state, self.stages, self.past = state, stages, past
        self.pages = {page.output_path: page for page in state.pages}
        made = past.built.made
        self.retouched = {path for path in self.pages if path in made and not made[path].fingerprint}
        chrome = with_live_links(state.chrome, dead_links(state.chrome, state.pages))
        build = state.settings
        self.press = Press(
            chrome=chrome, templates=build.theme / "templates", content=build.content, store=state.store,
            target=past.output, packs=False, made=past.built.made, standing=past.standing,
        )

    def explain(self, asked: str) -> Explanation:
        """Explain what is meant by `asked`; UsageError."""
        wanted = self._wanted(asked)
        for path in wanted:
            if path in self.pages:
                return self._page(self.pages[path])
        for path in wanted:
            found = self._file(path.removesuffix(".gz"))
            if found is not None:
                return found
        for path in wanted:
            if path in self.past.built.made:
                return Explanation(
                    path=path, origin=Origin(kind="tệp của lần dựng trước"), old=self.past.old(path),
                    last=self._last(path),
                )
        close = nearest_paths(wanted[0], [*self.pages, *self.past.built.made])
        hint = f" Gần giống: {', '.join(close)}." if close else ""
        raise UsageError(f"Không có trang hay tệp nào ở địa chỉ `{asked}`.{hint}")

    def _last(self, path: str, concerns: Callable[[str], bool] = lambda _: True) -> Verdict | None:
        """What the last build did with a file; one that exchanged bodies did nothing else."""
        if self.retouched and path in self.past.built.made:
            return Verdict(reason=BODY if path in self.retouched else "")
        return self.past.last(path, concerns)

    def _wanted(self, asked: str) -> list[str]:
        """Output paths that `asked` may mean; a source file means its page."""
        paths = asked_paths(asked, self.state.settings.base_url, self.past.output, self.state.settings.content)
        sources = set(paths)
        paths += [page.output_path for page in self.state.pages if _source(page) in sources]
        return [path for given in paths for path in dict.fromkeys((given, given.removesuffix(".gz")))]

    def _page(self, page: Page) -> Explanation:
        path = page.output_path
        reached = templates_of(self.press.templates, page.template)
        templates = (page.template, *sorted(reached - {page.template}))

        def concerns(name: str) -> bool:
            kind, _, rest = name.partition("/")
            return kind != "templates" or rest in reached

        reason = self.past.next(path, page_fingerprint(page, self.press), None)
        known = self.past.account.shared
        changed = changed_names(known, shared_parts(self.press.chrome, self.press.templates, known))
        return Explanation(
            path=path, origin=origin_of(page, self.state.ready()), templates=templates,
            last=self._last(path, concerns), next=_verdict(reason, changed, concerns),
            old=self.past.old(path), new=page_bytes(page, self.press),
        )

    def _file(self, path: str) -> Explanation | None:
        found = self._origin(path)
        if found is None:
            return None
        origin, data = found
        sha = hashlib.sha256(data).hexdigest() if data is not None else None
        return Explanation(
            path=path, origin=origin, last=self._last(path),
            next=Verdict(reason=self.past.next(path, "", sha)), old=self.past.old(path), new=data,
        )

    def _origin(self, path: str) -> tuple[Origin, bytes | None] | None:
        """What a file that is no page is made of, and its bytes where they are not costly to make."""
        state = self.state
        if path in state.theme.files:
            return Origin(kind="tệp của giao diện", made_of="thư mục theme/"), state.theme.files[path]
        if path in state.files():
            kind = "ảnh hoặc tệp chép từ thư mục nội dung"
            return Origin(kind=kind, sources=(path,)), published_bytes(state.settings.content / path)
        for file, variants in state.variants.items():
            if path in {item.path for item in variants}:
                return Origin(kind="ảnh thu nhỏ", sources=(file,)), None
        if state.settings.publish and path in dict(Metadata(state.ready()).cards()):
            return Origin(kind="ảnh chia sẻ", made_of="đầu đề, ngày và mục của bài"), None
        return self._handed(path)

    def _handed(self, path: str) -> tuple[Origin, bytes] | None:
        """The file as one of the stages hands it to the writer."""
        for stage in self.stages:
            name = type(stage).__module__.rpartition(".")[2]
            if name in _MAKERS:
                dry = _Dry()
                stage.generate_output(dry)
                if path in dry.files:
                    kind, made_of = _MAKERS[name]
                    return Origin(kind=kind, made_of=made_of), dry.files[path]
        return None
