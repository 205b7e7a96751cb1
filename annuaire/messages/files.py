"""What is wrong with a file, with a page of prose, with what is to be published."""

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
        "« {taken} » existe déjà. Si c'en est une copie, l'effacer ; si c'est une autre fiche, l'appeler d'après elle :  prenom-nom.yml",
    ),
    "edition-name-taken": (
        "nom d'édition impossible : « {name} ».",
        "« {taken} » existe déjà. Si c'en est une copie, l'effacer ; si c'est une autre édition, l'appeler par le mois de sa date : AAAA-MM.yml",
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
        "Si l'éditeur montre « � », rouvrir d'abord le fichier au codage Windows-1252 ; puis l'enregistrer au codage UTF-8 "
        "(menu « Enregistrer sous »).",
    ),
    "character-lost": (
        "lettre perdue : « {found} ».",
        "La retaper. Si le fichier en a d'autres, le reprendre dans Git tel qu'il était, l'ouvrir au codage Windows-1252, puis l'enregistrer en UTF-8.",
    ),
    "character-recoded": (
        "lettre abîmée par un autre codage : « {found} ».",
        "Écrire « {meant} ». Si le fichier en a d'autres, le reprendre dans Git tel qu'il était, et l'ouvrir au codage UTF-8.",
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
    "page-head-cut": (
        "ligne vide au milieu de l'en-tête de la page.",
        "L'enlever : « {key} » vient plus bas, à la ligne {line}.",
    ),
    "page-link-scheme": ("lien sans https:// : « {value} ».", "Écrire :  https://{value}"),
    "page-key-missing": (
        "clé absente en tête de la page : « {key} ».",
        "L'écrire avant la première ligne vide, par exemple :  {example}",
    ),
    "page-key-unknown": (
        "clé inconnue en tête de la page : « {key} ».",
        "Les clés possibles : {keys}. Si c'est déjà du texte, laisser une ligne vide avant lui.",
    ),
    "page-key-space": (
        "espace de trop entre « {key} » et ses deux-points.",
        "Ici, les deux-points touchent la clé :  {key}: …",
    ),
    "page-template": (
        "gabarit absent : « {value} ».",
        "Il n'y a pas de theme/templates/{value}.html : écrire le nom d'un gabarit, ou enlever cette ligne.",
    ),
    "page-title-twice": (
        "la page a déjà son titre, en tête, après « Title ».",
        "Écrire « ## » devant un intertitre :  ## {title}",
    ),
    "page-stray": (
        "ce fichier n'est pas une page : « {name} ».",
        "Une page est du Markdown, et se termine par « .md » : écrire « {example} », ou ranger ce fichier ailleurs.",
    ),
    "page-misplaced": (
        "« {name} » n'est lu par personne : ce n'est pas sa place.",
        "Une page va dans content/pages/.",
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
        "Pour une autre page, écrire {{filename}} et le nom de son fichier ; pour une image, {{static}}/images/ et le sien ; pour le reste, l'adresse entière.",
    ),
    "page-link-relative": (
        "lien sans adresse entière : « {value} ».",
        "Pour une autre page, écrire {{filename}} et le nom de son fichier ; pour le reste, l'adresse entière, avec https://.",
    ),
    "page-image": (
        "image introuvable : « {value} ».",
        "La mettre dans content/images/ et écrire :  ![ce qu'elle montre]({{static}}/images/nom.png)",
    ),
    "page-image-near": ("image introuvable : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "page-image-away": (
        "image d'un autre site : « {value} ».",
        "Le site n'en montre aucune : ce serait dire à l'autre qui lit. La mettre dans content/images/ et écrire :  ![ce qu'elle montre]({{static}}/images/nom.png)",
    ),
    "page-shortcut": ("raccourci inconnu : « {value} ».", "Il y a {choices}."),
    "page-shortcut-near": ("raccourci inconnu : « {value} ».", "Vouliez-vous dire « {near} » ?"),
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
        "clé absente pour publier : « {key} ».",
        "{title} : écrire le vôtre, comme dans cet exemple :  {example}",
    ),
}
