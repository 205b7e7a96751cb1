"""One fiche: from its node to an `Entry`, with every rule that needs no other fiche.

French key → English field is said here, once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date
from sys import intern
from typing import NamedTuple

from annuaire import networks
from annuaire.curation import accounts, evidence
from annuaire.curation.problem_list import ProblemList
from annuaire.french import dates, territories, text
from annuaire.messages import MAX_PROBLEMS
from annuaire.model import Entry, Problem
from annuaire.yamlfiles.nodes import Node

_NAME = re.compile(r"(?:.*/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.yml")
# What is written between two words of a list instead of a comma.
_BETWEEN = re.compile(r"[\s;,/+&]+(?:et\s+)?")
_APART = re.compile(r";|,(?!\d)")  # two subjects; « 1,5 degré » is one
MAX_CATEGORIES, MAX_SUBJECTS = 4, 6  # as the schema has it
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
    """Return the name of a file without what follows its last dot."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def read(
    node: Node, path: str, told: list[Problem], categories: Collection[str] | None, today: date
) -> tuple[Fiche, list[Problem]]:
    """Turn a fiche's node into an entry; without one, the problems say why.

    `told` is what its schema thinks of it, `categories` is None when categories.yml is too faulty to know them.
    """
    problems = ProblemList(path, today, told)
    # A key that is not there is an empty node: the schema has already complained where it had to.
    keys = defaultdict(lambda: Node(node.line, node.column), node.keys)
    found = accounts.read(problems, keys["comptes"])
    if categories is not None:
        _categories(problems, keys["categories"], categories)
    _territory(problems, keys["territoire"])
    for key in ("pourquoi", "reserve"):
        if keys[key].text.startswith("->"):
            problems.tell(keys[key], "text-arrow", key=key)
    _subjects(problems, keys["sujets"])
    preferred = _preferred(problems, keys["prefere"], keys["comptes"].keys)
    since = _since(problems, keys["depuis"])
    proofs = evidence.read(problems, keys["preuves"], keys["comptes"], node.keys.keys())
    reason = keys["pourquoi"]
    fiche = Fiche(
        path,
        reason=_mention(text.sentence_fingerprint(reason.text), reason),
        accounts=[_mention(account.key, keys["comptes"].keys[name]) for name, account in found.items()],
        subjects=[_mention(text.topic(item.text), item) for item in keys["sujets"].items],
        # They are few, and in ten thousand fiches.
        categories=tuple(intern(item.text) for item in keys["categories"].items),
    )
    if problems.found or since is None:
        return fiche, problems.found

    ordered = [name for name in networks.BY_NAME if name in found]
    ordered.sort(key=lambda name: name != preferred)
    entry = Entry(
        id=id_of(path),
        name=keys["nom"].text,
        is_person=keys["nature"].text == "personne",
        categories=fiche.categories,
        territory=keys["territoire"].text,
        accounts=tuple(found[name] for name in ordered),
        reason=text.typeset(keys["pourquoi"].text),
        subjects=tuple(item.text for item in keys["sujets"].items),
        signed_by=keys["par"].text,
        since=since,
        evidence=tuple(proofs),
        caveat=text.typeset(keys["reserve"].text),
    )
    return fiche._replace(entry=entry), []


def _mention(compared: str, node: Node) -> Mention:
    return compared, node.text, node.line, node.column


def _categories(problems: ProblemList, node: Node, known: Collection[str]) -> None:
    for item in node.items[:MAX_PROBLEMS]:
        if item.text and item.text not in known:
            near = text.closest(item.text, known, likeness=0.8)
            if len(_known(item.text, known)) > 1:
                apart = _apart(node, lambda item: _known(item.text, known), MAX_CATEGORIES)
                code = "category-unknown-several" if apart else "category-unknown-both"
                problems.tell(item, code, value=item.text, meant=apart)
            elif near:
                problems.tell(item, "category-unknown-near", value=item.text, near=near)
            else:
                problems.tell(item, "category-unknown", value=item.text, choices=", ".join(known))


def _known(written: str, known: Collection[str]) -> list[str]:
    """Return the categories that an item names, when it names nothing else; else itself."""
    several = [part for part in _BETWEEN.split(written) if part]
    return several if all(part in known for part in several) else [written]


def _subjects(problems: ProblemList, node: Node) -> None:
    for place, item in enumerate(node.items[:MAX_PROBLEMS]):
        if not _APART.search(item.text) and "#" not in item.text[:1] and "(" not in item.text:
            continue
        if not (parts := _parts(item)):
            problems.tell(item, "subject-empty", value=item.text)
        elif len(parts) > 1:
            apart = _apart(node, _parts, MAX_SUBJECTS)
            code = "subject-several" if apart else "subject-several-many"
            problems.tell(item, code, value=item.text, meant=apart)
        elif item.text.startswith("#"):
            from annuaire.schemas import samples  # who has made no mistake does not wait for it

            meant = samples.flow(parts[0], nested=True)
            problems.tell(item, "subject-hash", value=item.text, meant=meant)
        elif "(" in item.text and ")" not in item.text:
            after = node.items[place + 1].text if place + 1 < len(node.items) else ""
            if ")" in after and "(" not in after:
                problems.tell(item, "subject-cut", value=item.text)
        elif parts[0] != item.text:
            problems.tell(item, "subject-comma", value=item.text, meant=parts[0])


def _parts(item: Node) -> list[str]:
    """Return the subjects that an item names: a comma is part of the one that is between quotes, or has parentheses."""
    if "(" in item.text:
        return [item.text.lstrip("# ")]
    is_one = not item.plain and not item.text.startswith("#")
    split = re.split(r";" if is_one else _APART, item.text)
    bare = [part.strip().lstrip("# ") for part in split]
    return [part for part in bare if len(part) > 1 and re.search(r"\w", part)]


def _apart(node: Node, parts: Callable[[Node], list[str]], most: int) -> str:
    """Return a whole list, each of its items as its parts; nothing when they are more than there can be."""
    if len(node.items) > most:
        return ""
    from annuaire.schemas import samples  # who has made no mistake does not wait for it

    found = dict.fromkeys(part for item in node.items for part in parts(item))
    return samples.flow(list(found)) if len(found) <= most else ""


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
    problems.hold_to_calendar(node, value)
    return value
