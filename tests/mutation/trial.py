"""Run the tests against one mutant in the current folder: the quick ones first, with bounds on time and memory.

What cosmic-ray calls for each mutant. Exit code 0 when the mutant survives. A mutant that loops for ever is killed by
the bounds; the last word printed is then `timeout`.
"""

from __future__ import annotations

import subprocess
import sys

OPTIONS = ("-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider")
QUICK = tuple(f"tests/unit/test_{name}.py" for name in ("coverage", "coverage_totals", "coverage_words"))
SLOW = ("tests/unit/test_schedule.py", "tests/unit/test_coverage_properties.py")
STAGES = (
    (40, ("-p", "no:hypothesispytest", *QUICK)),
    (300, ("--hypothesis-seed=0", *SLOW)),
)
MEMORY = 2 << 30


def bound_memory() -> None:
    """Let an endless list fail instead of filling the machine, in every process from here; none on Windows."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    """Run the stages until one fails."""
    for seconds, arguments in STAGES:
        command = [sys.executable, "-m", "pytest", *OPTIONS, *arguments]
        try:
            done = subprocess.run(command, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            print("timeout", flush=True)  # noqa: T201
            return 1
        if done.returncode:
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
