"""The coverage rules hold through `inv coverage`, not only in unit tests: the worked example as real posts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

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


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example with `require: all`, one post withdrawn, one published late, one unplanned; test data."""
    content = tmp_path_factory.mktemp("worked") / "content"
    plan = make_plan(content)
    text = plan.read_text(encoding="utf-8").replace("require: any", "require: all")
    text = text.replace("within_working_days: 5", "within_days: 7")
    plan.write_text(re.sub(r"events: \[\]", 'events: [{date: 2024-06-25, title: "Công bố"}]', text), encoding="utf-8")
    for task, outputs in OUTPUTS.items():
        for index, output in enumerate(outputs):
            kind, day = output.split()
            write_post(content, f"2024-{day}", f"nhiem-vu-{task}-{index}", f"tasks: [{task}]\nkind: {kind}")
    write_post(content, "2024-04-10", "da-rut", "tasks: [2]\nwithdrawn: {date: 2024-05-09, reason: Sai}")
    write_post(content, "2024-07-20", "len-trang-muon", "tasks: [6]\npublish_at: 2024-08-01\nchannels: [facebook]")
    write_post(content, "2024-07-21", "ngoai", "areas: [a]")
    return content


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


@pytest.mark.parametrize(("limit", "code"), [
    ("0", 0), ("28,6", 0), ("28.6", 0), ("28,60", 0), ("28,5", 0), ("28,7", 1), ("28,61", 1), ("70", 1), ("70,5", 1),
    ("100", 1), ("100,0", 1), ("101", 2), ("-1", 2), ("70%", 2), ("bảy mươi", 2), ("70,", 2), ("1e1", 2), ("nan", 2),
])
def test_the_gate_at_its_edges(worked: Path, limit: str, code: int) -> None:
    """2 of 7 is 28,6 % as shown: that much is enough; a comma or a full stop; anything else is wrong usage."""
    done = run_inv("coverage", "--content", str(worked), "--as-of", "2024-06-30", f"--fail-under={limit}")
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert done.stderr == f"Lỗi: Mức hoàn thành 28,6 % thấp hơn mức yêu cầu {limit.replace('.', ',')} %.\n"
        assert "Nhiệm vụ" in done.stdout
    if code == 2:
        assert "--fail-under" in done.stderr
        assert done.stdout == ""


