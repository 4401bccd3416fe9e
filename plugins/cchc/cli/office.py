"""What the office's commands share: content that must be free of errors, the plan meant, and where to write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cchc.cli import options
from cchc.errors import ContentError, UsageError
from cchc.examination import Examined, examine
from cchc.plan import Plan, newest_plan, plan_of_day
from cchc.records.store import RecordStore
from cchc.site import Site

_CACHE = options.ROOT / ".cache"


def read_content(content: str, as_of: str, undone: str = "chưa lập tệp nào") -> Examined:
    """Read and check the content folder at the moment meant; its errors stop the command (ContentError).

    `undone` tells what was not done then ("chưa lập báo cáo").
    """
    examined = examine(options.folder(content, "content"), options.moment(as_of), RecordStore(_CACHE))
    if examined.loaded.errors:
        raise ContentError(examined.loaded.problems, undone)
    return examined


def plan_for(site: Site, asked: str, day: date) -> Plan:
    """The plan asked for; else the one in force on `day`, else the newest."""
    if asked and asked not in site.plan_by_id:
        raise UsageError(f"Không có kế hoạch `{asked}`. Các kế hoạch đang có: {', '.join(site.plan_by_id)}.")
    plan = site.plan_by_id.get(asked) or plan_of_day(site.plans, day) or newest_plan(site.plans)
    if plan is None:
        raise UsageError("Chưa có kế hoạch nào trong ke-hoach/.")
    return plan


def out_path(out: str, default: str, types: Iterable[str]) -> Path:
    """Where to write: --out, or `default` in the current folder; its type is one of `types` (".docx", …)."""
    target = Path(out).expanduser().absolute() if out else Path.cwd() / default
    if target.suffix.lower() not in types:
        raise UsageError(f"--out phải là tệp {' hoặc '.join(types)}, đang là `{out}`.")
    return target
