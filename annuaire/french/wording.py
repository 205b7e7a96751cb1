"""All French words that the program writes into files that visitors download: exports, feeds, the API, the badge.

Templates have their own words. These are written with their final typography: nothing is typeset later. A name between
braces is replaced by the caller.
"""

from __future__ import annotations

LICENCE = "CC BY-SA 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"

# What people in the list can expect of whoever downloads it; written into every file that has room for it.
# It is on every address card, so it has no semicolon: see `exports/vcard`.
SCOPE = (
    "Comptes publics, choisis par la rédaction. Y figurer ne vaut ni accord pour être démarché, ni caution "
    "donnée ou reçue. Qui réutilise cette liste garde ses dates et retire avec nous celles et ceux qui partent."
)

EDITION_LINE = "{edition}, parue le {published}, à jour au {updated}."
LICENCE_LINE = "Licence : {licence}, {url}"
SINCE_LINE = "Ce qui a changé depuis : {url}"
SOURCE = "Source : "
SELECTION = "Ma sélection"
CAVEAT = "Réserve. "
SUBJECTS = "Sujets : "
NEWCOMERS = "Arrivées depuis : {edition}"

PERSON, ORGANISATION = "personne", "organisation"

# Columns of the plain table, before one column for each network.
COLUMNS = ("nom", "nature", "catégories", "territoire", "raison", "réserve", "sujets", "depuis", "fiche")
LAST_COLUMNS = ("édition", "licence")
DEPARTURE_COLUMNS = ("nom", "motif", "comptes")

# What each format is called where it is offered, and what to do with the file.
FORMATS = {
    "mastodon": (
        "Abonnements Mastodon",
        "Préférences, Import de données, Liste de comptes suivis ; choisissez « Fusionner » : « Écraser » vous désabonnerait des autres.",
    ),
    "mastodon-listes": (
        "Listes Mastodon",
        "Préférences, Import de données, Listes ; choisissez « Fusionner » : « Écraser » effacerait vos autres listes. Une liste par catégorie ; leurs comptes sont suivis aussi.",
    ),
    "bluesky": (
        "Comptes Bluesky",
        "Pour un programme : Bluesky n’importe aucun fichier. Sans outil, suivez depuis les fiches.",
    ),
    "x": ("Liens de suivi X", "Une page : un lien par compte, à confirmer chez X."),
    "opml": ("Flux (OPML)", "À importer dans un lecteur de flux ; un dossier par catégorie."),
    "vcard": ("Carnet d’adresses (vCard)", "À importer dans vos contacts."),
    "markdown": ("Texte (Markdown)", "À lire, à imprimer."),
    "csv": ("Tableau (CSV)", "À ouvrir dans un tableur."),
    "json": ("Données (JSON)", "Pour un programme."),
}

COMPANION = "LISEZMOI.txt"
COMPANION_FILES = "Fichiers de ce dossier"
COMPANION_CUT = "{file} : {kept} comptes sur {total}, la limite de cette plateforme."
COMPANION_LINE = "{file} : {label}. {advice}"

X_TITLE = "{list}, à suivre sur X"
X_INTRO = "Chaque lien ouvre X, qui demande de confirmer. Rien n’est suivi sans vous."

ARRIVAL_TITLE = "Arrivée : {name}"
DEPARTURE_TITLE = "Départ : {name}"
CHANGES_FEED = "{title} : arrivées et départs"
CHANGES_FEED_OF = "{title}, {category} : arrivées et départs"
DAY_FEED = "{title} : le compte du jour"
FOLLOW_LINE = "À suivre : "

BADGE = "Dans l’annuaire"
BADGE_ALT = "Dans l’annuaire {title}, {edition}"
