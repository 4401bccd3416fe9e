"""What changed in a plan's coverage between two days."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.changes import changes_document, changes_text, compare
from cchc.coverage import measure
from cchc.coverage_words import RANK, STATUSES
from cchc.schedule import Event, Window
from unit.test_coverage import (
    DAILY,
    EXAMPLE_OUTPUTS,
    YEAR_2024,
    make_output,
    make_plan,
    make_plan_2024,
    make_task,
)

PLAN = make_plan_2024()
DAYS = st.dates(date(2023, 12, 1), date(2025, 2, 1))


@st.composite
def outputs(draw):
    """Outputs of any day, kind, task and origin; some withdrawn, some twice in the log."""
    found = []
    for index in range(draw(st.integers(0, 12))):
        day = draw(DAYS)
        origin = draw(st.sampled_from(["post", "attachment", "log"]))
        found.append(make_output(
            day, draw(st.sampled_from(["tin-bai", "phong-su", "ke-hoach"])),
            tuple(draw(st.lists(st.integers(1, 7), max_size=2, unique=True))), origin=origin,
            source="so-theo-doi/2024.csv" if origin == "log" else f"bai-viet/{day.year}/{index}.md",
            channels=(draw(st.sampled_from(["cong-ttdt", "bao", "zalo"])),),
            withdrawn=None if origin == "log" else draw(st.none() | st.dates(day, date(2025, 6, 1))),
        ))
        if origin == "log" and draw(st.booleans()):
            found.append(found[-1])
    return found


@given(outputs(), DAYS)
def test_nothing_changes_within_a_day(items, day):
    """Compared with itself, a coverage has no changes."""
    found = measure(PLAN, items, day)
    changes = compare(found, found)
    assert changes.is_empty
    assert changes_text(changes).startswith("Không có thay đổi")
    document = changes_document(changes)
    assert (document["tasks"], document["new"], document["gone"], document["marked"]) == ([], 0, 0, [])


@given(outputs(), DAYS, DAYS)
def test_new_and_gone_outputs_are_the_difference_of_the_sets(items, one, other):
    """What is new counts on the second day only, what is gone on the first only; equal log rows are counted."""
    before, after = measure(PLAN, items, min(one, other)), measure(PLAN, items, max(one, other))
    changes = compare(before, after)
    then, now = Counter(before.planned_outputs), Counter(after.planned_outputs)
    assert Counter(changes.new) == now - then
    assert Counter(item.output for item in changes.gone) == then - now
    assert Counter(changes.new_unplanned) == Counter(after.unplanned) - Counter(before.unplanned)
    assert set(changes.new_channels) == set(after.channels) - set(before.channels)
    assert set(changes.gone_channels) == set(before.channels) - set(after.channels)
    for change in changes.tasks:
        number = change.number - 1
        then, now = Counter(before.tasks[number].outputs), Counter(after.tasks[number].outputs)
        assert Counter(change.new) == now - then
        assert Counter(item.output for item in change.gone) == then - now


@given(outputs(), DAYS, DAYS)
def test_every_task_that_differs_is_listed_and_no_other(items, one, other):
    """A task is listed exactly when its status, label or outputs differ, in the order of the plan."""
    before, after = measure(PLAN, items, min(one, other)), measure(PLAN, items, max(one, other))
    differing = [
        then.task.number for then, now in zip(before.tasks, after.tasks, strict=True)
        if (then.status, then.label, Counter(then.outputs)) != (now.status, now.label, Counter(now.outputs))
    ]
    assert [change.number for change in compare(before, after).tasks] == differing


@given(outputs(), DAYS, DAYS)
def test_documents_and_texts_are_made_of_any_changes(items, one, other):
    """The document is JSON and the text names every list that holds something."""
    before, after = measure(PLAN, items, min(one, other)), measure(PLAN, items, max(one, other))
    changes = compare(before, after)
    text = changes_text(changes)
    assert json.loads(json.dumps(changes_document(changes), ensure_ascii=False, allow_nan=False))
    assert bool(changes.new) == (f"Sản phẩm mới: {len(changes.new)}\n" in text)
    assert bool(changes.gone) == (f"Sản phẩm không còn tính: {len(changes.gone)}\n" in text)
    assert text.endswith("\n")


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_direction_follows_the_order_of_the_rules(before, after):
    """Better and worse are those of the coverage rules; not due and waiting are equally good."""
    found = compare(measure(PLAN, [], date(2024, 1, 1)), measure(PLAN, [], date(2024, 6, 30))).tasks[0]
    change = replace(found, before=before, after=after)
    step = RANK[after] - RANK[before]
    assert change.direction == ("same" if step == 0 else "better" if step < 0 else "worse")


def test_the_worked_example_between_two_days():
    """From 15 January to 30 June 2024: statuses, new outputs, completion."""
    before, after = measure(PLAN, EXAMPLE_OUTPUTS, date(2024, 1, 15)), measure(PLAN, EXAMPLE_OUTPUTS, date(2024, 6, 30))
    changes = compare(before, after)
    assert [(item.number, item.before, item.after, item.direction, len(item.new)) for item in changes.tasks] == [
        (1, "pending", "partial", "better", 4), (2, "pending", "done", "better", 1), (3, "pending", "done", "better", 6),
        (4, "pending", "stale", "worse", 1), (5, "waiting", "pending", "worse", 0),
        (7, "pending", "overdue", "worse", 0),
    ]
    assert (len(changes.new), changes.gone, changes.new_channels) == (12, (), ("cong-ttdt",))
    assert changes_text(changes, title_width=10) == """\
