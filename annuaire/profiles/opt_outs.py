"""Opt-outs: what is withheld of a profile because its account asks for it on its own network (RULES, explained in
docs/refresh.md), or because its owner asked us (`Entry.withholds`).

« facts » withholds what the network says (name, bio, picture, counters, activity): the curator's text and
the link stay. « portrait » withholds only the picture, and comes only from a fiche. « fiche » withholds the whole fiche until a
curator has reviewed it. « nothing » is only reported to the curator. A flag without a rule withholds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annuaire.model import Profile

NOTHING, PORTRAIT, FACTS, FICHE = "nothing", "portrait", "facts", "fiche"
_MASTODON = "https://docs.joinmastodon.org/entities/Account/"
_BLUESKY = "https://docs.bsky.app/docs/advanced-guides/moderation"


class Rule(NamedTuple):
    """What a flag withholds, and the page that defines the flag."""

    withholds: str
    source: str


RULES: dict[str, Rule] = {
    "not-discoverable": Rule(FACTS, "https://docs.joinmastodon.org/spec/activitypub/"),
    "noindex": Rule(FACTS, _MASTODON),
    "opted-out": Rule(
        FACTS,
        "https://socialhub.activitypub.rocks/t/fep-5feb-search-indexing-consent-for-actors/3550",
    ),
    "suspended": Rule(FACTS, _MASTODON),
    "limited": Rule(FACTS, _MASTODON),
    "memorial": Rule(FICHE, _MASTODON),
    "no-unauthenticated": Rule(FACTS, _BLUESKY),
    "moderated": Rule(FACTS, _BLUESKY),
    "taken-down": Rule(FACTS, _BLUESKY),
    "deactivated": Rule(FACTS, _BLUESKY),
    "protected": Rule(FACTS, "https://docs.x.com/x-api/users/lookup/introduction"),
    "blocked": Rule(FACTS, "https://podcasting2.org/docs/podcast-namespace/tags/block"),
    "bot": Rule(NOTHING, _MASTODON),
}


def withheld(flags: Iterable[str]) -> str:
    """Return the most that any of the flags withholds: NOTHING, FACTS or FICHE."""
    found = {RULES[flag].withholds for flag in flags if flag in RULES}
    return FICHE if FICHE in found else FACTS if FACTS in found else NOTHING


def shown(profile: Profile | None, wish: str = NOTHING) -> Profile | None:
    """Return a profile as it may be shown: without its picture if `wish`, from its fiche, is PORTRAIT; None if its flags or
    `wish` withhold its facts."""
    if profile is None or wish == FACTS or withheld(profile.flags) != NOTHING:
        return None
    return profile._replace(avatar="") if wish == PORTRAIT else profile


def redacted(profile: Profile) -> Profile:
    """Return a profile as it may be stored: if its facts are withheld, only its identity, its flags and their date."""
    if withheld(profile.flags) == NOTHING:
        return profile
    return profile.without_facts()._replace(flags=profile.flags)
