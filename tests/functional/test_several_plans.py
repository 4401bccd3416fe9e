"""Plans of several years side by side: two yearly plans under one of five years (tests/sites/plans, test data)."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cchc.documents import collect_documents
from cchc.moment import build_moment
from cchc.outputs import measure_site
from cchc.plan import Continuation
from cchc.site import Site, load_site
from support import ROOT, run_inv

CONTENT = ROOT / "tests" / "sites" / "plans" / "content"
DAY, LATER, CLOSED = "2025-06-30", "2025-09-30", "2026-03-01"
PLANS = ("2021-2025", "2024", "2025")
OUTPUTS = {
    "2021-2025": {
        "Mở đầu giai đoạn": [1], "Báo cáo năm 2022": [2], "Năm chỉ có kế hoạch nhiều năm": [1, 3],
        "Báo cáo năm 2023": [2], "Ghi rõ kế hoạch nhiều năm": [3], "Báo cáo thể chế": [3],
        "Kế hoạch nhiều năm ở năm cuối": [2],
    },
    "2024": {
        "Hai kế hoạch cùng chứa ngày đăng": [1], "Quyết định công bố": [3], "Tin trên Facebook": [1, 4], "Ngày cuối kỳ": [2],
    },
    "2025": {
        "Ngày đầu kỳ": [1], "Đơn vị ghi tên cũ": [3], "Video chuyển đổi số": [3], "Giải thích Nghị quyết 57-NQ/TW": [1],
        "Tin về mô hình": [2],
    },
}


@pytest.fixture(scope="module", params=["public", "internal"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The edition and its built site in the middle of 2025."""
    return request.param, build(tmp_path_factory.mktemp(request.param), DAY, *_flags(request.param))


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Public sites built on later days."""
    return {day: build(tmp_path_factory.mktemp(day), day) for day in (LATER, CLOSED)}


def _flags(edition: str) -> tuple[str, ...]:
    return ("--internal",) if edition == "internal" else ()


def build(folder: Path, day: str, *flags: str) -> Path:
    """Build the site of several plans as of a day."""
    output = folder / "site"
    done = run_inv("build", "--content", str(CONTENT), "--output", str(output), "--cache", str(folder / "cache"),
                   "--as-of", day, *flags)
    assert done.returncode == 0, done.stderr
    return output


def coverage(site: Path, plan: str) -> dict[str, Any]:
    """The plan's coverage.json."""
    return json.loads((site / "ke-hoach" / plan / "coverage.json").read_text(encoding="utf-8"))


def links(page: Path) -> set[str]:
    """What a page links to, relative to its own address."""
    return set(re.findall(r'href="([^"#?]+)', page.read_text(encoding="utf-8")))


def load(day: str) -> Site:
    """The content as read on a day, without problems but the two warnings expected."""
    loaded = load_site(CONTENT, build_moment(day, {}))
    assert [problem.code for problem in loaded.problems] == ["ngoai-ky", "nhiem-vu-khong-noi-dung"]
    return loaded.site


def test_every_plan_has_its_pages_and_data(site: tuple[str, Path]) -> None:
    _, folder = site
    pages = {
        "2021-2025": ("abc", 3), "2024": (["a", "d", "dd", "e"], 4), "2025": (["a", "dd", "h", "i"], 4),
    }
    for plan, (letters, tasks) in pages.items():
        base = folder / "ke-hoach" / plan
        expected = [f"nhiem-vu/{number}" for number in range(1, tasks + 1)] + [f"noi-dung/{letter}" for letter in letters]
        assert all((base / name / "index.html").is_file() for name in expected)
        assert all((base / name).is_file() for name in ("index.html", "coverage.json", "coverage.csv"))
        assert sorted(path.name for path in (base / "noi-dung").iterdir() if path.is_dir()) == sorted(letters)


def test_the_index_of_plans_leads_to_every_plan(site: tuple[str, Path]) -> None:
    _, folder = site
    index = folder / "ke-hoach" / "index.html"
    assert {f"../ke-hoach/{plan}/" for plan in PLANS} <= links(index) or {f"{plan}/" for plan in PLANS} <= links(index)


@pytest.mark.parametrize("plan", PLANS)
def test_each_output_counts_for_exactly_its_plan_and_tasks(site: tuple[str, Path], plan: str) -> None:
    _, folder = site
    found: dict[str, list[int]] = {}
    for task in coverage(folder, plan)["tasks"]:
        for output in task["outputs"]:
            found.setdefault(output["title"], []).append(task["number"])
    assert found == OUTPUTS[plan]


