"""However a program ends, its processes end with it and say nothing of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from cchc.workers.methods import Method
from support import clean_environment

PROGRAM = """
import signal
import sys
import labours
from cchc.workers import Workers

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background ignores it
    workers = Workers(2, sys.argv[1])
    beside = workers.submit(labours.nap, [1])
    try:
        for result in workers.map(labours.nap, range(100_000), worth=1):
            print(result, flush=True)
            if sys.argv[2] == "error" and result == 300:
                raise ValueError("lạ")
    finally:
        if sys.argv[3] == "close":
            workers.close()
"""


def ended(tmp_path_factory: pytest.TempPathFactory, method: Method, how: str, closing: str) -> tuple[int, str]:
    """Exit code and error words of the program, once it and all its processes have let go of its output."""
    program = tmp_path_factory.mktemp("program") / "program.py"
    program.write_text(PROGRAM, "utf-8")
    running = subprocess.Popen(
        [sys.executable, "-X", "dev", "-W", "error", program, method, how, closing],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
        env=clean_environment(PYTHONPATH=os.pathsep.join(sys.path), PYTHONIOENCODING="utf-8"),
    )
    assert running.stdout
    running.stdout.readline()
    if how == "interrupt":
        os.killpg(running.pid, signal.SIGINT)
    if how == "kill":
        running.kill()
    _, said = running.communicate(timeout=300)
    return running.returncode, said


@pytest.mark.parametrize("closing", ["close", "leave"])
def test_an_interrupt_of_the_whole_group_is_told_once(
    method: Method, closing: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Ctrl+C reaches every process of a terminal."""
    code, said = ended(tmp_path_factory, method, "interrupt", closing)
    assert code == -signal.SIGINT
    assert said.count("Traceback") == 1
    assert said.rstrip().endswith("KeyboardInterrupt")


def test_processes_end_after_an_error(method: Method, tmp_path_factory: pytest.TempPathFactory) -> None:
    code, said = ended(tmp_path_factory, method, "error", "close")
    assert code == 1
    assert said.count("Traceback") == 1
    assert said.rstrip().endswith("ValueError: lạ")


def test_processes_end_with_a_program_that_is_killed(method: Method, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert ended(tmp_path_factory, method, "kill", "close") == (-signal.SIGKILL, "")
