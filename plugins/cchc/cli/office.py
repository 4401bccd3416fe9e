"""What the office's commands share: content that must be free of errors, the plan meant, and files written whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from cchc.checks import Examined, examine
from cchc.cli import options
from cchc.errors import ContentError, EnvironmentFault, UsageError
from cchc.markup.cache import MarkupCache
from cchc.plan import Plan, newest_plan, plan_of_day
from cchc.site import Site

_CACHE = options.ROOT / ".cache"


def read_content(content: str, as_of: str) -> Examined:
    """Read and check the content folder at the moment meant; its errors stop the command (ContentError)."""
    examined = examine(options.folder(content, "content"), options.moment(as_of), MarkupCache(_CACHE))
    if examined.loaded.errors:
        raise ContentError(examined.loaded.problems)
    return examined


def plan_for(site: Site, asked: str, day: date) -> Plan:
    """The plan asked for; else the one in force on `day`, else the newest."""
    if asked and asked not in site.plan_by_id:
        raise UsageError(f"Không có kế hoạch `{asked}`. Các kế hoạch đang có: {', '.join(site.plan_by_id)}.")
    plan = site.plan_by_id.get(asked) or plan_of_day(site.plans, day) or newest_plan(site.plans)
    if plan is None:
        raise UsageError("Chưa có kế hoạch nào trong ke-hoach/.")
    return plan


def parse_day(written: str, option: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        if len(written) != 10:
            raise ValueError  # noqa: TRY301 - as any other day there is not
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(f"{option} phải là ngày viết như 2024-06-30, đang là `{written}`.") from None


def out_path(out: str, default: str, types: Iterable[str]) -> Path:
    """Where to write: --out, or `default` in the current folder; its type is one of `types` (".docx", …)."""
    target = Path(out).expanduser().absolute() if out else Path.cwd() / default
    if target.suffix.lower() not in types:
        raise UsageError(f"--out phải là tệp {' hoặc '.join(types)}, đang là `{out}`.")
    return target


def write_file(target: Path, data: bytes) -> None:
    """Write a generated file whole or not at all: beside its place first, then renamed over what was there."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
        raise EnvironmentFault.from_os_error(OSError(error.errno, "", str(target)), "ghi tệp") from error


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
