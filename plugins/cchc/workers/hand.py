"""One process that does what it is sent, over a pipe.

The standard pools and `pebble` run threads in the program that starts them, after which it must not fork again; here
there are none, so that processes may be forked at any time, a lost one replaced, and a hanging one killed.
"""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING, Any, cast

from cchc.errors import InternalError

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

Function = Callable[[Any], Any]
_PATIENCE = 5.0  # seconds an idle process has to end before it is killed


class Hand:
    """A process; `function`, if given, is what it does with what it is sent: inherited when forked, else sent once."""

    def __init__(self, context: ForkContext | SpawnContext, function: Function | None = None) -> None:
        self.link, there = context.Pipe()
        forks = context.get_start_method() == "fork"
        serve = (there, self.link if forks else None, function)
        self._process = context.Process(target=_serve, args=serve, daemon=True)
        self._function = function
        self._code: int | None = None
        try:
            with _uninterrupted(starts_tracker=not forks):
                self._process.start()
        except BaseException:
            self.link.close()
            raise
        finally:
            there.close()

    def give(self, function: Function | None, argument: object) -> None:
        """Have `function`, or the one it has if None, do `argument`; only when its last answer was taken.

        Raises OSError when the process has ended, and what pickling raises.
        """
        known = function is None or function is self._function
        self.link.send((None if known else function, argument))
        self._function = function or self._function

    def take(self) -> tuple[bool, Any]:
        """(true, result) or (false, exception) of what was given; waits for it. Raises EOFError when it has ended."""
        try:
            done, value = self.link.recv()
        except OSError as error:
            raise EOFError from error
        return done, value

    def stop(self) -> None:
        """End an idle process; it may be asked to end together with others before each is waited for."""
        with suppress(OSError):
            self.link.send(None)

    def wait(self) -> None:
        """Wait for a stopped process, and kill it if it does not end."""
        self.link.close()
        self._process.join(_PATIENCE)
        self.kill()

    def kill(self) -> int:
        """End the process whatever it does; its exit code, negative for the signal that ended it. May be repeated."""
        if self._code is None:
            self.link.close()
            self._process.kill()
            self._process.join()
            self._code = self._process.exitcode or 0
            self._process.close()
        return self._code

    def exit_code(self) -> int:
        """The exit code of a process whose pipe has closed: it is ending."""
        if self._code is None:
            self._process.join(_PATIENCE)
        return self.kill()


@contextmanager
def _uninterrupted(*, starts_tracker: bool) -> Iterator[None]:
    """Ctrl+C is for the program, which ends its processes: they start with it held back, here it only waits."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if starts_tracker:
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # started while interrupts are held back, it would let them in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(link: Connection, parents_end: Connection | None, function: Function | None) -> None:
    """Life of a process: until it is told to stop or the program that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parents_end is not None:
        parents_end.close()
    with suppress(EOFError, OSError):
        while (task := link.recv_bytes()) != _STOP:
            answer, function = _answer(task, function)
            link.send_bytes(answer)


_STOP = bytes(ForkingPickler.dumps(None))


def _answer(task: bytes, function: Function | None) -> tuple[bytes, Function | None]:
    try:
        sent, argument = pickle.loads(task)  # noqa: S301 - from the program that started this process
        function = cast("Function", sent or function)
        return bytes(ForkingPickler.dumps((True, function(argument)))), function
    except Exception as error:  # noqa: BLE001 - raised again where the work was asked for
        return bytes(ForkingPickler.dumps((False, _portable(error)))), function


def _portable(error: Exception) -> Exception:
    """The error with its traceback as a note; one that cannot be sent is told in words."""
    import traceback

    note = "".join(traceback.format_exception(error))
    try:
        error.add_note(note)
        sent = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    except Exception:  # noqa: BLE001 - whatever pickling of any error raises
        sent = None
    if type(sent) is type(error):
        return error
    what = f"{type(error).__name__}: {error}"
    told = InternalError(f"Lỗi của phần mềm, không phải của nội dung. Gửi người quản trị: {what}")
    told.add_note(note)
    return told


def died(code: int) -> InternalError:
    """What to say of a process that ended with this exit code before its work was done."""
    how = f"bị tín hiệu {-code} dừng" if code < 0 else f"tự dừng với mã {code}"
    return InternalError(
        f"Một tiến trình con {how} khi chưa xong việc, có thể vì máy thiếu bộ nhớ. Hãy chạy lại với ít tiến trình hơn."
    )
