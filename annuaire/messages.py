"""Every French sentence said in a terminal, in one place.

A problem has a code; its code names two sentences here: what is wrong, and what to write instead.
Typography is put in by `say`: sources are typed with plain spaces and apostrophes.
"""

from __future__ import annotations

from annuaire import text

# code: (what is wrong, what to write instead)
PROBLEMS: dict[str, tuple[str, str]] = {
    # Files and bytes
    "folder-missing": (
        "dossier absent.",
        "Créer le dossier, ou lancer la commande depuis la racine du dépôt.",
    ),
    "file-missing": (
        "fichier absent.",
        "Le créer d'après {schema} ; curation/LISEZMOI.md en montre un exemple.",
    ),
    "file-unreadable": (
        "fichier illisible ({reason}).",
        "Vérifier ses droits d'accès et qu'il s'agit bien d'un fichier.",
    ),
    "file-name": (
        "nom de fichier impossible : « {name} ».",
        "Le nom fait l'adresse de la page : écrire « {example} ».",
    ),
    "file-extension": (
        "fichier ignoré : « {name} ».",
        "Une fiche se termine par « .yml » : écrire « {example} ».",
    ),
    "file-too-large": ("fichier trop gros ({size} ko).", "Une page de texte suffit : {limit} ko au plus."),
    "not-utf8": (
        "caractère qui n'est pas de l'UTF-8.",
        "Enregistrer le fichier au codage UTF-8 (menu « Enregistrer sous » de l'éditeur).",
    ),
    "binary": (
        "ce fichier n'est pas du texte.",
        "Le remplacer par un fichier YAML ; l'ancien contenu est dans l'historique de Git.",
    ),
    "conflict": (
        "marque de conflit de fusion : « {mark} ».",
        "Garder l'une des deux versions et effacer les lignes <<<<<<<, ======= et >>>>>>>.",
    ),
    "invisible": (
        "caractère invisible {name}.",
        "L'effacer : placer le curseur après lui et reculer d'un caractère, ou retaper le mot.",
    ),
    # YAML
    "yaml-empty": ("fichier vide.", "Partir de l'exemple de curation/LISEZMOI.md."),
    "yaml-colon": (
        "deux-points dans un texte sans guillemets.",
        'Entourer tout le texte de guillemets doubles :  clé: "Accès : libre"',
    ),
    "yaml-at": (
        "un texte ne peut pas commencer par « {char} ».",
        'L\'entourer de guillemets, ou enlever ce signe :  {key}: "{char}…"',
    ),
    "yaml-tab": (
        "tabulation dans le retrait de la ligne.",
        "Remplacer la tabulation par des espaces : deux par niveau.",
    ),
    "yaml-indent": (
        "retrait inattendu : cette ligne ne s'accorde pas avec celles d'avant.",
        "Aligner les clés d'un même niveau sur la même colonne, deux espaces par niveau.",
    ),
    "yaml-quote": (
        "guillemet ouvert et jamais refermé.",
        "Refermer le guillemet à la fin du texte, sur la même ligne.",
    ),
    "yaml-after": (
        "texte de trop après la fin de la valeur.",
        "Une apostrophe droite ou un guillemet a fermé le texte : écrire « ’ », ou entourer le tout de guillemets doubles.",
    ),
    "yaml-block": (
        "« > » et « | » doivent être seuls à la fin de la ligne.",
        "Écrire le texte à la ligne suivante, en retrait de deux espaces.",
    ),
    "yaml-bracket": (
        "crochet ou accolade ouverts et jamais refermés, ou virgule oubliée.",
        "Écrire par exemple :  [eau, enquête]",
    ),
    "yaml-key": (
        "« : » attendu après une clé.",
        "Écrire la clé, deux-points, une espace, puis la valeur :  nom: Camille Duval",
    ),
    "yaml-escape": (
        "barre oblique inverse inconnue entre guillemets doubles.",
        "Employer des guillemets simples, ou doubler la barre :  \\\\",
    ),
    "yaml-documents": (
        "second document dans le même fichier (« --- »).",
        "Une fiche par fichier : enlever la ligne « --- » ou couper le fichier en deux.",
    ),
    "yaml-dash": (
        "tiret de liste mal placé.",
        "Mettre chaque élément à la ligne :  « - élément », sous sa clé.",
    ),
    "yaml-tag": (
        "étiquette YAML « {tag} ».",
        "L'enlever : une fiche n'a que du texte, des listes et des clés.",
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
        "Une fiche n'a que trois niveaux : vérifier les retraits, les crochets et les accolades.",
    ),
    "yaml-other": ("YAML illisible ({reason}).", "Comparer avec l'exemple de curation/LISEZMOI.md."),
    "key-repeated": ("clé répétée : « {key} ».", "Elle est déjà à la ligne {line} : n'en garder qu'une."),
    "key-not-text": (
        "une clé doit être un mot simple.",
        "Écrire la clé, deux-points, une espace, puis la valeur :  nom: Camille Duval",
    ),
    # Shape, from the schemas
    "key-unknown": ("clé inconnue : « {key} ».", "Les clés possibles : {keys}."),
    "key-unknown-near": ("clé inconnue : « {key} ».", "Vouliez-vous dire « {near} » ?"),
    "key-missing": ("clé absente : « {key} ».", "{title} : écrire par exemple  {example}"),
    "value-missing": ("rien après « {key} ».", "{title} : écrire par exemple  {example}"),
    "type-text": ("il faut un texte pour « {key} ».", "Écrire par exemple :  {example}"),
    "type-list": ("il faut une liste pour « {key} ».", "Écrire par exemple :  {example}"),
    "type-map": ("il faut des clés et des valeurs pour « {key} ».", "Écrire par exemple :  {example}"),
    "type-number": (
        "il faut un nombre entier pour « {key} » : « {value} ».",
        "Écrire par exemple :  {example}",
    ),
    "choice": ("valeur inconnue pour « {key} » : « {value} ».", "Écrire {choices}."),
    "choice-near": ("valeur inconnue pour « {key} » : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "pattern": ("« {key} » mal formé : « {value} ».", "{hint} Par exemple :  {example}"),
    "too-short": ("« {key} » est trop court : {size}.", "{minimum} au moins. {hint}"),
    "too-long": ("« {key} » est trop long : {size}.", "{maximum} au plus. {hint}"),
    "too-few": ("« {key} » est vide.", "Il en faut au moins {minimum} :  {example}"),
    "too-many": ("« {key} » a {count} éléments.", "{maximum} au plus : garder les plus utiles."),
    "repeated-item": ("élément répété dans « {key} » : « {value} ».", "Ne l'écrire qu'une fois."),
    "too-small": ("« {key} » est trop petit : {value}.", "{minimum} au moins."),
    "too-big": ("« {key} » est trop grand : {value}.", "{maximum} au plus."),
    "date": (
        "date impossible : « {value} ».",
        "Écrire l'année, le mois et le jour d'une date qui existe :  {example}",
    ),
    "partial-date": (
        "date impossible : « {value} ».",
        "Écrire une année, un mois ou un jour :  2026, 2026-11, 2026-11-22 ; ou « inconnu ».",
    ),
    "email": ("adresse électronique mal formée : « {value} ».", "Écrire par exemple :  {example}"),
    # Addresses and handles
    "address": (
        "adresse mal formée : « {value} ».",
        "Écrire l'adresse entière, comme dans le navigateur :  https://exemple.example/page",
    ),
    "address-scheme": (
        "adresse qui ne commence pas par https:// ni http:// : « {value} ».",
        "Copier l'adresse depuis la barre du navigateur.",
    ),
    "address-secret": (
        "adresse qui contient un identifiant ou un mot de passe.",
        "L'enlever : écrire  {clean}",
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
    "handle-mastodon": (
        "identifiant Mastodon mal formé : « {value} ».",
        "Écrire le nom, une arobase, le serveur :  mastodon: {example}",
    ),
    "handle-bluesky": (
        "identifiant Bluesky mal formé : « {value} ».",
        "C'est un nom de domaine. Écrire par exemple :  bluesky: {example}",
    ),
    "handle-bluesky-short": (
        "identifiant Bluesky incomplet : « {value} ».",
        "C'est un nom de domaine, souvent :  bluesky: {value}.bsky.social",
    ),
    "handle-x": (
        "identifiant X mal formé : « {value} ».",
        "Lettres sans accent, chiffres et tirets bas, 15 signes au plus :  x: {example}",
    ),
    "handle-youtube": (
        "chaîne YouTube mal formée : « {value} ».",
        'Écrire la fin de l\'adresse de la chaîne :  youtube: "{example}"',
    ),
    "handle-linkedin": (
        "profil LinkedIn mal formé : « {value} ».",
        "Écrire la fin de l'adresse, avec in/ ou company/ :  linkedin: {example}",
    ),
    "handle-wrong-network": (
        "cette adresse n'est pas de ce réseau : « {value} ».",
        "C'est un compte {label} : l'écrire sous la clé « {network} ».",
    ),
    "handle-not-profile": (
        "cette adresse n'est pas celle d'un profil : « {value} ».",
        "Ouvrir le profil et copier son adresse. Par exemple :  {example}",
    ),
    # Rules that span keys and files
    "category-unknown": (
        "catégorie inconnue : « {value} ».",
        "Les catégories sont dans curation/categories.yml : {choices}.",
    ),
    "category-unknown-near": ("catégorie inconnue : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "category-repeated": (
        "identifiant de catégorie déjà pris : « {value} ».",
        "Il est à la ligne {line} : en choisir un autre.",
    ),
    "category-thin": (
        "catégorie peu fournie : « {value} » a {count} dans l'édition.",
        "Il en faut au moins {minimum} pour qu'elle serve.",
    ),
    "territory": (
        "territoire inconnu : « {value} ».",
        "Écrire un code ISO 3166 : SN pour le Sénégal, CA-QC pour le Québec.",
    ),
    "territory-near": ("territoire inconnu : « {value} ».", "Pour {name}, écrire :  territoire: {near}"),
    "date-future": (
        "date dans le futur : « {value} ».",
        "Nous sommes le {today} : écrire une date passée ou celle du jour.",
    ),
    "preferred-absent": (
        "« prefere » désigne un compte absent : « {value} ».",
        "Choisir parmi les comptes de la fiche : {choices}.",
    ),
    "evidence-absent": (
        "aucune preuve pour le compte « {network} ».",
        "Ajouter sous « preuves » :  - {{compte: {network}, ou: https://…, vu: {month}}}",
    ),
    "evidence-stray": (
        "preuve d'un compte absent de la fiche : « {value} ».",
        "Écrire ce compte sous « comptes », ou enlever la preuve.",
    ),
    "reason-copied": (
        "raison déjà écrite dans {path}.",
        "Dire ce qui est propre à ce compte : chaque raison est différente.",
    ),
    "account-twice": (
        "compte déjà présent dans {path} : « {value} ».",
        "Une personne, une fiche : n'en garder qu'une, avec tous ses comptes.",
    ),
    "subject-spelling": (
        "sujet écrit de deux façons : « {value} » et « {other} » (dans {path}).",
        "N'en garder qu'une, pour qu'ils se retrouvent sur la même page.",
    ),
    # Editions
    "edition-name": (
        "nom d'édition impossible : « {name} ».",
        "Une édition s'appelle par son mois : « 2026-11.yml ».",
    ),
    "edition-none": ("aucune édition.", "Écrire la première :  curation/editions/{month}.yml"),
    "edition-month": (
        "la date {value} n'est pas dans le mois du fichier.",
        "Écrire un jour de {month}, ou changer le nom du fichier.",
    ),
    "edition-unknown": (
        "fiche inconnue : « {value} ».",
        "Il n'y a pas de fichier curation/fiches/{value}.yml.",
    ),
    "edition-unknown-near": ("fiche inconnue : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "edition-repeated": (
        "fiche répétée : « {value} ».",
        "Elle est déjà à la ligne {line} : n'en garder qu'une.",
    ),
    "edition-count": ("l'édition a {count} au lieu de {places}.", "{advice}"),
    "edition-dropped": (
        "« {value} » était dans l'édition {previous} et n'y est plus, sans motif.",
        "Ajouter sous « sorties » :  - {{fiche: {value}, motif: …}}",
    ),
    "edition-not-dropped": (
        "« {value} » est à la fois dans les fiches et dans les sorties.",
        "L'enlever de l'une des deux listes.",
    ),
    "edition-stray-exit": (
        "« {value} » sort sans avoir été dans l'édition d'avant.",
        "L'enlever des sorties.",
    ),
    "edition-rank": (
        "« rangs » vaut « oui » pour la première fois.",
        "L'ordre des fiches sera montré comme un classement : est-ce voulu ?",
    ),
    # Publication
    "publish-missing": ("clé absente pour publier : « {key} ».", "{title} : écrire par exemple  {example}"),
}

SAID: dict[str, str] = {
    "all-good": "{files} lus, aucune erreur.",
    "good-with-warnings": "{files} lus, aucune erreur, {warnings}.",
    "check-failed": "{problems} dans {files}.",
    "failed": "{problems} dans {files}. Le site n'a pas été reconstruit.",
    "built": "{listings} publiées, {pages}, en {seconds} s. Le site est dans {path}",
    "open": "Pour le voir : make serve, ou ouvrir {path}",
    "build-failed": "La construction du site a échoué. Le dernier site complet reste dans {path}.",
    "serving": "Le site est servi sur {address} (Ctrl+C pour arrêter).",
    "changed": "{path} a changé.",
    "rebuilt": "Site reconstruit en {seconds} s.",
    "kept": "La dernière bonne page reste servie.",
    "port-taken": "Le port {port} est déjà pris. Choisir un autre port : make serve PORT={other}",
    "stopped": "Arrêté.",
    "snapshot-unreadable": "{path} ne se lit pas ({reason}). Le remettre tel qu'il est dans Git, ou le refaire par « make refresh ».",
    "site-url": "SITEURL doit être l'adresse du site, par exemple https://annuaire.example ; reçu : « {value} ».",
    "site-url-missing": "Pour publier, donner l'adresse du site :  make publish SITEURL=https://annuaire.example",
    "epoch": "SOURCE_DATE_EPOCH doit être un nombre de secondes depuis 1970 ; reçu : « {value} ».",
    "root": "Aucun dossier curation/ ici. Lancer la commande depuis la racine du dépôt, ou dire où elle est par --root.",
    "edition-unknown": "Édition inconnue : « {value} ». Il y a : {known}.",
    "diff": "De « {older} » à « {newer} » :",
    "diff-nothing": "rien n'a changé.",
    "diff-arrival": "+ {name} ({id})",
    "diff-departure": "- {name} ({id}) : {reason}",
    "diff-withdrawn": "- {count}, que l'annuaire ne nomme plus",
    "unexpected": "Erreur du programme, qui n'est pas de votre fait : {reason}. Le dernier site complet reste en place. "
    "Relancer avec --debug pour joindre le détail au signalement.",
}

HELP: dict[str, str] = {
    "annuaire": "Contrôle, construit et tient à jour l'annuaire.",
    "root": "dossier qui contient curation/ (par défaut : le dossier courant)",
    "debug": "montrer le détail technique des erreurs du programme",
    "check": "lit curation/ et dit chaque erreur à sa place",
    "format": "texte, JSON, ou annotations pour l'intégration continue (par défaut : selon l'environnement)",
    "build": "contrôle puis construit le site dans output/",
    "publish": "exige ce qu'il faut pour mettre en ligne : SITEURL, contact, éditeur, hébergeur",
    "output": "dossier du site (par défaut : output)",
    "serve": "construit, sert le site et le reconstruit à chaque changement",
    "diff": "dit qui est arrivé et qui est parti entre deux éditions",
    "edition": "édition, par son mois : 2026-11 (la seconde, par défaut : celle en cours)",
    "diff-format": "texte ou JSON",
    "port": "port d'écoute, sur cette machine seulement (par défaut : 8000)",
}

# argparse speaks through gettext: its sentences, in French.
ARGPARSE: dict[str, str] = {
    "usage: ": "usage : ",
    "options": "options",
    "positional arguments": "arguments",
    "show this help message and exit": "montrer cette aide",
    "the following arguments are required: %s": "il manque : %s",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s : %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "choix inconnu : %(value)r (à prendre parmi %(choices)s)",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "expected one argument": "une valeur est attendue",
    "invalid %(type)s value: %(value)r": "valeur impossible : %(value)r",
    "%(prog)s: error: %(message)s\n": "%(prog)s : erreur : %(message)s\n",
}


def problem(code: str, **values: object) -> tuple[str, str]:
    """Return what is wrong and what to write instead, for the problem `code`."""
    what, instead = PROBLEMS[code]
    return text.typeset(what).format(**values), text.typeset(instead).format(**values)


def say(code: str, **values: object) -> str:
    """Return the sentence `code` of the terminal."""
    return text.typeset(SAID[code]).format(**values)
