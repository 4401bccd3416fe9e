"""The CI recipes work: each script line is run here, but for the test line, which must be the README's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support import ROOT, clean_environment

TEST_LINE = "make test"


def gitlab_lines() -> list[str]:
    recipe = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    jobs = [recipe[stage] for stage in recipe["stages"]]
    return [line for job in jobs for line in job["script"]]


def github_lines() -> list[str]:
    recipe = yaml.safe_load((ROOT / ".github/workflows/cchc.yml").read_text(encoding="utf-8"))
    steps = [step for job in recipe["jobs"].values() for step in job["steps"]]
    return [step["run"] for step in steps if "run" in step]


RECIPES = {"gitlab": gitlab_lines, "github": github_lines}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own files in another folder, with this environment as its installed one."""
    target = tmp_path_factory.mktemp("ci") / "project"
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    for name in listed:
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    (target / ".venv").symlink_to(sys.prefix)
    return target


@pytest.mark.parametrize("name", RECIPES)
def test_the_test_line_is_the_readmes(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"## Hai lệnh.*?```console\n(.*?)```", readme, re.DOTALL)[1]
    assert block.split("\n")[1] == TEST_LINE
    assert RECIPES[name]().count(TEST_LINE) == 1
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").rstrip().endswith(f"\n{TEST_LINE}")


@pytest.mark.parametrize("name", RECIPES)
def test_every_other_line_runs(name: str, clone: Path, tmp_path: Path) -> None:
    lines = [line for line in RECIPES[name]() if line != TEST_LINE]
    assert len(lines) >= 5
    stamps = [clone / ".venv" / stamp for stamp in (".site", ".test")]
    for stamp in stamps:
        stamp.touch()
    web = tmp_path / "web"
    for line in lines:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line], cwd=clone, env=clean_environment(DEPLOY_TO=str(web)),
            capture_output=True, text=True, encoding="utf-8", check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    assert (web / "current/index.html").is_file()
    assert (clone / "output/ke-hoach/2024/index.html").is_file()


@pytest.mark.parametrize("name", RECIPES)
def test_deploying_happens_on_main_only(name: str) -> None:
    if name == "gitlab":
        job = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["deploy"]
        assert job["rules"] == [{"if": '$CI_COMMIT_BRANCH == "main"'}]
    else:
        job = yaml.safe_load((ROOT / ".github/workflows/cchc.yml").read_text(encoding="utf-8"))["jobs"]["deploy"]
        assert "refs/heads/main" in job["if"]
        assert job["needs"] == "site"


def test_ci_run_is_executable_bash() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
