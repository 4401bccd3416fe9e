"""Render many bodies: from the cache where possible, the rest over several processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from cchc.markup.cache import MarkupCache, body_key
from cchc.markup.convert import Rendered, convert

# Starting a process costs about as much as converting this many posts.
_WORTH_A_PROCESS = 60


def render_bodies(bodies: Iterable[str], cache: MarkupCache, *, jobs: int = 1) -> Mapping[str, Rendered]:
    """Rendered form of each distinct body, keyed by the body; independent of `jobs` and of the cache."""
    distinct = list(dict.fromkeys(bodies))
    keys = {body: body_key(body) for body in distinct}
    known = cache.load(keys.values())
    missing = [body for body in distinct if keys[body] not in known]
    fresh = dict(zip(missing, _convert_all(missing, jobs), strict=True))
    cache.store({keys[body]: value for body, value in fresh.items()}, keys.values())
    return {body: fresh[body] if body in fresh else known[keys[body]] for body in distinct}


def _convert_all(bodies: list[str], jobs: int) -> list[Rendered]:
    workers = min(jobs, len(bodies) // _WORTH_A_PROCESS)
    if workers < 2:
        return [convert(body) for body in bodies]
    size = max(1, len(bodies) // (workers * 4))
    # spawn: the same on every system, and safe beside threads
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(convert, bodies, chunksize=size))
