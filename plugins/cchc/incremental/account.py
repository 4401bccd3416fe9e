"""What a build tells of itself, for `inv explain`: why each file was made anew. Nothing is ever decided by it.

A fingerprint is a line of parts such as "v:1f… b:9c…", each a letter of PARTS and a hash; it is compared as a whole to
decide, and by part only to explain.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cchc.incremental.built import Made
from cchc.manifest import replace_file
from cchc.sealed import open_sealed, seal

VIEW, BODY, CHROME, TEMPLATES, CODE = "v", "b", "c", "t", "k"
PARTS = (VIEW, BODY, CHROME, TEMPLATES, CODE)
NEW = "n"  # the last build did not make this file
GONE = "o"  # the file in the output is missing, or is not what the build left
BYTES = "s"  # made every time, and now other bytes
RETOUCHED = "r"  # the last build only exchanged the body in the page, which bears no fingerprint until it is made anew

_SCHEMA = "cchc.account/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """`shared` is what all pages were made with, by name, each a hash or a version; `changed` what of it was new.

    `reasons` by output path say why a file was made anew: one letter or several of PARTS. A file that is not there
    was kept.
    """

    shared: Mapping[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)


def reason_of(last: Made | None, fingerprint: str, stands: str | None) -> str:
    """Why a build makes a file with this fingerprint; "" when it keeps the one that stands (its sha256)."""
    if last is None:
        return NEW
    if fingerprint and not last.fingerprint:
        return RETOUCHED
    changed = changed_parts(last.fingerprint, fingerprint)
    return changed or ("" if last.sha256 == stands else GONE)


def changed_parts(old: str, new: str) -> str:
    """Letters of the parts that differ; BYTES when none of them is known to."""
    if old == new:
        return ""
    before, after = _parts(old), _parts(new)
    return "".join(part for part in PARTS if before.get(part) != after.get(part)) or BYTES


def _parts(fingerprint: str) -> dict[str, str]:
    return {letter: digest for letter, _, digest in (word.partition(":") for word in fingerprint.split(" "))}


def changed_names(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """Names whose value differs, or that are in one of the two only, sorted; none when the old ones are not known."""
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))) if old else ()


def give_account(last: Account, shared: Mapping[str, str], reasons: Mapping[str, str]) -> Account:
    """The account of a build that follows the one that gave `last`."""
    return Account(shared=shared, changed=changed_names(last.shared, shared), reasons=reasons)


def find_reasons(
    last: Mapping[str, Made], made: Mapping[str, Made], standing: Mapping[str, str]
) -> dict[str, str]:
    """Why each file of `made` that the build did not keep was made, by path."""
    reasons = {}
    for path, new in made.items():
        old, stands = last.get(path), standing.get(path)
        if old == new and stands == new.sha256:
            continue
        reason = reason_of(old, new.fingerprint, stands)
        reasons[path] = reason if reason or old == new else BYTES
    return {path: reason for path, reason in reasons.items() if reason}


def load_account(file: Path) -> Account:
    """The account kept in `file`; an empty one when there is none that can be read."""
    text = open_sealed(file)
    try:
        document = json.loads(text or "")
        if document["schema"] != _SCHEMA:
            return Account()
        reasons = {path: reason for reason, paths in document["reasons"].items() for path in paths}
        account = Account(shared=dict(document["shared"]), changed=tuple(document["changed"]), reasons=reasons)
        texts = [*account.shared, *account.shared.values(), *account.changed, *reasons, *reasons.values()]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Account()
    return account if all(type(item) is str for item in texts) else Account()


def write_account(file: Path, account: Account) -> None:
    """Keep an account. Raises OSError."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for path, reason in account.reasons.items():
        reasons[reason].append(path)
    document = {
        "schema": _SCHEMA, "shared": dict(account.shared), "changed": account.changed, "reasons": reasons,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, seal(json.dumps(document, ensure_ascii=False)))
