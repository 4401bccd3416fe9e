"""What the readers of all picture formats share."""

from __future__ import annotations

import mmap
from dataclasses import dataclass

Data = bytes | mmap.mmap  # a whole picture; a mapped file is read only where it is looked at


class PictureFault(Exception):
    """A picture that cannot be read; the text says why, in Vietnamese, within a sentence."""


CUT_SHORT = "tệp bị cụt hoặc hỏng giữa chừng"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What the head of a picture says; `width` and `height` in pixels as it is shown, after its orientation.

    `kind` is jpeg, png, webp, gif or avif; `bound` says that the camera's notes cannot be taken out of it.
    """

    kind: str
    width: int
    height: int
    animated: bool = False
    bound: bool = False

    @property
    def pixels(self) -> int:
        """How many pixels it has, which is what it costs to open."""
        return self.width * self.height
