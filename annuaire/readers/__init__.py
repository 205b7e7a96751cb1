"""Readers, one module for each network: which requests to send, and how to parse the answers. The build never imports them.

All readers have the same interface, and are listed by hand:
    NETWORK      the network's key, as in `networks`
    requests     accounts to ask about, credentials by network → the first requests
    parse        an answer → outcomes, or the next requests; raises `UnreadableAnswer`, and nothing else
A request carries its accounts and what earlier answers gave, so that `parse` is stateless. LinkedIn has no reader:
nothing is fetched there.
"""

from __future__ import annotations

from types import ModuleType

from annuaire.readers import bluesky, feed, mastodon, site, x, youtube

READERS: tuple[ModuleType, ...] = (mastodon, bluesky, x, youtube, feed, site)
BY_NAME: dict[str, ModuleType] = {module.NETWORK: module for module in READERS}
