"""What the stages of a build share: a generator with the build's state, and the `register` Pelican calls."""

from __future__ import annotations

from collections.abc import Callable

from pelican import signals
from pelican.generators import Generator

from cchc.hooks.state import BuildState


class Stage(Generator):
    """A Pelican generator that works on the build's state."""

    @property
    def state(self) -> BuildState:
        """What the stages before this one found."""
        state: BuildState = self.settings["CCHC_STATE"]
        return state


def offer(stage: type) -> Callable[[], None]:
    """A `register` that gives Pelican the generator `stage`."""

    def give(_pelican: object) -> type:
        return stage

    def register() -> None:
        signals.get_generators.connect(give, weak=False)

    return register
