"""The exception hierarchy of the package; an exception that belongs to one module is defined in that module.

    AnnuaireError
    ├── CurationError       curation/ has mistakes; carries every Problem of every file
    ├── HandleError         a handle or an address that a network cannot accept
    ├── SnapshotError       snapshot/profiles.json cannot be read, or leaves no fiche to show
    ├── UnreadableAnswer    a network's answer is not what was asked for
    ├── RefusedAddress      an address to which a refresh must send no request
    └── SettingsError       a setting, an argument or an environment variable that cannot be used

A failed account during a refresh is not an error: it is a value in the report.
Anything else that escapes is a fault of the program.
"""

from __future__ import annotations

from annuaire import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annuaire.model import Problem


class AnnuaireError(Exception):
    """Base class of all errors of this package.

    An error that reaches a command carries a French sentence fit for a curator. One that carries a code or a reason instead
    is caught before, and becomes a message or a line of a report.
    """


class CurationError(AnnuaireError):
    """Raised once, after everything was read, with all problems in order of file, line, column."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class HandleError(AnnuaireError):
    """An invalid handle or address: `code` and `values` choose the sentence in `messages`."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


class SnapshotError(AnnuaireError):
    """The snapshot file exists but is not valid, or leaves no fiche to show."""


class UnreadableAnswer(AnnuaireError):
    """An answer that cannot be used; `reason` names why. It only becomes a line of the report; for a picture there is not even
    a line: the account then has no picture."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class RefusedAddress(AnnuaireError):
    """An address that is not public, or whose host name resolves to one that is not."""


class SettingsError(AnnuaireError):
    """A setting, an argument or an environment variable that cannot be used."""
