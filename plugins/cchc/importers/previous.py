"""What an earlier plan says of the same task or content area, found by its wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from cchc.plan import Area, Plan, PlanTask
from cchc.text import match_key

NEARLY = 0.85  # share of words in common from which a text counts as nearly the same
_MOST_WORDS = 400
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SameTask:
    """A task of an earlier plan and how alike its text is, 1 when the same (years aside)."""

    task: PlanTask
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether the texts are the same."""
        return self.likeness == 1


def same_task(text: str, plan: Plan | None) -> SameTask | None:
    """The task of `plan` whose text is nearest to `text`; None below NEARLY."""
    if plan is None:
        return None
    scored = [SameTask(task=task, likeness=likeness(text, task.text)) for task in plan.tasks]
    best = max(scored, key=lambda item: (item.likeness, -item.task.number), default=None)
    return best if best and best.likeness >= NEARLY else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SameArea:
    """The area of an earlier plan with the same letter, and how alike its text is."""

    area: Area
    likeness: float


def same_area(letter: str, text: str, areas: Iterable[Area]) -> SameArea | None:
    """The area with this letter if its text is the same or nearly."""
    found = next((area for area in areas if area.letter == letter), None)
    alike = likeness(text, found.text) if found else 0.0
    return SameArea(area=found, likeness=alike) if found and alike >= NEARLY else None


def likeness(left: str, right: str) -> float:
    """Share of words two texts have in common, in order; a year equals any other."""
    first, second = (_YEAR.sub("#", match_key(text)) for text in (left, right))
    if first == second:
        return 1.0
    matcher = SequenceMatcher(
        a=first.split()[:_MOST_WORDS], b=second.split()[:_MOST_WORDS], autojunk=False
    )
    if matcher.real_quick_ratio() < NEARLY or matcher.quick_ratio() < NEARLY:
        return 0.0
    return min(matcher.ratio(), 0.99)
