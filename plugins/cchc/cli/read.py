"""`inv check` and `inv coverage`: what stands in the content, without building; Pelican is not imported."""

from __future__ import annotations

from cchc.checks import Examined, examine
from cchc.cli import options
from cchc.cli.guard import say
from cchc.coverage import Coverage
from cchc.errors import ContentError, GateError, UsageError
from cchc.exports import coverage_json, coverage_text
from cchc.markup.cache import MarkupCache
from cchc.outputs import measure_site
from cchc.problems import MACHINE_FORMATS, format_text
from cchc.text import format_percent

_CACHE = options.ROOT / ".cache"


def check(*, content: str, form: str, as_of: str = "") -> None:
    """Print every problem of every file; exit 1 when one is an error."""
    options.one_of(form, "--format", ("text", *MACHINE_FORMATS))
    loaded = _examine(content, as_of).loaded
    if form == "text":
        print(format_text(loaded.problems))
        print(f"Đã kiểm tra {len(loaded.ledger)} tệp.")
    else:
        print(MACHINE_FORMATS[form](loaded.problems, loaded.ledger))
    if loaded.errors:
        raise SystemExit(ContentError.exitcode)


def coverage(*, content: str, plan: str, as_of: str, form: str, fail_under: str) -> None:
    """Print the coverage of a plan, all fields; a gate not met is exit 1."""
    options.one_of(form, "--format", ("text", "json"))
    limit = options.percent(fail_under, "--fail-under")
    examined = _examine(content, as_of)
    if examined.loaded.errors:
        raise ContentError(examined.loaded.problems)
    found = _choose(measure_site(examined.loaded.site), plan, examined)
    print(coverage_json(found, edition="full").rstrip() if form == "json" else coverage_text(found))
    if limit is not None and found.completion.percent < limit:
        reached, wanted = format_percent(found.completion.percent), format_percent(limit)
        raise GateError(f"Mức hoàn thành {reached} % thấp hơn mức yêu cầu {wanted} %.")


def _examine(content: str, as_of: str) -> Examined:
    moment = options.moment(as_of)
    return examine(options.folder(content, "content"), moment, MarkupCache(_CACHE))


def _choose(coverages: dict[str, Coverage], plan: str, examined: Examined) -> Coverage:
    """The plan asked for; else the one in force, else the newest."""
    if plan and plan not in coverages:
        raise UsageError(f"Không có kế hoạch `{plan}`. Các kế hoạch đang có: {', '.join(coverages) or 'chưa có'}.")
    if plan:
        return coverages[plan]
    chosen = examined.loaded.site.current_plan
    if chosen is None:
        raise UsageError("Chưa có kế hoạch nào trong ke-hoach/.")
    if len(coverages) > 1:
        say(f"Kế hoạch {chosen.id} (đổi bằng --plan).")
    return coverages[chosen.id]
