"""Where a build is, and where its time went: `inv build --profile`, and the line that tells how far it has come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cchc.terminal import Progress, lay_out
from cchc.text import format_number

Item = TypeVar("Item")

# Stages of a build in their order; those of PLUGINS by the last part of their module's name
STAGES: Mapping[str, str] = {
    "start": "Khởi động Python",
    "last": "So với lần dựng trước",
    "restore": "Lấy lại kết quả lần trước từ bộ nhớ đệm",
    "retouch": "Thay thân bài đã sửa",
    "load": "Nạp thư viện, thiết lập, giao diện",
    "content": "Đọc bài, kế hoạch, sổ theo dõi",
    "check": "Kiểm tra nội dung",
    "coverage": "Tính mức thực hiện kế hoạch",
    "images": "Ảnh thu nhỏ",
    "values": "Soạn nội dung các trang",
    "data": "Dữ liệu mở",
    "standing": "Xem kết quả đang có",
    "pages": "Dựng trang",
    "feeds": "Nguồn tin (RSS, Atom, JSON)",
    "sitemap": "Sơ đồ cho máy tìm kiếm",
    "search": "Dữ liệu tìm kiếm",
    "assets": "Giao diện và tệp kèm",
    "cards": "Ảnh chia sẻ",
    "publish": "Bản nén",
    "server": "Tệp cho máy chủ web",
    "commit": "Chuyển vào thư mục kết quả",
    "keep": "Ghi bộ nhớ đệm",
}
_OTHER = "Phần khác"


@dataclass(slots=True)
class Watch:
    """Seconds by stage, each measured from its beginning to that of the next; one stage may begin several times.

    `counts` say by stage how many items the processes were given to work on.
    """

    progress: Progress | None = None
    clock: Callable[[], float] = time.perf_counter
    seconds: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    _stage: str = ""
    _since: float = 0.0

    def begin(self, stage: str) -> None:
        """End the stage that runs and begin another; "" begins none."""
        now = self.clock()
        if self._stage:
            self.add(self._stage, now - self._since)
        self._stage, self._since = stage, now
        if stage:
            self.add(stage, 0.0)
        if self.progress is not None:
            self.progress.begin(STAGES.get(stage, _OTHER) if stage else "")

    def close(self) -> None:
        """End the stage that runs and take the progress off the terminal."""
        self.begin("")

    def add(self, stage: str, seconds: float) -> None:
        """Add time that was measured elsewhere."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def count(self, found: Iterable[Item], items: Sequence[object]) -> Iterator[Item]:
        """`found`, one for each of `items`, watched as they come."""
        total, progress = len(items), self.progress
        self.counts[self._stage] = self.counts.get(self._stage, 0) + total
        if progress is None:
            yield from found
            return
        for done, item in enumerate(found, 1):
            progress.advance(done, total)
            yield item

    def table(self) -> list[str]:
        """The stages in their order with their seconds and shares, and the sum, as lines."""
        total = sum(self.seconds.values())
        order = {stage: rank for rank, stage in enumerate(STAGES)}
        ran = sorted(self.seconds, key=lambda stage: order.get(stage, len(order)))
        rows = [(STAGES.get(stage, stage), self.seconds[stage]) for stage in ran]
        cells = [(label, format_number(seconds, 3), format_number(100 * seconds / (total or 1), 1))
                 for label, seconds in (*rows, ("Cộng", total))]
        return lay_out([("Công đoạn", "giây", "%"), *cells], right=(1, 2))


def watched(stage: type, watch: Watch) -> type:
    """The generator `stage`, which tells `watch` when it begins; Pelican's own, which have nothing to do, do not."""
    name = stage.__module__.rpartition(".")[2]
    begins = {"generate_context": "values" if name == "pages" else name, "generate_output": name}
    if name == "content":
        del begins["generate_output"]  # it writes nothing
    methods = {method: _begin_first(stage, method, watch, key) for method, key in begins.items()
               if hasattr(stage, method)}
    ours = not stage.__module__.startswith("pelican.")
    return type(stage.__name__, (stage,), {"__module__": stage.__module__, **methods}) if ours else stage


def _begin_first(stage: type, method: str, watch: Watch, key: str) -> Callable[..., object]:
    """The method of `stage`, after telling `watch`."""
    work: Callable[..., object] = getattr(stage, method)

    def run(self: object, *given: object) -> object:
        watch.begin(key)
        return work(self, *given)

    return run
