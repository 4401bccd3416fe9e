"""QR codes (ISO/IEC 18004) of addresses for printed pages, as the path of an inline SVG."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import groupby

from cchc.kept_files import KeptFiles
from cchc.workers import Workers

QUIET = 4  # modules of white around a code, which readers need
_MASK = 2  # every mask is valid; choosing the best costs five times as much and helps only worn prints
_WORTH_A_PROCESS = 150


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its side in modules with the quiet zone, and the `d` of a path stroked one module wide."""

    side: int
    path: str


def build_codes(addresses: Iterable[str], kept: KeptFiles, workers: Workers) -> Mapping[str, Code]:
    """The code of every address."""
    wanted = list(dict.fromkeys(addresses))
    codes = dict(workers.map(partial(_make_all, kept), wanted, worth=_WORTH_A_PROCESS))
    kept.prune({_key(address) for address in wanted})
    return codes


def _make_all(kept: KeptFiles, addresses: Sequence[str]) -> list[tuple[str, Code]]:
    found = []
    for address in addresses:
        side, _, path = kept.made(_key(address), partial(_text_of, address)).decode().partition(" ")
        found.append((address, Code(int(side), path)))
    return found


@lru_cache(maxsize=1)
def _maker() -> str:
    return f"1 {version('segno')} {_MASK} {QUIET}"


def _key(address: str) -> str:
    return hashlib.sha256(f"{_maker()}\n{address}".encode()).hexdigest()


def _text_of(address: str) -> bytes:
    code = make_code(address)
    return f"{code.side} {code.path}".encode()


def make_code(address: str) -> Code:
    """The smallest code of an address, with the best error correction that does not make it larger."""
    import segno

    matrix = segno.make_qr(address, error="l", mask=_MASK).matrix
    return Code(len(matrix) + 2 * QUIET, "".join(_path(matrix)))


def _path(matrix: Sequence[Sequence[int]]) -> Iterator[str]:
    """Runs of dark modules, row by row; each is a stroke along the row's middle."""
    yield f"M{QUIET} {QUIET}.5"
    down, at = 0, 0
    for row in matrix:
        place = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"m{place - at} {down}h{length}"
                at, down = place + length, 0
            place += length
        down += 1
