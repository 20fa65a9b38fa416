"""Rule, message and help for a string that breaks the syntax of its field."""

from boas.finding import Message

VALUE_MESSAGES: dict[str, tuple[str, Message, Message]] = {
    "bad-id": (
        "bad-id",
        Message("« {} » n’est pas un identifiant.", "`{}` is not an id."),
        Message(
            "Écrire 3 à 64 caractères : minuscules sans accent, chiffres, traits d’union simples, par exemple "
            "« avc-ait-pmsi », et pas un nom que Windows se réserve, comme « aux » ou « con ».",
            "Write 3 to 64 characters: lower-case letters without accents, digits, single hyphens, for instance "
            "`avc-ait-pmsi`, and no name that Windows keeps for itself, such as `aux` or `con`.",
        ),
    ),
    "bad-version": (
        "bad-version",
        Message("« {} » n’est pas un numéro de version.", "`{}` is not a version number."),
        Message(
            "Écrire majeure.mineure.correctif, par exemple 1.4.0, sans « v » ni « + » (semver.org).",
            "Write major.minor.patch, for instance 1.4.0, without `v` or `+` (semver.org).",
        ),
    ),
    "bad-date": (
        "wrong-type",
        Message("« {} » n’est pas une date qui existe.", "`{}` is not a date that exists."),
        Message("Écrire AAAA-MM-JJ, par exemple 2026-03-02.", "Write YYYY-MM-DD, for instance 2026-03-02."),
    ),
    "bad-period": (
        "wrong-type",
        Message("« {} » n’est pas une période.", "`{}` is not a period."),
        Message(
            'Écrire entre guillemets une année, un mois ou un jour, ou deux séparés par « / » : "2015/2019".',
            'Write, in quotes, a year, month or day, or two joined by `/`: "2015/2019".',
        ),
    ),
    "unsafe-link": (
        "unsafe-link",
        Message("« {} » n’est pas un lien sûr.", "`{}` is not a safe link."),
        Message(
            "Donner une adresse complète qui commence par https://.", "Give a full address that starts with https://."
        ),
    ),
    "unsafe-source-link": (
        "unsafe-link",
        Message("« {} » n’est pas un lien sûr.", "`{}` is not a safe link."),
        Message(
            "Donner une adresse complète qui commence par https:// (ou http:// pour une source qui n’a que cela).",
            "Give a full address that starts with https:// (or http:// for a source that has nothing else).",
        ),
    ),
    "bad-doi": (
        "bad-doi",
        Message("« {} » n’est pas un DOI.", "`{}` is not a DOI."),
        Message(
            "Écrire le DOI seul, par exemple 10.1159/000438859.", "Write the DOI alone, for instance 10.1159/000438859."
        ),
    ),
    "bad-orcid": (
        "bad-orcid",
        Message("« {} » n’est pas un ORCID valide.", "`{}` is not a valid ORCID iD."),
        Message(
            "Recopier les quatre groupes de quatre depuis orcid.org ; le dernier caractère est une clé.",
            "Copy the four groups of four from orcid.org; the last character is a key.",
        ),
    ),
    "bad-ror": (
        "bad-ror",
        Message("« {} » n’est pas un identifiant ROR valide.", "`{}` is not a valid ROR identifier."),
        Message(
            "Recopier l’adresse complète depuis ror.org ; les deux derniers chiffres sont une clé.",
            "Copy the full address from ror.org; the last two digits are a key.",
        ),
    ),
    "bad-siren": (
        "bad-siren",
        Message("« {} » n’est pas un numéro SIREN valide.", "`{}` is not a valid SIREN number."),
        Message(
            "Recopier les neuf chiffres depuis le répertoire Sirene, sans espace et entre guillemets ; "
            "le dernier est une clé.",
            "Copy the nine digits from the Sirene register, without spaces and in quotes; the last one is a key.",
        ),
    ),
    "bad-finess": (
        "bad-finess",
        Message("« {} » n’est pas un numéro FINESS valide.", "`{}` is not a valid FINESS number."),
        Message(
            "Recopier les neuf caractères de l’entité juridique depuis finess.esante.gouv.fr, sans espace et entre "
            "guillemets ; le dernier est une clé.",
            "Copy the nine characters of the legal entity from finess.esante.gouv.fr, without spaces and in quotes; "
            "the last one is a key.",
        ),
    ),
    "bad-licence": (
        "bad-licence",
        Message("« {} » n’est pas une licence SPDX.", "`{}` is not an SPDX licence."),
        Message(
            "Écrire un identifiant de spdx.org/licenses, par exemple EUPL-1.2, MIT ou GPL-3.0-only.",
            "Write an identifier of spdx.org/licenses, for instance EUPL-1.2, MIT or GPL-3.0-only.",
        ),
    ),
    "bad-range": (
        "bad-range",
        Message("« {} » n’est pas une plage de versions.", "`{}` is not a range of versions."),
        Message(
            "Écrire des comparaisons séparées par des virgules, par exemple « >=1.0.0,<1.2.0 » ou « ==1.1.0 ».",
            "Write comparisons joined by commas, for instance `>=1.0.0,<1.2.0` or `==1.1.0`.",
        ),
    ),
    "bad-country": (
        "wrong-type",
        Message("« {} » n’est pas un code de pays.", "`{}` is not a country code."),
        Message("Écrire deux lettres majuscules, par exemple FR.", "Write two capital letters, for instance FR."),
    ),
    "bad-sha256": (
        "wrong-type",
        Message("« {} » n’est pas une empreinte SHA-256.", "`{}` is not a SHA-256 digest."),
        Message("Écrire 64 chiffres hexadécimaux en minuscules.", "Write 64 lower-case hexadecimal digits."),
    ),
    "bad-account": (
        "wrong-type",
        Message("« {} » n’est pas le numéro d’un compte.", "`{}` is not the number of an account."),
        Message(
            "Écrire le numéro du compte entre guillemets, et non son nom : il reste le même quand le nom change.",
            "Write the number of the account in quotes, not its name: it stays the same when the name changes.",
        ),
    ),
    "ends-before-it-begins": (
        "wrong-type",
        Message("« until » est un jour d’avant « since ».", "`until` is a day before `since`."),
        Message("Corriger l’un de ces deux jours.", "Correct one of these two days."),
    ),
    "no-language": (
        "missing-field",
        Message("Le texte n’est dans aucune langue.", "The text is in no language."),
        Message("Ajouter « fr: … » ou « en: … ».", "Add `fr: …` or `en: …`."),
    ),
    "value-or-words": (
        "missing-field",
        Message(
            "Il faut soit « value », soit « as_printed », et un seul des deux.",
            "Either `value` or `as_printed` is needed, and only one of them.",
        ),
        Message(
            "Donner le nombre dans « value », ou les mots de la source dans « as_printed ».",
            "Give the number in `value`, or the source's words in `as_printed`.",
        ),
    ),
}
