"""Editions: dated lists of entries, held to the number of places and to a reason for each departure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from annuaire import messages
from annuaire.french import dates, text
from annuaire.french.corrections import corrected
from annuaire.messages import MAX_PROBLEMS, problem
from annuaire.model import Departure, Edition, Problem
from annuaire.schemas import schema
from annuaire.yamlfiles.nodes import Node

_NAME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])\.yml")
_BETWEEN = re.compile(r"[\s;,]+")
Place = tuple[int, int]  # line and column


class Draft(NamedTuple):
    """What was understood of an edition; `edition` is None when its shape is wrong.

    The ids with their places are what rules about neighbours compare and name: they hold for faulty files too.
    """

    id: str
    path: str
    entries: dict[str, Place]
    departures: dict[str, Place]
    list_place: Place
    exits_place: Place
    title_place: Place
    note_place: Place
    problems: list[Problem]
    edition: Edition | None = None
    unread: int = 0  # items of the list that are no ids, and are told

    def tell(self, place: Place, code: str, **values: object) -> None:
        """Add a problem at a place of this edition's file."""
        self.problems.append(problem(self.path, *place, code, **values))


def check_name(path: str, beside: Collection[str] = ()) -> list[Problem]:
    """Hold a file's name to a month; `beside` are the names of all of the folder, from curation/."""
    if _NAME.fullmatch(path.rpartition("/")[2]):
        return []
    from annuaire.curation import misnamed  # who has named all files well does not wait for it

    return [misnamed.edition(path, beside)]


def read(node: Node, path: str, edition_schema: schema.Schema, today: date) -> Draft:
    """Turn an edition's node into a draft, with its problems."""
    keys = defaultdict(lambda: Node(node.line, node.column), node.keys)
    listed, exits = keys["fiches"], keys["sorties"]
    place = (listed.key_line or listed.line, listed.key_column or listed.column)
    draft = Draft(
        id=Path(path).stem,
        path=path,
        entries={},
        departures={},
        list_place=place,
        exits_place=(exits.key_line, exits.key_column) if exits.key_line else place,
        title_place=keys["titre"].place,
        note_place=keys["note"].place,
        problems=schema.check(node, edition_schema, path),
        unread=sum(not item.text for item in listed.items),
    )
    if keys["note"].text.startswith("->"):
        draft.tell(keys["note"].place, "text-arrow", key="note")
    is_shaped = not draft.problems
    _gather(draft, draft.entries, listed.items)
    _gather(draft, draft.departures, [item.keys["fiche"] for item in exits.items if "fiche" in item.keys])
    published = _published(draft, keys["date"], today)
    if is_shaped:
        edition = Edition(
            id=draft.id,
            published=published or today,
            title=corrected(keys["titre"].text),
            note=corrected(keys["note"].text),
            ranked=keys["rangs"].text == "oui",
            entries=tuple(draft.entries),
            departures=tuple(
                Departure(item.keys["fiche"].text, corrected(item.keys["motif"].text)) for item in exits.items
            ),
        )
        return draft._replace(edition=edition)
    return draft


def _gather(draft: Draft, found: dict[str, Place], items: list[Node]) -> None:
    """Gather ids with their places; the second of two is told."""
    for item in items:
        if item.text in found:
            draft.tell(item.place, "edition-repeated", value=item.text, line=found[item.text][0])
        elif item.text:
            found[item.text] = item.place


def _published(draft: Draft, node: Node, today: date) -> date | None:
    """Read the date, which is in the month of the file's name and not in the future."""
    published = dates.day(node.text)
    if published and draft.id > today.isoformat()[:7]:
        draft.tell(node.place, "edition-future", month=messages.month(draft.id))
    elif published and published > today:
        draft.tell(node.place, "date-future", value=node.text, today=today.isoformat())
    elif published and node.text[:7] != draft.id:
        draft.tell(node.place, "edition-month", value=node.text, month=draft.id)
    return published


def check(drafts: list[Draft | None], known: Mapping[str, str] | None, places: int | None) -> list[Problem]:
    """Hold editions, oldest first, to the fiches, to the number of places and to each other.

    `known` has the path of each fiche's file by id, faulty files included, or is None when the folder cannot be read;
    `places` is None when annuaire.yml does not say it. Only the newest edition must have exactly `places`: the number may
    have been another one before. What depends on an edition that cannot be read is left for when it can.
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
    _check_words(drafts)
    return [found for draft in drafts if draft for found in draft.problems]


def _check_words(drafts: list[Draft | None]) -> None:
    """Hold the title and the note of each edition to those of the ones before: one copies the last file to make the next."""
    owners: dict[tuple[str, str], str] = {}
    for draft in drafts:
        if draft and (edition := draft.edition):
            words = (("titre", edition.title, draft.title_place), ("note", edition.note, draft.note_place))
            for key, written, place in words:
                owner = owners.setdefault((key, written), draft.id)
                if written and owner != draft.id:
                    draft.tell(place, "edition-copied", key=key, previous=owner)


def _check_ids(draft: Draft, known: Mapping[str, str]) -> None:
    """Hold the current edition to the fiches; an old one may name a file that is gone: somebody asked to leave."""
    for id, place in list(draft.entries.items()):
        several = _BETWEEN.split(id)
        if len(several) > 1 and known.keys() >= set(several):
            del draft.entries[id]
            draft.entries.update(dict.fromkeys(several, place))
            draft.tell(place, "edition-several", first=several[0], second=several[1])
        elif id not in known and len(draft.problems) < MAX_PROBLEMS:
            others = [other for other in known if other not in draft.entries]
            bare = id.rpartition("/")[2].removesuffix(".yml")
            near = bare if bare in known else text.closest(bare, others, likeness=0.8)
            if near:
                draft.tell(place, "edition-unknown-near", value=id, near=near)
            else:
                draft.tell(place, "edition-unknown", value=id)


def _check_count(draft: Draft, places: int) -> None:
    count = len(draft.entries) + draft.unread
    if count != places:
        code = "edition-too-few" if count < places else "edition-too-many"
        gap = text.counted(abs(places - count), "fiche")
        draft.tell(draft.list_place, code, count=text.counted(count, "fiche"), places=places, gap=gap)


def _check_departures(draft: Draft, before: Draft | None, known: Mapping[str, str]) -> None:
    """Hold each departure to a reason; a misspelt id is told once, where it is misspelt."""
    gone = [id for id in before.entries if id not in draft.entries] if before else []
    unknown = [id for id in [*draft.entries, *draft.departures] if id not in known][:MAX_PROBLEMS]
    meant = {text.closest(id, gone, likeness=0.8) for id in unknown}
    has_exits = draft.exits_place != draft.list_place
    # Exits of which none can be read are told as that.
    are_unread = has_exits and not draft.departures and draft.edition is None
    for id in gone:
        # Whose file is gone asked to leave: that is told to nobody.
        if before and not are_unread and id in known and id not in draft.departures and id not in meant:
            code = "edition-dropped" if has_exits else "edition-dropped-first"
            draft.tell(draft.exits_place, code, value=id, previous=before.id)
    for id, place in draft.departures.items():
        near = text.closest(id, gone, likeness=0.8) if id in unknown else None
        if id in draft.entries:
            draft.tell(place, "edition-not-dropped", value=id)
        elif near and id not in gone:
            draft.tell(place, "edition-unknown-near", value=id, near=near)
        elif id not in gone and len(draft.problems) < MAX_PROBLEMS:
            draft.tell(place, "edition-stray-exit", value=id)
