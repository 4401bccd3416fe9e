"""Work that one process does beside this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from cchc.workers.hand import Hand

Result = TypeVar("Result")


class Pending(Generic[Result]):
    """A result that is being made by `hand`, which has the work; with none, one that is made when it is asked for."""

    def __init__(self, work: Callable[[], Result], hand: Hand | None) -> None:
        self._work = work
        self._hand = hand
        if hand is not None:
            hand.give(None, None)

    def result(self) -> Result:
        """The result, to be asked for once; raises what the work raised, or InternalError when its process was lost."""
        if self._hand is None:
            return self._work()
        try:
            done, found = self._hand.take()
        except EOFError:
            from cchc.workers.hand import died

            raise died(self._hand.exit_code()) from None
        finally:
            self.close()
        if done:
            return found  # type: ignore[no-any-return]
        raise found

    def close(self) -> None:
        """Stop the process, whatever it does."""
        if self._hand is not None:
            self._hand.kill()

