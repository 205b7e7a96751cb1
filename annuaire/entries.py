"""One fiche: from its node to an `Entry`, with every rule that needs no other fiche.

French key → English field is said here, once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from sys import intern  # what is said in many fiches is one text in memory
from typing import NamedTuple

from annuaire import addresses, formats, networks, schema, territories, text
from annuaire.errors import HandleError
from annuaire.model import Account, Entry, Evidence, Problem
from annuaire.yamlfile import MOST, Node, problem

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What is meant as an address, well written or not; anything else is the reference of a text.
_ADDRESS = re.compile(
    r".*://|(?:javascript|data|vbscript|mailto|file):|https?\b|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?$",
    re.IGNORECASE,
)

# What is written where there is no account; and the year of the first web page, before which none was seen.
_NONE = {"non", "aucun", "aucune", "rien", "néant", "none", "no", "n/a", "-"}
_FIRST_YEAR = 1990


# What two fiches must not share: what is compared, what was written, and at which line and column.
Mention = tuple[str, str, int, int]


class Fiche(NamedTuple):
    """What was understood of a file; `entry` is None when something in it is wrong.

    The mentions, and the categories as written, are what rules spanning files compare and name: they hold for faulty
    files too.
    """

    path: str
    reason: Mention
    accounts: list[Mention]
    subjects: list[Mention]
    categories: tuple[str, ...]
    entry: Entry | None = None


class _Reading:
    """The reading of one file: what was found so far, and what is wrong with it."""

    def __init__(self, path: str, today: date) -> None:
        self.path = path
        self.today = today
        self.problems: list[Problem] = []

    def tell(self, node: Node, code: str, **values: object) -> None:
        """Add a problem at a value, unless the schema has already said that this value is wrong."""
        if not any((told.line, told.column) == (node.line, node.column) for told in self.problems):
            self.problems.append(problem(self.path, node.line, node.column, code, **values))

    def tell_key(self, node: Node, code: str, **values: object) -> None:
        self.problems.append(problem(self.path, node.key_line, node.key_column, code, **values))


def check_name(path: str, beside: Collection[str] = ()) -> tuple[str, list[Problem]]:
    """Hold the name of a file to what an address can be; return the id that it stands for, well written or not.

    `beside` are the names of all files of the folder, from curation/.
    """
    id = id_of(path)
    if path.endswith(".yml") and _NAME.fullmatch(id):
        return id, []
    from annuaire import misnamed  # who has named all files well does not wait for it

    meant, found = misnamed.fiche(path, beside)
    return meant, [found]


def id_of(path: str) -> str:
    """Return the name of a file without what follows its last dot."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def read(
    node: Node, path: str, fiche_schema: schema.Schema, categories: Collection[str] | None, today: date
) -> tuple[Fiche, list[Problem]]:
    """Turn a fiche's node into an entry; without one, the problems say why.

    `categories` is None when categories.yml is too faulty to know them.
    """
    reading = _Reading(path, today)
    reading.problems = schema.check(node, fiche_schema, path)
    # A key that is not there is an empty node: the schema has already complained where it had to.
    keys = defaultdict(lambda: Node(node.line, node.column), node.keys)
    accounts = _accounts(reading, keys["comptes"])
    if categories is not None:
        _categories(reading, keys["categories"], categories)
    _territory(reading, keys["territoire"])
    preferred = _preferred(reading, keys["prefere"], keys["comptes"].keys)
    since = _since(reading, keys["depuis"])
    evidence = _evidence(reading, keys["preuves"], keys["comptes"])
    reason = keys["pourquoi"]
    fiche = Fiche(
        path,
        reason=_mention(text.sentence_fingerprint(reason.text), reason),
        accounts=[_mention(account.key, keys["comptes"].keys[name]) for name, account in accounts.items()],
        subjects=[_mention(text.topic(item.text), item) for item in keys["sujets"].items],
        categories=tuple(intern(item.text) for item in keys["categories"].items),
    )
    if reading.problems or since is None:
        return fiche, reading.problems

    ordered = [name for name in networks.BY_NAME if name in accounts]
    ordered.sort(key=lambda name: name != preferred)
    entry = Entry(
        id=id_of(path),
        name=keys["nom"].text,
        is_person=keys["nature"].text == "personne",
        categories=fiche.categories,
        territory=intern(keys["territoire"].text),
        accounts=tuple(accounts[name] for name in ordered),
        reason=text.typeset(keys["pourquoi"].text),
        subjects=tuple(intern(item.text) for item in keys["sujets"].items),
        signed_by=intern(keys["par"].text),
        since=since,
        evidence=tuple(evidence),
        caveat=text.typeset(keys["reserve"].text),
    )
    return fiche._replace(entry=entry), []


