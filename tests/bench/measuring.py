"""Time the measuring of 10,000 outputs over the seven tasks of 2024 in CPU seconds; print the figures.

`python -m tests.bench.measuring` (also printed by `inv bench`). The outputs are those of a site: posts, their
attachments with a kind, rows of the log; the same for every call. The aim is at most 0.5 s for `measure`.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from tests.bench.corpus import ROOT

sys.path.insert(0, str(ROOT / "plugins"))

from cchc.coverage import Coverage, measure
from cchc.output_log import LogRow
from cchc.outputs import collect_outputs
from cchc.plan import Plan
from cchc.plan_file import parse_plan
from cchc.post import Attachment, Post
from cchc.site import Site
from cchc.text import VIETNAM

_PLAN = "ke-hoach/2024.yaml"
_AIM = 0.5
_TRIES = 5
_KINDS = ("tin-bai", "tin", "bai", "phong-su", "quyet-dinh", "ke-hoach", "cong-van", "thong-bao", "bao-cao", "ban-tin")
_CHANNELS = (("cong-ttdt",), ("cong-ttdt", "facebook"), ("bao",), ("zalo", "facebook"))
_AREAS = ((), ("a",), ("d", "đ"), ())
_LAST_DAY = date(2024, 12, 31)


def main() -> None:
    """Measure 1,000 and 10,000 outputs and print the table."""
    print(f"measuring coverage, CPU seconds, best of {_TRIES}")  # noqa: T201
    print(f"{'outputs':>8} {'measure':>9} {'collect + measure':>18}")  # noqa: T201
    plan = read_plan()
    seconds = {}
    for count in (1_000, 10_000):
        site = make_site(plan, count)
        outputs = tuple(collect_outputs(site, plan))
        alone = _best(lambda: measure(plan, outputs, _LAST_DAY), count)  # noqa: B023 - called before the next turn
        whole = _best(lambda: measure(plan, collect_outputs(site, plan), _LAST_DAY), count)  # noqa: B023
        print(f"{count:8,} {alone:9.4f} {whole:18.4f}")  # noqa: T201
        seconds[count] = (alone, whole)
    ratios = [large / small for small, large in zip(seconds[1_000], seconds[10_000], strict=True)]
    verdict = "met" if seconds[10_000][0] <= _AIM else "missed"
    print(f"10,000 / 1,000: {ratios[0]:.1f} and {ratios[1]:.1f} times; aim {_AIM} s for 10,000 outputs: {verdict}")  # noqa: T201


def read_plan() -> Plan:
    """The real plan of 2024."""
    plan = parse_plan(_PLAN, (ROOT / "content" / _PLAN).read_bytes()).plan
    if plan is None:
        raise SystemExit(f"content/{_PLAN} cannot be read")
    return plan


def make_site(plan: Plan, count: int) -> Site:
    """A site with `count` outputs of 2024, a multiple of four: half posts, a quarter attachments, a quarter rows."""
    posts = tuple(_post(plan, index, count // 2) for index in range(count // 2))
    rows = tuple(_row(plan, index, count // 4) for index in range(count // 4))
    moment = datetime(2024, 12, 31, 23, 59, tzinfo=VIETNAM)
    return Site(plans=(plan,), posts=posts, rows=rows, pages=(), files=frozenset(), moment=moment)


def _post(plan: Plan, index: int, total: int) -> Post:
    """Post number `index`; every second one has an attachment that is an output too."""
    day = _day(index, total)
    file = Attachment(file=f"tep/{index}.pdf", title=f"Văn bản {index}", kind=_KINDS[4 + index % 5], number=f"{index}/KH")
    return Post(
        source=f"bai-viet/2024/{day}-bai-{index}.md", slug=f"bai-{index}", title=f"Bài {index}", plan=plan.id,
        date=datetime(day.year, day.month, day.day, 8, tzinfo=VIETNAM), kind=_KINDS[index % 4], unit="van-phong",
        tasks=_tasks(index), areas=_AREAS[index % 4], channels=_CHANNELS[index % 4],
        attachments=(file,) if index % 2 else (),
    )


def _row(plan: Plan, index: int, total: int) -> LogRow:
    return LogRow(
        source="so-theo-doi/2024.csv", row=index + 2, plan=plan.id, date=_day(index, total), title=f"Sản phẩm {index}",
        kind=_KINDS[index % len(_KINDS)], tasks=_tasks(index), areas=_AREAS[index % 4], unit="van-phong",
        channels=_CHANNELS[index % 4], evidence=f"https://example.vn/{index}",
    )


def _tasks(index: int) -> tuple[int, ...]:
    """One task, two, or none for every eleventh output."""
    if index % 11 == 0:
        return ()
    return (index % 7 + 1,) if index % 3 else (index % 7 + 1, (index + 3) % 7 + 1)


def _day(index: int, total: int) -> date:
    """Days over the whole year, not in order."""
    return date(2024, 1, 1) + timedelta(days=index * 101 % total * 366 // total)


def _best(run: Callable[[], Coverage], count: int) -> float:
    """CPU seconds of the fastest of some runs, each of which must have counted every output."""
    found = []
    for _ in range(_TRIES):
        gc.collect()
        started = time.process_time()
        coverage = run()
        found.append(time.process_time() - started)
        if len(coverage.outputs) != count:
            raise SystemExit(f"{len(coverage.outputs)} outputs counted instead of {count}")
    return min(found)


if __name__ == "__main__":
    main()
