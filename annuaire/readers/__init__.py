"""How each network is read: modules of the same shape, listed by hand. The build arm never needs them.

A reader has:
    NETWORK      the network's key, as in `networks`
    requests     accounts to ask about, credentials by network → the first requests
    parse        an answer → outcomes, or the next requests; raises `UnreadableAnswer`, and nothing else
A request carries its accounts and what earlier answers gave, so that `parse` needs no memory. LinkedIn has no
reader: nothing is fetched there.
"""

from __future__ import annotations

from types import ModuleType

from annuaire.readers import bluesky, feed, mastodon, site, x, youtube

READERS: tuple[ModuleType, ...] = (mastodon, bluesky, x, youtube, feed, site)
BY_NAME: dict[str, ModuleType] = {module.NETWORK: module for module in READERS}
