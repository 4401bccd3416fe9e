"""Byte-equal short cuts through Python-Markdown for documents that fast_plain leaves to it.

Most paragraphs hold none of the characters an inline pattern begins with; such a pattern cannot match and is not
tried. Patterns this module does not know are always tried, so unknown extensions work as with the stock converter.
A document without tags and numeric references is not sent through the parser of raw HTML, which would give it back.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# Each pattern matches only where one of these (one or two) characters stands
_TRIGGERS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
}


class FastInlineProcessor(InlineProcessor):
    """The stock processor, skipping patterns whose characters are absent."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        registry: Any = md.inlinePatterns
        self._patterns: list[Any] = list(registry)
        known = {registry.get_index_for_name(name): chars for name, chars in _TRIGGERS.items() if name in registry}
        self._triggers = [known.get(index, "") for index in range(len(self._patterns))]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - stock names
        """Replace what the patterns match by placeholders, as the method of this name it overrides."""
        if isinstance(data, AtomicString):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        start = 0
        while patternIndex < len(self._triggers):
            chars = self._triggers[patternIndex]
            if chars and chars[0] not in data and chars[-1] not in data:
                matched, start = False, 0
            else:
                data, matched, start = apply(self._patterns[patternIndex], data, patternIndex, start)
            if not matched:
                patternIndex += 1  # noqa: N806 - stock name
        return data


class HtmlWhereAny(Preprocessor):
    """The registered preprocessor of raw HTML, where there may be any.

    Named references come out of it as they went in; a numeric one gets the semicolon it may lack.
    """

    def __init__(self, md: Markdown, stock: Preprocessor) -> None:
        super().__init__(md)
        self._stock = stock

    def run(self, lines: list[str]) -> list[str]:
        """Lines with raw HTML stashed."""
        source = "\n".join(lines)
        return self._stock.run(lines) if "<" in source or "&#" in source else lines


class FastInlineExtension(Extension):
    """Puts the short cuts in their stock counterparts' places, after all patterns are known."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register; this extension comes last."""
        md.treeprocessors.register(FastInlineProcessor(md), "inline", 20)
        md.preprocessors.register(HtmlWhereAny(md, md.preprocessors["html_block"]), "html_block", 20)
