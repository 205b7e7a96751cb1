"""Parsing of one fiche from its node to an `Entry`, with all rules that need no other fiche.

Only this module maps the French keys of a fiche to English fields.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from sys import intern
from typing import NamedTuple

from annuaire import networks
from annuaire.curation import accounts, evidence, lists
from annuaire.curation.problem_list import ProblemList
from annuaire.french import dates, territories, text
from annuaire.french.corrections import corrected
from annuaire.model import Entry, Problem
from annuaire.profiles import opt_outs
from annuaire.yamlfiles.nodes import Node

_NAME = re.compile(r"(?:.*/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.yml")
_HALF_QUOTED = re.compile(r'"[^"]+|[^"]+"')
# What a fiche withholds of profiles, by the value of `releve`.
_WITHHELD = {
    "": opt_outs.NOTHING,
    "oui": opt_outs.NOTHING,
    "sans portrait": opt_outs.PORTRAIT,
    "non": opt_outs.FACTS,
}
# A value that is compared across fiches: its comparison key, its text as written, its line and column.
Mention = tuple[str, str, int, int]


class Fiche(NamedTuple):
    """A parsed fiche, valid or not; `entry` is None when it has a problem.

    The mentions, and the categories as written, are for rules that compare fiches (see `uniqueness`), which apply to invalid
    files too.
    """

    path: str
    reason: Mention
    accounts: list[Mention]
    subjects: list[Mention]
    categories: tuple[str, ...]
    entry: Entry | None = None


def check_name(path: str, siblings: Collection[str] = ()) -> tuple[str, list[Problem]]:
    """Check that the name of a file can be an address; return the id that it stands for, even if it is misspelt.

    `siblings` are the paths in curation/ of all files of the folder.
    """
    if found := _NAME.fullmatch(path):
        return found[1], []
    from annuaire.curation import misnamed  # imported only when a name is wrong

    meant, fault = misnamed.fiche(path, siblings)
    return meant, [fault]


def id_of(path: str) -> str:
    """Return the id of a fiche: the name of its file without the extension."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def read(
    node: Node, path: str, schema_problems: list[Problem], categories: Collection[str] | None, today: date
) -> tuple[Fiche, list[Problem]]:
    """Parse a fiche's node; when the fiche has no entry, the problems say why.

    `categories` are those in categories.yml, or None when that file is too faulty to know them.
    """
    problems = ProblemList(path, today, schema_problems)
    # A missing key is an empty node: if it is required, the schema has reported it.
    keys = defaultdict(lambda: Node(*node.place), node.keys)
    reason, listed, subjects = keys["pourquoi"], keys["comptes"], keys["sujets"]
    by_network = accounts.read(problems, listed)
    if categories is not None:
        lists.categories(problems, keys["categories"], categories)
    _territory(problems, keys["territoire"])
    for key in ("pourquoi", "reserve"):
        if keys[key].text.startswith("->"):
            problems.add(keys[key], "text-arrow", key=key)
    if _HALF_QUOTED.fullmatch(keys["nom"].text):
        problems.add(keys["nom"], "name-quote", value=keys["nom"].text)
    lists.subjects(problems, subjects)
    preferred = _preferred(problems, keys["prefere"], listed.keys)
    since = _since(problems, keys["depuis"])
    proofs = evidence.read(problems, keys["preuves"], listed, node.keys.keys())
    fiche = Fiche(
        path,
        reason=_mention(text.sentence_key(reason.text), reason),
        accounts=[_mention(account.key, listed.keys[name]) for name, account in by_network.items()],
        subjects=[_mention(text.topic(item.text), item) for item in subjects.items],
        # Interned because ten thousand fiches name the same few categories.
        categories=tuple([intern(item.text) for item in keys["categories"].items]),
    )
    if problems.found or since is None:
        return fiche, problems.found

    ordered = [name for name in networks.BY_NAME if name in by_network]
    ordered.sort(key=lambda name: name != preferred)
    entry = Entry(
        id=id_of(path),
        name=text.typeset(keys["nom"].text),
        is_person=keys["nature"].text == "personne",
        categories=fiche.categories,
        territory=keys["territoire"].text,
        accounts=tuple([by_network[name] for name in ordered]),
        reason=corrected(reason.text),
        subjects=tuple([text.typeset(item.text) for item in subjects.items]),
        signed_by=keys["par"].text,
        since=since,
        evidence=tuple(proofs),
        caveat=corrected(keys["reserve"].text),
        withholds=_WITHHELD[keys["releve"].text],
    )
    return fiche._replace(entry=entry), []


def _mention(compared: str, node: Node) -> Mention:
    return compared, node.text, node.line, node.column


def _territory(problems: ProblemList, node: Node) -> None:
    if own := territories.country_code_of(node.text):
        problems.add(node, "territory-own", value=node.text, own=own, name=territories.name(own))
    if not node.text or territories.exists(node.text):
        return
    near = territories.suggest(node.text)
    parts = [part.upper() for part in re.split(r"[\s,;/+]+(?:et\s+)?", node.text)]
    if not near and len(parts) > 1 and all(map(territories.exists, parts)):
        problems.add(node, "territory-several", value=node.text, first=parts[0], second=parts[1])
    elif near:
        problems.add(node, "territory-near", value=node.text, near=near, name=territories.name(near))
    else:
        problems.add(node, "territory", value=node.text)


def _preferred(problems: ProblemList, node: Node, accounts: Collection[str]) -> str:
    understood = bool(accounts) and networks.BY_NAME.keys() >= set(accounts)
    if node.text in networks.BY_NAME and understood and node.text not in accounts:
        problems.add(node, "preferred-absent", value=node.text, choices=", ".join(accounts))
    return node.text


def _since(problems: ProblemList, node: Node) -> date | None:
    value = dates.day(node.text)
    problems.check_date(node, value)
    return value
