"""Plain pipe tables straight to HTML, as Python-Markdown's tables extension writes them with align attributes."""

from __future__ import annotations

import re

_RULE_CELL = re.compile(r" *(:?)-+(:?) *")
_ALIGN = {("", ""): "", (":", ""): ' align="left"', ("", ":"): ' align="right"', (":", ":"): ' align="center"'}


def write_table(lines: list[str]) -> str | None:
    """HTML of a block with bars before and after its header and its rule; None when it is no such table.

    Rows may lack bars; a short row is filled up, and what a row has too much is left out.
    """
    header, rule = (_bordered(line) for line in lines[:2])
    aligns = [_RULE_CELL.fullmatch(cell) for cell in rule]
    if len(lines) < 3 or len(header) < 2 or len(header) != len(rule) or not all(aligns):
        return None
    sides = [_ALIGN[found[1], found[2]] for found in aligns if found]
    rows = "\n".join([_write_row("td", _cells(line.strip(" ")), sides) for line in lines[2:]])
    return f"<table>\n<thead>\n{_write_row('th', header, sides)}\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _bordered(line: str) -> list[str]:
    """Cells of a line that begins and ends with a bar; none of another."""
    line = line.strip(" ")
    return _cells(line) if line.startswith("|") and line.endswith("|") else []


def _cells(line: str) -> list[str]:
    return line.removeprefix("|").removesuffix("|").split("|")


def _write_row(tag: str, cells: list[str], sides: list[str]) -> str:
    cells = cells + [""] * (len(sides) - len(cells))
    written = [f"<{tag}{side}>{cell.strip(' ')}</{tag}>" for cell, side in zip(cells, sides, strict=False)]
    return "\n".join(["<tr>", *written, "</tr>"])
