"""Pictures that posts and pages name: whole, not too large to open, standing still where they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cchc.asset_file import IMAGE_TYPES, extension
from cchc.checks.links import Bodies, LinkMap
from cchc.errors import reason_of
from cchc.images.data import PictureFacts, PictureFault
from cchc.images.formats import NO_PICTURE, SUFFIXES, measure_picture
from cchc.images.variants import MAX_PIXELS
from cchc.post import Post
from cchc.problems import WHOLE_FILE, Problem, make_problem
from cchc.standing_page import StandingPage
from cchc.text import format_number

_NAMES = {"jpeg": "JPEG", "png": "PNG", "webp": "WebP", "gif": "GIF", "avif": "AVIF"}
_NEW = frozenset({"webp", "avif"})  # formats that Thông tư 39/2017/TT-BTTTT wants a JPEG or PNG beside
_IMAGE = re.compile(r"<img [^<>]*>")


def measure_pictures(content: Path, files: Iterable[str]) -> tuple[Mapping[str, PictureFacts], list[Problem]]:
    """Facts of every picture among `files`, and a problem for each that cannot be read."""
    facts: dict[str, PictureFacts] = {}
    problems: list[Problem] = []
    for file in sorted(files):
        if extension(file) in IMAGE_TYPES:
            try:
                facts[file] = measure_picture(content / file)
            except PictureFault as fault:
                problems.append(_unreadable(file, (content / file).stat().st_size, fault))
            except OSError as error:
                problems.append(make_problem(file, WHOLE_FILE, "khong-doc-duoc", reason=reason_of(error)))
    return facts, problems


def _unreadable(file: str, size: int, fault: PictureFault) -> Problem:
    """A place held for a picture yet to come does no harm; a damaged picture, or one of another type, is an error."""
    if size < NO_PICTURE:
        return make_problem(file, WHOLE_FILE, "anh-trong", size=size)
    return make_problem(file, WHOLE_FILE, "anh-hong", reason=fault)


def check_pictures(facts: Mapping[str, PictureFacts], shown: frozenset[str]) -> Iterator[Problem]:
    """A picture is of the type its name says, can be opened and cleaned; one that is `shown` does not move."""
    for file, picture in facts.items():
        suffixes = SUFFIXES[picture.kind]
        if picture.pixels > MAX_PIXELS:
            yield make_problem(
                file, WHOLE_FILE, "anh-qua-lon", limit=MAX_PIXELS // 1_000_000, width=format_number(picture.width),
                height=format_number(picture.height),
            )
        if picture.animated and file in shown:
            yield make_problem(file, WHOLE_FILE, "anh-dong")
        if picture.bound:
            yield make_problem(file, WHOLE_FILE, "anh-con-thong-tin")
        if extension(file) in _NEW and file in shown and not picture.bound:
            yield make_problem(file, WHOLE_FILE, "anh-dang-moi", kind=extension(file))
        if extension(file) not in suffixes:
            yield make_problem(
                file, WHOLE_FILE, "anh-khac-duoi", kind=extension(file), real=_NAMES[picture.kind], suffix=suffixes[0],
            )


def shown_pictures(owners: Iterable[Post | StandingPage], bodies: Bodies, links: LinkMap) -> Iterator[str]:
    """Files that pages show: lead images, and images in bodies."""
    for owner in owners:
        if isinstance(owner, Post) and owner.image:
            yield owner.image.file
        rendered = bodies.get(owner.source)
        for source, _ in rendered.images if rendered else ():
            if rendered and source.startswith(f"{rendered.key}-"):
                target = rendered.targets[int(source.removeprefix(f"{rendered.key}-"))]
                yield links.resolve(owner.source, target).file
