"""Message and help about YAML outside the strict subset: what it is, and what to write instead."""

from boas.finding import Message

YAML_MESSAGES = {
    "alias": (
        Message("Un alias YAML ({shown}) n’est pas admis.", "A YAML alias ({shown}) is not allowed."),
        Message("Recopier la valeur à cet endroit.", "Write the value out at this place."),
    ),
    "anchor": (
        Message("Une ancre YAML ({shown}) n’est pas admise.", "A YAML anchor ({shown}) is not allowed."),
        Message(
            "Supprimer l’ancre et recopier la valeur là où elle sert.",
            "Remove the anchor and write the value where it is used.",
        ),
    ),
    "tag": (
        Message("Une étiquette de type YAML ({shown}) n’est pas admise.", "A YAML tag ({shown}) is not allowed."),
        Message("Supprimer l’étiquette ; écrire la valeur seule.", "Remove the tag; write the value alone."),
    ),
    "merge": (
        Message("La clé de fusion « {shown} » n’est pas admise.", "The merge key `{shown}` is not allowed."),
        Message("Recopier les champs fusionnés.", "Write the merged fields out."),
    ),
    "directive": (
        Message("Une directive YAML ({shown}) n’est pas admise.", "A YAML directive ({shown}) is not allowed."),
        Message("Supprimer la ligne qui commence par « % ».", "Remove the line that starts with `%`."),
    ),
    "document": (
        Message("Le fichier contient plusieurs documents YAML.", "The file holds several YAML documents."),
        Message("Garder un document par fichier.", "Keep one document per file."),
    ),
    "key": (
        Message("Une clé est elle-même une liste ou un objet.", "A key is itself a list or a mapping."),
        Message("Écrire la clé comme un mot simple.", "Write the key as a plain word."),
    ),
    "long-key": (
        Message("Une clé dépasse {shown} caractères.", "A key is longer than {shown} characters."),
        Message(
            "Vérifier les deux-points et les guillemets de cette ligne.", "Check the colons and quotes of this line."
        ),
    ),
    "depth": (
        Message("Plus de {shown} niveaux d’imbrication.", "More than {shown} levels of nesting."),
        Message(
            "Aucun document n’est aussi profond : vérifier les crochets et les retraits.",
            "No document is that deep: check brackets and indents.",
        ),
    ),
    "nodes": (
        Message("Plus de {shown} valeurs dans un fichier.", "More than {shown} values in one file."),
        Message("Mettre les longues listes dans un fichier CSV.", "Put long lists into a CSV file."),
    ),
    "scalar": (
        Message("Une valeur dépasse {shown} caractères.", "A value is longer than {shown} characters."),
        Message(
            "Mettre le long texte dans method.fr.md ou method.en.md.",
            "Put the long text into method.fr.md or method.en.md.",
        ),
    ),
    "digits": (
        Message(
            "Un nombre de plus de {shown} chiffres, ou démesuré.",
            "A number of more than {shown} digits, or out of all measure.",
        ),
        Message("L’écrire entre guillemets si c’est un code.", "Quote it if it is a code."),
    ),
}

LOOK_AT_LINE = Message(
    "Vérifier les retraits, les deux-points et les guillemets de cette ligne.",
    "Check indents, colons and quotes of this line.",
)
_INDENT = Message(
    "Aligner cette ligne sur ses voisines, avec des espaces, et vérifier la ligne d’avant.",
    "Align this line with its neighbours, with spaces, and check the line before.",
)
_CLOSE = Message(
    "Fermer l’accolade, le crochet ou le guillemet ouvert plus haut.",
    "Close the brace, bracket or quotation mark opened above.",
)

TAB = "found a tab character that violates indentation"

SYNTAX_MESSAGES = {
    "found character that cannot start any token": (
        Message("une valeur commence par un caractère réservé", "a value starts with a reserved character"),
        Message("Mettre la valeur entre guillemets.", "Put the value in quotes."),
    ),
    "mapping values are not allowed in this context": (
        Message("« : » au milieu d’une valeur, ou retrait de travers", "`: ` inside a value, or a crooked indent"),
        Message(
            "Mettre entre guillemets une valeur qui contient « : », ou corriger le retrait.",
            "Quote a value that contains `: `, or fix the indent.",
        ),
    ),
    TAB: (
        Message("une tabulation sert de retrait", "a tab serves as indent"),
        Message("Remplacer les tabulations par des espaces.", "Replace tabs by spaces."),
    ),
    "did not find expected key": (Message("une clé était attendue", "a key was expected"), _INDENT),
    "could not find expected ':'": (
        Message("il manque « : » après une clé", "a `:` is missing after a key"),
        Message("Ajouter « : » après la clé, ou corriger le retrait.", "Add `:` after the key, or fix the indent."),
    ),
    "did not find expected '-' indicator": (
        Message("un élément de liste était attendu", "a list item was expected"),
        _INDENT,
    ),
    "block sequence entries are not allowed in this context": (
        Message("une liste commence sur la ligne de sa clé", "a list starts on the line of its key"),
        Message("Mettre chaque « - » sur sa propre ligne.", "Put each `- ` on a line of its own."),
    ),
    "found unexpected end of stream": (Message("le fichier finit trop tôt", "the file ends too early"), _CLOSE),
    "did not find expected ',' or '}'": (Message("il manque « , » ou « } »", "a `,` or `}` is missing"), _CLOSE),
    "did not find expected ',' or ']'": (Message("il manque « , » ou « ] »", "a `,` or `]` is missing"), _CLOSE),
    "did not find expected node content": (Message("une valeur était attendue", "a value was expected"), LOOK_AT_LINE),
    "found unknown escape character": (
        Message("échappement inconnu après « \\ »", "unknown escape after `\\`"),
        Message("Écrire la valeur entre apostrophes : '…'.", "Write the value in single quotes: '…'."),
    ),
    "found invalid Unicode character escape code": (
        Message("échappement d’un caractère qui n’existe pas", "escape of a character that does not exist"),
        Message("Écrire le caractère lui-même.", "Write the character itself."),
    ),
    "control characters are not allowed": (
        Message("caractère de contrôle", "control character"),
        Message("Supprimer ce caractère.", "Delete this character."),
    ),
    "did not find expected <document start>": (
        Message("deux documents, ou une ligne de travers", "two documents, or a crooked line"),
        _INDENT,
    ),
    "found undefined tag handle": (
        Message("étiquette de type inconnue", "unknown tag"),
        Message("Supprimer l’étiquette ; écrire la valeur seule.", "Remove the tag; write the value alone."),
    ),
}
"""The parser's own complaints, by its English words, and what to do about each."""
