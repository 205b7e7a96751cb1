"""All French sentences shown in a terminal: look-up and formatting here, the sentences in the other modules, by topic.

The code of a problem names two sentences: what is wrong, and what to write instead. Their tables are imported only when
there is a problem. Those sentences are typeset when they are used: the tables have plain spaces and apostrophes.
"""

from __future__ import annotations

import errno

from annuaire import TYPE_CHECKING
from annuaire.messages import terminal

if TYPE_CHECKING:
    from annuaire.model import Problem

MAX_PROBLEMS = 100  # reported for one file: with more of them it is probably the wrong file

REPORTS = ("texte", "json", "github", "gitlab")  # the formats of a report, as the command line has them

# What may be found instead of a file.
LINK, SPECIAL_FILE = "lien symbolique", "fichier spécial"
# Why a file cannot be read or written, by `errno`.
UNREADABLE: dict[int, str] = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.ELOOP: LINK,
    errno.EIO: "disque en défaut",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ENOSPC: "disque plein",
    errno.EROFS: "disque en lecture seule",
    errno.EDQUOT: "quota de disque atteint",
    errno.EFBIG: "fichier trop gros pour ce disque",
    errno.EEXIST: "un autre fichier a ce nom",
    errno.ENOTDIR: "un fichier est à la place d’un dossier",
    errno.EISDIR: "un dossier est à la place d’un fichier",
    errno.ENOENT: "ce chemin n’existe pas",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.ENFILE: "trop de fichiers ouverts",
    errno.ENOMEM: "mémoire pleine",
    errno.EAGAIN: "trop de programmes à la fois",
}
# Control characters but the end of a line, and those that change the direction of text.
_CONTROLS = dict.fromkeys(
    (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    "\ufffd",
)


def say(code: str, **values: object) -> str:
    """Return the sentence `code` of `terminal`."""
    return terminal.SAID[code].format(**values)


def without_controls(said: str) -> str:
    """Return what is printed with a sign in the place of each control character, which would act on the terminal."""
    return said.translate(_CONTROLS)


def blamed(place: str, code: str, /, **values: object) -> str:
    """Return the sentence that names a faulty file of the site (`place`), and gives the sentence `code` as the reason."""
    return say("blamed", place=place, reason=say(code, **values))


def problem(path: str, line: int, column: int, code: str, /, **values: object) -> Problem:
    """Make the problem `code` at a place (from 1) of a file."""
    from annuaire.model import Problem  # imported only when there is a problem

    return Problem(path, line, column, code, *sentences(code, **values))


def warning(path: str, line: int, column: int, code: str, /, **values: object) -> Problem:
    """Make a problem that does not prevent a build."""
    return problem(path, line, column, code, **values)._replace(warning=True)


def sentences(code: str, /, **values: object) -> tuple[str, str]:
    """Return what is wrong and what to write instead, for the problem `code`."""
    from annuaire.french import text
    from annuaire.messages import problems

    what, instead = problems.PROBLEMS[code]
    return text.typeset(what).format(**values), text.typeset(instead).format(**values).strip()


def invisible(char: str) -> str:
    """Name an invisible character: « U+200B, espace sans chasse »."""
    import unicodedata

    from annuaire.french import text
    from annuaire.messages import signs

    kind = "caractère de contrôle" if unicodedata.category(char) == "Cc" else "caractère de mise en forme"
    return text.typeset(f"U+{ord(char):04X}, {signs.INVISIBLE.get(char, kind)}")


def unreadable(error: OSError) -> str:
    """Say in French why the system does not let a file be read."""
    return UNREADABLE.get(error.errno or 0, f"erreur {error.errno} du système")
