"""Rules about the shape of documents: can they be read, are they complete, do they bear their own name."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._rule import document_rule, report_at_field, report_at_file, report_diagnostic, report_diagnostics
from boas.checks._values import get_value, make_printable
from boas.documents import DOCUMENTS, is_id, is_version
from boas.finding import Finding, Message
from boas.parsing import Collection, Document, diagnose_foreign_texts


@document_rule(
    "structure",
    what="Le fichier YAML doit pouvoir être lu, dans le sous-ensemble strict que le registre admet.",
    why="Alias, étiquettes, clés de fusion et imbrications profondes cachent du sens ou font tomber les outils ; "
    "un fichier que deux outils lisent différemment ne prouve rien.",
    mend="Corriger la ligne indiquée : espaces et non tabulations, guillemets autour des textes qui contiennent « : », "
    "ni ancre, ni alias, ni étiquette, ni second document.",
)
def unreadable_yaml(document: Document, collection: Collection) -> Iterator[Finding]:
    """A YAML file can be read, in the strict subset that the registry accepts.

    Why: aliases, tags, merge keys and deep nesting hide meaning or bring tools down; a file that two
    tools read differently proves nothing.

    Mend: correct the line shown: spaces and no tabs, quotes around texts that hold `: `, no anchor,
    alias, tag or second document.
    """
    return report_diagnostics(document, "unreadable-yaml")


@document_rule(
    "structure",
    what="Un fichier est du texte UTF-8 composé, sans caractère de contrôle.",
    why="Un octet nul, un demi-caractère ou un accent décomposé passe inaperçu à l’écran, puis casse une recherche, "
    "une base de données ou une comparaison.",
    mend="Enregistrer le fichier en UTF-8 (NFC) sans marque d’ordre des octets et supprimer le caractère indiqué.",
)
def unreadable_text(document: Document, collection: Collection) -> Iterator[Finding]:
    """A file is composed UTF-8 text without control characters.

    Why: a null byte, half a character or a decomposed accent goes unseen on screen, then breaks a
    search, a database or a comparison.

    Mend: save the file as UTF-8 (NFC) without a byte-order mark and delete the character shown.
    """
    return report_diagnostics(document, "unreadable-text")


@document_rule(
    "structure",
    what="Un fichier CSV a la forme attendue : UTF-8, virgules, en-tête unique, autant de cellules sur chaque ligne.",
    why="Les lecteurs tolérants remplissent les lignes courtes et replient les colonnes en double sans rien dire : "
    "les chiffres changent sans que personne le voie.",
    mend="Corriger la ligne indiquée ; exporter le tableau en « CSV UTF-8 (virgule) ».",
)
def unreadable_csv(document: Document, collection: Collection) -> Iterator[Finding]:
    """A CSV file has the expected shape: UTF-8, commas, one header, as many cells on every line.

    Why: lenient readers fill short lines and fold double columns without a word, so that numbers
    change unseen.

    Mend: correct the line shown; export the table as "CSV UTF-8 (comma)".
    """
    return report_diagnostics(document, "unreadable-csv")


@document_rule(
    "structure",
    what="Aucune cellule CSV ne commence comme une formule de tableur.",
    why="Ouverte dans un tableur, une cellule qui commence par =, +, - ou @ peut exécuter une commande chez le "
    "lecteur.",
    mend="Retirer ce premier caractère ; un nombre négatif reste permis.",
)
def formula_cell(document: Document, collection: Collection) -> Iterator[Finding]:
    """No CSV cell starts like a spreadsheet formula.

    Why: opened in a spreadsheet, a cell that starts with =, +, - or @ can run a command on the
    reader's machine.

    Mend: remove that first character; a negative number may stay.
    """
    return report_diagnostics(document, "formula-cell")


@document_rule(
    "structure",
    what="Le format d’un document est connu de l’outil qui le lit.",
    why="Un outil plus ancien que le document lirait à moitié ce qui est écrit, et croirait avoir tout lu.",
    mend="Mettre l’outil à jour.",
)
def newer_format(document: Document, collection: Collection) -> Iterator[Finding]:
    """The format of a document is known to the tool that reads it.

    Why: a tool older than the document would read half of what is written and believe it read all.

    Mend: update the tool.
    """
    return report_diagnostics(document, "newer-format")


@document_rule(
    "structure",
    what="Chaque clé ne figure qu’une fois dans un objet.",
    why="La plupart des outils gardent la dernière valeur sans rien dire : une fiche pourrait afficher un statut "
    "et en contenir un autre.",
    mend="Garder une seule des deux lignes.",
)
def duplicate_key(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each key stands once in a mapping.

    Why: most tools keep the last value and say nothing, so that a card could show one status and
    hold another.

    Mend: keep one of the two lines.
    """
    return report_diagnostics(document, "duplicate-key")


