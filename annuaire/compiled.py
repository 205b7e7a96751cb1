"""Templates that were compiled before, kept by what they hold: to compile a theme takes longer than to use it once."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from annuaire import cachefile, fingerprints

FOLDER = f"{cachefile.FOLDER}/templates"


class Compiled(BytecodeCache):
    """Keeps each template of a site in a sealed file: Jinja's own cache would load a damaged one (see `cachefile`)."""

    def __init__(self, root: str) -> None:
        self._folder = f"{root}/{FOLDER}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what is kept for a template of this content, if anything is."""
        kept = cachefile.load(self._folder, bucket.key, _source(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja made of a template."""
        cachefile.save(self._folder, bucket.key, _source(bucket), bucket.bytecode_to_string())


def _source(bucket: Bucket) -> str:
    return bucket.checksum + fingerprints.program()
