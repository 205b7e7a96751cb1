"""Messages about rules that span keys or files."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    # Rules that span keys and files
    "category-unknown": (
        "catégorie inconnue : « {value} ».",
        "Les catégories sont dans curation/categories.yml : {choices}.",
    ),
    "category-unknown-near": ("catégorie inconnue : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "category-unknown-several": (
        "catégorie inconnue : « {value} ».",
        "Mettre une virgule entre deux catégories :  categories: {meant}",
    ),
    "category-unknown-both": (
        "catégorie inconnue : « {value} ».",
        "Écrire une seule catégorie par élément, et quatre éléments au plus.",
    ),
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
    "category-description-taken": (
        "description de catégorie déjà prise.",
        "C'est celle de « {other} » : dire ce qui les distingue.",
    ),
    "category-thin": (
        "catégorie peu fournie : « {value} » a {count} dans l'édition.",
        "Il en faut au moins {minimum} pour qu'elle serve.",
    ),
    "territory": (
        "territoire inconnu : « {value} ».",
        "Écrire le code ISO 3166 d'un pays ou d'une région, non d'une ville : SN pour le Sénégal, CA-QC pour le Québec.",
    ),
    "territory-several": (
        "plusieurs territoires : « {value} ».",
        "N'écrire que celui d'où l'on publie :  territoire: {first}  ou  territoire: {second}",
    ),
    "territory-near": ("territoire inconnu : « {value} ».", "Pour « {name} », écrire :  territoire: {near}"),
    "territory-own": (
        "territoire qui a son propre code : « {value} ».",
        "Pour « {name} », écrire :  territoire: {own}",
    ),
    "date-future": (
        "date dans le futur : « {value} ».",
        "Où que l'on soit, nous sommes au plus tard le {today} : écrire une date passée ou celle du jour.",
    ),
    "preferred-absent": (
        "« prefere » désigne un compte absent : « {value} ».",
        "Choisir parmi les comptes de la fiche : {choices}.",
    ),
    "network-unsupported": (
        "« {value} » : l'annuaire ne prend pas ce réseau.",
        "Enlever cette ligne. Les réseaux possibles : {networks}.",
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
    "evidence-file": (
        "fichier d'un ordinateur : « {value} ».",
        "Personne d'autre ne peut l'ouvrir : écrire l'adresse de la page où on l'a vu.",
    ),
    "evidence-repeated": ("preuve répétée.", "Elle est déjà à la ligne {line} : n'en garder qu'une."),
    "name-quote": (
        "guillemet seul dans le nom : « {value} ».",
        "L'enlever, ou en mettre un de chaque côté de ce qu'il entoure.",
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
        "N'en garder qu'une, pour que les fiches se retrouvent sur la même page.",
    ),
    "feed-is-site": (
        "« flux » a la même adresse que « site ».",
        "Écrire l'adresse du fichier RSS ou Atom, ou enlever cette ligne : le relevé cherche le flux que le site annonce.",
    ),
    "subject-several": (
        "plusieurs sujets en un seul : « {value} ».",
        "Mettre une virgule entre deux sujets :  sujets: {meant}",
    ),
    "subject-several-many": (
        "plusieurs sujets en un seul : « {value} ».",
        "Écrire un seul sujet par élément, et six éléments au plus.",
    ),
    "subject-empty": (
        "pas de sujet dans « {value} ».",
        "L'enlever, ou écrire un sujet de deux signes au moins.",
    ),
    "subject-comma": ("signe de trop dans un sujet : « {value} ».", "N'écrire que  {meant}"),
    "text-arrow": (
        "« -> » au lieu de « >- ».",
        "Écrire « {key}: >- », puis le texte à la ligne suivante, en retrait de deux espaces.",
    ),
    "subject-cut": (
        "parenthèse coupée par une virgule : « {value} ».",
        "Une virgule sépare deux sujets : écrire le sujet sans parenthèse, ou en faire plusieurs.",
    ),
    "subject-hash": ("sujet écrit comme un mot-dièse : « {value} ».", "L'écrire sans « # » :  {meant}"),
}
