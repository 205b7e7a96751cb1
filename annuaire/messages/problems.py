"""All problems, by their code."""

from __future__ import annotations

from annuaire.messages import editions, fields, files, lists, pages, rules, syntax

# code: (what is wrong, what to write instead)
PROBLEMS: dict[str, tuple[str, str]] = {
    **files.PROBLEMS,
    **pages.PROBLEMS,
    **syntax.PROBLEMS,
    **lists.PROBLEMS,
    **fields.PROBLEMS,
    **rules.PROBLEMS,
    **editions.PROBLEMS,
}
