"""Messages about a key or its value: its shape, an address, a handle."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    # Shape, from the schemas
    "key-unknown": ("clé inconnue : « {key} ».", "Les clés possibles : {keys}."),
    "key-unknown-near": ("clé inconnue : « {key} ».", "Vouliez-vous dire « {near} » ?"),
    "key-elsewhere": (
        "« {key} » va sous « {parent} ».",
        "L'écrire sous « {parent}: », en retrait de deux espaces.",
    ),
    "keys-elsewhere": (
        "« {key} » et les autres clés de « {parent} » ne sont pas en retrait.",
        "Écrire chacune sous « {parent}: », en retrait de deux espaces.",
    ),
    "item-pair": (
        "« {key} » n'est pas une clé de « {above} ».",
        "Écrire chaque élément ainsi, par exemple :  {example}",
    ),
    "key-outside": (
        "« {key} » ne va pas sous « {parent} ».",
        "L'écrire contre la marge :  {key}: …",
    ),
    "key-missing": ("clé absente : « {key} ».", "{title} : écrire par exemple  {example}"),
    "key-stray": (
        "« {key} » est seul : ni clé connue, ni valeur.",
        'Si une virgule a coupé un texte en deux, entourer tout le texte de guillemets doubles :  "…"',
    ),
    "value-missing": ("rien après « {key} ».", "{title} : écrire par exemple  {example}"),
    "value-missing-optional": (
        "rien après « {key} ».",
        "Cette clé est facultative : l'enlever, ou écrire par exemple  {example}",
    ),
    "item-missing": (
        "élément vide dans « {key} ».",
        "Écrire quelque chose après le tiret ou entre les virgules, ou l'enlever.",
    ),
    "type-text": ("il faut un texte pour « {key} ».", "Écrire par exemple :  {example}"),
    "type-text-colon": (
        "deux-points dans le texte de « {key} » : YAML y lit une clé.",
        "Écrire « {key}: >- », puis le texte à la ligne suivante, en retrait de deux espaces.",
    ),
    "type-text-colon-item": (
        "deux-points dans un élément de « {key} » : YAML y lit une clé.",
        'L\'entourer de guillemets doubles :  "{text}"',
    ),
    "type-item-key": (
        "« {name}: » est de trop dans un élément de « {key} ».",
        "Écrire :  - {text}",
    ),
    "type-list": ("il faut une liste pour « {key} ».", "Écrire par exemple :  {example}"),
    "type-list-of": ("il faut une liste pour « {key} ».", "Écrire :  {example}"),
    "type-list-lines": (
        "il faut une liste pour « {key} ».",
        "Laisser seul « {key}: » sur sa ligne ; dessous, chaque élément sur la sienne, après un tiret et une espace :  {example}",
    ),
    "type-map-brackets": ("crochets au lieu d'accolades.", "Écrire :  {example}"),
    "type-map": ("il faut des clés et des valeurs pour « {key} ».", "Écrire par exemple :  {example}"),
    "type-map-dashes": ("« {key} » n'est pas une liste.", "Enlever les tirets :  {example}"),
    "type-number": ("il faut un nombre entier pour « {key} ».", "Écrire par exemple :  {example}"),
    "choice": ("valeur inconnue pour « {key} » : « {value} ».", "Écrire {choices}."),
    "choice-near": ("valeur inconnue pour « {key} » : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "pattern": ("« {key} » mal formé : « {value} ».", "{hint} Par exemple :  {example}"),
    "too-short": ("« {key} » est trop court : {size}.", "{limit} au moins. {hint}"),
    "too-long": ("« {key} » est trop long : {size}.", "{limit} au plus. {hint}"),
    "too-few": ("« {key} » est vide.", "Écrire par exemple :  {example}"),
    "too-many": ("« {key} » a {count} éléments.", "{limit} au plus : garder les plus utiles."),
    "repeated-item": ("élément répété dans « {key} » : « {value} ».", "Ne l'écrire qu'une fois."),
    "too-small": ("« {key} » est trop petit : {value}.", "{limit} au moins."),
    "too-big": ("« {key} » est trop grand : {value}.", "{limit} au plus."),
    "date": (
        "date impossible : « {value} ».",
        "Écrire l'année, le mois et le jour d'une date qui existe :  {example}",
    ),
    "date-incomplete": ("date incomplète : « {value} ».", "Il y faut le jour aussi :  {key}: {date}-JJ"),
    "date-dashes": (
        "tiret spécial dans la date : « {value} ».",
        "Retaper les tirets au clavier :  {key}: {date}",
    ),
    "date-turned": (
        "date écrite d'une autre façon : « {value} ».",
        "Écrire :  {key}: {date}",
    ),
    "partial-date": (
        "date impossible : « {value} ».",
        "Écrire une année, un mois ou un jour :  2026, 2026-11, 2026-11-22 ; ou « inconnu ».",
    ),
    "email": ("adresse électronique mal formée : « {value} ».", "Écrire par exemple :  {example}"),
    # Addresses and handles
    "email-scheme": ("adresse électronique mal formée : « {value} ».", "Écrire :  {key}: {address}"),
    "repository-edit": (
        "cette adresse ouvre le dépôt, pas un fichier à modifier : « {value} ».",
        "Écrire ce qui vient avant le chemin d'un fichier ; si la branche est « main » :  depot: {meant}",
    ),
    "address": (
        "adresse mal formée : « {value} ».",
        "Écrire l'adresse entière, comme dans le navigateur :  https://exemple.example/page",
    ),
    "address-space": (
        "adresse qui contient une espace : « {value} ».",
        "N'écrire que l'adresse, sans espace ; dans une preuve, le reste va sous « note ».",
    ),
    "address-bare": (
        "adresse sans https:// : « {value} ».",
        "Copier l'adresse depuis la barre du navigateur, par exemple  https://{value}",
    ),
    "address-scheme": (
        "adresse qui ne commence pas par https:// ni http:// : « {value} ».",
        "Copier l'adresse depuis la barre du navigateur.",
    ),
    "address-secret": (
        "adresse qui contient un identifiant ou un mot de passe.",
        "L'enlever : écrire  {clean}",
    ),
    "address-wrapped": ("signes autour de l'adresse : « {value} ».", "N'écrire que  {clean}"),
    "address-end": (
        "signe à la fin de l'adresse : « {value} ».",
        "L'enlever :  {clean}  ou, s'il en fait partie, écrire  {encoded}",
    ),
    "address-incomplete": (
        "nom de domaine incomplet : « {host} ».",
        "Écrire l'adresse entière, avec sa fin (.fr, .org…), comme dans le navigateur.",
    ),
    "address-redirect": (
        "adresse qui passe par un autre site : « {host} ».",
        "Écrire celle où elle mène :  {clean}",
    ),
    "address-search": (
        "adresse d'une recherche, non d'une page : « {host} ».",
        "Ouvrir la page trouvée, et copier son adresse.",
    ),
    "address-private": (
        "adresse d'un réseau privé : « {host} ».",
        "Écrire une adresse que tout le monde peut ouvrir.",
    ),
    "address-port": ("adresse avec un port : « {value} ».", "Écrire l'adresse publique, sans « :{port} »."),
    "handle-mastodon-server": (
        "identifiant Mastodon incomplet : « {value} ».",
        "Il manque le serveur. Écrire par exemple :  mastodon: {example}",
    ),
    "handle-malformed": (
        "identifiant {label} mal formé : « {value} ».",
        "Écrire {hint} ; par exemple :  {network}: {example}",
    ),
    "handle-email": (
        "c'est une adresse électronique, pas un compte {label} : « {value} ».",
        "Ouvrir le profil et copier son adresse. Par exemple :  {profile}",
    ),
    "handle-bluesky-short": (
        "identifiant Bluesky incomplet : « {value} ».",
        "C'est un nom de domaine, souvent :  bluesky: {value}.bsky.social",
    ),
    "handle-linkedin-short": (
        "profil LinkedIn incomplet : « {value} ».",
        "Écrire  linkedin: in/{name} pour une personne,  linkedin: company/{name} pour une organisation.",
    ),
    "handle-wrong-network": (
        "cette adresse n'est pas de ce réseau : « {value} ».",
        "C'est un compte {label} : l'écrire sous la clé « {network} ».",
    ),
    "handle-not-profile": (
        "cette adresse n'est pas celle d'un profil : « {value} ».",
        "Ouvrir le profil et copier son adresse. Par exemple :  {profile}",
    ),
}