def test_no_output_counts_for_two_plans_and_none_is_lost(site: tuple[str, Path]) -> None:
    edition, folder = site
    counted = Counter(title for plan in PLANS for title in {
        output["title"] for task in coverage(folder, plan)["tasks"] for output in task["outputs"]})
    assert set(counted.values()) == {1}
    files = [path.read_text(encoding="utf-8") for path in (CONTENT / "bai-viet").rglob("*.md")]
    titles = {re.search("tieu_de: (.*)", text)[1] for text in files}
    left_out = {"Bài trước mọi kế hoạch", "Đăng sau khi kế hoạch hết hạn", "Bài chỉ ghi nội dung", "Đăng sau ngày xem"}
    assert titles - set(counted) == left_out
    if edition == "internal":
        unplanned = {plan: [item["title"] for item in coverage(folder, plan)["unplanned"]] for plan in PLANS}
        assert unplanned == {"2021-2025": [], "2024": [], "2025": ["Bài chỉ ghi nội dung"]}


def test_plans_have_all_their_months_and_know_whether_they_are_over(site: tuple[str, Path]) -> None:
    _, folder = site
    shapes = {plan: coverage(folder, plan) for plan in PLANS}
    months = {plan: list(shapes[plan]["tasks"][0]["by_month"]) for plan in PLANS}
    assert {plan: (months[plan][0], months[plan][-1], len(months[plan])) for plan in PLANS} == {
        "2021-2025": ("2021-01", "2025-12", 60), "2024": ("2024-01", "2024-12", 12), "2025": ("2025-01", "2025-12", 12),
    }
    assert {plan: (shapes[plan]["as_of"], shapes[plan]["closed"]) for plan in PLANS} == {
        "2021-2025": (DAY, False), "2024": ("2024-12-31", True), "2025": (DAY, False),
    }
    by_month = shapes["2021-2025"]["tasks"][1]["by_month"]
    assert [month for month, count in by_month.items() if count] == ["2022-12", "2023-12", "2025-03"]


def test_a_closed_plan_s_data_never_change_again(site: tuple[str, Path], later: dict[str, Path]) -> None:
    edition, folder = site
    if edition == "public":
        for name in ("coverage.json", "coverage.csv"):
            now, *after = ((place / "ke-hoach" / "2024" / name).read_bytes() for place in (folder, *later.values()))
            assert after == [now, now]
    changed = {plan: coverage(folder, plan)["as_of"] != coverage(later[LATER], plan)["as_of"] for plan in PLANS}
    assert changed == {"2021-2025": True, "2024": False, "2025": True}


def test_a_closed_plan_s_pages_never_change_again(later: dict[str, Path]) -> None:
    """Not even when the plan beside it closes; only the menu's stylesheet name could change, and it does not."""
    names = [path.relative_to(later[LATER]) for path in (later[LATER] / "ke-hoach" / "2024").rglob("*.html")]
    assert len(names) > 8
    for name in names:
        assert (later[LATER] / name).read_bytes() == (later[CLOSED] / name).read_bytes(), name


def test_continuing_tasks_say_so_in_data_and_on_both_pages(site: tuple[str, Path]) -> None:
    _, folder = site
    document = json.loads((folder / "ke-hoach/2025/coverage.json").read_text(encoding="utf-8"))
    told = {task["number"]: task["continues"] for task in document["tasks"] if "continues" in task}
    assert told
    for number, origin in told.items():
        later = (folder / f"ke-hoach/2025/nhiem-vu/{number}/index.html").read_text(encoding="utf-8")
        earlier = f"ke-hoach/{origin['plan']}/nhiem-vu/{origin['task']}/"
        assert f'href="../../../../{earlier}"' in later
        assert f'href="../../../../ke-hoach/2025/nhiem-vu/{number}/"' in (folder / earlier / "index.html").read_text("utf-8")


def test_all_plans_close_and_take_in_what_came_later(later: dict[str, Path]) -> None:
    shapes = {plan: coverage(later[CLOSED], plan) for plan in PLANS}
    assert {plan: (shape["as_of"], shape["closed"]) for plan, shape in shapes.items()} == {
        "2021-2025": ("2025-12-31", True), "2024": ("2024-12-31", True), "2025": ("2025-12-31", True),
    }
    titles = [output["title"] for output in shapes["2025"]["tasks"][1]["outputs"]]
    assert titles == ["Tin về mô hình", "Đăng sau ngày xem", "Tin sau ngày xem"]


