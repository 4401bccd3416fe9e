"""View of a timeline; numbers are text in the units of the drawing's own box."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An output: its place in the box."""

    x: str
    y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """Outputs beyond those that have a dot of their own: "+12"."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A month or quarter: the line where it begins and the place of its label."""

    x: str
    middle: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The drawing: `title` names it, `text` tells in a sentence what it shows; `view` is its box (viewBox).

    `today` is where the line of the day of the figures stands, from `top` down; "" when it is outside the period.
    """

    view: str
    top: str
    title: str
    text: str
    dots: tuple[Dot, ...]
    more: tuple[More, ...]
    ticks: tuple[Tick, ...]
    today: str
