"""`inv new-log`: an .xlsx to keep the outputs that are not posts."""

from __future__ import annotations

from pathlib import Path

from cchc.cli import options
from cchc.cli.files import write_new_file
from cchc.cli.guard import say
from cchc.editor.new_log import draft_log
from cchc.errors import ContentError, UsageError
from cchc.plan import Plan
from cchc.site import LoadedSite, load_site

_FOLDER = "so-theo-doi"


def new_log(*, plan: str, out: str, content: str) -> None:
    """Write an empty log for a plan and say what to do next; never over a file that is there."""
    folder = options.folder(content, "content")
    loaded = load_site(folder, options.moment(""))
    chosen = _choose(loaded, plan)
    target = Path(out).expanduser().absolute() if out else folder / _FOLDER / f"{_year(chosen, loaded)}.xlsx"
    _check_target(target, folder / _FOLDER, out)
    at_home = target.parent == folder / _FOLDER
    write_new_file(target, draft_log(chosen), doing="tạo sổ theo dõi", make_folder=at_home)
    print(f"Đã tạo sổ theo dõi của kế hoạch {chosen.id}: {target}")
    print("Mở bằng Excel hoặc LibreOffice, xem trang “Hướng dẫn”, ghi mỗi dòng một sản phẩm.")
    print("Ghi xong, lưu tệp rồi kiểm tra: .venv/bin/inv check.")


def _choose(loaded: LoadedSite, wanted: str) -> Plan:
    """The plan asked for, else the one in force, else the newest; its own errors stop here."""
    plans = loaded.site.plan_by_id
    chosen = plans.get(wanted) if wanted else loaded.site.current_plan
    source = chosen.source if chosen else f"ke-hoach/{wanted}.yaml"
    faults = [problem for problem in loaded.errors if problem.path == source]
    if faults:
        raise ContentError(faults)
    if chosen is None and not (wanted and plans):
        broken = [problem for problem in loaded.errors if problem.path.startswith("ke-hoach/")]
        raise ContentError(broken) if broken else UsageError("Chưa có kế hoạch nào trong ke-hoach/.")
    if chosen is None:
        raise UsageError(f"Không có kế hoạch `{wanted}`. Các kế hoạch đang có: {', '.join(plans)}.")
    if len(plans) > 1 and not wanted:
        say(f"Kế hoạch {chosen.id} (đổi bằng --plan).")
    return chosen


def _year(plan: Plan, loaded: LoadedSite) -> int:
    """The year of the log: this year, or the nearest one of the plan."""
    this_year = loaded.site.moment.year
    return min(max(this_year, plan.period.start.year), plan.period.end.year)


def _check_target(target: Path, logs: Path, out: str) -> None:
    """Raise UsageError for a name that is no .xlsx, a file that is there, or a second log of one year."""
    if target.suffix != ".xlsx":
        raise UsageError(f"--out phải là tệp .xlsx, đang là `{out}`.")
    other = target.with_suffix(".csv")
    if target.parent == logs and other.exists():
        raise UsageError(
            f"Đã có {other}: hai sổ cho một năm thì dòng bị tính hai lần. Muốn dùng sổ Excel: tạo ở chỗ khác "
            f"(--out {target.name}), chép các dòng của {other.name} sang, chuyển {other.name} ra khỏi {_FOLDER}/ rồi "
            "đặt sổ mới vào đó."
        )
    if target.exists():
        raise UsageError(f"Đã có {target}, không ghi đè. Ghi tiếp vào tệp đó, hoặc đổi --out.")
