"""Messages about the dashes, brackets and braces of lists and mappings in YAML."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "yaml-dash": (
        "tiret de liste absent ou mal placé.",
        "Mettre chaque élément sur sa ligne, sous la clé, après un tiret et une espace ; les tirets sur la même colonne.",
    ),
    "yaml-dash-space": (
        "il manque une espace après le tiret.",
        "Écrire :  - {item}",
    ),
    "yaml-bullet": (
        "« {char} » au lieu d'un tiret de liste.",
        "Remplacer « {char} » par un tiret et une espace, devant chaque élément.",
    ),
    "yaml-dash-swallowed": (
        "tiret qui n'est pas sous les autres : YAML y lit la suite de la ligne {above}.",
        "L'aligner sous le tiret d'avant ; au milieu d'une phrase, écrire « – ».",
    ),
    "yaml-list-after": (
        "« {value} » est de trop entre « {key}: » et sa liste.",
        "Ne rien écrire d'autre sur cette ligne :  {key}:",
    ),
    "yaml-dash-stray": (
        "tiret de trop avant « {key} ».",
        "L'enlever :  {written}",
    ),
    "yaml-dash-for-key": (
        "tiret au lieu d'une clé.",
        "Écrire la clé, deux-points et une espace au lieu du tiret, comme dessous :  …: {item}",
    ),
    "key-under-dash": (
        "« {key} » est sous le tiret, et non sous « {opening} ».",
        "Décaler cette ligne de deux espaces, pour que « {key} » commence sous « {opening} ».",
    ),
    "keys-under-dash": (
        "« {key} » est à la colonne du tiret.",
        "Décaler de deux espaces vers la droite cette ligne et les suivantes, jusqu'au tiret d'après.",
    ),
    "dash-forgotten": (
        "il manque un tiret avant « {key} ».",
        "Écrire, le tiret sous les autres :  - {key}: {value}",
    ),
    "yaml-bracket": (
        "« {char} » ouvert et jamais refermé.",
        "Ajouter « {close} » à la fin, ou la virgule qui manque entre deux éléments.",
    ),
    "yaml-bracket-comment": (
        "« {char} » ouvert et jamais refermé.",
        "Ajouter « {close} » après le dernier élément, avant le « # » du commentaire.",
    ),
    "yaml-close": (
        "« {char} » de trop, ou qui ferme un autre signe que le sien.",
        "« [ » se ferme par « ] », et « {{ » par « }} ».",
    ),
    "yaml-comma": (
        "« {char} » inattendu entre crochets ou accolades.",
        "Mettre une virgule entre deux éléments ; entourer de guillemets doubles un texte qui contient « : », « , » ou un crochet.",
    ),
    "yaml-comma-twice": ("virgule de trop.", "L'enlever, ou écrire ce qui manque entre les deux virgules."),
    "yaml-after-list": (
        "texte de trop après le crochet ou l'accolade.",
        "L'enlever, ou entourer tout le texte de guillemets doubles.",
    ),
    "yaml-braces": (
        "il manque les accolades autour de plusieurs clés sur une ligne.",
        "Écrire :  - {{{text}}}",
    ),
    "yaml-parenthesis": (
        "parenthèse au lieu d'une accolade.",
        "Remplacer « ( » par « {{ », et « ) » à la fin par « }} ».",
    ),
    "yaml-texts": (
        "plusieurs textes, et pas de crochets autour.",
        "Écrire :  {key}: [{text}]",
    ),
    "yaml-texts-one": (
        "plusieurs textes entre guillemets pour « {key} ».",
        "N'en garder qu'un ; dans une phrase, écrire des guillemets français :  « … »",
    ),
    "yaml-comma-last": ("virgule de trop après le guillemet.", "L'enlever."),
}
