"""Work that tests give to processes; a module of its own, so that spawned processes find it."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from cchc.errors import ContentError
from cchc.workers import Reason


def double(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


def where(items: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in items]


def fail(items: Sequence[int]) -> list[int]:
    if 7 in items:
        raise ValueError("bảy")
    return list(items)


def fail_oddly(items: Sequence[int]) -> list[int]:
    """Raises an error that cannot be made again from its words."""
    raise ContentError([], str(items))


def die(items: Sequence[int]) -> list[int]:
    if 7 in items:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return list(items)


def sleep(items: Sequence[int]) -> list[int]:
    time.sleep(600)
    return list(items)


def note(folder: Path, items: Sequence[int]) -> list[int]:
    """Leaves a file for every item."""
    for item in items:
        (folder / str(item)).touch()
    return list(items)


def multiply(shared: int, items: Sequence[int]) -> list[int]:
    return [shared * item for item in items]


def where_with(_shared: object, items: Sequence[object]) -> list[int]:
    return [os.getpid() for _ in items]


def die_with(_shared: object, items: Sequence[int]) -> list[int]:
    return die(items)


def sleep_with(_shared: object, items: Sequence[int]) -> list[int]:
    return sleep(items)


def touch_all(shared: Any, items: Sequence[Any]) -> list[str]:
    return [f"{shared.word} {item.word}" for item in items]


class Fixed:
    """A value that cannot be pickled: only a forked process can have it."""

    def __init__(self, word: str) -> None:
        self.word = word

    def __reduce__(self) -> NoReturn:
        raise TypeError("not sent")


def suffer(name: str) -> str:
    """What is done with a well-behaved item, and the monsters by name."""
    match name:
        case "loop":
            while True:
                pass
        case "stubborn loop":
            while True:
                try:
                    suffer("loop")
                except Exception:  # noqa: BLE001, S110 - what it tries to swallow is the point
                    pass
        case "sleep":
            time.sleep(600)
        case "regex":
            re.match(r"(a+)+$", "a" * 60 + "b")
        case "number":
            pow(7, 10**200_000, 10**200_001)  # C code that does not look for signals
        case "memory":
            return str(len(bytearray(2 << 30)))
        case "exit":
            os._exit(0)
        case "leave":
            raise SystemExit
        case "kill":
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        case "abort":
            os.abort()
        case "error":
            raise ValueError("lạ")
    return name.upper()


def instead(name: str, reason: Reason) -> str:
    return f"{name}: {reason}"
