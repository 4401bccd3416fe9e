"""Work that tests give to processes; a module of its own, so that spawned processes find it."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
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
        end_by_signal()
    return list(items)


def sleep(items: Sequence[int]) -> list[int]:
    time.sleep(600)
    return list(items)


def nap(items: Sequence[int]) -> list[int]:
    time.sleep(0.01)
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


def die_elsewhere(here: int, items: Sequence[int]) -> list[int]:
    """Ends every process but the one of this number."""
    if os.getpid() != here:
        end_by_signal()
    return list(items)


def fail_here(here: int, items: Sequence[int]) -> list[int]:
    """Fails in the process of this number alone."""
    if os.getpid() == here:
        raise ValueError("tại đây")
    return list(items)


def fail_with(_shared: object, items: Sequence[int]) -> list[int]:
    return fail(items)


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


def loop() -> NoReturn:
    while True:
        pass


def loop_stubbornly() -> NoReturn:
    """Swallows whatever interrupts it for as long as it can."""
    while True:
        with suppress(Exception):
            loop()


def end_by_signal() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def raise_error() -> NoReturn:
    raise ValueError("lạ")


MONSTERS: dict[str, Callable[[], object]] = {
    "loop": loop,
    "stubborn": loop_stubbornly,
    "regex": lambda: re.match(r"(a+)+$", "a" * 60 + "b"),
    "deaf": lambda: max(range(10**13)),  # C code that does not look for signals
    "sleep": lambda: time.sleep(600),
    "memory": lambda: len(bytearray(2 << 30)),
    "exit": lambda: os._exit(0),
    "leave": sys.exit,
    "kill": end_by_signal,
    "error": raise_error,
}


def suffer(name: str) -> str:
    """What is done with a well-behaved item, and with the monsters."""
    if name in MONSTERS:
        MONSTERS[name]()
    return name.upper()


def own_process(_item: object) -> int:
    return os.getpid()


def instead(name: str, reason: Reason) -> str:
    return f"{name}: {reason}"
