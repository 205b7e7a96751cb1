"""The errors that one room of this package raises for another; what a module raises for itself is beside what raises it.

    AnnuaireError
    ├── CurationError       curation/ has mistakes; carries every Problem of every file
    ├── HandleError         a handle or an address that a network cannot accept
    ├── SnapshotError       snapshot/profiles.json cannot be read, or lets nobody be shown
    ├── UnreadableAnswer    a network answered something else than was asked for
    ├── RefusedAddress      an address that a refresh must not ask
    └── SettingsError       a setting, an argument or an environment variable that cannot be used

A failed account during a refresh is not an error: it is a value in the report.
Anything else that escapes is a fault of the program.
"""

from __future__ import annotations

from collections.abc import Sequence

# As in `typing`, which takes longer to import than all that an unchanged build needs of this package.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from annuaire.model import Problem


class AnnuaireError(Exception):
    """Base of all of them. What reaches a command is a French sentence fit for a curator; the others, whose codes and
    reasons a message or a report puts in words, never do."""


class CurationError(AnnuaireError):
    """Raised once, at the end of a reading, with all problems in order of file, line, column."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class HandleError(AnnuaireError):
    """A handle that cannot be one: `code` and `values` choose the sentence in `messages`."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


class SnapshotError(AnnuaireError):
    """The snapshot is there but is not one, or nobody can be shown by it."""


class UnreadableAnswer(AnnuaireError):
    """An answer that says nothing: `reason` names why. It becomes a line of the report, no more;
    of a picture, not even that: there is none then."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class RefusedAddress(AnnuaireError):
    """An address, or what its name resolves to, that is not for everybody."""


class SettingsError(AnnuaireError):
    """A setting, an argument or a variable of the environment that cannot be used."""
