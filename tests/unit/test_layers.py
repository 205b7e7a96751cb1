"""The walls of the house: who may import whom. The table is written by hand; docs/architecture.md explains it."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "annuaire"

# Layer after layer, the packages and the modules of `annuaire` itself; docs/architecture.md says what each is.
LAYERS = (
    {"errors", "french", "model"},
    {"addresses", "messages"},
    {"runtime"},
    {"textfiles"},
    {"yamlfiles"},
    {"schemas"},
    {"networks", "profiles"},
    {"curation", "directory", "readers"},
    {"assets", "exports", "refresh", "search"},
    {"downloads", "publishing"},
    {"rendering"},
    {"building", "plugin"},
    {"commands"},
    {
        "__main__"
    },  # it imports a command by its name, when it is asked for: none waits for another's libraries
    {"fork_server"},
)

# Who makes the site and who asks the networks.
ARMS = (
    {"assets", "building", "directory", "downloads", "exports", "plugin", "rendering", "search"},
    {"readers", "refresh"},
)

# Families: no member knows another, but for what they share.
FAMILIES = {
    "networks": set(),
    "exports": {"exports.escaping"},
    "commands": {"commands.console", "commands.report", "commands.inputs", "commands.rebuild"},
}

# A foreign library is named in one place, so that another could take its place.
GATES = {
    "yaml": {"yamlfiles.yamltree"},
    "ryaml": {"yamlfiles.ordinary"},
    "jsonschema": {"schemas.schema_errors"},
    "jsonschema_rs": {"schemas.schema"},
    "babel": {"french.dates"},
    "pycountry": {"french.territories"},
    "markupsafe": {"rendering.once", "french.typography"},
    "blinker": {"rendering.third_party_plugins"},
    "jinja2": {
        "rendering.blame",
        "rendering.template_cache",
        "rendering.once",
        "rendering.output",
        "rendering.template_scope",
        "plugin",
    },
    "pelican": {
        "rendering.third_party_plugins",
        "rendering.generators",
        "rendering.output",
        "rendering.pagination",
        "plugin",
        "rendering.prose",
        "building.build",
        "fork_server",
    },
    "markdown": {"fork_server", "curation.page_anchors"},
    "watchfiles": {"building.watching"},
    "requests": {"refresh.fetch_errors", "refresh.session", "refresh.transport"},
    "urllib3": {"refresh.connections", "refresh.fetch_errors", "refresh.session", "refresh.transport"},
    "nh3": {"readers.plain_text"},
    "rich": {"refresh.progress"},
    "requests_cache": {"refresh.answer_cache"},
    "PIL": {"refresh.avatars", "assets.card_images"},
    "atproto": {"publishing.bluesky_publish"},
    "feedparser": {"readers.feed"},
}

# The errors are known to all; they name `model` for a type only.
TYPE_ONLY = {("errors", "model")}

HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}


def module_of(file: Path) -> str:
    name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


MODULES = {
    module_of(file): file
    for file in sorted(PACKAGE.rglob("*.py"))
    if file.parent != PACKAGE or file.stem != "__init__"
}


def room_of(module: str) -> str:
    return module.split(".")[0]


def imports(file: Path) -> set[str]:
    """Return what a file imports, « annuaire.x » for ours: also inside functions, also for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(module: str) -> set[str]:
    """Return the modules of the package that `module` imports."""
    found = set()
    for name in imports(MODULES[module]):
        parts = name.split(".")
        if parts[0] == "annuaire":
            found.update([".".join(parts[1:end]) for end in (3, 2) if ".".join(parts[1:end]) in MODULES][:1])
    return found - {other for one, other in TYPE_ONLY if one == module}


def test_every_room_is_in_the_table_and_in_that_of_the_docs() -> None:
    assert {room_of(module) for module in MODULES} == HEIGHT.keys()
    height, told = "", {}
    for line in (ROOT / "docs" / "architecture.md").read_text("utf-8").splitlines():
        if found := re.match(r"\| ?(\d*) \| (`[^|]+`) \|", line):
            height = found[1] or height
            told |= {room: int(height) for room in re.findall(r"`(\w+)/?`", found[2])}
    assert told == HEIGHT


