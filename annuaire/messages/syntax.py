"""Messages about the YAML of a file; those about lists are in `lists`."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    # YAML
    "yaml-empty": ("fichier vide.", "Partir de l'exemple de curation/LISEZMOI.md."),
    "yaml-colon": (
        "deux-points dans un texte sans guillemets.",
        'Entourer tout le texte de guillemets doubles :  {key}: "{text}"',
    ),
    "yaml-colon-long": (
        "deux-points dans un texte sans guillemets.",
        "Écrire « {key}: >- », puis le texte à la ligne suivante, en retrait de deux espaces.",
    ),
    "yaml-start": (
        "un texte ne peut pas commencer par « {char} ».",
        'Enlever ce signe, ou entourer tout le texte de guillemets doubles :  "{char}…"',
    ),
    "yaml-start-quote": (
        "un texte ne peut pas commencer par « {char} ».",
        'L\'entourer de guillemets doubles :  {key}: "{text}"',
    ),
    "yaml-question-date": ("« ? » n'est pas une date.", "Si elle n'est pas connue, écrire :  vu: inconnu"),
    "yaml-question": (
        "« ? » n'est pas une valeur pour « {key} ».",
        "Écrire la valeur, ou enlever « {key} ».",
    ),
    "yaml-tab": (
        "tabulation dans le retrait de la ligne.",
        "Remplacer la tabulation par des espaces : deux par niveau.",
    ),
    "yaml-indent": (
        "retrait inattendu : cette ligne ne s'accorde pas avec celles d'avant.",
        "Faire commencer à la même colonne ce qui est de même niveau ; deux espaces par niveau.",
    ),
    "yaml-unindented": (
        "cette ligne devrait continuer le texte de « {key} », et n'est pas assez en retrait.",
        "Mettre chaque ligne de ce texte en retrait de deux espaces.",
    ),
    "yaml-quote": (
        "guillemet ouvert et jamais refermé.",
        "Refermer le guillemet à la fin du texte, sur la même ligne.",
    ),
    "yaml-after": (
        "texte de trop après la fin de la valeur.",
        "Une apostrophe droite ou un guillemet a fermé le texte : écrire « ’ », ou entourer le tout de guillemets doubles.",
    ),
    "yaml-quotes-inside": (
        "guillemets droits au milieu d'un texte.",
        "Dans le texte, écrire des guillemets français :  « … »",
    ),
    "yaml-two-keys": (
        "deux clés sur une ligne.",
        "Une clé par ligne :  {first}  et, à la ligne suivante, à la même colonne :  {second}",
    ),
    "yaml-word-extra": ("« {word}: » est de trop.", "Écrire :  {key}: {value}"),
    "yaml-block": (
        "après « > » ou « | », rien d'autre qu'un trait d'union ne doit être écrit sur la ligne.",
        "Écrire « >- » seul, et le texte à la ligne suivante, en retrait de deux espaces.",
    ),
    "yaml-hash": (
        "« # » ouvre un commentaire : la fin de la ligne n'est pas lue.",
        "Enlever ce signe, ou entourer de guillemets doubles tout ce qui doit être lu.",
    ),
    "comment-in-text": (
        "commentaire au milieu d'un texte : il en ferait partie, ou le couperait.",
        "Enlever cette ligne, ou la mettre au-dessus de la clé.",
    ),
    "yaml-key": (
        "« : » attendu après une clé.",
        "Écrire la clé, deux-points, une espace, puis la valeur :  {example}",
    ),
    "yaml-line-stray": (
        "« : » attendu après une clé.",
        "Si cette ligne continue le texte d'avant, la décaler de deux espaces ; si elle est de trop, l'enlever ; sinon, écrire sa clé, deux-points, une espace, puis la valeur.",
    ),
    "yaml-address-alone": (
        "adresse sans clé.",
        "Écrire devant elle le réseau, ou « site », deux-points et une espace :  site: {address}",
    ),
    "yaml-colon-address": ("du texte avant l'adresse.", "N'écrire que l'adresse :  {key}: {address}"),
    "key-outside-parent": (
        "« {key} » va sous « {parent} ».",
        "Décaler cette ligne de deux espaces, sous « {parent}: », à la colonne des suivantes :    {written}",
    ),
    "yaml-space": (
        "il manque une espace après les deux-points.",
        "Écrire :  {key}: {rest}",
    ),
    "yaml-escape": (
        "barre oblique inverse inconnue entre guillemets doubles.",
        "Employer des guillemets simples, ou doubler la barre :  \\\\",
    ),
    "yaml-documents": (
        "second document dans le même fichier (« --- »).",
        "Un seul par fichier : enlever la ligne « --- » ou couper le fichier en deux.",
    ),
    "yaml-link": (
        "lien Markdown au lieu d'une adresse.",
        "N'écrire que  {address}",
    ),
    "yaml-tag": (
        "étiquette YAML « {tag} ».",
        "L'enlever ; si le texte commence par « ! », l'entourer de guillemets.",
    ),
    "yaml-anchor": (
        "ancre YAML « &{name} ».",
        "L'enlever et répéter le texte ; s'il commence par « & », l'entourer de guillemets.",
    ),
    "yaml-alias": (
        "renvoi YAML « *{name} ».",
        "Écrire le texte lui-même ; s'il commence par « * », l'entourer de guillemets.",
    ),
    "yaml-depth": (
        "trop de niveaux imbriqués.",
        "Trois niveaux suffisent : vérifier les retraits, les crochets et les accolades.",
    ),
    "yaml-other": ("YAML illisible à partir d'ici.", "Comparer avec l'exemple de curation/LISEZMOI.md."),
    "key-in-text": (
        "« {key} » est en retrait : YAML y lit la suite de « {above} ».",
        "Faire commencer « {key} » à la même colonne que « {above} ».",
    ),
    "key-indented": (
        "« {key} » est en retrait.",
        "Cette clé se met contre la marge, sans espace devant :  {key}:",
    ),
    "key-repeated": ("clé répétée : « {key} ».", "Elle est déjà à la ligne {line} : n'en garder qu'une."),
    "file-twice": (
        "tout est écrit une seconde fois à partir d'ici.",
        "N'en garder qu'une : effacer tout ce qui est avant cette ligne, ou tout ce qui est après.",
    ),
    "quotes-curly": (
        "guillemets courbes autour de la valeur.",
        "Les enlever : écrire  {value}",
    ),
    "key-not-text": (
        "une clé doit être un mot simple.",
        "Écrire la clé, deux-points, une espace, puis la valeur :  nom: Camille Duval",
    ),
}
