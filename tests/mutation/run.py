"""Mutate the four modules of coverage, run their tests against each mutant, list what survives.

`python tests/mutation/run.py` (README.md beside it says how to install). Works on copies in a temporary folder, so the
working tree is never mutated. Exit code 1 when a mutant survives that README.md does not list and justify.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from trial import bound_memory

ROOT = Path(__file__).resolve().parents[2]
LISTED = Path(__file__).with_name("README.md")
TRIAL = Path(__file__).with_name("trial.py")
MODULES = ("coverage", "coverage_rules", "coverage_words", "schedule")
TESTS = (*(f"test_{name}.py" for name in ("coverage", "coverage_totals", "coverage_words", "schedule")),
         "test_coverage_properties.py")
OPTIONS = ("-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0")
CONFIG = f"""
[tool.pytest.ini_options]
pythonpath = [".", "tests"]
filterwarnings = ["error"]
[tool.mutmut]
source_paths = ["cchc"]
only_mutate = {json.dumps([f"cchc/{name}.py" for name in MODULES])}
pytest_add_cli_args = {json.dumps(OPTIONS)}
pytest_add_cli_args_test_selection = ["tests/unit"]
use_git_change_detection = false
timeout_multiplier = 4.0
"""
SESSION = """
[cosmic-ray]
module-path = "cchc/{module}.py"
timeout = 600.0
excluded-modules = []
test-command = "{command}"
[cosmic-ray.distributor]
name = "local"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One changed place: `before` and `after` are the lines that differ, `outcome` is killed, timeout or survived."""

    tool: str
    module: str
    before: str
    after: str
    outcome: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What README.md lists it by."""
        return self.module, self.before, self.after


def main() -> int:
    """Run the wanted tools, print figures per module and every survivor."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", choices=("mutmut", "cosmic-ray", "both"), default="both")
    parser.add_argument("--module", choices=MODULES, action="append", help="only this one; may be given more than once")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    modules = tuple(given.module or MODULES)
    bound_memory()
    mutants: list[Mutant] = []
    with tempfile.TemporaryDirectory(prefix="cchc-mutation-") as folder:
        clean = copy_tree(Path(folder) / "clean")
        if given.tool != "cosmic-ray":
            mutants += run_mutmut(shutil.copytree(clean, clean.with_name("mutmut")), modules, given.jobs)
        if given.tool != "mutmut":
            copies = {name: shutil.copytree(clean, clean.with_name(name)) for name in modules}
            with ThreadPoolExecutor(given.jobs) as pool:
                for found in pool.map(run_cosmic_ray, copies.values(), copies):
                    mutants += found
    print_figures(mutants)
    return print_survivors(mutants)


def copy_tree(target: Path) -> Path:
    """Copy the package and the tests of the four modules, with the package at the top, and try the tests there."""
    unit = target / "tests" / "unit"
    unit.mkdir(parents=True)
    shutil.copytree(ROOT / "plugins" / "cchc", target / "cchc", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "cases", target / "tests" / "cases")
    for name in TESTS:
        shutil.copy(ROOT / "tests" / "unit" / name, unit)
    (target / "pyproject.toml").write_text(CONFIG, encoding="utf-8")
    shutil.copy(TRIAL, target)
    call(target, TRIAL.stem)
    return target


def call(folder: Path, *command: str) -> str:
    """Run a module of this environment in `folder`; its failure ends the run with its output."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{done.stdout[-4000:]}")
    return done.stdout


def run_mutmut(folder: Path, modules: tuple[str, ...], jobs: int) -> list[Mutant]:
    """Mutate the bodies of functions: operators, numbers, words, arguments, keywords, branches."""
    call(folder, "mutmut", "run", "--max-children", str(jobs), *(f"cchc.{module}.*" for module in modules))
    mutants = []
    for line in call(folder, "mutmut", "results", "--all", "true").splitlines():
        name, _, outcome = line.strip().partition(": ")
        module = name.split(".")[1] if "__mutmut_" in name else ""
        if module not in modules:
            continue
        before, after = ("", "")
        if outcome != "killed":
            before, after = changed_lines(call(folder, "mutmut", "show", name))
        kept = {"killed": "killed", "timeout": "timeout"}.get(outcome, "survived")
        mutants.append(Mutant(tool="mutmut", module=module, before=before, after=after, outcome=kept))
    return mutants