Thay đổi từ hết ngày 15/01/2024 đến hết ngày 30/06/2024

Số  Nhiệm vụ    Trước           Nay                       Thay đổi  Sản phẩm
1   Nhiệm vụ 1  Đang trong hạn  Chưa đủ sản phẩm          tốt hơn   +4
2   Nhiệm vụ 2  Đang trong hạn  Đúng tiến độ              tốt hơn   +1
3   Nhiệm vụ 3  Đang trong hạn  Đúng tiến độ              tốt hơn   +6
4   Nhiệm vụ 4  Đang trong hạn  Lâu chưa có sản phẩm mới  kém hơn   +1
5   Nhiệm vụ 5  Chưa phát sinh  Đang trong hạn            kém hơn   –
7   Nhiệm vụ 7  Đang trong hạn  Chưa thực hiện            kém hơn   –

Mức hoàn thành: 0/6 (0 %) → 2/7 (28,6 %)
Kênh mới: Cong-Ttdt

Sản phẩm mới: 12
  20/01/2024  Kế hoạch    Bài 2024-01-20-ke-hoach    nhiệm vụ 1
  01/02/2024  Kế hoạch    Bài 2024-02-01-ke-hoach    nhiệm vụ 3
  05/02/2024  Tin, bài    Bài 2024-02-05-tin-bai     nhiệm vụ 1
  01/03/2024  Quyết định  Bài 2024-03-01-quyet-dinh  nhiệm vụ 3
  02/03/2024  Công văn    Bài 2024-03-02-cong-van    nhiệm vụ 3
  03/03/2024  Thông báo   Bài 2024-03-03-thong-bao   nhiệm vụ 3
  10/03/2024  Tin, bài    Bài 2024-03-10-tin-bai     nhiệm vụ 4
  02/04/2024  Công văn    Bài 2024-04-02-cong-van    nhiệm vụ 1
  03/05/2024  Phóng sự    Bài 2024-05-03-phong-su    nhiệm vụ 3
  30/05/2024  Tin, bài    Bài 2024-05-30-tin-bai     nhiệm vụ 2
  01/06/2024  Tin, bài    Bài 2024-06-01-tin-bai     nhiệm vụ 3
  20/06/2024  Tin, bài    Bài 2024-06-20-tin-bai     nhiệm vụ 1

So sánh theo nội dung hiện có; không tính được những chỗ đã sửa sau ngày 15/01/2024.
"""


def test_a_withdrawn_output_is_gone_with_its_day():
    """An output taken back within the plan no longer counts, and the reason names the day."""
    output = make_output(date(2024, 3, 1), tasks=(1, 2), withdrawn=date(2024, 5, 9), channels=("zalo",))
    before, after = (measure(PLAN, [output], day) for day in (date(2024, 4, 1), date(2024, 6, 1)))
    changes = compare(before, after, {output.source: date(2024, 5, 9)})
    assert [(item.output.title, item.reason) for item in changes.gone] == [(output.title, "đã rút ngày 09/05/2024")]
    assert [(item.number, len(item.gone)) for item in changes.tasks if item.gone] == [(1, 1), (2, 1)]
    assert changes.gone_channels == ("zalo",)
    text = changes_text(changes)
    assert "−1" in text
    assert "Kênh không còn dùng: Zalo" in text
    assert "  01/03/2024  Tin, bài  Bài 2024-03-01-tin-bai  nhiệm vụ 1, 2; đã rút ngày 09/05/2024" in text
    assert changes_document(changes)["tasks"][0]["gone"][0]["reason"] == "đã rút ngày 09/05/2024"


def test_an_output_gone_for_another_reason_is_said_to_be_out_of_the_content():
    """Two coverages of different contents: what the second lacks is not called withdrawn."""
    output = make_output(date(2024, 3, 1))
    changes = compare(measure(PLAN, [output], date(2024, 4, 1)), measure(PLAN, [], date(2024, 4, 1)))
    assert changes.gone[0].reason == "không còn trong nội dung"


def test_an_output_withdrawn_after_the_plan_is_marked_not_gone():
    """After the plan's end a withdrawal marks an output, once; then both days are those of the closed plan."""
    output = make_output(date(2024, 3, 1), withdrawn=date(2025, 3, 1))
    before = measure(PLAN, [replace(output, withdrawn=None)], date(2025, 2, 1))
    after = measure(PLAN, [output], date(2025, 4, 1))
    changes = compare(before, after, {output.source: date(2025, 3, 1)})
    assert (changes.gone, changes.new, changes.tasks) == ((), (), ())
    assert changes.marked == (output,)
    assert "Sản phẩm đã rút sau khi kế hoạch kết thúc, vẫn tính: 1" in changes_text(changes)
    assert "Cả hai ngày đều sau khi kế hoạch kết thúc" in changes_text(changes)
    assert compare(after, after).marked == ()


