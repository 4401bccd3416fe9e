"""Where a build's time went, stage by stage."""

from __future__ import annotations

import io
from itertools import count

from pelican import ArticlesGenerator

from cchc.hooks.counting import CountedWorkers
from cchc.hooks.settings import load_settings
from cchc.hooks.watch import STAGES, Watch, watched
from cchc.terminal import Progress
from support import ROOT


def ticking() -> Watch:
    """A watch whose clock goes on by a second at each look."""
    ticks = count()
    return Watch(clock=lambda: float(next(ticks)))


def test_each_stage_lasts_until_the_next_begins_and_may_come_again() -> None:
    watch = ticking()
    for stage in ("load", "content", "check", "content"):
        watch.begin(stage)
    watch.close()
    watch.add("start", 0.5)
    assert watch.seconds == {"load": 1.0, "content": 2.0, "check": 1.0, "start": 0.5}


def test_the_table_is_in_the_order_of_the_build_with_shares_and_their_sum() -> None:
    watch = ticking()
    for stage in ("pages", "load", "khac", ""):
        watch.begin(stage)
    watch.add("start", 1.0)
    assert watch.table() == [
        "Công đoạn                            giây      %",
        "Khởi động Python                    1,000   25,0",
        "Nạp thư viện, thiết lập, giao diện  1,000   25,0",
        "Dựng trang                          1,000   25,0",
        "khac                                1,000   25,0",
        "Cộng                                4,000  100,0",
    ]


def test_a_watch_that_saw_nothing_has_an_empty_table() -> None:
    assert Watch().table() == ["Công đoạn   giây    %", "Cộng       0,000  0,0"]


def test_every_plugin_of_the_section_has_a_stage() -> None:
    plugins = [name.rpartition(".")[2] for name in load_settings(ROOT / "pelican.conf.py")["PLUGINS"]]
    assert set(plugins) - STAGES.keys() == {"writer"}


def test_a_watched_generator_tells_when_it_begins() -> None:
    """It works as before; the reader of content writes nothing, so only its reading is told."""
    done: list[str] = []

    class Work:
        __module__ = "cchc.hooks.pages"

        def generate_context(self) -> None:
            done.append("values")

        def generate_output(self, writer: str) -> None:
            done.append(writer)

    watch = ticking()
    stage = watched(Work, watch)()
    stage.generate_context()
    stage.generate_output("pages")
    assert isinstance(stage, Work)
    assert done == list(watch.seconds) == ["values", "pages"]
    Work.__module__ = "cchc.hooks.content"
    reader = watched(Work, watch)()
    reader.generate_context()
    reader.generate_output("none")
    assert list(watch.seconds) == ["values", "pages", "content"]


def test_pelicans_own_generators_are_left_alone() -> None:
    assert watched(ArticlesGenerator, Watch()) is ArticlesGenerator


def double(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def test_workers_count_what_they_are_given_under_the_stage_that_runs() -> None:
    stream = io.StringIO()
    watch = Watch(progress=Progress(stream))
    workers = CountedWorkers(1, watch)
    watch.begin("images")
    assert list(workers.map(double, [1, 2, 3], worth=100)) == [2, 4, 6]
    watch.begin("pages")
    assert list(workers.spread(lambda shared, some: [shared + item for item in some], 5, [1, 2], worth=100)) == [6, 7]
    watch.close()
    assert watch.counts == {"images": 3, "pages": 2}
    assert stream.getvalue() == ""
