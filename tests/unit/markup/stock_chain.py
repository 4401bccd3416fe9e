"""The chain as it is without short cuts: stock Python-Markdown, then the sanitiser and the facts asked of it."""

from __future__ import annotations

import html as entities
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import markdown

from cchc.markup import convert as module
from cchc.markup import sanitise as san
from cchc.markup.convert import Rendered
from cchc.text import normalise
from support import ROOT


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    extensions = ["extra", "sane_lists", "toc"]
    return markdown.Markdown(extensions=extensions, extension_configs=module._CONFIG, output_format="html")


def stock_html(text: str) -> str | None:
    """What stock Python-Markdown makes of a normalised text; None when it fails."""
    try:
        return _converter().reset().convert(text)
    except module._CONVERTER_FAULTS:
        _converter.cache_clear()
        return None


def stock_rendered(body: str) -> Rendered:
    """What a body becomes without short cuts."""
    text = normalise(body)
    try:
        raw = module._H1.sub(r"\1h2", _converter().reset().convert(text))
        clean = san.sanitise(raw, text)
    except module._CONVERTER_FAULTS as error:
        _converter.cache_clear()
        return Rendered(fault="lồng nhau quá sâu" if isinstance(error, RecursionError) else "cú pháp quá rối")
    removed = tuple(sorted(set(module._removed(raw)))) if "<" in text or "{" in text else ()
    rendered = module._with_facts(clean, removed, tuple(dict.fromkeys(_refused(raw))))
    return replace(rendered, words=len(module._ANY_TAG.sub(" ", clean.html).split()))


def _refused(raw: str) -> Iterator[str]:
    for name, attributes in module._TAG.findall(raw):
        for target in map(entities.unescape, module._URL.findall(attributes)):
            image = name.lower() == "img"
            own = target.startswith("#") and not image
            if not (own or san.is_internal(target) or san.allowed_url(target, image=image)):
                yield target


def read_documents(name: str) -> list[str]:
    """Documents of tests/data/markdown/<name>.json."""
    found = json.loads((ROOT / "tests/data/markdown" / f"{name}.json").read_text(encoding="utf-8"))["documents"]
    assert all(isinstance(text, str) for text in found)
    return list(found)


def own_posts() -> list[str]:
    """Bodies of the content folder."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").glob("**/*.md"))]
    return [text.split("\n---\n", 1)[1] for text in texts]
