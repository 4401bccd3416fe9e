"""How processes are started: forked where that is safe and costs nothing, spawned elsewhere."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING, Literal, cast

from cchc.errors import UsageError

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

Method = Literal["fork", "spawn"]
VARIABLE = "CCHC_START_METHOD"


def asked_method() -> Method | None:
    """What the environment variable CCHC_START_METHOD asks for; raises UsageError for a value that is no method."""
    value = os.environ.get(VARIABLE, "")
    if value in {"fork", "spawn"}:
        return cast("Method", value)
    if value:
        raise UsageError(f"Biến môi trường {VARIABLE} phải là “fork” hoặc “spawn”, đang là “{value}”.")
    return None


def context_of(method: Method | None) -> ForkContext | SpawnContext:
    """What starts processes by that method; None: forked on Linux in a program without threads, else spawned.

    A forked process of a program with threads may hang on a lock that a thread held. Raises UsageError for a method
    that this system lacks.
    """
    from multiprocessing import get_all_start_methods, get_context

    if method is None:
        method = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    if method not in get_all_start_methods():
        raise UsageError(f"Hệ điều hành này không có cách khởi động tiến trình “{method}”; đặt {VARIABLE}=spawn.")
    return get_context("fork") if method == "fork" else get_context("spawn")
