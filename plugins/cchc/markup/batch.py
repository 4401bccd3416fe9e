"""Render many bodies: from the cache where possible, the rest over several processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cchc.markup.cache import MarkupCache, body_key
from cchc.markup.convert import Rendered, convert
from cchc.workers import Workers

_WORTH_A_PROCESS = 60


def render_bodies(bodies: Iterable[str], cache: MarkupCache, workers: Workers) -> Mapping[str, Rendered]:
    """Rendered form of each distinct body, keyed by the body; independent of the workers and of the cache."""
    distinct = list(dict.fromkeys(bodies))
    keys = {body: body_key(body) for body in distinct}
    known = cache.load(keys.values())
    missing = [body for body in distinct if keys[body] not in known]
    fresh = dict(zip(missing, workers.map(_convert_all, missing, worth=_WORTH_A_PROCESS), strict=True))
    cache.store({keys[body]: value for body, value in fresh.items()}, keys.values())
    return {body: fresh[body] if body in fresh else known[keys[body]] for body in distinct}


def _convert_all(bodies: Sequence[str]) -> list[Rendered]:
    return [convert(body) for body in bodies]
