"""README and the code say the same."""

from __future__ import annotations

import re
import sys
from types import ModuleType

import pytest
from invoke import Collection

from cchc.post import POST_FIELDS
from cchc.vocabulary import MESSAGES
from support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tasks() -> ModuleType:
    sys.path.insert(0, str(ROOT))
    import tasks as module

    sys.path.remove(str(ROOT))
    return module


def test_the_field_table_is_the_one_in_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(field.alias, field.name, field.note) for field in POST_FIELDS]


def test_the_command_table_is_the_one_in_tasks(tasks: ModuleType) -> None:
    rows = {name: (text, set(re.findall(r"`(--[\w-]+)`", options))) for name, text, options in
            re.findall(r"^\| `([\w-]+)` \| ([^|`]+) \|([^|]*)\|$", README, re.MULTILINE)}
    commands = Collection.from_module(tasks).tasks
    assert set(rows) == set(commands)
    for name, command in commands.items():
        options = {f"--{argument.name.strip('_').replace('_', '-')}" for argument in command.get_arguments()}
        assert rows[name] == (command.__doc__.strip(), options), name


def test_every_place_named_in_readme_exists() -> None:
    table = README[README.index("## Cái gì ở đâu") : README.index("## Giấy phép")]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    places = re.findall(r"`([^`]+)`", "".join(cells))
    assert len(places) > 8
    for place in places:
        if place != "output/":
            assert (ROOT / place.replace("<năm>", "2024")).exists(), place


def test_every_message_is_used_and_every_code_has_a_message() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "plugins/cchc").rglob("*.py")
                      if path.name != "vocabulary.py")
    unused = [code for code in MESSAGES if f'"{code}"' not in sources]
    assert unused == []
    for message in MESSAGES.values():
        assert message.severity in {"error", "warning"}
        assert re.search(r"[à-ỹđ]", message.text), message.text


def test_the_project_names_no_machine_and_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pinned = re.findall(r"^[A-Za-z0-9._-]+==", text, re.MULTILINE)
        assert len(pinned) > 5
        assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=[a-z])", text.strip()))
