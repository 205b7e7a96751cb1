"""The walls of the house: who may import whom. The table is written by hand; docs/architecture.md explains it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "annuaire"

COMMANDS = ("check", "diff", "publish", "refresh", "serve")
FORMATS = ("mastodon", "mastodon_lists", "bluesky", "x", "opml", "vcard", "text", "table", "data")

# One more needs no line here: none imports another.
NETWORKS = {f"networks.{file.stem}" for file in (PACKAGE / "networks").glob("[a-z]*.py")}

# Layer, then modules, then the neighbours of the same layer that they may import.
LAYERS: tuple[tuple[str, dict[str, set[str]]], ...] = (
    ("0", {"errors": set(), "text": set(), "messages": {"text", "messages.problems", "messages.signs", "messages.terminal"},
           "messages.problems": {"messages.fields", "messages.files", "messages.rules", "messages.syntax"}, "messages.outcomes": {"text"}, "messages.guide": {"text"},
           **{f"messages.{table}": set() for table in ("fields", "files", "rules", "signs", "syntax", "terminal")},
           "namesakes": set(), "territories": {"namesakes", "text"}, "clock": {"errors", "messages"},
           "wording": set(), "fingerprints": set(), "cachefile": {"fingerprints"}, "unchanged": {"cachefile", "fingerprints", "parallel"}, "stages": set(), "parallel": set(), "garbage": set(), "lazy": set()}),
    (
        "1",
        {
            "model": set(),
            "exchange": {"addresses", "model"},
            "plain_text": set(),
            "rhythm": set(),
            "addresses": set(),
            "typography": set(),
            "words": set(),
            "nodes": {"model"},
            "yamltree": {"model", "nodes", "list_mistakes"},
            "lines": set(),
            "list_mistakes": {"lines", "nodes"},
            "yaml_error": {"lines"},
            "yaml_sentences": {"lines", "list_mistakes", "yaml_error"},
            "yaml_advice": {"yaml_error", "yaml_sentences", "lines", "list_mistakes", "yamltree"},
            "recoded": {"model", "nodes", "yamltree"},
            "plainfile": {"model", "nodes"},
            "comments": {"nodes", "yamltree"},
            "yamlfile": {"yaml_advice", "model", "nodes", "plainfile", "comments", "recoded", "yamltree"},
            "ordinary": {"nodes", "plainfile", "comments", "recoded", "yamlfile"},
            "formats": {"addresses"},
            "dates": {"formats"},
            "written_dates": {"formats"},
            "aliases": set(),
            "samples": {"formats"},
            "schema_error": {"formats", "nodes", "samples"},
            "type_advice": {"model", "nodes", "samples", "schema_error"},
            "schema_advice": {"type_advice", "written_dates", "schema_error", "aliases", "model", "nodes", "samples", "yamltree"},
            "schema_errors": {"schema_error", "schema_advice", "formats", "model", "nodes", "yamltree"},
            "schema": {"schema_errors", "formats", "model", "nodes"},
        },
    ),
    (
        "2",
        {
            "networks": NETWORKS, **{name: set() for name in NETWORKS},
            "misnamed": set(),
            "problem_list": set(),
            "evidence": {"problem_list", "networks"},
            "entries": {"evidence", "problem_list", "misnamed", "networks"},
            "editions": {"misnamed"},
            "drafts": {"inspection", "editions", "curation_files"},
            "front_matter": set(),
            "pages": {"front_matter"},
            "head_files": set(),
            "online": set(),
            "curation_files": set(),
            "packing": set(),
            "gazetteer": set(),
            "readings": {"entries", "packing"},
            "inspection": {"curation_files"},
            "unknown_categories": {"readings", "curation_files"},
            "fiches": {"inspection", "entries", "readings", "curation_files", "unknown_categories"},
            "uniqueness": {"inspection", "entries", "fiches", "readings", "curation_files"},
            "curation": {"uniqueness", "head_files", "drafts", "inspection", "editions", "fiches", "gazetteer", "packing", "readings", "curation_files"},
            "check_cache": {"curation", "curation_files"},
            "snapshot": set(),
            "readers": {"readers.mastodon", "readers.bluesky", "readers.x", "readers.youtube", "readers.feed", "readers.site"},
            "readers.mastodon": {"networks", "networks.mastodon", "readers", "readers.account", "readers.fediverse", "snapshot"},
            "readers.account": {"networks", "networks.mastodon", "readers", "readers.fediverse", "snapshot"},
            "readers.fediverse": set(),
            "readers.bluesky": {"networks", "networks.bluesky", "snapshot"},
            "readers.x": {"networks", "networks.x", "snapshot"},
            "readers.feed": {"networks", "networks.feed"},
            "readers.site": {"networks", "networks.site", "readers", "readers.feed"},
            "readers.youtube": {"networks", "networks.youtube", "readers", "readers.feed", "readers.site"},
            "guide": set(),
        },
    ),
    (
        "3",
        {"directory": {"health"}, "health": set(), "kinship": set(), "arrangement": {"budget", "daily", "kinship", "opt_outs"}, "assembly": {"arrangement", "directory", "opt_outs"}, "report": set(), "structured": {"directory"}, "stylesheet": set(), "palette": set(),
         "sources": {"directory"}, "assets": {"palette", "scripts", "stylesheet"}, "scripts": set(), "daily": set(), "search_index": {"directory"}, "search": set(), "avatar_files": {"assets", "directory"}, "cards": set(), "card_images": {"cards", "palette"},
         "swap": set(), "parts": set(), "reuse": {"arrangement", "parts"}, "targets": set(), "opt_outs": set(), "reconciliation": {"health", "opt_outs"}, "retention": {"reconciliation", "targets"},
            "exports.escaping": set(), "exports.record": {"directory"},
            **{f"exports.{form}": {"exports.escaping", "exports.record"} for form in FORMATS},
            "exports": {"exports.record", *(f"exports.{form}" for form in FORMATS)},
            "changes": set(),
            "budget": {"directory", "exports.record"},
            "badge": {"exports.escaping"},
            "feeds": {"changes", "daily", "directory", "exports.escaping"},
            "contract": set(),
            "api": {"changes", "contract", "directory", "exports.data", "exports.record"},
            "selection": {"budget", "directory", "exports", "exports.record"},
            "takeaway": {"badge", "changes", "directory", "exports", "exports.record"},
            "bundles": {"api", "badge", "changes", "contract", "directory", "exports", "exports.data", "exports.escaping",
                        "exports.record", "feeds", "selection", "takeaway"},
            "bluesky_plan": {"directory", "exports.bluesky", "exports.record"},
        },
    ),
    ("4 build", {"site_files": {"script_files", "page"}, "filters": set(), "sharing": set(), "script_files": set(), "foreign_plugins": set(), "prose": {"foreign_plugins"}, "template_scope": set(), "once": set(), "template_cache": set(), "pagination": set(),
     "page": set(), "output": {"page"}, "fichepages": {"page", "sharing"}, "listpages": {"page", "pagination", "sharing"},
     "generators": {"site_files", "fichepages", "output", "page", "filters", "script_files", "foreign_plugins", "listpages", "sharing", "template_scope"}, "blame": set(), "build": {"blame"}, "serve": set(),
     "watching": set(), "build_runner": set()}),
    ("4 publish", {"bluesky_publish": set()}),
    ("4 refresh", {
        "client": set(), "deadline": set(), "guard": set(), "politeness": set(), "connections": {"guard"}, "rate_limit": {"politeness"}, "transport": {"connections", "guard", "rate_limit"},
        "fetch_errors": {"transport", "rate_limit"}, "session": {"fetch_errors", "politeness", "transport", "rate_limit"}, "scheduler": {"session"}, "avatars": set(),
        "avatar_requests": {"avatars", "scheduler", "session"}, "refresh": {"avatars", "deadline", "scheduler", "avatar_requests", "session"},
        "progress": {"refresh"},
    }),
    ("5", {"__init__": set(), "plugin": set(), "commands": set(), "commands.console": set(),
           "commands.written": {"commands", "commands.console"},
           "commands.rebuild": {"commands", "commands.console", "commands.written"}, "commands.build": {"commands", "commands.console", "commands.rebuild"},
           **{f"commands.{name}": {"commands", "commands.console", "commands.written"} for name in COMMANDS}}),
    # It imports a command by its name, when it is asked for: no command waits for another's libraries.
    ("6", {"__main__": {"commands"}, "fork_server": {"__main__"}}),
)  # fmt: skip

# A foreign library is named in one place, so that another could take its place.
GATES = {
    "yaml": {"yamltree"},
    "ryaml": {"ordinary"},
    "jsonschema": {"schema_errors"},
    "jsonschema_rs": {"schema"},
    "babel": {"dates"},
    "pycountry": {"territories"},
    "markupsafe": {"once", "typography"},
    "blinker": {"foreign_plugins"},
    "jinja2": {"blame", "template_cache", "once", "output", "template_scope", "plugin"},
    "pelican": {"foreign_plugins", "generators", "output", "pagination", "plugin", "prose", "build", "fork_server"},
    "markdown": {"fork_server"},
    "watchfiles": {"watching"},
    "requests": {"fetch_errors", "session", "transport"},
    "urllib3": {"connections", "fetch_errors", "session", "transport"},
    "nh3": {"plain_text"},
    "rich": {"progress"},
    "requests_cache": {"session"},
    "PIL": {"avatars", "card_images"},
    "atproto": {"bluesky_publish"},
    "feedparser": {"readers.feed"},
}  # fmt: skip

# The errors are known to all; they name `model` for a type only.
TYPE_ONLY = {("errors", "model")}

LAYER = {module: layer for layer, modules in LAYERS for module in modules}
HEIGHT = {module: int(layer[0]) for module, layer in LAYER.items()}
NEIGHBOURS = {module: allowed for _, modules in LAYERS for module, allowed in modules.items()}


def module_of(file: Path) -> str:
    name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


MODULES = {module_of(file): file for file in sorted(PACKAGE.rglob("*.py"))}


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
            inside = [".".join(parts[1:end]) for end in (3, 2) if ".".join(parts[1:end]) in MODULES]
            found.add(inside[0] if inside else "__init__")
    return found - {other for one, other in TYPE_ONLY if one == module}


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_in_the_table(module: str) -> None:
    assert module in LAYER


@pytest.mark.parametrize("module", MODULES)
def test_a_module_knows_only_the_stations_before_it_and_the_neighbours_named(module: str) -> None:
    for other in ours(module):
        assert HEIGHT[other] < HEIGHT[module] or other in NEIGHBOURS[module], f"{module} imports {other}"


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
    arms = {"4 build": "4 refresh", "4 refresh": "4 build"}
    reached = {LAYER[other] for other in ours(module)}
    assert arms.get(LAYER[module]) not in reached


def test_the_build_cannot_name_the_network() -> None:
    waiting, reached = ["plugin", "generators", "build", "guide"], set[str]()
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


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"clock"}))
def test_only_the_clock_reads_the_date(module: str) -> None:
    source = MODULES[module].read_text("utf-8")
    assert "date.today(" not in source
    assert "datetime.now(" not in source


# Who opens files: the edges.
def test_the_pure_modules_open_no_file() -> None:
    pure = {"text", "territories", "model", "addresses", "yaml_advice", "schema_advice", "entries", "evidence", "aliases", "samples", "list_mistakes", "editions",
            "directory", "assembly", "report", "structured", "sources", "typography", "sharing", *(name for name in MODULES if name.startswith(("messages", "networks")))}  # fmt: skip
    for module in pure:
        source = MODULES[module].read_text("utf-8")
        for word in (" open(", ".open(", "read_text(", "read_bytes(", "write_text(", "os.environ"):
            assert word not in source, f"{module}: {word}"
