"""An account as it is published: what people wrote about it, and what its network says and makes of it."""

from __future__ import annotations

from typing import NamedTuple

from annuaire import networks
from annuaire.model import Evidence, Profile


class ListedAccount(NamedTuple):
    """An account as shown: its profile if the networks were asked, its evidence, and what its network makes of its handle.

    `shown` is the handle as people read it. `is_withheld`: the account, its owner or its network asks that nothing of its
    profile be shown, or `is_taken`: its handle is another account's now, so nobody should follow it from here.
    """

    network: str
    handle: str
    shown: str
    profile: Profile | None
    evidence: tuple[Evidence, ...]
    is_withheld: bool = False
    is_taken: bool = False

    @property
    def label(self) -> str:
        """The display name of the network."""
        label: str = networks.BY_NAME[self.network].LABEL
        return label

    @property
    def profile_url(self) -> str:
        """The public page of the account."""
        url: str = networks.BY_NAME[self.network].profile_url(self.handle)
        return url

    @property
    def follow_url(self) -> str:
        """The page that follows the account in one click, else its public page."""
        url: str = networks.BY_NAME[self.network].follow_url(self.handle)
        return url

    @property
    def has_profile(self) -> bool:
        """Whether the network has profiles to read."""
        return bool(networks.BY_NAME[self.network].HAS_PROFILE)

    @property
    def seen(self) -> str:
        """The date of the newest evidence, or empty when no source gives one."""
        return max((item.seen for item in self.evidence), default="")
