"""Templates that were compiled before, kept by what they hold: to compile a theme takes longer than to use it once.

Jinja applies filters to constants while it compiles (`{{ 'index'|url }}`), so what it makes is made of settings too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from annuaire.runtime import cachefile, digests

FOLDER = f"{cachefile.FOLDER}/templates"
# Functions of a site's own: what they do is not known.
CUSTOM_JINJA_SETTINGS = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS")
# What is in no template.
ELSEWHERE = ("OUTPUT_PATH",)


class TemplateCache(BytecodeCache):
    """Keeps each template of a site in a sealed file: Jinja's own cache would load a damaged one (see `cachefile`)."""

    def __init__(self, root: str, settings: Mapping[str, Any]) -> None:
        self._folder = f"{root}/{FOLDER}"
        plain = sorted(
            (name, value)
            for name, value in settings.items()
            if isinstance(value, str | int | float) and name not in ELSEWHERE
        )
        # How Jinja compiles, escaping among it.
        plain.append(("JINJA_ENVIRONMENT", repr(settings.get("JINJA_ENVIRONMENT"))))
        self._made_of = digests.of(digests.program().encode(), repr(plain).encode())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what is kept for a template of this content, if anything is."""
        kept = cachefile.load(self._folder, bucket.key, self._source(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja made of a template."""
        cachefile.save(self._folder, bucket.key, self._source(bucket), bucket.bytecode_to_string())

    def _source(self, bucket: Bucket) -> str:
        return bucket.checksum + self._made_of
