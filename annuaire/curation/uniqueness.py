"""Rules that compare fiches: reasons and accounts are unique, and a subject has one spelling.

Conflicts are detected from cached readings; only the fiches in conflict are parsed again, for the texts as written and their
places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from annuaire.curation import readings
from annuaire.curation.curation_files import fiche_path
from annuaire.curation.entries import Fiche
from annuaire.curation.fiches import Fiches
from annuaire.curation.inspection import Inspection
from annuaire.curation.readings import Reading
from annuaire.messages import problem
from annuaire.model import Problem


def check(inspection: Inspection, read: Fiches, current: Collection[str]) -> list[Problem]:
    """Return the problems of fiches that share a reason or an account, or spell a subject differently.

    Of two fiches, the problem is in the one that is not in the `current` edition, or else in the second one.
    """

    def reread(id: str) -> Fiche:
        path, rules = fiche_path(id), inspection.schema("fiche")
        return readings.read_with_places(read.contents[id], path, rules, None, inspection.today)[0]

    in_conflict = sorted(_ids_in_conflict(read.readings), key=lambda id: id not in current)
    return _conflicts({id: reread(id) for id in in_conflict})


def _ids_in_conflict(found: Mapping[str, Reading]) -> list[str]:
    """Return the ids of the fiches in conflict, sorted."""
    claims = {id: readings.claims(reading) for id, reading in found.items()}
    reasons = _repeated([reason for reason, _, _ in claims.values() if reason])
    accounts = _repeated([key for _, keys, _ in claims.values() for key in keys])
    spelt = {subject for _, _, subjects in claims.values() for subject in subjects}
    topics = _repeated([topic for topic, _ in spelt])
    if not (reasons or accounts or topics):
        return []
    # « x » before « x-2 »: files are in the order of « x-2.yml » and « x.yml ».
    return sorted(
        id
        for id, (reason, keys, subjects) in claims.items()
        if reason in reasons
        or not accounts.isdisjoint(keys)
        or not topics.isdisjoint([topic for topic, _ in subjects])
    )


def _repeated(claimed: Sequence[str]) -> set[str]:
    """Return what is claimed more than once; comparing lengths first is quick, and nearly always nothing is."""
    if len(set(claimed)) == len(claimed):
        return set()
    return {claim for claim, count in Counter(claimed).items() if count > 1}


def _conflicts(fiches: Mapping[str, Fiche]) -> list[Problem]:
    """Return the problems of fiches in conflict, each in the later of two."""
    problems: list[Problem] = []
    reasons: dict[str, str] = {}
    owners: dict[str, str] = {}
    spellings = _spellings(fiches)
    for fiche in fiches.values():
        path = fiche.path
        sentence, _, line, column = fiche.reason
        first = reasons.setdefault(sentence, path) if sentence else path
        if first != path and fiche.accounts and all(owners.get(key) == first for key, *_ in fiche.accounts):
            problems.append(problem(path, 1, 1, "fiche-copied", path=first))
            continue
        if first != path:
            problems.append(problem(path, line, column, "reason-copied", path=first))
        for key, written, line, column in fiche.accounts:
            owner = owners.setdefault(key, path)
            if owner != path:
                problems.append(problem(path, line, column, "account-twice", path=owner, value=written))
        for topic, subject, line, column in fiche.subjects:
            other, place = spellings[topic]
            if other != subject:
                values = {"value": subject, "other": other, "path": place}
                problems.append(problem(path, line, column, "subject-spelling", **values))
    return problems


def _spellings(fiches: Mapping[str, Fiche]) -> dict[str, tuple[str, str]]:
    """Return the most frequent spelling of each subject (the first one if several are), and the first file that has it."""
    counted: dict[str, Counter[str]] = {}
    first: dict[str, str] = {}
    for fiche in fiches.values():
        for topic, subject, *_ in fiche.subjects:
            counted.setdefault(topic, Counter())[subject] += 1
            first.setdefault(subject, fiche.path)
    return {
        topic: (most, first[most]) for topic, found in counted.items() for most, _ in found.most_common(1)
    }