@pytest.mark.parametrize("module", MODULES)
def test_a_module_knows_its_own_room_and_those_below(module: str) -> None:
    for other in ours(module):
        same = room_of(other) == room_of(module)
        assert same or HEIGHT[room_of(other)] < HEIGHT[room_of(module)], f"{module} imports {other}"


@pytest.mark.parametrize("module", [module for module in MODULES if room_of(module) in FAMILIES])
def test_no_member_of_a_family_knows_another(module: str) -> None:
    family = room_of(module)
    others = {other for other in ours(module) if room_of(other) == family} - {family, *FAMILIES[family]}
    assert module == family or not others


@pytest.mark.parametrize("module", MODULES)
def test_each_foreign_library_has_its_gate(module: str) -> None:
    foreign = (
        {name.split(".")[0] for name in imports(MODULES[module])}
        - set(sys.stdlib_module_names)
        - {"annuaire"}
    )
    for library in foreign:
        assert library in GATES, f"{library} has no gate"
        assert module in GATES[library], f"{module} imports {library}"


@pytest.mark.parametrize("module", MODULES)
def test_the_build_and_the_refresh_never_know_each_other(module: str) -> None:
    rooms = {room_of(other) for other in ours(module)}
    for arm, other in (ARMS, ARMS[::-1]):
        assert room_of(module) not in arm or not rooms & other


def test_the_build_cannot_name_the_network() -> None:
    waiting, reached = ["plugin", "rendering.generators", "building.build", "schemas.guide"], set[str]()
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting += ours(module) - reached
    named = {name for module in reached for name in imports(MODULES[module])}
    assert not named & {"socket", "http.client", "urllib.request", "ssl", "asyncio", "requests"}


def test_imports_form_no_circle() -> None:
    left = {module: ours(module) - {module} for module in MODULES}
    while left:
        free = {module for module, needed in left.items() if not needed & left.keys()}
        assert free, f"a circle among {sorted(left)}"
        left = {module: needed for module, needed in left.items() if module not in free}


def test_settings_import_nothing_of_ours() -> None:
    assert not [name for name in imports(ROOT / "pelicanconf.py") if name.startswith("annuaire")]


def test_types_only_are_imported_for_types_only() -> None:
    for module, other in TYPE_ONLY:
        source = MODULES[module].read_text("utf-8")
        outside = source.split("if TYPE_CHECKING:")[0]
        assert f"annuaire.{other}" not in outside


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_exits_and_no_error_is_swallowed(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{module}: bare except"
        if isinstance(node, ast.Assert):
            raise AssertionError(f"{module}: assert for data")
        if isinstance(node, ast.Attribute) and node.attr == "exit" and module != "__main__":
            raise AssertionError(f"{module}: sys.exit")


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"runtime.clock"}))
def test_only_the_clock_reads_the_date(module: str) -> None:
    source = MODULES[module].read_text("utf-8")
    assert "date.today(" not in source
    assert "datetime.now(" not in source


# Who opens files: the edges.
def test_the_pure_modules_open_no_file() -> None:
    pure = {
        "curation.editions", "curation.entries", "curation.evidence", "commands.report",
        "directory.assembly", "directory.directory", "directory.sources", "directory.structured",
        "french.territories", "french.text", "french.typography", "model", "rendering.sharing",
        "addresses", "schemas.aliases", "schemas.samples", "schemas.schema_advice",
        "yamlfiles.list_mistakes", "yamlfiles.yaml_advice",
        *(name for name in MODULES if name.startswith(("messages", "networks"))),
    }  # fmt: skip
    for module in pure:
        source = MODULES[module].read_text("utf-8")
        for word in (" open(", ".open(", "read_text(", "read_bytes(", "write_text(", "os.environ"):
            assert word not in source, f"{module}: {word}"
