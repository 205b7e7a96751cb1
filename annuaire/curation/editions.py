"""Parsing and validation of editions: dated lists of entries, with the number of places and the reasons of departures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from annuaire.curation.problem_list import FIRST_YEAR
from annuaire.french import dates, numerals, text
from annuaire.french.corrections import corrected
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Departure, Edition, Problem
from annuaire.schemas import schema
from annuaire.yamlfiles.nodes import Node

_NAME = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])\.yml")
_BETWEEN = re.compile(r"[\s;,]+")
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
    keys = defaultdict(lambda: Node(node.line, node.column), node.keys)
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


def check(drafts: list[Draft | None], known: Mapping[str, str] | None, places: int | None) -> list[Problem]:
    """Check editions, oldest first, against the fiches, the number of places and each other; return all their problems.

    `known` has the path of each fiche's file by id, faulty files included, or is None when the folder cannot be read;
    `places` is None when annuaire.yml is invalid. Only the newest edition must have exactly `places`, since the number may have
    changed. Rules that need an edition which cannot be read are skipped.
    """
    for draft, before in zip(drafts, [None, *drafts], strict=False):
        if draft is None:
            continue
        if draft is drafts[-1]:
            if known is not None:
                _check_ids(draft, known)
            if places is not None and draft.entries:
                _check_count(draft, places)
        if known is not None and (before is not None or draft is drafts[0]):
            _check_departures(draft, before, known)
    _check_copies(drafts)
    return [found for draft in drafts if draft for found in draft.problems]


def _check_copies(drafts: list[Draft | None]) -> None:
    """Report titles and notes copied from an earlier edition, whose file often serves as a template."""
    owners: dict[tuple[str, str], str] = {}
    for draft in drafts:
        if draft and (edition := draft.edition):
            words = (("titre", edition.title, draft.title_place), ("note", edition.note, draft.note_place))
            for key, written, place in words:
                owner = owners.setdefault((key, written), draft.id)
                if written and owner != draft.id:
                    draft.add_problem(place, "edition-copied", key=key, previous=owner)


def _check_ids(draft: Draft, known: Mapping[str, str]) -> None:
    """Report unknown ids in the current edition; older ones may name a fiche that was deleted because somebody asked to leave."""
    for id, place in list(draft.entries.items()):
        several = _BETWEEN.split(id)
        if len(several) > 1 and known.keys() >= set(several):
            del draft.entries[id]
            draft.entries.update(dict.fromkeys(several, place))
            draft.add_problem(place, "edition-several", first=several[0], second=several[1])
        elif id not in known and len(draft.problems) < MAX_PROBLEMS:
            others = [other for other in known if other not in draft.entries]
            bare = id.rpartition("/")[2].removesuffix(".yml")
            near = bare if bare in known else text.closest(bare, others, likeness=0.8)
            if near:
                draft.add_problem(place, "edition-unknown-near", value=id, near=near)
            else:
                draft.add_problem(place, "edition-unknown", value=id)


def _check_count(draft: Draft, places: int) -> None:
    count = len(draft.entries) + draft.unread
    if count != places:
        code = "edition-too-few" if count < places else "edition-too-many"
        gap = numerals.counted(abs(places - count), "fiche")
        draft.add_problem(
            draft.list_place, code, count=numerals.counted(count, "fiche"), places=places, gap=gap
        )


def _check_departures(draft: Draft, before: Draft | None, known: Mapping[str, str]) -> None:
    """Check that all fiches that left have a departure, and the reverse; a misspelt id is only reported as misspelt."""
    gone = [id for id in before.entries if id not in draft.entries] if before else []
    unknown = [id for id in [*draft.entries, *draft.departures] if id not in known][:MAX_PROBLEMS]
    meant = {text.closest(id, gone, likeness=0.8) for id in unknown}
    has_departures = draft.departures_place != draft.list_place
    # If no departure can be read, that alone is reported.
    are_unread = has_departures and not draft.departures and draft.edition is None
    for id in gone:
        # Somebody whose file is gone has asked to leave: no departure is wanted then.
        if before and not are_unread and id in known and id not in draft.departures and id not in meant:
            code = "edition-dropped" if has_departures else "edition-dropped-first"
            draft.add_problem(draft.departures_place, code, value=id, previous=before.id)
    for id, place in draft.departures.items():
        near = text.closest(id, gone, likeness=0.8) if id in unknown else None
        if id in draft.entries:
            draft.add_problem(place, "edition-not-dropped", value=id)
        elif near and id not in gone:
            draft.add_problem(place, "edition-unknown-near", value=id, near=near)
        elif id not in gone and len(draft.problems) < MAX_PROBLEMS:
            draft.add_problem(place, "edition-stray-exit", value=id)