@document_rule(
    "structure",
    what="Chaque champ existe dans le modèle du document.",
    why="Un champ mal orthographié serait ignoré : le fait qu’il porte ne serait ni affiché, ni vérifié, ni comparé.",
    mend="Écrire le nom proposé, ou supprimer la ligne.",
)
def unknown_field(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each field exists in the document's model.

    Why: a misspelt field would be ignored, and its fact neither shown, checked nor compared.

    Mend: write the name proposed, or delete the line.
    """
    yield from report_diagnostics(document, "unknown-field")
    for fault in diagnose_foreign_texts(document, collection.languages):
        # What was published while the registry had the language stays as it is.
        yield replace(report_diagnostic(document, fault), since=_LANGUAGES_SINCE)


_LANGUAGES_SINCE = "2026-11-29"
"""Day from which texts are held to the languages that the settings name."""


@document_rule(
    "structure",
    what="Les champs nécessaires sont là.",
    why="Sans but, population, données ni limites, une fiche ne dit pas à un hôpital ce qu’il utiliserait.",
    mend="Ajouter le champ ; si le fait manque vraiment, écrire « absent: {reason: …} » là où c’est admis.",
)
def missing_field(document: Document, collection: Collection) -> Iterator[Finding]:
    """The needed fields are there.

    Why: without purpose, population, data or limits, a card does not tell a hospital what it would use.

    Mend: add the field; if the fact is really missing, write `absent: {reason: …}` where that is accepted.
    """
    return report_diagnostics(document, "missing-field")


@document_rule(
    "structure",
    what="Chaque valeur a la forme que son champ attend.",
    why="YAML lit 1.10 comme le nombre 1,1 et un champ vide comme rien : ce qui est écrit n’est plus ce qui est lu.",
    mend="Suivre le remède indiqué, souvent des guillemets autour de la valeur.",
)
def wrong_type(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each value has the form its field wants.

    Why: YAML reads 1.10 as the number 1.1 and an empty field as nothing, so that what is written is
    not what is read.

    Mend: follow the remedy shown, often quotes around the value.
    """
    return report_diagnostics(document, "wrong-type")


@document_rule(
    "structure",
    what="Un mot d’une liste fermée en est vraiment un terme.",
    why="Les filtres, les règles et les niveaux comparent des termes : un synonyme ferait disparaître la fiche des "
    "résultats.",
    mend="Écrire le terme proposé, ou en choisir un dans la liste.",
)
def unknown_term(document: Document, collection: Collection) -> Iterator[Finding]:
    """A word of a closed list is really one of its terms.

    Why: filters, rules and levels compare terms; a synonym would make the card vanish from results.

    Mend: write the term proposed, or choose one of the list.
    """
    return report_diagnostics(document, "unknown-term")


@document_rule(
    "structure",
    what="Un identifiant s’écrit en minuscules ASCII, chiffres et traits d’union simples, de 3 à 64 caractères.",
    why="L’identifiant est un dossier, une adresse et une clé : il doit survivre à tous les disques, sans "
    "homoglyphe ni casse.",
    mend="Renommer, par exemple « avc-ait-pmsi ».",
)
def bad_id(document: Document, collection: Collection) -> Iterator[Finding]:
    """An id is lower-case ASCII letters, digits and single hyphens, 3 to 64 characters.

    Why: an id is a folder, an address and a key; it must survive every disk, without look-alike
    letters or case.

    Mend: rename it, for instance `avc-ait-pmsi`.
    """
    yield from report_diagnostics(document, "bad-id")
    for key, name in document.location.names:
        if key not in {"version", "language", "file", "codelist"} and not is_id(name):
            message = Message(
                f"Le nom « {make_printable(name)} » n’est pas un identifiant.",
                f"The name `{make_printable(name)}` is not an id.",
            )
            help_message = Message("Renommer le dossier ou le fichier.", "Rename the folder or file.")
            yield report_at_file("bad-id", document.path, message, help_message)


@document_rule(
    "structure",
    what="Les identifiants et versions écrits dans un document sont ceux de son dossier ou de son fichier.",
    why="L’adresse d’une fiche vient de son chemin ; si le contenu dit autre chose, un lecteur épingle une chose "
    "et en reçoit une autre.",
    mend="Écrire dans le document le nom du dossier, ou déplacer le fichier.",
)
def id_mismatch(document: Document, collection: Collection) -> Iterator[Finding]:
    """Ids and versions written in a document are those of its folder or file.

    Why: a card's address comes from its path; if the content says otherwise, a reader pins one thing
    and gets another.

    Mend: write the folder's name in the document, or move the file.
    """
    value = document.value if isinstance(document.value, dict) else {}
    for field, expected in DOCUMENTS[document.kind].path_fields.items() if document.kind in DOCUMENTS else ():
        loc = tuple(field.split("."))
        written = get_value(value, loc)
        name = document.location.name(expected)
        sound = is_version(name) if expected == "version" else is_id(name)
        # A folder without a valid name gets its own message, not one about a different name.
        if sound and isinstance(written, str) and written != name:
            message = Message(
                f"« {make_printable(written)} » ici, mais « {make_printable(name)} » dans le chemin.",
                f"`{make_printable(written)}` here, but `{make_printable(name)}` in the path.",
            )
            help_message = Message(
                f"Écrire « {make_printable(name)} », ou déplacer le fichier.",
                f"Write `{make_printable(name)}`, or move the file.",
            )
            yield report_at_field("id-mismatch", document, loc, message, help_message, nearest=name, is_meant=True)
