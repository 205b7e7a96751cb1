"""Rules of editions that need more than one file: the fiches, the number of places, the editions before."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annuaire.curation.editions import Draft
from annuaire.french import numerals, text
from annuaire.messages import MAX_PROBLEMS
from annuaire.model import Problem

_BETWEEN = re.compile(r"[\s;,]+")


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
