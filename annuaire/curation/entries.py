"""One fiche: from its node to an `Entry`, with every rule that needs no other fiche.

French key → English field is said here, once.
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
# What a fiche withholds of profiles, by what `releve` says.
_WITHHELD = {
    "": opt_outs.NOTHING,
    "oui": opt_outs.NOTHING,
    "sans portrait": opt_outs.PORTRAIT,
    "non": opt_outs.FACTS,
}
# What two fiches must not share: what is compared, what was written, and at which line and column.
Mention = tuple[str, str, int, int]


class Fiche(NamedTuple):
    """What was understood of a file; `entry` is None when something in it is wrong.

    The mentions, and the categories as written, are what rules spanning files compare and name (see `uniqueness`): they hold for
    faulty files too.
    """

    path: str
    reason: Mention
    accounts: list[Mention]
    subjects: list[Mention]
    categories: tuple[str, ...]
    entry: Entry | None = None


def check_name(path: str, beside: Collection[str] = ()) -> tuple[str, list[Problem]]:
    """Hold the name of a file to what an address can be; return the id that it stands for, well written or not.

    `beside` are the names of all files of the folder, from curation/.
    """
    if well := _NAME.fullmatch(path):
        return well[1], []
    from annuaire.curation import misnamed  # who has named all files well does not wait for it

    meant, found = misnamed.fiche(path, beside)
    return meant, [found]


def id_of(path: str) -> str:
    """Return the id of a fiche: the name of its file without what follows the last dot."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def read(
    node: Node, path: str, schema_problems: list[Problem], categories: Collection[str] | None, today: date
) -> tuple[Fiche, list[Problem]]:
    """Turn a fiche's node into an entry; without one, the problems say why.

    `categories` are those in categories.yml, None when it is too faulty to know them.
    """
    problems = ProblemList(path, today, schema_problems)
    # A key that is not there is an empty node: the schema has already complained where it had to.
    keys = defaultdict(lambda: Node(node.line, node.column), node.keys)
    reason, listed, subjects = keys["pourquoi"], keys["comptes"], keys["sujets"]
    by_network = accounts.read(problems, listed)
    if categories is not None:
        lists.categories(problems, keys["categories"], categories)
    _territory(problems, keys["territoire"])
    for key in ("pourquoi", "reserve"):
        if keys[key].text.startswith("->"):
            problems.tell(keys[key], "text-arrow", key=key)
    lists.subjects(problems, subjects)
    preferred = _preferred(problems, keys["prefere"], listed.keys)
    since = _since(problems, keys["depuis"])
    proofs = evidence.read(problems, keys["preuves"], listed, node.keys.keys())
    fiche = Fiche(
        path,
        reason=_mention(text.sentence_key(reason.text), reason),
        accounts=[_mention(account.key, listed.keys[name]) for name, account in by_network.items()],
        subjects=[_mention(text.topic(item.text), item) for item in subjects.items],
        # Ten thousand fiches name the same few: each is kept once.
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
        problems.tell(node, "territory-own", value=node.text, own=own, name=territories.name(own))
    if not node.text or territories.exists(node.text):
        return
    near = territories.suggest(node.text)
    if near:
        problems.tell(node, "territory-near", value=node.text, near=near, name=territories.name(near))
    else:
        problems.tell(node, "territory", value=node.text)


def _preferred(problems: ProblemList, node: Node, accounts: Collection[str]) -> str:
    understood = bool(accounts) and networks.BY_NAME.keys() >= set(accounts)
    if node.text in networks.BY_NAME and understood and node.text not in accounts:
        problems.tell(node, "preferred-absent", value=node.text, choices=", ".join(accounts))
    return node.text


def _since(problems: ProblemList, node: Node) -> date | None:
    value = dates.day(node.text)
    problems.check_date(node, value)
    return value
