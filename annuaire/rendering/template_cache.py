"""The cache of compiled templates, by their content: compiling a theme takes longer than rendering with it once.

Jinja applies filters to constants at compile time (`{{ 'index'|url }}`), so the bytecode depends on settings, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from annuaire.runtime import cachefile, digests

FOLDER = f"{cachefile.FOLDER}/templates"
# Settings with functions of the site's own, as extensions of Jinja are. Their results are not known: with them no template is
# cached (see `plugin`), and no page depends only on the fiches that it declares (see `generators`).
CUSTOM_JINJA_SETTINGS = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS")
CUSTOM_JINJA_OPTIONS = ("extensions", "finalize")  # of JINJA_ENVIRONMENT
# Settings that no template uses.
UNUSED_SETTINGS = ("OUTPUT_PATH",)


def has_custom_jinja(settings: Mapping[str, Any]) -> bool:
    """Return whether templates may call functions of the site's own, which may read or return anything."""
    options = settings.get("JINJA_ENVIRONMENT") or {}
    return any(settings.get(name) for name in CUSTOM_JINJA_SETTINGS) or any(
        options.get(name) for name in CUSTOM_JINJA_OPTIONS
    )


class TemplateCache(BytecodeCache):
    """Keeps each template of a site in a cache file with a checksum: Jinja's own cache would load a damaged one (see
    `cachefile`)."""

    def __init__(self, root: str, settings: Mapping[str, Any]) -> None:
        self._folder = f"{root}/{FOLDER}"
        plain = sorted(
            (name, value)
            for name, value in settings.items()
            if isinstance(value, str | int | float) and name not in UNUSED_SETTINGS
        )
        # Options of the compiler, autoescape among them.
        plain.append(("JINJA_ENVIRONMENT", repr(settings.get("JINJA_ENVIRONMENT"))))
        self._settings_digest = digests.of(digests.program().encode(), repr(plain).encode())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the bytecode of a template into the bucket, if it is cached."""
        kept = cachefile.load(self._folder, bucket.key, self._source(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Save the bytecode of a template."""
        cachefile.save(self._folder, bucket.key, self._source(bucket), bucket.bytecode_to_string())

    def _source(self, bucket: Bucket) -> str:
        return bucket.checksum + self._settings_digest
