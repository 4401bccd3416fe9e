"""One wrapper around every command: errors become a Vietnamese sentence and the contract's exit code."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from inspect import signature
from typing import Any, ParamSpec

from cchc.cli.help import HELP
from cchc.errors import CchcError, ContentError, as_cchc_error
from cchc.problems import format_text

P = ParamSpec("P")


def commands(task: Callable[..., Any]) -> Callable[..., Callable[[Callable[..., None]], Any]]:
    """A decorator for the project's commands, made of Invoke's `task`; `texts` given to it replace HELP's."""

    def command(**texts: str) -> Callable[[Callable[..., None]], Any]:
        def offer(function: Callable[..., None]) -> Any:  # noqa: ANN401 - Invoke's Task
            names = list(signature(function).parameters)[1:]
            explained: Mapping[str, str] = {name: texts.get(name, HELP[name]) for name in names}
            return task(guarded(function), auto_shortflags=False, positional=[], help=explained)

        return offer

    return command


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Exit with 1 content · 2 usage · 3 environment · 4 a bug of ours; messages go to stderr."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="replace")
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except CchcError as error:
            sys.exit(_explain(error))
        except KeyboardInterrupt:
            say("Đã dừng.")
            sys.exit(130)
        except BrokenPipeError as error:
            if _is_read():
                sys.exit(_explain(as_cchc_error(error)))
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except Exception as error:  # noqa: BLE001 - the last resort: nothing reaches users as a traceback
            sys.exit(_explain(as_cchc_error(error)))

    return run


def _is_read() -> bool:
    """Whether anybody still reads our output; one that has seen enough (inv … | head) is no fault."""
    if not hasattr(select, "poll"):
        return True
    poller = select.poll()
    poller.register(sys.stdout.fileno(), 0)
    return not any(state & select.POLLERR for _, state in poller.poll(0))


def run(name: str, options: dict[str, Any]) -> None:
    """Call `module.function` of cchc.cli with the options of a task; `format` is called `form` there."""
    module, function = name.split(".")
    given = {"form" if key == "format" else key: value for key, value in options.items() if key != "_ctx"}
    getattr(import_module(f"cchc.cli.{module}"), function)(**given)


def _explain(error: CchcError) -> int:
    if isinstance(error, ContentError):
        say(format_text(error.problems))
    say(f"Lỗi: {error}")
    return error.exitcode


def say(text: str) -> None:
    """A message for people; stdout is left to what a command prints."""
    print(text, file=sys.stderr)
