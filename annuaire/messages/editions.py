"""What is said of editions."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "edition-name": (
        "nom d'édition impossible : « {name} ».",
        "Une édition porte pour nom l'année et le mois de sa date, puis « .yml » : AAAA-MM.yml",
    ),
    "edition-name-near": (
        "nom d'édition impossible : « {name} ».",
        "Une édition porte le nom de son mois : écrire « {example} ».",
    ),
    "edition-none": ("aucune édition.", "Écrire la première :  curation/editions/{month}.yml"),
    "edition-future": (
        "édition d'un mois qui n'a pas commencé.",
        "Elle ne peut paraître avant le 1er {month}. En attendant, garder ce fichier hors de curation/editions/.",
    ),
    "edition-month": (
        "la date {value} n'est pas dans le mois du fichier.",
        "Écrire un jour de {month}, ou changer le nom du fichier.",
    ),
    "edition-several": (
        "plusieurs fiches en une : « {first} », puis « {second} ».",
        "Une fiche par ligne, après un tiret et une espace :  - {first}",
    ),
    "edition-unknown": (
        "fiche inconnue : « {value} ».",
        "Il n'y a pas de fichier curation/fiches/{value}.yml. Mettre une autre fiche à sa place ; ou remettre ce fichier, qui est dans "
        "l'historique de Git, sauf si la personne a demandé à partir.",
    ),
    "edition-unknown-near": ("fiche inconnue : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "edition-repeated": (
        "fiche répétée : « {value} ».",
        "Elle est déjà à la ligne {line} : n'en garder qu'une.",
    ),
    "edition-copied": (
        "« {key} » répète mot pour mot l'édition {previous}.",
        "Le récrire pour celle-ci : les visiteurs lisent les deux l'un sous l'autre.",
    ),
    "edition-too-few": (
        "l'édition a {count} au lieu de {places}.",
        "Il manque {gap}. Le nombre de places est dans curation/annuaire.yml.",
    ),
    "edition-too-many": (
        "l'édition a {count} au lieu de {places}.",
        "Enlever {gap}. Le nombre de places est dans curation/annuaire.yml.",
    ),
    "edition-dropped": (
        "« {value} » était dans l'édition {previous} et n'y est plus, sans motif.",
        "Ajouter sous « sorties » :  - {{fiche: {value}, motif: …}}",
    ),
    "edition-dropped-first": (
        "« {value} » était dans l'édition {previous} et n'y est plus, sans motif.",
        "Ajouter à la fin du fichier, contre la marge :  sorties:  et, à la ligne suivante :    - {{fiche: {value}, motif: …}}",
    ),
    "edition-not-dropped": (
        "« {value} » est à la fois dans les fiches et dans les sorties.",
        "L'enlever de l'une des deux listes.",
    ),
    "edition-left": (
        "« {value} » n'a plus de fiche.",
        "Qui a demandé à partir n'est plus nommé nulle part : l'enlever aussi de cette édition. Sinon, remettre son fichier, qui est dans l'historique de Git, ou écrire son nouveau nom.",
    ),
    "edition-stray-exit": (
        "« {value} » sort sans avoir été dans l'édition d'avant.",
        "L'enlever des sorties.",
    ),
}
