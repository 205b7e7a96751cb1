"""Every French sentence said in a terminal, in one place.

A problem has a code; its code names two sentences here: what is wrong, and what to write instead.
Typography is put in by `say`: sources are typed with plain spaces and apostrophes.
"""

from __future__ import annotations

import errno

from annuaire import text

REPORTS = ("texte", "json", "github", "gitlab")  # the forms of a report, by the word that asks for one

# code: (what is wrong, what to write instead)
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
        "Le bon nom, « {taken} », est déjà pris : comparer les deux fichiers et n'en garder qu'un.",
    ),
    "file-backup": (
        "copie de sauvegarde : « {name} ».",
        "L'effacer ou la ranger ailleurs.",
    ),
    "file-other": (
        "ce fichier n'est pas une fiche : « {name} ».",
        "Le ranger hors de curation/fiches/.",
    ),
    "file-folder": ("dossier inattendu.", "Le ranger hors de {folder}/."),
    "file-not-file": (
        "ce n'est pas un fichier ({reason}).",
        "Le remplacer par un fichier de texte du même nom.",
    ),
    "file-too-large": ("fichier trop gros ({size} ko).", "Une page de texte suffit : {limit} ko au plus."),
    "not-utf8": (
        "caractère qui n'est pas de l'UTF-8.",
        "Enregistrer le fichier au codage UTF-8 (menu « Enregistrer sous » de l'éditeur).",
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
        "L'effacer et retaper une espace simple. Elle n'est permise que dans les phrases.",
    ),
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
    "yaml-after-list": (
        "texte de trop après le crochet ou l'accolade.",
        "L'enlever, ou entourer tout le texte de guillemets doubles.",
    ),
    "yaml-block": (
        "« > » et « | » doivent être seuls à la fin de la ligne.",
        "Écrire le texte à la ligne suivante, en retrait de deux espaces.",
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
    "yaml-hash": (
        "« # » ouvre un commentaire : la fin de la ligne n'est pas lue.",
        "Enlever ce signe, ou entourer le mot de guillemets doubles.",
    ),
    "yaml-key": (
        "« : » attendu après une clé.",
        "Écrire la clé, deux-points, une espace, puis la valeur :  nom: Camille Duval",
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
        "Remplacer « {char} » par « - » devant chaque élément.",
    ),
    "yaml-dash-stray": (
        "tiret de trop avant « {key} ».",
        "L'enlever :  {written}",
    ),
    "yaml-link": (
        "lien Markdown au lieu d'une adresse.",
        "N'écrire que  {address}",
    ),
    "yaml-parenthesis": (
        "parenthèse au lieu d'une accolade.",
        "Remplacer « ( » par « {{ », et « ) » à la fin par « }} ».",
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
    "key-repeated": ("clé répétée : « {key} ».", "Elle est déjà à la ligne {line} : n'en garder qu'une."),
    "dash-forgotten": (
        "il manque un tiret avant « {key} ».",
        "Écrire, le tiret sous les autres :  - {key}: {value}",
    ),
    "quotes-curly": (
        "guillemets courbes autour de la valeur.",
        "Les enlever : écrire  {value}",
    ),
    "key-not-text": (
        "une clé doit être un mot simple.",
        "Écrire la clé, deux-points, une espace, puis la valeur :  nom: Camille Duval",
    ),
    # Shape, from the schemas
    "key-unknown": ("clé inconnue : « {key} ».", "Les clés possibles : {keys}."),
    "key-unknown-near": ("clé inconnue : « {key} ».", "Vouliez-vous dire « {near} » ?"),
    "key-missing": ("clé absente : « {key} ».", "{title} : écrire par exemple  {example}"),
    "key-stray": (
        "« {key} » est seul : ni clé connue, ni valeur.",
        'Si une virgule a coupé un texte en deux, entourer tout le texte de guillemets doubles :  "…"',
    ),
    "value-missing": ("rien après « {key} ».", "{title} : écrire par exemple  {example}"),
    "value-missing-optional": (
        "rien après « {key} ».",
        "Cette clé est facultative : enlever la ligne, ou écrire par exemple  {example}",
    ),
    "item-missing": (
        "élément vide dans « {key} ».",
        "Écrire quelque chose après le tiret ou entre les virgules, ou l'enlever.",
    ),
    "type-text": ("il faut un texte pour « {key} ».", "Écrire par exemple :  {example}"),
    "type-list": ("il faut une liste pour « {key} ».", "Écrire par exemple :  {example}"),
    "type-list-of": ("il faut une liste pour « {key} ».", "Écrire :  {example}"),
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
    "address-incomplete": (
        "nom de domaine incomplet : « {host} ».",
        "Écrire l'adresse entière, avec sa fin (.fr, .org…), comme dans le navigateur.",
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
        "Ouvrir le profil et copier son adresse. Par exemple :  {example}",
    ),
    # Rules that span keys and files
    "category-unknown": (
        "catégorie inconnue : « {value} ».",
        "Les catégories sont dans curation/categories.yml : {choices}.",
    ),
    "category-unknown-near": ("catégorie inconnue : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "category-renamed": (
        "« {value} » n'est plus là, et {count} la nomment encore.",
        "Remettre « {value} » ici au lieu de « {other} », ou écrire « {other} » dans : {fiches}.",
    ),
    "category-gone": (
        "« {value} » n'y est pas, et {count} la nomment.",
        "La remettre, ou écrire une autre catégorie dans : {fiches}.",
    ),
    "category-repeated": (
        "identifiant de catégorie déjà pris : « {value} ».",
        "Il est à la ligne {line} : en choisir un autre.",
    ),
    "category-name-taken": (
        "nom de catégorie déjà pris : « {value} ».",
        "C'est celui de « {other} » : en choisir un autre.",
    ),
    "category-thin": (
        "catégorie peu fournie : « {value} » a {count} dans l'édition.",
        "Il en faut au moins {minimum} pour qu'elle serve.",
    ),
    "territory": (
        "territoire inconnu : « {value} ».",
        "Écrire un code ISO 3166 : SN pour le Sénégal, CA-QC pour le Québec.",
    ),
    "territory-near": ("territoire inconnu : « {value} ».", "Pour « {name} », écrire :  territoire: {near}"),
    "territory-own": (
        "territoire qui a son propre code : « {value} ».",
        "Pour « {name} », écrire :  territoire: {own}",
    ),
    "date-future": (
        "date dans le futur : « {value} ».",
        "Nous sommes au plus tard le {today}, même à l'est du monde : écrire une date passée ou celle du jour.",
    ),
    "preferred-absent": (
        "« prefere » désigne un compte absent : « {value} ».",
        "Choisir parmi les comptes de la fiche : {choices}.",
    ),
    "account-none": (
        "ce n'est pas un compte.",
        "Pas de compte {label} ? Enlever la ligne. Si c'est bien son nom, écrire l'adresse entière du profil.",
    ),
    "date-old": ("date trop ancienne : « {value} ».", "Aucun de ces réseaux n'existait : vérifier l'année."),
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
    "fiche-copied": (
        "fiche copiée de {path} : les mêmes comptes, la même raison.",
        "Effacer cette copie, ou y remplacer tout.",
    ),
    "fiches-none": (
        "aucune fiche.",
        "Remettre ce dossier depuis Git, ou écrire la première d'après curation/LISEZMOI.md.",
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
        "Une édition s'appelle par l'année et le mois de sa date, puis « .yml » : AAAA-MM.yml",
    ),
    "edition-name-near": (
        "nom d'édition impossible : « {name} ».",
        "Une édition s'appelle par son mois : écrire « {example} ».",
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
    "edition-unknown": (
        "fiche inconnue : « {value} ».",
        "Il n'y a pas de fichier curation/fiches/{value}.yml : le remettre depuis Git, ou mettre une autre fiche à sa place.",
    ),
    "edition-unknown-near": ("fiche inconnue : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "edition-repeated": (
        "fiche répétée : « {value} ».",
        "Elle est déjà à la ligne {line} : n'en garder qu'une.",
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
    "edition-not-dropped": (
        "« {value} » est à la fois dans les fiches et dans les sorties.",
        "L'enlever de l'une des deux listes.",
    ),
    "edition-stray-exit": (
        "« {value} » sort sans avoir été dans l'édition d'avant.",
        "L'enlever des sorties.",
    ),
    # Pages of prose
    "pages-missing": (
        "dossier absent ou illisible.",
        "Le remettre depuis Git, ou vérifier ses droits d'accès.",
    ),
    "page-needed": (
        "page absente, dont le site a besoin.",
        "La remettre depuis Git, ou redonner « Slug: {slug} » à la page qui l'avait.",
    ),
    "page-head-late": (
        "l'en-tête de la page ne commence pas à la première ligne.",
        "Enlever ce qui est avant la ligne {line}.",
    ),
    "page-head-missing": (
        "la page n'a pas d'en-tête.",
        "La commencer par quatre lignes, puis une ligne vide :  Title: (titre)  Slug: {slug}  Summary: (résumé)  Order: 80",
    ),
    "snapshot-missing": (
        "relevé absent : les pages ne diront rien de ce que montrent les réseaux.",
        "Le remettre depuis Git, ou le faire :  make refresh",
    ),
    "page-key-missing": (
        "clé absente en tête de la page : « {key} ».",
        "L'écrire avant la première ligne vide, par exemple :  {example}",
    ),
    "page-order": (
        "« Order » n'est pas un nombre entier : « {value} ».",
        "Écrire le rang de la page dans le menu, par exemple :  Order: 80",
    ),
    "page-slug": (
        "adresse impossible : « {value} ».",
        "Minuscules sans accent, chiffres et traits d'union :  Slug: {example}",
    ),
    "page-slug-own": (
        "« {value} » est déjà une adresse du site.",
        "Choisir un autre mot après « Slug: ».",
    ),
    "page-slug-twice": ("adresse déjà prise par {path}.", "Choisir un autre mot après « Slug: »."),
    "page-link": (
        "lien vers une page qui n'existe pas : « {value} ».",
        "Remettre cette page depuis Git, ou écrire le nom d'un fichier de content/pages/.",
    ),
    "page-link-near": (
        "lien vers une page qui n'existe pas : « {value} ».",
        "Vouliez-vous dire « {near} » ?",
    ),
    "page-link-kind": (
        "lien que le site ne comprend pas : « {kind} ».",
        "Pour une autre page, écrire {{filename}} et le nom de son fichier ; pour le reste, l'adresse entière.",
    ),
    "page-shortcut": ("raccourci inconnu : « {value} ».", "Il y a {choices}."),
    "page-shortcut-near": ("raccourci inconnu : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    # Publication
    "publish-missing": ("clé absente pour publier : « {key} ».", "{title} : écrire par exemple  {example}"),
}

# Invisible characters that curators paste without knowing, and why files cannot be read, by error number.
INVISIBLE: dict[str, str] = {
    "\u00ad": "trait d'union conditionnel",
    "\u200b": "espace sans chasse",
    "\u200c": "antiliant sans chasse",
    "\u200d": "liant sans chasse",
    "\u200e": "marque gauche-à-droite",
    "\u200f": "marque droite-à-gauche",
    "\u2028": "séparateur de lignes",
    "\u2029": "séparateur de paragraphes",
    "\u202a": "enchâssement gauche-à-droite",
    "\u202b": "enchâssement droite-à-gauche",
    "\u202c": "fin de sens d'écriture",
    "\u202d": "forçage gauche-à-droite",
    "\u202e": "forçage droite-à-gauche",
    "\u2060": "gluon de mots",
    "\u2066": "isolat gauche-à-droite",
    "\u2067": "isolat droite-à-gauche",
    "\u2068": "isolat au sens du premier mot",
    "\u2069": "fin d'isolat",
    "\ufeff": "marque d'ordre des octets",
}
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
UNREADABLE: dict[int, str] = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.ELOOP: "lien symbolique",
    errno.EIO: "disque en défaut",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ENOSPC: "disque plein",
    errno.EROFS: "disque en lecture seule",
}

SAID: dict[str, str] = {
    "all-good": "{files} lus, aucune erreur.",
    "good-with-warnings": "{files} lus, aucune erreur, {warnings}.",
    "check-failed": "{problems} dans {files}.",
    "failed": "{problems} dans {files}. Le site n'a pas été reconstruit.",
    "built": "{listings}, {pages}, en {seconds} s. Le site est dans {path}",
    "unchanged": "Rien n'a changé : {listings}, {pages}. Le site est dans {path}",
    "behind": "Pages à jour en {seconds} s ; ce que l'on emporte suit.",
    "open": "Pour le voir : make serve, ou ouvrir {path}",
    "build-failed": "La construction du site a échoué. Le dernier site complet reste dans {path}.",
    "serving": "Le site est servi sur {address} (Ctrl+C pour arrêter).",
    "changed": "{path} a changé.",
    "changed-several": "{paths} ont changé.",
    "kept": "La dernière bonne page reste servie.",
    "port-unknown": "un port est un nombre de 0 à 65535 ; reçu : « {value} »",
    "port-taken": "Le port {port} est déjà pris. Choisir un autre port : make serve PORT={other}",
    "stopped": "Arrêté.",
    "snapshot-unreadable": "{path} ne se lit pas ({reason}). Le remettre tel qu'il est dans Git, ou l'effacer et le refaire par « make refresh ».",
    "snapshot-conflict": "{path}:{line}:1 : marque de conflit de fusion. Le remettre tel qu'il est dans Git, ou l'effacer et le refaire "
    "par « make refresh ».",
    "snapshot-json": "{path}:{line}:{column} : ce n'est pas du JSON. Le remettre tel qu'il est dans Git, ou l'effacer et le refaire par « make refresh ».",
    "json": "ce n'est pas du JSON",
    "schema": "ce n'est pas un schéma",
    "nobody": "Aucune fiche de l'édition {edition} ne peut être montrée : d'après le relevé, chacune attend qu'un curateur ait regardé. "
    "Mettre d'autres fiches dans l'édition ; docs/refresh.md dit ce que les réseaux font attendre.",
    "site-url": "SITEURL doit être l'adresse du site, sans espace, « ? » ni « # », par exemple https://annuaire.example ; reçu : « {value} ».",
    "site-url-missing": "Pour publier, donner l'adresse du site :  make publish SITEURL=https://annuaire.example",
    "epoch": "SOURCE_DATE_EPOCH doit être un nombre de secondes depuis 1970 ; reçu : « {value} ».",
    "root": "Aucun dossier curation/ ici. Lancer la commande depuis la racine du dépôt, ou dire où elle est par --root.",
    "output-own": "Le site ne peut pas être mis dans {path} : ce dossier contient ce dont le site est fait. "
    "En choisir un autre, par exemple :  annuaire build --output output",
    "output-other": "{path} contient autre chose qu'un site : rien n'y a été touché. Choisir un dossier nouveau ou vide.",
    "output-stuck": "{path} gêne la construction et ne s'efface pas. Effacer ce dossier, puis relancer.",
    "system": "{path} : {reason}. Vérifier ses droits d'accès et la place sur le disque, puis relancer. Le dernier site complet reste en place.",
    "refresh-asking": "Relevé : {accounts} à interroger.",
    "refresh-progress": "{done} sur {total}",
    "refresh-bar": "Relevé",
    "refresh-running": "Un autre relevé est en cours ici. Attendre qu'il finisse.",
    "refresh-no-contact": "Aucune adresse de contact dans curation/annuaire.yml : les réseaux ne sauront pas qui les interroge. "
    "Écrire « contact » avant de relever régulièrement.",
    "refresh-cut-off": "Aucun réseau ne répond : rien n'a été changé. Vérifier la connexion, puis relancer.",
    "refresh-no-token": "X n'a pas été interrogé : pas de jeton X_BEARER_TOKEN dans l'environnement (voir docs/refresh.md). Le reste continue.",
    "refresh-written": "Relevé écrit dans snapshot/.",
    "refresh-same": "Rien n'a changé : snapshot/ reste tel quel.",
    "refresh-dry": "Essai à blanc : rien n'a été écrit.",
    "only": "Ni réseau ni fiche : « {value} ». Les réseaux : {networks}.",
    "only-near": "Ni réseau ni fiche : « {value} ». Vouliez-vous dire « {near} » ?",
    "edition-unknown": "Édition inconnue : « {value} ». Il y a : {known}.",
    "publish-tool": "Il manque l'outil « atproto ». L'installer :  make publish-tools",
    "publish-variable": "Variable d'environnement absente : {names}. Le mot de passe est un mot de passe d'application, "
    "fait dans les réglages de Bluesky.",
    "publish-owner": "Bluesky ne connaît pas le compte de {name}.",
    "publish-unknown": "? {name} : Bluesky ne connaît pas {handle}",
    "publish-list": "{purpose} : {add} à ajouter, {remove} à retirer",
    "publish-add": "+ {name}",
    "publish-record": "{verb} {name} ({kind})",
    "publish-tried": "Essai : rien n'a été écrit. Pour le faire :  annuaire publish bluesky --faire",
    "publish-done": "C'est fait.",
    "publish-failed": "Bluesky a refusé ou n'a pas répondu ({reason}). Relancer reprend où cela s'est arrêté.",
    "diff": "De « {older} » à « {newer} » :",
    "diff-nothing": "rien n'a changé.",
    "diff-arrival": "+ {name} ({id})",
    "diff-departure": "- {name} ({id}) : {reason}",
    "diff-withdrawn": "- {count}, que l'annuaire ne nomme plus",
    "blamed": "{place} : {reason}. Remettre la ligne ou le fichier d'avant depuis Git.",
    "blame-absent": "absent",
    "blame-encoding": "caractère qui n'est pas de l'UTF-8",
    "blame-import": "{name}, qui y est demandé, est absent ou illisible",
    "blame-name": "« {name} » n'est défini nulle part",
    "blame-other": "cette ligne échoue ({error})",
    "blame-setting": "il manque le réglage {name}",
    "blame-syntax": "Python ne comprend pas cette ligne",
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
    "profile": "dire à la fin combien de secondes chaque étape a pris",
    "pages-first": "ne fait que les pages si seules des fiches ont changé ; la construction suivante fait le reste",
    "publish": "exige ce qu'il faut pour mettre en ligne : SITEURL, contact, éditeur, hébergeur",
    "output": "dossier du site (par défaut : output)",
    "serve": "construit, sert le site et le reconstruit à chaque changement",
    "refresh": "interroge les réseaux sur les comptes de l'édition et écrit snapshot/",
    "only": "un seul réseau (mastodon, bluesky, x, youtube, flux, site) ou une seule fiche",
    "fresh": "redemander aussi ce qui l'a été depuis moins d'un jour",
    "dry-run": "interroger sans rien écrire",
    "diff": "dit qui est arrivé et qui est parti entre deux éditions",
    "publish-command": "met une édition sur un réseau : liste et pack de démarrage Bluesky (essai sans rien écrire)",
    "network": "le réseau : bluesky",
    "do": "écrire pour de bon",
    "edition": "édition, par son mois : 2026-11 (la seconde, par défaut : celle en cours)",
    "diff-format": "texte ou JSON",
    "port": "port d'écoute, sur cette machine seulement (par défaut : 8000)",
}

# What docs/curation.md says beside the schemas.
GUIDE: dict[str, str] = {
    "title": "Écrire dans curation/",
    "intro": "Ce guide est fait depuis les schémas de `curation/schema/` par `python -m annuaire.guide docs/curation.md` : ne le corrigez "
    "pas à la main. Pour commencer, lisez plutôt `curation/LISEZMOI.md` ; on vient ici chercher une clé ou une limite. Camille Duval et les autres noms des exemples sont inventés.",
    "key": "Clé",
    "what": "Ce que c'est",
    "limits": "Limites",
    "example": "Exemple",
    "optional": "Facultatif",
    "between": "de {least} à {most}",
    "at-most": "{most} au plus",
    "mapping": "des clés et des valeurs",
    "list": "une liste",
    "format-jour": "un jour qui existe, AAAA-MM-JJ",
    "format-date-partielle": "AAAA, AAAA-MM, AAAA-MM-JJ, ou « inconnu »",
    "format-courriel": "une adresse électronique",
    "format-adresse": "une adresse http ou https",
    "rules-title": "Les règles qu'aucune clé ne dit seule",
}
GUIDE_RULES: tuple[str, ...] = (
    "Le nom d'une fiche est son adresse : minuscules sans accent, chiffres et traits d'union, puis `.yml`.",
    "Une personne ou une organisation, une fiche : le même compte ne peut être dans deux fiches, de quelque façon qu'il "
    "soit écrit (majuscules, http ou https, « www. », barre finale, x.com ou twitter.com).",
    "Chaque raison est différente de toutes les autres.",
    "Chaque compte a au moins une preuve, et une preuve ne porte que sur un compte de la fiche.",
    "Un sujet s'écrit partout de la même façon : « eau », et non « Eau » ailleurs.",
    "Aucune date n'est dans le futur (un jour compte dès qu'il a commencé quelque part), ni avant 1990 ; une édition ne se prépare "
    "ici que lorsque son mois a commencé.",
    "Deux catégories n'ont ni le même identifiant, ni le même nom.",
    "Une adresse est en http ou https, sans mot de passe ni port, et tout le monde peut l'ouvrir.",
    "L'édition la plus récente a exactement autant de fiches que de `places` dans `annuaire.yml`, chacune une fois, et sa date "
    "est dans le mois de son nom.",
    "Une fiche de l'édition d'avant qui n'est plus dans la suivante est dans ses « sorties », avec un motif.",
    "Une catégorie qui a trop peu de fiches dans l'édition vaut un avertissement, qui n'empêche pas de publier.",
    "Un fichier est du texte en UTF-8 (ou en UTF-16 avec sa marque), de 1 000 ko au plus, sans caractère invisible ; une lettre "
    "et son accent séparés, comme en écrit macOS, sont lus comme une seule ; "
    "les ancres, les renvois et les étiquettes de YAML sont refusés.",
)

# What a refresh says of an account that a curator must look at, by verdict.
VERDICTS: dict[str, str] = {
    "alert": "ALERTE {entry} : {account} est le même nom, mais un autre identifiant. Rien n'a été repris : vérifier de qui il s'agit.",
    "disappeared": "{entry} : {account} a disparu ({detail}), confirmé plusieurs jours de suite. Retirer ce compte de la fiche ?",
    "renamed": "{entry} : {account} s'appelle maintenant {detail}, sous le même identifiant. Écrire ce nom dans la fiche.",
    "moved": "{entry} : {account} a changé d'adresse : {detail}. L'écrire dans la fiche si c'est bien le même compte.",
    "refused": "{entry} : {account}, faits retenus ({detail}).",
    "missing": "{entry} : {account} ne se trouve plus ({detail}). À confirmer les jours prochains.",
    "uncertain": "{entry} : {account}, incertain ({detail}). Les faits d'avant restent, avec leur date.",
    "quiet": "{entry} : {account} se tait depuis le {detail}.",
}

# The rows of the table that ends a refresh, in their order.
ROWS: dict[str, str] = {
    "refreshed": "actualisés",
    "unchanged": "inchangés",
    "quiet": "silencieux",
    "moved": "déménagés",
    "renamed": "renommés",
    "refused": "faits retenus",
    "failed": "en échec",
    "skipped": "non interrogés",
    "requests": "requêtes",
    "cached": "réponses du cache",
    "seconds": "secondes",
}

# The stages of a build, for --profile, by the names that the program gives them.
STAGES: dict[str, str] = {
    "start": "démarrage de Python",
    "remembering": "ce qui a changé depuis la dernière fois",
    "reading": "lecture de curation/",
    "import": "import de Pelican",
    "pelican": "Pelican (réglages, prose)",
    "snapshot": "lecture du relevé",
    "assembling": "assemblage de l'annuaire",
    "assets": "styles et scripts",
    "pages": "pages, listes à emporter, index",
    "beside": "images de partage, lecture hors ligne",
    "rest": "reste (mise en place, messages)",
    "whole": "en tout",
}

# Why an account's facts are withheld, or why nothing was learned of it.
REASONS: dict[str, str] = {
    # Wishes, see `wishes.RULES`
    "not-discoverable": "le compte demande à ne pas être proposé ailleurs",
    "noindex": "le compte demande à ne pas être indexé",
    "opted-out": "sa présentation demande aux robots de s'abstenir",
    "suspended": "compte suspendu par son réseau",
    "limited": "compte masqué par son serveur",
    "memorial": "compte à la mémoire d'une personne disparue",
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
    "too-large": "réponse trop grosse",
    "redirects": "trop de redirections",
    "out-of-time": "temps écoulé",
    "no-answer": "pas de réponse",
    "not-json": "réponse illisible",
    "not-a-feed": "ce n'est pas un flux",
    "not-an-actor": "ce n'est pas un compte",
    "no-actor": "le serveur ne dit pas où est le compte",
    "no-channel": "la page ne dit pas de quelle chaîne il s'agit",
    "wrong-type": "réponse d'un autre type que demandé",
    "wrong-account": "réponse au sujet d'un autre compte",
    "encoding": "codage de caractères refusé",
    "entities": "entités XML refusées",
    "cache": "cache illisible : effacer .cache/",
    "program": "erreur du programme en lisant la réponse",
    "token": "jeton refusé",
    "credits": "crédit épuisé",
    "no-token": "pas de jeton",
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
    return text.typeset(what).format(**values), text.typeset(instead).format(**values).strip()


def invisible(char: str) -> str:
    """Name an invisible character: « U+200B, espace sans chasse »."""
    import unicodedata

    kind = "caractère de contrôle" if unicodedata.category(char) == "Cc" else "caractère de mise en forme"
    return text.typeset(f"U+{ord(char):04X}, {INVISIBLE.get(char, kind)}")


def unreadable(error: OSError) -> str:
    """Say in French why the system does not let a file be read."""
    return text.typeset(UNREADABLE.get(error.errno or 0, f"erreur {error.errno} du système"))


def month(written: str) -> str:
    """Return « décembre 2026 » for « 2026-12 »."""
    return f"{MONTHS[int(written[5:7]) - 1]} {written[:4]}"


def verdict(code: str, **values: object) -> str:
    """Return what a refresh says of an account, by the verdict `code`."""
    return text.typeset(VERDICTS[code]).format(**values)


def say(code: str, **values: object) -> str:
    """Return the sentence `code` of the terminal."""
    return text.typeset(SAID[code]).format(**values)


def guide() -> dict[str, str]:
    """Return the sentences of docs/curation.md, well typed."""
    return {code: text.typeset(sentence) for code, sentence in GUIDE.items()}


def helping() -> dict[str, str]:
    """Return what `--help` says, by the name of the command or option."""
    return {name: text.typeset(sentence) for name, sentence in HELP.items()}


def stages() -> dict[str, str]:
    """Return what the stages of a build are called, well typed."""
    return {code: text.typeset(name) for code, name in STAGES.items()}
