"""What Pelican imports and few sites use is imported when it is used, and works then as ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PIL import Image

from annuaire.runtime.lazy_imports import POSTPONED
from tests.support import roots, sites

BUILT = """
import sys
from annuaire.__main__ import main
from annuaire.runtime.lazy_imports import POSTPONED
assert main(["build"]) == 0
for name in sorted(POSTPONED):
    # To ask a lazy module for its class would import it.
    print(name, object.__getattribute__(sys.modules[name], "__class__").__name__ if name in sys.modules else "absent")
"""

READING = """
import contextlib, sys
from annuaire.runtime import lazy_imports
with lazy_imports.until_used() if sys.argv[1] == "lazy" else contextlib.nullcontext():
    from annuaire.building import build
from pelican.readers import RstReader
from pelican.settings import DEFAULT_CONFIG
content, metadata = RstReader(DEFAULT_CONFIG).read("page.rst")
print(content, sorted(metadata.items()))
"""

PAGE = """\
« L'essai »
###########

:date: 21 nov 2026
:slug: essai

Une formule, :math:`\\frac{a}{b}`, et du code :

.. code-block:: python

   print("bonjour")

.. image:: page.png
   :scale: 50

.. csv-table::

   a, "b, c"
"""


def run(script: str, *arguments: str, folder: Path) -> str:
    """Run a script in a new process, without network access; return what it printed."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env=sites.environment(), timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_is_imported_by_pelican_and_not_used_by_a_usual_build(tmp_path: Path) -> None:
    root = roots.make_site(tmp_path / "root")
    kinds = dict(line.split() for line in run(BUILT, folder=root).splitlines()[-len(POSTPONED) :])
    # Another version of Python may import less of itself.
    standard = {name for name in POSTPONED if name.partition(".")[0] in sys.stdlib_module_names}
    assert {name for name, kind in kinds.items() if kind != "_LazyModule"} <= standard
    assert set(kinds.values()) <= {"_LazyModule", "absent"}
    assert kinds.keys() == POSTPONED


def test_a_page_that_needs_them_is_read_as_ever(tmp_path: Path) -> None:
    (tmp_path / "page.rst").write_text(PAGE, "utf-8")
    Image.new("RGB", (40, 20)).save(tmp_path / "page.png")
    lazy, eager = (run(READING, how, folder=tmp_path) for how in ("lazy", "eager"))
    assert lazy == eager
    for part in ("width: 20.0px", 'class="highlight"', "formula", "b, c", "2026, 11, 21"):
        assert part in lazy
