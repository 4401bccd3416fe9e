"""`inv check` and `inv coverage`: what stands in the content, without building; Pelican is not imported."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cchc.changes import Changes, changes_document, changes_text, compare
from cchc.cli import options
from cchc.cli.guard import say
from cchc.coverage import Coverage, measure
from cchc.errors import ContentError, GateError, UsageError
from cchc.examination import Examined, examine
from cchc.exports import coverage_document, coverage_text, json_text
from cchc.moment import build_moment, parse_day
from cchc.outputs import collect_outputs, measure_site
from cchc.problems import MACHINE_FORMATS, format_text
from cchc.records.store import RecordStore
from cchc.site import Site
from cchc.text import format_date, format_percent

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


def coverage(*, content: str, plan: str, as_of: str, form: str, fail_under: str, since: str) -> None:
    """Print the coverage of a plan, all fields, and what changed `since` a day; a gate not met is exit 1."""
    options.one_of(form, "--format", ("text", "json"))
    limit = options.percent(fail_under, "--fail-under")
    earlier = _end_of(since, as_of) if since else None
    examined = _examine(content, as_of)
    if examined.loaded.errors:
        raise ContentError(examined.loaded.problems)
    found = _choose(measure_site(examined.loaded.site), plan, examined)
    changes = _changes(examined.loaded.site, earlier, found) if earlier else None
    if form == "json":
        more = {"since": changes_document(changes)} if changes else {}
        print(json_text({**coverage_document(found, edition="full"), **more}).rstrip())
    else:
        print(coverage_text(found) + (f"\n{changes_text(changes)}" if changes else ""))
    if limit is not None and found.completion.percent < limit:  # as shown: what a reader sees to be enough is enough
        reached, wanted = format_percent(found.completion.percent), fail_under.replace(".", ",")
        raise GateError(f"Mức hoàn thành {reached} % thấp hơn mức yêu cầu {wanted} %.")


def _end_of(since: str, as_of: str) -> datetime:
    """The end of the day --since, which is not after that of --as-of."""
    parse_day(since, "--since")
    day, moment = build_moment(since, {}), options.moment(as_of)
    if day.date() > moment.date():
        shown = format_date(moment)
        raise UsageError(f"--since {since} phải không sau ngày tính số liệu {shown}. Sửa --since hoặc --as-of.")
    return min(day, moment)


def _changes(site: Site, earlier: datetime, found: Coverage) -> Changes:
    """Measure the site as it stood at the moment `earlier`, and compare."""
    before = measure(found.plan, collect_outputs(replace(site, moment=earlier), found.plan), earlier.date())
    withdrawn = {post.source: post.withdrawn.date.date() for post in site.posts if post.withdrawn}
    return compare(before, found, withdrawn)


def _examine(content: str, as_of: str) -> Examined:
    moment = options.moment(as_of)
    return examine(options.folder(content, "content"), moment, RecordStore(_CACHE))


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
