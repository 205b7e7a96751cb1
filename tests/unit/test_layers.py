"""Import rules: layers of the package, gates of third-party libraries, and code that only some modules may have.

The tables are written by hand; docs/architecture.md explains them.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "annuaire"

# Packages and top-level modules of `annuaire`, from the lowest layer up; docs/architecture.md describes each.
LAYERS = (
    {"errors", "french", "hosts", "model"},
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
    {"command_line"},
    {"__main__"},  # imports only the module of the command that is run
    {"fork_server"},
)

# The packages that build the site, and those that refresh: neither may import the other.
ARMS = (
    {"assets", "building", "directory", "downloads", "exports", "plugin", "rendering", "search"},
    {"readers", "refresh"},
)

# Packages whose modules may not import each other, except the shared modules that are named.
FAMILIES = {
    "networks": set(),
    "exports": {"exports.escaping"},
    "commands": {
        "commands.console",
        "commands.report",
        "commands.inputs",
        "commands.rebuild",
        "commands.site_url",
    },
}

# The modules that may import a third-party library, so that it can be replaced.
GATES = {
    "yaml": {"yamlfiles.yamltree"},
    "ryaml": {"yamlfiles.ordinary"},
    "jsonschema": {"schemas.schema_errors"},
    "jsonschema_rs": {"schemas.schema"},
    "orjson": {"exports.escaping"},
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

# Imports for type annotations only, which may go up a layer.
TYPE_ONLY = {("errors", "model")}

LAYER_OF = {package: number for number, packages in enumerate(LAYERS) for package in packages}


def module_of(file: Path) -> str:
    name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


MODULES = {
    module_of(file): file
    for file in sorted(PACKAGE.rglob("*.py"))
    if file.parent != PACKAGE or file.stem != "__init__"
}


def package_of(module: str) -> str:
    return module.split(".")[0]


def imports(file: Path) -> set[str]:
    """Return the names that a file imports, such as « annuaire.x », including imports inside functions and for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imported_modules(module: str) -> set[str]:
    """Return the modules of the package that `module` imports."""
    found = set()
    for name in imports(MODULES[module]):
        parts = name.split(".")
        if parts[0] == "annuaire":
            found.update([".".join(parts[1:end]) for end in (3, 2) if ".".join(parts[1:end]) in MODULES][:1])
    return found - {other for one, other in TYPE_ONLY if one == module}


def test_every_package_is_in_the_table_and_in_that_of_the_docs() -> None:
    assert {package_of(module) for module in MODULES} == LAYER_OF.keys()
    number, documented = "", {}
    for line in (ROOT / "docs" / "architecture.md").read_text("utf-8").splitlines():
        if found := re.match(r"\| ?(\d*) \| (`[^|]+`) \|", line):
            number = found[1] or number
            documented |= {package: int(number) for package in re.findall(r"`(\w+)/?`", found[2])}
    assert documented == LAYER_OF


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_its_own_package_and_lower_layers_only(module: str) -> None:
    for other in imported_modules(module):
        same = package_of(other) == package_of(module)
        assert same or LAYER_OF[package_of(other)] < LAYER_OF[package_of(module)], f"{module} imports {other}"


@pytest.mark.parametrize("module", [module for module in MODULES if package_of(module) in FAMILIES])
def test_modules_of_a_family_do_not_import_each_other(module: str) -> None:
    family = package_of(module)
    others = {other for other in imported_modules(module) if package_of(other) == family} - {
        family,
        *FAMILIES[family],
    }
    assert module == family or not others


@pytest.mark.parametrize("module", MODULES)
def test_each_library_is_imported_only_where_it_is_allowed(module: str) -> None:
    third_party = (
        {name.split(".")[0] for name in imports(MODULES[module])}
        - set(sys.stdlib_module_names)
        - {"annuaire"}
    )
    for library in third_party:
        assert library in GATES, f"{library} has no gate"
        assert module in GATES[library], f"{module} imports {library}"


@pytest.mark.parametrize("module", MODULES)
def test_the_build_and_the_refresh_do_not_import_each_other(module: str) -> None:
    imported = {package_of(other) for other in imported_modules(module)}
    for arm, other in (ARMS, ARMS[::-1]):
        assert package_of(module) not in arm or not imported & other


def test_the_build_imports_no_network_module() -> None:
    queue, reached = ["plugin", "rendering.generators", "building.build", "schemas.guide"], set[str]()
    while queue:
        module = queue.pop()
        reached.add(module)
        queue += imported_modules(module) - reached
    imported = {name for module in reached for name in imports(MODULES[module])}
    assert not imported & {"socket", "http.client", "urllib.request", "ssl", "asyncio", "requests"}


def test_imports_form_no_cycle() -> None:
    left = {module: imported_modules(module) - {module} for module in MODULES}
    while left:
        free = {module for module, needed in left.items() if not needed & left.keys()}
        assert free, f"a cycle among {sorted(left)}"
        left = {module: needed for module, needed in left.items() if module not in free}


def test_settings_import_nothing_of_ours() -> None:
    assert not [name for name in imports(ROOT / "pelicanconf.py") if name.startswith("annuaire")]


def test_type_only_imports_are_not_executed() -> None:
    for module, other in TYPE_ONLY:
        source = MODULES[module].read_text("utf-8")
        outside = source.split("if TYPE_CHECKING:")[0]
        assert f"annuaire.{other}" not in outside


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_exits_and_there_is_no_bare_except_or_assert(module: str) -> None:
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
