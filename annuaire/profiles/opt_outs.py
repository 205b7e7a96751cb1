"""What is withheld of profiles: what accounts ask for on their own network (one table, explained in docs/refresh.md), and
what somebody asked us (`Entry.withholds`).

« facts » withholds what the network says (name, bio, picture, counters, activity): the curator's words and
the link stay. « portrait » withholds the picture alone: only a fiche says so. « fiche » withholds the whole fiche until a
curator has looked. « nothing » is only told to the curator. A flag that is not in the table withholds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annuaire.model import Profile

NOTHING, PORTRAIT, FACTS, FICHE = "nothing", "portrait", "facts", "fiche"
_MASTODON = "https://docs.joinmastodon.org/entities/Account/"
_BLUESKY = "https://docs.bsky.app/docs/advanced-guides/moderation"


class Rule(NamedTuple):
    """What a flag withholds, and the page that defines it."""

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
    """Return a profile as it may be shown: without its picture when that is the wish of its fiche; None when its own flags, or
    that wish, withhold its facts."""
    if profile is None or wish == FACTS or withheld(profile.flags) != NOTHING:
        return None
    return profile._replace(avatar="") if wish == PORTRAIT else profile


def redacted(profile: Profile) -> Profile:
    """Return a profile as it may be stored: only its identity, its flags and their date if facts are withheld."""
    if withheld(profile.flags) == NOTHING:
        return profile
    return profile.without_facts()._replace(flags=profile.flags)
