"""The coverage rules hold through `inv coverage`, not only in unit tests: the worked example as real posts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from support import ROOT, Run, make_plan, run_inv, write_post

OUTPUTS = {
    1: ["ke-hoach 01-20", "tin-bai 02-05", "cong-van 04-02", "tin-bai 06-20"],
    2: ["tin-bai 05-30"],
    3: ["ke-hoach 02-01", "quyet-dinh 03-01", "cong-van 03-02", "thong-bao 03-03", "phong-su 05-03", "tin-bai 06-01"],
    4: ["tin-bai 03-10"],
}
EXPECTED = {
    "2024-01-15": "pending pending pending pending waiting pending pending",
    "2024-06-30": "partial done done stale pending pending overdue",
    "2024-07-14": "partial done done stale overdue pending overdue",
    "2024-12-31": "stale stale stale stale overdue pending overdue",
    "2025-01-01": "stale stale stale stale overdue overdue overdue",
    "2026-03-01": "stale stale stale stale overdue overdue overdue",
}


@pytest.fixture(scope="module", params=["all", "any"])
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The worked example as a content folder, once for each `require`."""
    content = tmp_path_factory.mktemp("example") / "content"
    plan = make_plan(content)
    text = plan.read_text(encoding="utf-8")
    text = re.sub(r"require: any", f"require: {request.param}", text)
    text = text.replace("within_working_days: 5", "within_days: 7")
    event = 'events: [{date: 2024-06-25, title: "Công bố PAR INDEX 2023"}]'
    text = re.sub(r"events: \[\]", event, text)
    plan.write_text(text, encoding="utf-8")
    for task, outputs in OUTPUTS.items():
        for index, output in enumerate(outputs):
            kind, day = output.split()
            write_post(content, f"2024-{day}", f"nhiem-vu-{task}-{index}", f"tasks: [{task}]\nkind: {kind}")
    return request.param, content


@pytest.mark.parametrize("day", EXPECTED)
def test_the_worked_example_holds_on_every_day(example: tuple[str, Path], day: str) -> None:
    require, content = example
    done = run_inv("coverage", "--content", str(content), "--as-of", day, "--format", "json", "--plan", "2024")
    document = json.loads(done.stdout)
    expected = EXPECTED[day] if require == "all" else EXPECTED[day].replace("partial", "done")
    assert done.returncode == 0
    assert " ".join(task["status"] for task in document["tasks"]) == expected
    assert document["closed"] is (day > "2024-12-31")
    assert document["as_of"] == min(day, "2024-12-31")


def test_completion_of_the_worked_example(example: tuple[str, Path]) -> None:
    require, content = example
    done = run_inv("coverage", "--content", str(content), "--as-of", "2024-06-30", "--format", "json")
    completion = json.loads(done.stdout)["completion"]
    assert (completion["done"], completion["counted"]) == ((2, 7) if require == "all" else (3, 7))


def test_stdout_is_only_json_and_ages_are_those_of_the_rules(example: tuple[str, Path]) -> None:
    _, content = example
    done = run_inv("coverage", "--content", str(content), "--as-of", "2024-06-30", "--format", "json")
    tasks = {task["number"]: task for task in json.loads(done.stdout)["tasks"]}
    assert tasks[4]["age_days"] == 112
    assert tasks[1]["output_count"] == 4
    assert len(tasks[1]["by_month"]) == 12


def test_the_gate_is_exit_one_and_says_both_figures(example: tuple[str, Path]) -> None:
    _, content = example
    low = run_inv("coverage", "--content", str(content), "--as-of", "2024-06-30", "--fail-under", "20")
    high = run_inv("coverage", "--content", str(content), "--as-of", "2024-06-30", "--fail-under", "70")
    assert low.returncode == 0
    assert high.returncode == 1
    assert "70" in high.stderr


def test_the_terminal_table_names_every_task_and_its_label(inv: Run) -> None:
    done = inv("coverage", "--as-of", "2024-12-31")
    assert done.returncode == 0
    assert "Dữ liệu khởi tạo, chưa phải số liệu chính thức" in done.stdout
    assert "Số liệu tính đến ngày 31/12/2024" in done.stdout
    assert all(re.search(rf"^{number}\s+\S", done.stdout, re.MULTILINE) for number in range(1, 8))


def test_an_unknown_plan_is_wrong_usage_and_lists_what_exists(inv: Run) -> None:
    done = inv("coverage", "--plan", "1999")
    assert done.returncode == 2
    assert "2024" in done.stderr


def test_the_published_document_leaves_out_the_office_fields(built: Path, built_internal: Path) -> None:
    public = json.loads((built / "ke-hoach/2024/coverage.json").read_text(encoding="utf-8"))
    full = json.loads((built_internal / "ke-hoach/2024/coverage.json").read_text(encoding="utf-8"))
    hidden = {"completion", "counts", "unplanned"}
    assert set(full) - set(public) == hidden
    assert set(full["tasks"][0]) - set(public["tasks"][0]) == {
        "status", "label", "missing", "late", "gaps", "longest_gap_days"
    }
    assert public["edition"] == "results"
    assert full["edition"] == "full"


def test_outputs_of_real_posts_lead_to_pages_that_exist(built: Path) -> None:
    document = json.loads((built / "ke-hoach/2024/coverage.json").read_text(encoding="utf-8"))
    outputs = [output for task in document["tasks"] for output in task["outputs"]]
    assert len(outputs) > 20
    for output in outputs:
        target = built / output["url"]
        assert (target / "index.html").is_file() or target.is_file(), output
        assert (ROOT / "content" / output["source"]).is_file()