def test_a_gate_not_met_leaves_stdout_to_the_json(worked: Path) -> None:
    """A script reads the document and sees the exit code; the sentence is on stderr."""
    done = run_inv("coverage", "--content", str(worked), "--as-of", "2024-06-30", "--fail-under", "70", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["completion"]["percent"] == 28.6
    assert "70" in done.stderr


def test_the_gate_of_a_closed_plan(worked: Path) -> None:
    """After the plan's end its final figure is judged, on every later day."""
    for day in ("2025-01-01", "2031-01-01"):
        low, high = (
            run_inv("coverage", "--content", str(worked), "--as-of", day, "--fail-under", limit) for limit in ("14,3", "14,4"))
        assert (low.returncode, high.returncode) == (0, 1)
        assert "Mức hoàn thành 14,3 % thấp hơn mức yêu cầu 14,4 %." in high.stderr


def test_a_plan_whose_tasks_do_not_count_yet_passes_every_gate(tmp_path: Path) -> None:
    """Nothing counted is 100 %: a task that waits for an event, another before its window."""
    plan = make_plan(tmp_path)
    text = plan.read_text(encoding="utf-8")
    text = re.sub(r"schedule: \{type: [^}]*\}", "schedule: {type: window, from: 2024-11-01, to: 2024-12-01, text: x}", text)
    text = re.sub(r"schedule:\n(?:      .*\n)+", "schedule: {type: window, from: 2024-11-01, to: 2024-12-01, text: x}\n", text)
    plan.write_text(text, encoding="utf-8")
    done = run_inv("coverage", "--content", str(tmp_path), "--as-of", "2024-02-01", "--fail-under", "100", "--format", "json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["completion"] == {"done": 0, "counted": 0, "percent": 100.0}
    assert document["counts"]["not_due"] == 7


def since(content: Path, *arguments: str):
    return run_inv("coverage", "--content", str(content), *arguments)


def test_since_says_what_changed_between_two_days(worked: Path) -> None:
    """The site is seen as it stood then: a withdrawal has not come, a post is not yet published."""
    done = since(worked, "--as-of", "2024-08-15", "--since", "2024-04-30")
    assert (done.returncode, done.stderr) == (0, "")
    table, _, changes = done.stdout.partition("\nThay đổi từ hết ngày 30/04/2024 đến hết ngày 15/08/2024\n")
    assert "Số liệu tính đến ngày 15/08/2024" in table
    assert re.search(r"^6 .*  Đang trong hạn  +Đúng tiến độ  +tốt hơn  +\+1$", changes, re.MULTILINE)
    assert re.search(r"^2 .*  \+1 −1$", changes, re.MULTILINE)
    assert re.search(r"^Mức hoàn thành: \d/\d \(.* %\) → \d/\d \(.* %\)$", changes, re.MULTILINE)
    assert "Kênh mới: " in changes
    assert "Sản phẩm mới: 5\n" in changes
    assert "Sản phẩm không còn tính: 1\n  10/04/2024  Tin, bài  da-rut  nhiệm vụ 2; đã rút ngày 09/05/2024\n" in changes
    assert "Sản phẩm mới ngoài kế hoạch: 1\n  21/07/2024  Tin, bài  ngoai\n" in changes
    early = since(worked, "--as-of", "2024-07-25", "--since", "2024-07-15")
    assert "len-trang-muon" not in early.stdout


def test_since_is_an_object_of_the_json_document(worked: Path) -> None:
    """New outputs are the difference of what two documents list; keys of the document are the same otherwise."""
    documents = {
        day: json.loads(since(worked, "--as-of", day, "--format", "json").stdout) for day in ("2024-04-30", "2024-08-15")}
    both = json.loads(since(worked, "--as-of", "2024-08-15", "--since", "2024-04-30", "--format", "json").stdout)
    changes = both.pop("since")
    assert both == documents["2024-08-15"]
    before, after = (
        {(task["number"], item["source"]) for task in documents[day]["tasks"] for item in task["outputs"]} for day in documents)
    assert {(task["number"], item["source"]) for task in changes["tasks"] for item in task["new"]} == after - before
    assert {(task["number"], item["source"]) for task in changes["tasks"] for item in task["gone"]} == before - after
    for task in changes["tasks"]:
        old, new = (documents[day]["tasks"][task["number"] - 1]["status"] for day in documents)
        assert (task["before"]["status"], task["after"]["status"]) == (old, new)
    assert changes["completion"]["before"] == documents["2024-04-30"]["completion"]
    assert changes["channels"]["new"] == ["facebook"]


@pytest.mark.parametrize(("day", "since_day", "words"), [
    ("2024-06-30", "2024-06-30", "Không có thay đổi từ hết ngày 30/06/2024 đến hết ngày 30/06/2024."),
    ("2024-06-30", "2020-01-01", "Thay đổi từ hết ngày 01/01/2020 đến hết ngày 30/06/2024"),
    ("2026-06-30", "2025-06-30", "Cả hai ngày đều sau khi kế hoạch kết thúc"),
    ("2025-06-30", "2024-12-31", "Thay đổi từ hết ngày 31/12/2024 đến khi kế hoạch đã kết thúc (ngày cuối 31/12/2024)"),
    ("2025-06-30", "2024-12-31", "Số liệu tính đến ngày 31/12/2024. Kế hoạch đã kết thúc"),
])
def test_since_at_its_edges(worked: Path, day: str, since_day: str, words: str) -> None:
    """The same day, a day before the plan, two days after its end."""
    done = since(worked, "--as-of", day, "--since", since_day)
    assert done.returncode == 0
    assert words in done.stdout


@pytest.mark.parametrize("written", ["2024-07-01", "30/06/2024", "2024-6-30", "2024-02-30", "hôm qua", "2024-Q2"])
def test_a_wrong_since_is_wrong_usage(worked: Path, written: str) -> None:
    """A day after --as-of, or no day."""
    done = since(worked, "--as-of", "2024-06-30", "--since", written)
    assert done.returncode == 2
    assert "--since" in done.stderr
    assert written in done.stderr
    assert done.stdout == ""


def test_since_and_the_gate_go_together(worked: Path) -> None:
    """Both the changes and the sentence of the gate are given."""
    done = since(worked, "--as-of", "2024-06-30", "--since", "2024-04-30", "--fail-under", "70")
    assert done.returncode == 1
    assert "Thay đổi từ hết ngày 30/04/2024" in done.stdout
    assert "thấp hơn mức yêu cầu 70 %" in done.stderr


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


@pytest.mark.parametrize("edition", ["built", "built_internal"])
def test_the_published_document_satisfies_the_schema_published_beside_it(
    edition: str, request: pytest.FixtureRequest,
) -> None:
    """Both files of an edition belong together, and the schema's address is that of its file."""
    site: Path = request.getfixturevalue(edition)
    schema = json.loads((site / "ke-hoach/coverage.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    document = json.loads((site / "ke-hoach/2024/coverage.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    assert schema["$id"] == "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/ke-hoach/coverage.schema.json"


def test_the_published_workbook_has_the_outputs_of_the_document(built: Path, built_internal: Path) -> None:
    """One row per task and output, in both editions; only the internal one has the office's sheets."""
    document = json.loads((built / "ke-hoach/2024/coverage.json").read_text(encoding="utf-8"))
    count = sum(task["output_count"] for task in document["tasks"])
    public = openpyxl.load_workbook(built / "ke-hoach/2024/coverage.xlsx")
    internal = openpyxl.load_workbook(built_internal / "ke-hoach/2024/coverage.xlsx")
    assert public.sheetnames == ["Nhiệm vụ", "Sản phẩm", "Ghi chú"]
    assert len(internal.sheetnames) == 3 + 6 + 2
    assert public["Sản phẩm"].max_row == internal["Sản phẩm"].max_row == count + 1
    for row in range(2, count + 2):
        target = public["Sản phẩm"].cell(row, 5).hyperlink.target
        path = target.removeprefix("https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/")
        assert path != target
        assert (built / path / "index.html").is_file() or (built / path).is_file()


def test_outputs_of_real_posts_lead_to_pages_that_exist(built: Path) -> None:
    document = json.loads((built / "ke-hoach/2024/coverage.json").read_text(encoding="utf-8"))
    outputs = [output for task in document["tasks"] for output in task["outputs"]]
    assert len(outputs) > 20
    for output in outputs:
        target = built / output["url"]
        assert (target / "index.html").is_file() or target.is_file(), output
        assert (ROOT / "content" / output["source"]).is_file()
