"""Editions: dated lists of entries, held to the number of places and to a reason for each departure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from annuaire import schema, text
from annuaire.model import Departure, Edition, Problem
from annuaire.yamlfile import Node, problem

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(slots=True)
class Draft:
    """An edition and the nodes that rules about its neighbours may have to name."""

    edition: Edition
    path: str
    entries: dict[str, Node]
    list_node: Node
    departures: dict[str, Node]
    problems: list[Problem]

    def tell(self, node: Node, code: str, **values: object) -> None:
        """Add a problem at a node of this edition's file."""
        self.problems.append(problem(self.path, node.line, node.column, code, **values))


def check_name(file: Path, path: str) -> list[Problem]:
    """Hold a file's name to a month."""
    if file.suffix == ".yml" and _MONTH.fullmatch(file.stem):
        return []
    return [problem(path, 1, 1, "edition-name", name=file.name)]


def read(
    node: Node, path: str, edition_schema: schema.Schema, today: date
) -> tuple[Draft | None, list[Problem]]:
    """Turn an edition's node into a draft; without one, the problems say why."""
    problems = schema.check(node, edition_schema, path)
    if problems:
        return None, problems
    keys = node.keys
    month = Path(path).stem
    at = keys["date"]
    published = schema.day(at.text) or today
    if published > today:
        problems.append(
            problem(path, at.line, at.column, "date-future", value=at.text, today=today.isoformat())
        )
    elif at.text[:7] != month:
        problems.append(problem(path, at.line, at.column, "edition-month", value=at.text, month=month))

    entries: dict[str, Node] = {}
    for item in keys["fiches"].items:
        if item.text in entries:
            line = entries[item.text].line
            problems.append(
                problem(path, item.line, item.column, "edition-repeated", value=item.text, line=line)
            )
        entries.setdefault(item.text, item)
    exits = [item.keys for item in keys["sorties"].items] if "sorties" in keys else []
    edition = Edition(
        id=month,
        published=published,
        title=text.typeset(keys["titre"].text),
        note=text.typeset(keys["note"].text) if "note" in keys else "",
        ranked=keys["rangs"].text == "oui",
        entries=tuple(entries),
        departures=tuple(Departure(item["fiche"].text, text.typeset(item["motif"].text)) for item in exits),
    )
    departures = {item["fiche"].text: item["fiche"] for item in exits}
    return Draft(edition, path, entries, keys["fiches"], departures, problems), []


def check(drafts: list[Draft], known: Mapping[str, str], places: int) -> list[Problem]:
    """Hold editions, oldest first, to the fiches, to the number of places and to each other.

    `known` has the path of each fiche's file by id, faulty files included.
    Only the newest edition must have exactly `places`: the number may have been another one before.
    """
    for place, draft in enumerate(drafts):
        before = drafts[place - 1].edition if place else None
        is_current = draft is drafts[-1]
        _check_ids(draft, known, is_current)
        if is_current:
            _check_count(draft, places)
        _check_departures(draft, before)
    return [found for draft in drafts for found in draft.problems]


def _check_ids(draft: Draft, known: Mapping[str, str], is_current: bool) -> None:
    for id, node in draft.entries.items():
        # An old edition may name a fiche whose file is gone: somebody asked to leave.
        if id not in known and is_current:
            near = text.closest(id, known, likeness=0.8)
            if near:
                draft.tell(node, "edition-unknown-near", value=id, near=near)
            else:
                draft.tell(node, "edition-unknown", value=id)


def _check_count(draft: Draft, places: int) -> None:
    count = len(draft.entries)
    if count != places:
        gap = text.counted(abs(places - count), "fiche")
        verb = "Il en manque" if count < places else "En enlever"
        values = {"count": text.counted(count, "fiche"), "places": places, "advice": f"{verb} {gap}."}
        draft.tell(draft.list_node, "edition-count", **values)


def _check_departures(draft: Draft, before: Edition | None) -> None:
    gone = [id for id in before.entries if id not in draft.entries] if before else []
    for id in gone:
        if before and id not in draft.departures:
            draft.tell(draft.list_node, "edition-dropped", value=id, previous=before.id)
    for id, node in draft.departures.items():
        if id in draft.entries:
            draft.tell(node, "edition-not-dropped", value=id)
        elif id not in gone:
            draft.tell(node, "edition-stray-exit", value=id)
