"""QR codes of addresses: the standard's matrix, drawn as one path."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import segno

from cchc.kept_files import KeptFiles
from cchc.qr import QUIET, build_codes, make_code
from cchc.workers import Method, Workers

ADDRESS = "https://example.vn/cai-cach-hanh-chinh/bai-viet/2024/co-che-mot-cua/"


def drawn(side: int, path: str) -> list[list[int]]:
    """The modules a path paints."""
    modules = [[0] * side for _ in range(side)]
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        if command == "h":
            for place in range(int(x), int(x + float(first))):
                modules[int(y - 0.5)][place] = 1
            x += float(first)
        else:
            x, y = (float(first), float(second)) if command == "M" else (x + float(first), y + float(second))
    return modules


@pytest.mark.parametrize("address", [ADDRESS, "https://a.vn/", f"https://a.vn/{'rat-dai-' * 20}"])
def test_a_code_paints_the_matrix_of_the_address_inside_its_quiet_zone(address: str) -> None:
    code = make_code(address)
    wanted = segno.make_qr(address, error="l", mask=2)
    assert drawn(code.side, code.path) == [list(row) for row in wanted.matrix_iter(border=QUIET)]
    assert len(code.path) < 4000


@pytest.mark.parametrize("method", ["spawn", None])
def test_codes_are_kept_and_the_same_whoever_makes_them(method: Method | None, tmp_path: Path) -> None:
    addresses = [f"{ADDRESS}{number}/" for number in range(350)] + [ADDRESS, ADDRESS]
    workers = Workers(2, method)
    try:
        made = build_codes(addresses, KeptFiles(tmp_path), workers)
    finally:
        workers.close()
    assert made[ADDRESS] == make_code(ADDRESS)
    kept = next(iter(tmp_path.glob("??/*")))
    kept.write_bytes(kept.read_bytes()[:-5])
    assert build_codes(addresses, KeptFiles(tmp_path), Workers()) == made
