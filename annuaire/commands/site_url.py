"""The check of SITEURL, the address at which the site is published."""

from __future__ import annotations

import os

from annuaire import messages
from annuaire.errors import AnnuaireError


def check() -> str:
    """Return SITEURL, or an empty string if it is not set.

    Raises:
        AnnuaireError: it is not the base address of a site.
    """
    site = os.environ.get("SITEURL", "")
    if not site:
        return ""
    from annuaire import addresses  # not needed without SITEURL

    expected = addresses.base(site)
    if expected != site.rstrip("/"):
        code = "site-url-near" if expected else "site-url"
        shown = f"…@{site.rpartition('@')[2]}" if "@" in site else site  # what is before may be a password
        raise AnnuaireError(messages.say(code, value=shown, near=expected))
    return site
