"""The sentences of docs/curation.md that do not come from the schemas."""

from __future__ import annotations

from annuaire.french import text

GUIDE: dict[str, str] = {
    "title": "Écrire dans curation/",
    "intro": "Ce guide est fait par `make docs` depuis les schémas de `curation/schema/` : ne le corrigez pas à la main. Pour commencer, lisez plutôt "
    "`curation/LISEZMOI.md` ; on vient ici chercher une clé ou une limite. Camille Duval et les autres noms des exemples sont inventés.",
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

RULES: tuple[str, ...] = (
    "Le nom d'une fiche est son adresse : minuscules sans accent, chiffres et traits d'union, puis `.yml`.",
    "Une personne ou une organisation, une fiche : le même compte ne peut être dans deux fiches, de quelque façon qu'il "
    "soit écrit (majuscules, http ou https, « www. », barre finale, x.com ou twitter.com).",
    "Chaque raison est différente de toutes les autres.",
    "Chaque compte a au moins une preuve, et une preuve ne porte que sur un compte de la fiche.",
    "Un sujet s'écrit partout de la même façon : « eau », et non « Eau » ailleurs.",
    "Aucune date n'est dans le futur (un jour compte dès qu'il a commencé quelque part), ni avant 1990 ; une édition ne se prépare "
    "ici que lorsque son mois a commencé.",
    "Deux catégories ne peuvent avoir ni le même identifiant, ni le même nom, ni la même description.",
    "Une adresse est en http ou https, sans mot de passe ni port, et tout le monde peut l'ouvrir.",
    "L'édition la plus récente a exactement autant de fiches que de `places` dans `annuaire.yml`, chacune une fois, et sa date "
    "est dans le mois de son nom.",
    "Une fiche de l'édition d'avant qui n'est plus dans la suivante est dans ses « sorties », avec un motif.",
    "Une catégorie qui a trop peu de fiches dans l'édition vaut un avertissement, qui n'empêche pas de publier.",
    "Un fichier est du texte en UTF-8 (ou en UTF-16 avec sa marque), de 1 000 ko au plus, sans caractère invisible ; une lettre "
    "et son accent séparés, comme en écrit macOS, sont lus comme une seule ; "
    "les ancres, les renvois et les étiquettes de YAML sont refusés.",
)


def texts() -> dict[str, str]:
    """Return the sentences, typeset."""
    return {code: text.typeset(sentence) for code, sentence in GUIDE.items()}
