"""Messages about a page of prose, in content/."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
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
    "page-head-cut": (
        "ligne vide au milieu de l'en-tête de la page.",
        "L'enlever : « {key} » vient plus bas, à la ligne {line}.",
    ),
    "page-link-scheme": ("lien sans https:// : « {value} ».", "Écrire :  https://{bare}"),
    "page-key-malformed": (
        "clé mal écrite en tête de la page : « {key} ».",
        "Commencer la ligne par la clé, puis deux-points et une espace :  {written}",
    ),
    "page-head-text": (
        "ni clé, ni valeur : cette ligne coupe l'en-tête de la page.",
        "La mettre à la fin de la ligne d'avant, ou l'enlever.",
    ),
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
    "page-heading-empty": ("intertitre vide.", "L'écrire après les dièses, ou les enlever."),
    "page-heading-taken": (
        "intertitre « {title} » : chaque page a déjà un endroit de ce nom.",
        "En dire un peu plus, par exemple :  ## Le contenu de la page",
    ),
    "page-level": (
        "intertitre « {written} » : le rang au-dessus de lui est sauté.",
        "Écrire :  {meant} {title}",
    ),
    "page-copied": (
        "page copiée de {path} : le même titre, le même résumé.",
        "Écrire autre chose après « Title: » et « Summary: » : on ne distinguerait pas les deux pages.",
    ),
    "page-words-twice": (
        "« {key} » dit la même chose que dans {path}.",
        "Écrire autre chose après « {key}: » : on ne distinguerait pas les deux pages.",
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
    "page-anchor": (
        "lien vers un intertitre qui n'existe pas : « #{value} ».",
        "Il y a {choices}.",
    ),
    "page-anchor-near": (
        "lien vers un intertitre qui n'existe pas : « #{value} ».",
        "Vouliez-vous dire « #{near} » ?",
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
    "page-image-name": (
        "nom d'image avec une espace, ou un signe qui n'a pas sa place dans une adresse.",
        "Renommer l'image en « {meant} », et dans les pages aussi.",
    ),
    "page-image-words": (
        "image que rien ne décrit.",
        "Dire en quelques mots ce qu'elle montre, pour qui ne la voit pas :  ![un pont sous la neige]({{static}}/images/nom.png)",
    ),
    "page-image-away": (
        "image d'un autre site : « {value} ».",
        "Aucune n'est montrée ici : l'autre site saurait qui lit la page. La mettre dans content/images/ et écrire :  ![ce qu'elle montre]({{static}}/images/nom.png)",
    ),
    "page-shortcut": ("raccourci inconnu : « {value} ».", "Il y a {choices}."),
    "page-shortcut-near": ("raccourci inconnu : « {value} ».", "Vouliez-vous dire « {near} » ?"),
    "page-link-empty": (
        "lien sans texte.",
        "Dire entre les crochets où il mène :  [Les critères]({{filename}}criteres.md)",
    ),
    "page-link-open": (
        "lien jamais refermé.",
        "Ajouter la parenthèse à la fin de l'adresse :  [Les critères]({{filename}}criteres.md)",
    ),
    "page-link-gap": (
        "espace entre « ] » et « ( » : ce n'est pas un lien.",
        "L'enlever :  [Les critères]({{filename}}criteres.md)",
    ),
    "page-link-space": (
        "adresse qui contient une espace : « {value} ».",
        "L'écrire sans espace :  {meant}",
    ),
    "page-link-broken": (
        "adresse web mal écrite : « {value} ».",
        "L'ouvrir dans un navigateur, et copier ici l'adresse qu'il montre.",
    ),
    "page-link-foreign": (
        "lien qui ne mène ni à une page ni à un message : « {value} ».",
        "Écrire une adresse qui commence par https:// ou mailto:, ou enlever ce lien.",
    ),
    "page-tag": (
        "balise « <{tag}> » : une page n'a que du texte, des liens et des images.",
        "L'enlever ; pour la montrer au lecteur, l'écrire entre accents graves :  `<{tag}>`",
    ),
    "page-tag-end": (
        "« </{tag}> » sans « <{tag}> » avant.",
        "L'enlever.",
    ),
    "page-tag-open": (
        "« <{tag}> » n'est jamais fermé.",
        "Le fermer, là où il finit :  </{tag}>",
    ),
    "page-comment-open": (
        "commentaire « <!-- » jamais fermé.",
        "Le fermer, là où il finit :  -->",
    ),
    "page-attribute": (
        "« {name} » dans une balise : le navigateur n'en tiendrait pas compte.",
        "L'enlever : l'apparence des pages est celle du thème.",
    ),
}
