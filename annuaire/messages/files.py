"""Messages about a file, or about what is to be published."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    # Files and bytes
    "folder-missing": (
        "dossier absent.",
        "Le remettre depuis Git, ou lancer la commande depuis la racine du dépôt.",
    ),
    "file-missing": (
        "fichier absent.",
        "Le remettre depuis Git.",
    ),
    "file-missing-near": ("fichier absent.", "Renommer « {near} » en « {name} »."),
    "file-unreadable": (
        "fichier illisible ({reason}).",
        "Vérifier ses droits d'accès et qu'il s'agit bien d'un fichier.",
    ),
    "file-name": (
        "nom de fichier impossible : « {name} ».",
        "Le nom fait l'adresse de la page : écrire « {example} ».",
    ),
    "file-extension": (
        "ce fichier n'est pas une fiche : « {name} ».",
        "Une fiche se termine par « .yml » : écrire « {example} », ou ranger ce fichier ailleurs.",
    ),
    "file-name-taken": (
        "nom de fichier impossible : « {name} ».",
        "« {taken} » existe déjà. Si c'en est une copie, l'effacer ; si c'est une autre fiche, la nommer d'après qui elle présente :  prenom-nom.yml",
    ),
    "edition-name-taken": (
        "nom d'édition impossible : « {name} ».",
        "« {taken} » existe déjà. Si c'en est une copie, l'effacer ; si c'est une autre édition, la nommer d'après le mois de sa date : AAAA-MM.yml",
    ),
    "file-backup": (
        "copie de sauvegarde : « {name} ».",
        "L'effacer ou la ranger ailleurs.",
    ),
    "file-other": (
        "ce fichier n'est pas une fiche : « {name} ».",
        "Le ranger hors de curation/fiches/.",
    ),
    "file-stray": (
        "« {name} » n'est lu par personne : ce n'est pas sa place.",
        "Une fiche va dans curation/fiches/, une édition dans curation/editions/ ; ranger le reste hors de curation/.",
    ),
    "file-folder": ("dossier inattendu.", "Le ranger hors de {folder}/."),
    "file-folder-full": (
        "dossier inattendu : rien de ce qu'il contient n'est lu.",
        "Tout va directement dans {folder}/ : y remettre {files}, puis effacer ce dossier.",
    ),
    "file-not-file": (
        "ce n'est pas un fichier ({reason}).",
        "Le remplacer par un vrai fichier du même nom.",
    ),
    "file-too-large": ("fichier trop gros ({size} ko).", "Une page de texte suffit : {limit} ko au plus."),
    "not-utf8": (
        "caractère qui n'est pas de l'UTF-8.",
        "Si l'éditeur montre « � », rouvrir d'abord le fichier avec le codage Windows-1252 ; puis l'enregistrer avec le codage UTF-8 "
        "(menu « Enregistrer sous »).",
    ),
    "character-lost": (
        "lettre perdue : « {found} ».",
        "La retaper. Si le fichier en a d'autres, le reprendre dans Git tel qu'il était, l'ouvrir avec le codage Windows-1252, puis l'enregistrer avec le codage UTF-8.",
    ),
    "character-recoded": (
        "lettre abîmée par un autre codage : « {found} ».",
        "Écrire « {meant} ». Si le fichier en a d'autres, le reprendre dans Git tel qu'il était, et l'ouvrir avec le codage UTF-8.",
    ),
    "character-entity": (
        "code de page web au lieu d'un signe : « {found} ».",
        "Écrire le signe lui-même : « {meant} ».",
    ),
    "character-entity-quote": (
        "code de page web au lieu d'un signe : « {found} ».",
        "Écrire des guillemets français :  « … »",
    ),
    "character-entity-space": (
        "code de page web : « {found} » ({name}).",
        "Écrire une espace ordinaire à sa place.",
    ),
    "character-entity-unseen": (
        "code de page web, et qui ne montre rien : « {found} ».",
        "L'enlever.",
    ),
    "binary": (
        "ce fichier n'est pas du texte.",
        "Le remplacer par un fichier de texte ; l'ancien contenu est dans l'historique de Git.",
    ),
    "conflict": (
        "marque de conflit de fusion : « {mark} ».",
        "Garder l'une des deux versions et effacer les lignes <<<<<<<, ======= et >>>>>>>.",
    ),
    "invisible": (
        "caractère invisible : {name}.",
        "L'effacer : placer le curseur après lui et reculer d'un caractère, ou retaper le mot.",
    ),
    "no-break": (
        "espace insécable là où il faut une espace ordinaire.",
        "L'effacer et retaper une espace simple : une espace insécable n'est permise que dans les phrases.",
    ),
    # The snapshot
    "snapshot-missing": (
        "relevé absent : les pages ne diront rien de ce que montrent les réseaux.",
        "Le remettre depuis Git, ou le faire :  make refresh",
    ),
    # Publication
    "publish-example": (
        "« {key} » est resté celui de l'exemple.",
        "{title} : écrire le vôtre.",
    ),
    "publish-invented": (
        "compte d'un exemple : « {value} ».",
        "Les adresses en « .example » n'existent pas : écrire la vraie, ou enlever la fiche de l'édition.",
    ),
    "publish-missing": (
        "clé absente, exigée pour publier : « {key} ».",
        "{title} : écrire le vôtre, comme dans cet exemple :  {example}",
    ),
}
