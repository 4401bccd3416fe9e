"""The compiled code of templates, kept beside them in __pycache__ as Python keeps that of modules.

Compiling the theme takes a third of a second in each process of a build. The code is trusted as the modules' own is:
it never goes into the build's cache, which other machines may have made. What cannot be read whole, or was made of
another text, by another Python or another Jinja, is compiled again; where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

_LENGTH = hashlib.sha256().digest_size


class CompiledTemplates(jinja2.BytecodeCache):
    """Bytecode by template in `templates`/__pycache__; `made_with` names the options the code depends on.

    Each file is a sha256 of the rest, then the key of what was compiled and how, then the marshalled code.
    """

    def __init__(self, templates: Path, made_with: str) -> None:
        self._folder = templates / "__pycache__"
        self._made_with = "\0".join((made_with, jinja2.__version__, importlib.util.MAGIC_NUMBER.hex(), str(templates)))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's signature
        """The name of the file."""
        return f"{name.replace('/', '.')}.{sys.implementation.cache_tag}.code"

    def get_source_checksum(self, source: str) -> str:
        """What the code was made of and with (sha256, hex)."""
        return hashlib.sha256(f"{self._made_with}\0{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code when what is kept is whole and of the same text."""
        with contextlib.suppress(OSError):
            data = (self._folder / bucket.key).read_bytes()
            rest, key = data[_LENGTH:], bucket.checksum.encode()
            if hashlib.sha256(rest).digest() == data[:_LENGTH] and rest.startswith(key):
                bucket.code = marshal.loads(rest[len(key) :])  # noqa: S302 - as Python does with what it compiled

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, in one step for whoever reads at the same time."""
        rest = bucket.checksum.encode() + marshal.dumps(bucket.code)
        target = self._folder / bucket.key
        beside = target.with_name(f"{bucket.key}.{os.getpid()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            beside.write_bytes(hashlib.sha256(rest).digest() + rest)
            beside.replace(target)