def run_cosmic_ray(folder: Path, module: str) -> list[Mutant]:
    """Mutate a whole module: operators, comparisons, numbers, decorators, loops, constants outside functions too."""
    from cosmic_ray.work_db import use_db

    command = f"{Path(sys.executable).as_posix()} {TRIAL.name}"
    (folder / "session.toml").write_text(SESSION.format(module=module, command=command), encoding="utf-8")
    session = folder / "session.sqlite"
    call(folder, "cosmic_ray.cli", "init", "session.toml", session.name)
    with use_db(session) as work:
        leave_out_what_cannot_matter(work, folder)
    call(folder, "cosmic_ray.cli", "exec", "session.toml", session.name)
    mutants = []
    with use_db(session) as work:
        for _, result in work.results:
            if result.worker_outcome.value == "skipped":
                continue
            before, after = changed_lines(result.diff or "")
            slow = (result.output or "").rstrip().endswith("timeout")
            outcome = "timeout" if slow else "killed" if result.is_killed else "survived"
            mutants.append(Mutant(tool="cosmic-ray", module=module, before=before, after=after, outcome=outcome))
    return mutants


def leave_out_what_cannot_matter(work, folder: Path) -> None:
    """Skip the mutants that do not compile, and those of annotations, which are never evaluated (PEP 563)."""
    import cosmic_ray.plugins
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    for item in tuple(work.pending_work_items):
        (spec,) = item.mutations
        source = (folder / spec.module_path).read_text(encoding="utf-8")
        mutated = mutate_code(source, cosmic_ray.plugins.get_operator(spec.operator_name)(), spec.occurrence)
        if without_annotations(mutated) in {None, without_annotations(source)}:
            work.set_result(item.job_id, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def without_annotations(source: str) -> str | None:
    """The program's tree without annotations; None when the text is no program."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def changed_lines(diff: str) -> tuple[str, str]:
    """The removed and the added lines of a unified diff, each joined and without its indentation."""
    rows = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    removed = [row[1:].strip() for row in rows if row.startswith("-")]
    added = [row[1:].strip() for row in rows if row.startswith("+")]
    return " ".join(filter(None, removed)), " ".join(filter(None, added))


def print_figures(mutants: list[Mutant]) -> None:
    """Print how many mutants each tool made of each module, and what became of them."""
    print(f"{'tool':11} {'module':15} {'mutants':>7} {'killed':>7} {'timeout':>7} {'survived':>8}")  # noqa: T201
    for tool in sorted({mutant.tool for mutant in mutants}):
        for module in (*MODULES, "all"):
            counts = Counter(m.outcome for m in mutants if m.tool == tool and module in {"all", m.module})
            total = counts.total()
            if not total:
                continue
            share = f" ({counts['survived'] / total:.1%})" if module == "all" else ""
            row = f"{total:7} {counts['killed']:7} {counts['timeout']:7} {counts['survived']:8}"
            print(f"{tool:11} {module:15} {row}{share}")  # noqa: T201


def print_survivors(mutants: list[Mutant]) -> int:
    """Print every survivor; 1 when README.md does not list one."""
    listed = set(listed_survivors())
    survivors = [mutant for mutant in mutants if mutant.outcome == "survived"]
    for mutant in sorted(survivors, key=lambda item: (item.module, item.before, item.after)):
        known = "listed" if mutant.key in listed else "NOT LISTED"
        print(f"{known}: {mutant.tool} {mutant.module}: `{mutant.before}` → `{mutant.after}`")  # noqa: T201
    return int(any(mutant.key not in listed for mutant in survivors))


def listed_survivors() -> Iterator[tuple[str, str, str]]:
    """Read the rows `| module | `before` | `after` | why |` of README.md."""
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        row = re.fullmatch(r"\| (\w+) \| `(.*)` \| `(.*)` \| .+ \|", line)
        if row:
            yield row[1], row[2].replace(r"\|", "|"), row[3].replace(r"\|", "|")


if __name__ == "__main__":
    raise SystemExit(main())
