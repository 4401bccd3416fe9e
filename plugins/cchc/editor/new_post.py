"""A post skeleton that passes `inv check`: the front matter filled in, the body with what to write."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc.dates import parse_moment
from cchc.errors import EnvironmentFault, UsageError
from cchc.fields import AREA_LETTERS
from cchc.plan import Plan, PlanTask, plan_of_day, suggest
from cchc.post import FILE_NAME, MAX_SLUG, SKELETON_MORE, SKELETON_OPENING
from cchc.resolve import DEFAULT_KIND
from cchc.site import Site
from cchc.text import clean_line, format_date, match_key, slugify


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the editor asked for, as typed; "" where not given."""

    title: str
    task: str = ""
    area: str = ""
    kind: str = ""
    unit: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A skeleton: its path relative to the content folder and its text."""

    path: str
    text: str


def draft_post(site: Site, today: date, wish: Wish, names: Iterable[str] = ()) -> NewPost:
    """Make the skeleton of a post; `names` are the files of posts there are. A wrong value is a UsageError."""
    title = clean_line(wish.title)
    if not 1 <= len(title) <= 200:
        raise UsageError('Cần --title "Tiêu đề bài", từ 1 đến 200 ký tự.')
    when = _day(wish.day) if wish.day else today
    plan = plan_of_day(site.plans, when)
    if plan is None and (wish.task or wish.area):
        known = ", ".join(item.id for item in site.plans)
        raise UsageError(
            f"Chưa có kế hoạch của ngày {format_date(when)} (đang có: {known}). Thêm --date nếu bài thuộc kế hoạch cũ, "
            "hoặc lập kế hoạch năm mới trong content/ke-hoach/ (README, mục Sang năm mới)."
        )
    task = _task(wish.task, plan) if wish.task and plan else None
    source = plan or site.newest_plan
    lines = [f"tieu_de: {json.dumps(title, ensure_ascii=False)}", f"ngay: {when.isoformat()}", 'tom_tat: ""']
    lines += [f"nhiem_vu: [{task.number}]"] if task else []
    lines += [f"noi_dung: [{_area(wish.area, plan)}]"] if wish.area and plan else []
    lines += [f"the_loai: {_kind(wish.kind, source, task)}"]
    lines += [f"don_vi: {_named(wish.unit, source, '--unit')}"] if wish.unit else []
    lines += ["tu_khoa: []", "trang_thai: nháp"]
    text = "\n".join(["---", *lines, "---", "", *_guide(task), ""])
    taken = {found[2] for found in map(FILE_NAME.fullmatch, names) if found and found[1][:4] == f"{when.year:04d}"}
    slug = _free_slug(taken, title)
    return NewPost(path=f"bai-viet/{when.year:04d}/{when.isoformat()}-{slug}.md", text=text)


def write_post(content: Path, post: NewPost) -> Path:
    """Write the skeleton; never over a file that is there."""
    target = content / post.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(post.text)
    except FileExistsError:
        raise UsageError(f"Đã có {target}; đổi --title hoặc --date.") from None
    except OSError as error:
        raise EnvironmentFault.from_os_error(error, "tạo bài") from error
    return target


def _day(written: str) -> date:
    parsed = parse_moment(clean_line(written))
    if isinstance(parsed, str):
        raise UsageError(f"--date phải viết như 2024-05-10 hoặc 10/05/2024, đang là `{written}`.")
    return parsed.date()


def _task(written: str, plan: Plan) -> PlanTask:
    number = int(written) if written.isdecimal() and len(written) < 6 else 0
    if number not in plan.task_by_number:
        listed = "; ".join(f"{task.number} {task.title}" for task in plan.tasks)
        raise UsageError(f"--task: kế hoạch {plan.id} không có nhiệm vụ `{written}`. Các nhiệm vụ: {listed}.")
    return plan.task_by_number[number]


def _area(written: str, plan: Plan) -> str:
    letter = "đ" if written == "dd" else clean_line(written)
    if letter not in AREA_LETTERS or letter not in plan.area_by_letter:
        known = ", ".join(plan.area_by_letter)
        raise UsageError(f"--area: kế hoạch {plan.id} không có nội dung `{written}`. Dùng một trong: {known}.")
    return letter


def _kind(written: str, plan: Plan | None, task: PlanTask | None) -> str:
    if written:
        return _named(written, plan, "--kind")
    expected = task.products.kinds if task else (DEFAULT_KIND,)
    return DEFAULT_KIND if DEFAULT_KIND in expected else expected[0]


def _named(written: str, plan: Plan | None, option: str) -> str:
    """Id of a kind or unit written in any accepted way."""
    names = {} if plan is None else plan.kind_names if option == "--kind" else plan.unit_names
    found = names.get(match_key(written))
    if found is None:
        raise UsageError(f"{option}: không có `{written}`; {suggest(written, names)}.")
    return found


def _free_slug(taken: Collection[str], title: str) -> str:
    """A slug of the title that no post of that year has, readable or not."""
    base = slugify(title)[: MAX_SLUG - 3].strip("-") or "bai-viet"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _guide(task: PlanTask | None) -> list[str]:
    opening = [f"{SKELETON_OPENING} việc gì, ai làm, khi nào, kết quả ra sao."]
    more = ["", f"{SKELETON_MORE} Khi xong, đổi `trang_thai` thành `đăng`."]
    return [*opening, *(["", f"Bài phục vụ nhiệm vụ {task.number}: {task.title}."] if task else []), *more]
