"""What to tell an author about YAML outside the strict subset: what it is, and what to write instead."""

from boas.finding import Words

REFUSALS = {
    "alias": (
        Words("Un alias YAML ({shown}) n’est pas admis.", "A YAML alias ({shown}) is not allowed."),
        Words("Recopier la valeur à cet endroit.", "Write the value out at this place."),
    ),
    "anchor": (
        Words("Une ancre YAML ({shown}) n’est pas admise.", "A YAML anchor ({shown}) is not allowed."),
        Words(
            "Supprimer l’ancre et recopier la valeur là où elle sert.",
            "Remove the anchor and write the value where it is used.",
        ),
    ),
    "tag": (
        Words("Une étiquette de type YAML ({shown}) n’est pas admise.", "A YAML tag ({shown}) is not allowed."),
        Words("Supprimer l’étiquette ; écrire la valeur seule.", "Remove the tag; write the value alone."),
    ),
    "merge": (
        Words("La clé de fusion « {shown} » n’est pas admise.", "The merge key `{shown}` is not allowed."),
        Words("Recopier les champs fusionnés.", "Write the merged fields out."),
    ),
    "directive": (
        Words("Une directive YAML ({shown}) n’est pas admise.", "A YAML directive ({shown}) is not allowed."),
        Words("Supprimer la ligne qui commence par « % ».", "Remove the line that starts with `%`."),
    ),
    "document": (
        Words("Le fichier contient plusieurs documents YAML.", "The file holds several YAML documents."),
        Words("Garder un document par fichier.", "Keep one document per file."),
    ),
    "key": (
        Words("Une clé est elle-même une liste ou un objet.", "A key is itself a list or a mapping."),
        Words("Écrire la clé comme un mot simple.", "Write the key as a plain word."),
    ),
    "long-key": (
        Words("Une clé dépasse {shown} caractères.", "A key is longer than {shown} characters."),
        Words(
            "Vérifier les deux-points et les guillemets de cette ligne.", "Check the colons and quotes of this line."
        ),
    ),
    "depth": (
        Words("Plus de {shown} niveaux d’imbrication.", "More than {shown} levels of nesting."),
        Words(
            "Aucun document n’est aussi profond : vérifier les crochets et les retraits.",
            "No document is that deep: check brackets and indents.",
        ),
    ),
    "nodes": (
        Words("Plus de {shown} valeurs dans un fichier.", "More than {shown} values in one file."),
        Words("Mettre les longues listes dans un fichier CSV.", "Put long lists into a CSV file."),
    ),
    "scalar": (
        Words("Une valeur dépasse {shown} caractères.", "A value is longer than {shown} characters."),
        Words(
            "Mettre le long texte dans method.fr.md ou method.en.md.",
            "Put the long text into method.fr.md or method.en.md.",
        ),
    ),
    "digits": (
        Words(
            "Un nombre de plus de {shown} chiffres, ou infini.", "A number of more than {shown} digits, or infinite."
        ),
        Words("L’écrire entre guillemets si c’est un code.", "Quote it if it is a code."),
    ),
}

SYNTAX_MENDS = {
    "found character that cannot start any token": Words(
        "Remplacer les tabulations par des espaces ; mettre entre guillemets une valeur qui commence par @, ` ou %.",
        "Replace tabs by spaces; quote a value that starts with @, ` or %.",
    ),
    "mapping values are not allowed in this context": Words(
        "Mettre entre guillemets une valeur qui contient « : », ou corriger le retrait.",
        "Quote a value that contains `: `, or mend the indent.",
    ),
}
"""What to do about the parser's own complaints, by their English words."""