def test_the_file_of_an_output_may_move_without_making_it_new():
    """A withdrawn post's attachment leads to the notice instead of its file: it is the same output."""
    file = make_output(date(2024, 3, 1), "ke-hoach", origin="attachment", url="tep/a.pdf", number="1/KH")
    moved = replace(file, url="bai-viet/2024/a/", withdrawn=date(2025, 3, 1))
    before, after = measure(PLAN, [file], date(2025, 2, 1)), measure(PLAN, [moved], date(2025, 4, 1))
    assert (compare(before, after).new, compare(before, after).gone) == ((), ())


def test_labels_that_change_with_the_plan_s_end_are_listed_as_such():
    """A done task is "Hoàn thành" once the plan is closed: neither better nor worse, and why is said once."""
    plan = make_plan(make_task(1, Window(start=YEAR_2024.start, end=YEAR_2024.end, text="Năm 2024")))
    items = [make_output(date(2024, 3, 1))]
    changes = compare(measure(plan, items, date(2024, 12, 31)), measure(plan, items, date(2025, 1, 1)))
    change, = changes.tasks
    assert (change.before_label, change.after_label, change.direction) == ("Đúng tiến độ", "Hoàn thành", "same")
    lines = changes_text(changes).splitlines()
    assert lines[0] == "Thay đổi từ hết ngày 31/12/2024 đến khi kế hoạch đã kết thúc (ngày cuối 31/12/2024)"
    assert lines[3].endswith("Đúng tiến độ  Hoàn thành  đổi cách gọi  –")
    assert changes_document(changes)["closed"] == {"before": False, "after": True}


def test_a_label_that_tells_of_another_delay_is_listed_as_such():
    """In an open plan the same status has another label only by its number of delays."""
    plan = make_plan(make_task(1, Window(start=YEAR_2024.start, end=date(2024, 3, 31), text="Quý I")))
    items = [make_output(date(2024, 3, 1)), make_output(date(2024, 4, 2))]
    changes = compare(*(measure(plan, items, day) for day in (date(2024, 4, 1), date(2024, 4, 2))))
    assert changes_text(changes).splitlines()[3].endswith("Đúng tiến độ  Đúng tiến độ (trễ 1)  đổi số lần trễ  +1")


def test_unplanned_outputs_have_their_own_list():
    """New outputs that name no task are listed apart and change no task."""
    lone = make_output(date(2024, 3, 5), tasks=(), title="Tin\nngoài kế hoạch")
    changes = compare(measure(PLAN, [lone], date(2024, 3, 4)), measure(PLAN, [lone], date(2024, 3, 5)))
    assert (changes.new, changes.new_unplanned, changes.is_empty) == ((), (lone,), False)
    assert "Sản phẩm mới ngoài kế hoạch: 1\n  05/03/2024  Tin, bài  Tin ngoài kế hoạch\n" in changes_text(changes)
    back = compare(measure(PLAN, [lone], date(2024, 3, 5)), measure(PLAN, [], date(2024, 3, 5)))
    assert "Sản phẩm ngoài kế hoạch không còn tính: 1" in changes_text(back)
    assert changes_document(back)["unplanned"]["gone"][0]["title"] == "Tin\nngoài kế hoạch"


def test_completion_alone_is_a_change():
    """A task that stops waiting changes what completion counts."""
    event = make_task(1, Event(within=5, working=True, events=(), text=""))
    before = measure(make_plan(event, make_task(2, DAILY)), [], date(2024, 1, 1))
    after = replace(before, completion=replace(before.completion, counted=2))
    assert not compare(before, after).is_empty
    assert "Mức hoàn thành: 0/1 (0 %) → 0/2 (0 %)" in changes_text(compare(before, after))


def test_before_the_plan_starts_everything_since_is_new():
    """A day before the plan is a day without outputs."""
    before = measure(PLAN, EXAMPLE_OUTPUTS, YEAR_2024.start - timedelta(days=400))
    changes = compare(before, measure(PLAN, EXAMPLE_OUTPUTS, date(2024, 6, 30)))
    assert len(changes.new) == len(EXAMPLE_OUTPUTS)
    assert changes_document(changes)["from"] == "2022-11-27"