def _mention(compared: str, node: Node) -> Mention:
    return compared, node.text, node.line, node.column


def _accounts(reading: _Reading, node: Node) -> dict[str, Account]:
    found: dict[str, Account] = {}
    for name, child in node.keys.items():
        if name not in networks.BY_NAME or not child.text:
            continue
        module = networks.BY_NAME[name]
        if child.text.lower() in _NONE:
            reading.tell(child, "account-none", label=module.LABEL)
            continue
        other = networks.recognise(child.text, is_site=module is networks.site)
        if other and other is not module and (module is networks.site or not module.from_address(child.text)):
            values = {"value": child.text, "label": other.LABEL, "network": other.NETWORK}
            reading.tell(child, "handle-wrong-network", **values)
            continue
        try:
            handle = module.canonical(child.text)
        except HandleError as error:
            reading.tell(child, error.code, **error.values)
            continue
        found[name] = Account(module.NETWORK, handle, networks.key(name, handle))
    return found


def _categories(reading: _Reading, node: Node, known: Collection[str]) -> None:
    for item in node.items[:MOST]:
        if item.text and item.text not in known:
            near = text.closest(item.text, known, likeness=0.8)
            if near:
                reading.tell(item, "category-unknown-near", value=item.text, near=near)
            else:
                reading.tell(item, "category-unknown", value=item.text, choices=", ".join(known))


def _territory(reading: _Reading, node: Node) -> None:
    if own := territories.own(node.text):
        reading.tell(node, "territory-own", value=node.text, own=own, name=territories.name(own))
    if not node.text or territories.exists(node.text):
        return
    near = territories.suggest(node.text)
    if near:
        reading.tell(node, "territory-near", value=node.text, near=near, name=territories.name(near))
    else:
        reading.tell(node, "territory", value=node.text)


def _preferred(reading: _Reading, node: Node, accounts: Collection[str]) -> str:
    understood = bool(accounts) and networks.BY_NAME.keys() >= set(accounts)
    if node.text in networks.BY_NAME and understood and node.text not in accounts:
        reading.tell(node, "preferred-absent", value=node.text, choices=", ".join(accounts))
    return node.text


def _since(reading: _Reading, node: Node) -> date | None:
    value = formats.day(node.text)
    if value and value > reading.today:
        reading.tell(node, "date-future", value=node.text, today=reading.today.isoformat())
    elif value and value.year < _FIRST_YEAR:
        reading.tell(node, "date-old", value=node.text)
    return value


def _evidence(reading: _Reading, node: Node, accounts: Node) -> list[Evidence]:
    nothing = Node(node.line, node.column)
    # A misspelt network is told as such: which accounts there are is then not known.
    understood = bool(accounts.keys) and networks.BY_NAME.keys() >= accounts.keys.keys()
    found: list[Evidence] = []
    for item in node.items:
        keys = item.keys
        name, where = keys.get("compte", nothing), keys.get("ou", nothing)
        seen, note = keys.get("vu", nothing), keys.get("note", nothing)
        network = intern(name.text)
        if understood and network in networks.BY_NAME and network not in accounts.keys:
            reading.tell(name, "evidence-stray", value=network)
        first = formats.first_day(seen.text)
        if first and first > reading.today:
            reading.tell(seen, "date-future", value=seen.text, today=reading.today.isoformat())
        elif first and first.year < _FIRST_YEAR:
            reading.tell(seen, "date-old", value=seen.text)
        url = _address(reading, where) if _ADDRESS.match(where.text) else ""
        shown = intern(seen.text) if first else ""
        found.append(Evidence(network, url or where.text, url, shown, text.typeset(note.text)))
    proved = {item.network for item in found}
    if not proved <= networks.BY_NAME.keys() or not found:
        return found  # a misspelt « compte » is told as such: what it should prove is not known
    for network, child in accounts.keys.items():
        if (
            network in networks.BY_NAME
            and network not in proved
            and child.text
            and child.text.lower() not in _NONE
        ):
            reading.tell_key(child, "evidence-absent", network=network, month=reading.today.isoformat()[:7])
    return found


def _address(reading: _Reading, node: Node) -> str:
    try:
        return addresses.clean(node.text)
    except HandleError as error:
        reading.tell(node, error.code, **error.values)
        return ""