def test_lists_hold_the_units_kinds_and_topics_of_every_plan(site: tuple[str, Path]) -> None:
    _, folder = site
    units = ("so-khcn", "van-phong", "thanh-tra", "trung-tam-thong-tin", "phong-chuyen-doi-so")
    topics = ("the-che", "thu-tuc-hanh-chinh", "chi-dao-dieu-hanh", "chinh-quyen-so")
    kinds = ("tin-bai", "tin", "bai", "bao-cao")
    for name, expected in (("don-vi", units), ("linh-vuc", topics), ("the-loai", kinds)):
        assert all((folder / name / item / "index.html").is_file() for item in expected), name
        assert (folder / name / "index.html").is_file()


def test_a_unit_that_changed_its_name_keeps_one_page_with_its_newest_name(site: tuple[str, Path]) -> None:
    _, folder = site
    page = (folder / "don-vi" / "trung-tam-thong-tin" / "index.html").read_text(encoding="utf-8")
    assert "<h1" in page
    assert "Trung tâm Thông tin và Chuyển đổi số" in page
    for title in ("Mở đầu giai đoạn", "Hai kế hoạch cùng chứa ngày đăng", "Đơn vị ghi tên cũ", "Ngày đầu kỳ"):
        assert title in page
    old = (folder / "ke-hoach" / "2024" / "index.html").read_text(encoding="utf-8")
    assert "Trung tâm Thông tin, thống kê và ứng dụng KH&amp;CN" in old


def test_every_internal_link_of_the_plans_pages_leads_to_a_file(site: tuple[str, Path]) -> None:
    _, folder = site
    for page in (folder / "ke-hoach").rglob("index.html"):
        for link in links(page):
            if not re.match(r"[a-z]+:|/", link):
                target = (page.parent / link).resolve()
                assert (target / "index.html").is_file() if link.endswith(("/", ".")) else target.is_file(), (page, link)


@pytest.mark.parametrize("plan", PLANS)
def test_the_coverage_command_shows_the_plan_asked_for(plan: str) -> None:
    done = run_inv("coverage", "--content", str(CONTENT), "--as-of", DAY, "--plan", plan, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["plan"] == plan


def test_the_plan_in_force_is_the_one_that_started_last() -> None:
    assert [plan.id for plan in load(DAY).plans] == list(PLANS)
    in_force = {day: load(day).current_plan.id for day in ("2023-06-30", "2024-06-30", DAY, CLOSED)}
    assert in_force == {"2023-06-30": "2021-2025", "2024-06-30": "2024", DAY: "2025", CLOSED: "2025"}


def test_tasks_know_the_earlier_tasks_they_continue() -> None:
    site = load(DAY)
    continued = {(plan.id, task.number): task.continues for plan in site.plans for task in plan.tasks if task.continues}
    assert continued == {
        ("2024", 1): Continuation(plan="2021-2025", task=1), ("2025", 1): Continuation(plan="2024", task=1),
        ("2025", 2): Continuation(plan="2024", task=4), ("2025", 4): Continuation(plan="2021-2025", task=2),
    }
    assert all(item.task in site.plan_by_id[item.plan].task_by_number for item in continued.values())


def test_each_plan_has_its_own_documents_and_posts() -> None:
    site = load(DAY)
    found = {}
    for plan in site.plans:
        both = collect_documents(plan, (post for post in site.listed if post.plan == plan.id))
        found[plan.id] = [[(item.number, [post.slug for post in item.posts]) for item in items]
                          for items in (both.named, both.others)]
    assert found == {
        "2021-2025": [[("76/NQ-CP", ["mo-dau-giai-doan"])], []],
        "2024": [[("184/KH-UBND", []), ("76/NQ-CP", ["hai-ke-hoach-cung-ngay"]),
                  ("23/CT-TTg", ["hai-ke-hoach-cung-ngay"])], []],
        "2025": [[("57-NQ/TW", ["giai-thich-van-ban"])], []],
    }


def test_measuring_on_the_same_day_gives_what_the_site_shows(site: tuple[str, Path]) -> None:
    _, folder = site
    measured = {plan: [len(task.outputs) for task in item.tasks] for plan, item in measure_site(load(DAY)).items()}
    assert measured == {plan: [task["output_count"] for task in coverage(folder, plan)["tasks"]] for plan in PLANS}
