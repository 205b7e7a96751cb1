"""Messages of a refresh about accounts."""

from __future__ import annotations

from annuaire.french import text

# The message about an account that a curator must look at, by verdict.
VERDICTS: dict[str, str] = {
    "alert": "ALERTE {entry} : {account} a le même nom, mais un autre identifiant. Rien n'a été repris : vérifier de qui il s'agit.",
    "disappeared": "{entry} : {account} a disparu ({detail}), confirmé trois fois au moins, en sept jours ou plus ; ses faits sont effacés. Retirer ce compte de la fiche ?",
    "renamed": "{entry} : {account} s'appelle maintenant {detail}, sous le même identifiant. Écrire ce nom dans la fiche.",
    "moved": "{entry} : {account} a changé d'adresse : {detail}. L'écrire dans la fiche si c'est bien le même compte.",
    "refused": "{entry} : {account}, faits masqués ({detail}).",
    "missing": "{entry} : {account} ne se trouve plus ({detail}). À confirmer dans les prochains jours.",
    "uncertain": "{entry} : {account}, incertain{since} ({detail}). Les faits d'avant restent, avec leur date.",
    "forgotten": "{entry} : {account}, incertain{since} ({detail}) ; ses faits, que plus rien ne confirme, sont effacés. "
    "Retirer ce compte de la fiche ?",
    "quiet": "{entry} : {account} se tait depuis le {detail}.",
}

# The rows of the table at the end of a refresh, in order.
ROWS: dict[str, str] = {
    "refreshed": "actualisés",
    "unchanged": "inchangés",
    "quiet": "silencieux",
    "moved": "déménagés",
    "renamed": "renommés",
    "refused": "faits masqués",
    "failed": "en échec",
    "skipped": "non interrogés",
    "requests": "requêtes",
    "cached": "réponses du cache",
    "seconds": "secondes",
}

# Why an account's facts are withheld, or why nothing was learned of it.
REASONS: dict[str, str] = {
    # Wishes, see `opt_outs.RULES`
    "not-discoverable": "le compte demande à ne pas être proposé ailleurs",
    "noindex": "le compte demande à ne pas être indexé",
    "opted-out": "sa présentation demande aux robots de s'abstenir",
    "suspended": "compte suspendu par son réseau",
    "limited": "compte masqué par son serveur",
    "memorial": "compte à la mémoire d'une personne morte : toute la fiche est masquée, voir curation/LISEZMOI.md",
    "no-unauthenticated": "le compte ne veut être montré qu'aux personnes connectées",
    "moderated": "compte signalé par la modération de son réseau",
    "taken-down": "compte retiré par son réseau",
    "deactivated": "compte désactivé par la personne",
    "protected": "compte protégé",
    "blocked": "le flux demande à ne pas figurer dans les annuaires",
    # Answers
    "not-found": "inconnu de son réseau",
    "deleted": "supprimé",
    "other-identifier": "autre identifiant",
    "forbidden": "accès refusé",
    "closed-to-machines": "serveur fermé aux machines",
    "rate-limited": "trop de demandes : le serveur demande d'attendre",
    "server-error": "panne du serveur",
    "unexpected": "réponse inattendue",
    "timeout": "délai dépassé",
    "unreachable": "serveur injoignable",
    "certificate": "certificat refusé",
    "refused-address": "adresse interdite",
    "too-slow": "réponse trop longue à lire",
    "too-large": "réponse trop grosse",
    "redirects": "trop de redirections",
    "out-of-time": "temps écoulé",
    "feed-gone": "la page n'annonce plus son flux",
    "no-answer": "pas de réponse",
    "not-json": "réponse illisible",
    "not-a-feed": "ce n'est pas un flux",
    "not-an-actor": "ce n'est pas un compte",
    "no-actor": "le serveur ne dit pas où est le compte",
    "no-feed": "la chaîne est là, son flux non",
    "no-channel": "la page ne dit pas de quelle chaîne il s'agit",
    "wrong-type": "réponse d'un autre type que celui qui est demandé",
    "wrong-account": "réponse au sujet d'un autre compte",
    "encoding": "codage de caractères refusé",
    "entities": "entités XML refusées",
    "cache": "cache illisible : effacer .cache/",
    "program": "erreur du programme en lisant la réponse",
    "token": "jeton refusé",
    "credits": "crédit épuisé",
    "no-token": "pas de jeton",
}


def verdict(code: str, **values: object) -> str:
    """Return the message of a refresh about an account, by the verdict `code`."""
    return text.typeset(VERDICTS[code]).format(**values)
