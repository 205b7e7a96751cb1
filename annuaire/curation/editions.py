"""Parsing and validation of editions: dated lists of entries, with the number of places and the reasons of departures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import NamedTuple

from annuaire.curation.problem_list import FIRST_YEAR
from annuaire.french import dates
from annuaire.french.corrections import corrected
from annuaire.messages import problem
from annuaire.model import Departure, Edition, Problem
from annuaire.schemas import schema
from annuaire.yamlfiles.nodes import Node

_NAME = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])\.yml")
Place = tuple[int, int]  # line and column


class Draft(NamedTuple):
    """A parsed edition, valid or not; `edition` is None when its structure is invalid.

    The ids with their places are for rules that compare editions, which apply to invalid files too.
    """

    id: str
    path: str
    entries: dict[str, Place]
    departures: dict[str, Place]
    list_place: Place
    departures_place: Place
    title_place: Place
    note_place: Place
    problems: list[Problem]
    edition: Edition | None = None
    unread: int = 0  # items of the list that are no ids, and are reported

    def add_problem(self, place: Place, code: str, **values: object) -> None:
        """Add a problem at a place of this edition's file."""
        self.problems.append(problem(self.path, *place, code, **values))


def check_name(path: str, siblings: Collection[str] = ()) -> list[Problem]:
    """Check that a file is named by a month; `siblings` are the paths in curation/ of all files of the folder."""
    if _NAME.fullmatch(path.rpartition("/")[2]):
        return []
    from annuaire.curation import misnamed  # imported only when a name is wrong

    return [misnamed.edition(path, siblings)]


def read(node: Node, path: str, edition_schema: schema.Schema, today: date) -> Draft:
    """Parse an edition's node into a draft, which holds its problems."""
    keys = defaultdict(lambda: Node(*node.place), node.keys)
    listed, departures = keys["fiches"], keys["sorties"]
    place = (listed.key_line or listed.line, listed.key_column or listed.column)
    draft = Draft(
        id=Path(path).stem,
        path=path,
        entries={},
        departures={},
        list_place=place,
        departures_place=(departures.key_line, departures.key_column) if departures.key_line else place,
        title_place=keys["titre"].place,
        note_place=keys["note"].place,
        problems=schema.check(node, edition_schema, path),
        unread=sum(not item.text for item in listed.items),
    )
    if keys["note"].text.startswith("->"):
        draft.add_problem(keys["note"].place, "text-arrow", key="note")
    is_shaped = not draft.problems
    _collect_ids(draft, draft.entries, listed.items)
    _collect_ids(
        draft, draft.departures, [item.keys["fiche"] for item in departures.items if "fiche" in item.keys]
    )
    published = _publication_date(draft, keys["date"], today)
    if is_shaped:
        edition = Edition(
            id=draft.id,
            published=published or today,
            title=corrected(keys["titre"].text),
            note=corrected(keys["note"].text),
            ranked=keys["rangs"].text == "oui",
            entries=tuple(draft.entries),
            departures=tuple(
                Departure(item.keys["fiche"].text, corrected(item.keys["motif"].text))
                for item in departures.items
            ),
        )
        return draft._replace(edition=edition)
    return draft


def _collect_ids(draft: Draft, found: dict[str, Place], items: list[Node]) -> None:
    """Collect ids with their places into `found`; report repeated ones."""
    for item in items:
        if item.text in found:
            draft.add_problem(item.place, "edition-repeated", value=item.text, line=found[item.text][0])
        elif item.text:
            found[item.text] = item.place


def _publication_date(draft: Draft, node: Node, today: date) -> date | None:
    """Parse the date; report one in the future or outside of the month in the file's name."""
    published = dates.day(node.text)
    if published and draft.id > today.isoformat()[:7]:
        draft.add_problem(node.place, "edition-future", month=dates.date_fr(draft.id))
    elif published and published > today:
        draft.add_problem(node.place, "date-future", value=node.text, today=today.isoformat())
    elif published and published.year < FIRST_YEAR:
        draft.add_problem(node.place, "date-old", value=node.text)
    elif published and node.text[:7] != draft.id:
        draft.add_problem(node.place, "edition-month", value=node.text, month=draft.id)
    return published
