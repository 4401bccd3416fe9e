"""Where the body of each page of the last build came from: what cchc.retouch exchanges it by.

One line of JSON a page under a code of the whole (cchc.sealed), found by the source it begins with, so that looking up
one of 10,000 reads no other. Only for builds without --publish, whose pictures have no variants.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from cchc.manifest import replace_file
from cchc.pages.parts import Body, Picture
from cchc.sealed import open_sealed, seal

_SCHEMA = "cchc.bodies/1"


def bodies_beside(built: Path) -> Path:
    """The file that belongs to the record `built` of an output."""
    return built.with_name(f"{built.stem}-bodies.txt")


def write_bodies(file: Path, bodies: Iterable[tuple[str, Body]]) -> None:
    """Keep the bodies of pages by output path. Raises OSError."""
    lines = (_line(path, body) for path, body in bodies)
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, seal("\n".join([_SCHEMA, *lines, ""])))


def load_bodies(file: Path, sources: Iterable[str]) -> dict[str, tuple[str, Body]]:
    """Output path and body by source, of those among `sources` that are kept."""
    text = open_sealed(file)
    if text is None or not text.startswith(f"{_SCHEMA}\n"):
        return {}
    found = {}
    for source in sources:
        start = text.find(f"\n[{json.dumps(source)},")
        if start >= 0:
            found[source] = _read(text[start + 1 : text.index("\n", start + 1)])
    return {source: item for source, item in found.items() if item is not None}


def replace_bodies(file: Path, changed: Mapping[str, Body]) -> None:
    """Put the bodies of retouched pages, by output path, in the place of what is kept. Raises OSError."""
    text = open_sealed(file)
    if text is None:
        return
    for path, body in changed.items():
        start = text.find(f"\n[{json.dumps(body.source)},") + 1
        if start > 0:
            text = f"{text[:start]}{_line(path, body)}{text[text.index(chr(10), start):]}"
    replace_file(file, seal(text))


def _line(path: str, body: Body) -> str:
    pictures = [[file, picture.width, picture.height] for file, picture in body.pictures]
    values = [body.source, path, body.key, body.digest, body.token, body.addresses, pictures, body.lead]
    return json.dumps(values, separators=(",", ":"))


def _read(line: str) -> tuple[str, Body] | None:
    try:
        source, path, key, digest, token, addresses, pictures, lead = json.loads(line)
        texts = [source, path, key, digest, token, *addresses, *(file for file, _, _ in pictures)]
        numbers = [number for _, *size in pictures for number in size]
    except (ValueError, TypeError, RecursionError):
        return None
    if set(map(type, texts)) != {str} or set(map(type, numbers)) - {int} or type(lead) is not bool:
        return None
    shown = tuple((file, Picture(url=file, alt="", width=width, height=height)) for file, width, height in pictures)
    return path, Body(
        source=source, key=key, digest=digest, token=token, addresses=tuple(addresses), pictures=shown, lead=lead
    )
