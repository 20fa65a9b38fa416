"""Rules about the shape of documents: can they be read, are they complete, do they bear their own name."""

# ruff: noqa: ARG001 -- every rule takes the same two arguments, and few need both.

from collections.abc import Iterator
from dataclasses import replace

from boas.checks._questions import list_claimants
from boas.checks._related_documents import list_former_ids
from boas.checks._rule import document_rule, report_at_field, report_at_file, report_diagnostic, report_diagnostics
from boas.checks._values import LANGUAGES_SINCE, get_value, make_printable
from boas.documents import DOCUMENTS, is_id, is_version
from boas.finding import Finding
from boas.parsing import Collection, Document, diagnose_foreign_texts
from boas.translation import Message


@document_rule("structure", since="2026-11-29")
def claimed_id(document: Document, collection: Collection) -> Iterator[Finding]:
    """An id that an algorithm had before is that of no other algorithm, now or before.

    Why: whoever pinned the id years ago must be led to the same algorithm, never to one that took its name.

    Help: take the id out of `former_ids`, or choose another id for the newer algorithm.
    """
    own = document.location.algorithm
    if document.kind != "algorithm":
        return
    for claimant in collection.ask(list_claimants, own):
        message = Message("`{own}` is a former id of {other}.", own=own, other=claimant)
        yield report_at_file("claimed-id", document.path, message, _OTHER_ID)
    for position, former in enumerate(list_former_ids(document, collection)):
        others = [one for one in collection.ask(list_claimants, former) if one != own]
        if others:
            message = Message("`{former}` is claimed by {other} too.", former=former, other=others[0])
            yield report_at_field("claimed-id", document, ("former_ids", position), message, _OTHER_ID)


_OTHER_ID = Message("One of the two gives this id up: the one that never was published under it.")


@document_rule("structure", since="2026-11-29")
def unfinished_merge(document: Document, collection: Collection) -> Iterator[Finding]:
    """No file holds both sides of a merge between lines such as `<<<<<<< HEAD` and `>>>>>>> main`.

    Why: Git could not tell which of two edits of the same lines is right, and left both for somebody to settle; until
    then the file says two things at once.

    Help: keep what is right of both sides and delete the lines of marks, then `git add` the file.
    """
    return report_diagnostics(document, UNFINISHED_MERGE)


UNFINISHED_MERGE = "unfinished-merge"
"""The one rule that looks at a document in which a merge is unfinished: all else would follow from that."""


def is_merge_unfinished(document: Document) -> bool:
    """Whether both sides of a merge stand in a document."""
    return any(fault.rule == UNFINISHED_MERGE for fault in document.diagnostics)


@document_rule("structure")
def unreadable_yaml(document: Document, collection: Collection) -> Iterator[Finding]:
    """A YAML file can be read, in the strict subset that the registry accepts.

    Why: aliases, tags, merge keys and deep nesting hide meaning or bring tools down; a file that two
    tools read differently proves nothing.

    Help: correct the line shown: spaces and no tabs, quotes around texts that hold `: `, no anchor,
    alias, tag or second document.
    """
    return report_diagnostics(document, "unreadable-yaml")


@document_rule("structure")
def unreadable_text(document: Document, collection: Collection) -> Iterator[Finding]:
    """A file is composed UTF-8 text without control characters.

    Why: a null byte, half a character or a decomposed accent goes unseen on screen, then breaks a
    search, a database or a comparison.

    Help: save the file as UTF-8 (NFC) without a byte-order mark and delete the character shown.
    """
    return report_diagnostics(document, "unreadable-text")


@document_rule("structure")
def unreadable_csv(document: Document, collection: Collection) -> Iterator[Finding]:
    """A CSV file has the expected shape: UTF-8, commas, one header, as many cells on every line.

    Why: lenient readers fill short lines and fold double columns without a word, so that numbers
    change unseen.

    Help: correct the line shown; export the table as "CSV UTF-8 (comma)".
    """
    return report_diagnostics(document, "unreadable-csv")


@document_rule("structure")
def formula_cell(document: Document, collection: Collection) -> Iterator[Finding]:
    """No CSV cell starts like a spreadsheet formula.

    Why: opened in a spreadsheet, a cell that starts with =, +, - or @ can run a command on the
    reader's machine.

    Help: remove that first character; a negative number may stay.
    """
    return report_diagnostics(document, "formula-cell")


@document_rule("structure")
def newer_format(document: Document, collection: Collection) -> Iterator[Finding]:
    """The format of a document is known to the tool that reads it.

    Why: a tool older than the document would read half of what is written and believe it read all.

    Help: update the tool.
    """
    return report_diagnostics(document, "newer-format")


@document_rule("structure")
def duplicate_key(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each key stands once in a mapping.

    Why: most tools keep the last value and say nothing, so that a card could show one status and
    hold another.

    Help: keep one of the two lines.
    """
    return report_diagnostics(document, "duplicate-key")


@document_rule("structure")
def unknown_field(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each field exists in the document's model.

    Why: a misspelt field would be ignored, and its fact neither shown, checked nor compared.

    Help: write the name proposed, or delete the line.
    """
    yield from report_diagnostics(document, "unknown-field")
    for fault in diagnose_foreign_texts(document, collection.languages):
        # What was published while the registry had the language stays as it is.
        yield replace(report_diagnostic(document, fault), since=LANGUAGES_SINCE)


@document_rule("structure")
def missing_field(document: Document, collection: Collection) -> Iterator[Finding]:
    """The needed fields are there.

    Why: without purpose, population, data or limits, a card does not tell a hospital what it would use.

    Help: add the field; if the fact is really missing, write `absent: {reason: …}` where that is accepted.
    """
    return report_diagnostics(document, "missing-field")


@document_rule("structure")
def wrong_type(document: Document, collection: Collection) -> Iterator[Finding]:
    """Each value has the form its field wants.

    Why: YAML reads 1.10 as the number 1.1 and an empty field as nothing, so that what is written is
    not what is read.

    Help: follow the remedy shown, often quotes around the value.
    """
    return report_diagnostics(document, "wrong-type")


@document_rule("structure")
def unknown_term(document: Document, collection: Collection) -> Iterator[Finding]:
    """A word of a closed list is really one of its terms.

    Why: filters, rules and levels compare terms; a synonym would make the card vanish from results.

    Help: write the term proposed, or choose one of the list.
    """
    return report_diagnostics(document, "unknown-term")


@document_rule("structure")
def bad_id(document: Document, collection: Collection) -> Iterator[Finding]:
    """An id is lower-case ASCII letters, digits and single hyphens, 3 to 64 characters.

    Why: an id is a folder, an address and a key; it must survive every disk, without look-alike
    letters or case.

    Help: rename it, for instance `avc-ait-pmsi`.
    """
    yield from report_diagnostics(document, "bad-id")
    for key, name in document.location.names:
        if key not in {"version", "language", "file", "codelist"} and not is_id(name):
            message = Message("The name `{name}` is not an id.", name=make_printable(name))
            help_message = Message("Rename the folder or file.")
            yield report_at_file("bad-id", document.path, message, help_message)


@document_rule("structure")
def id_mismatch(document: Document, collection: Collection) -> Iterator[Finding]:
    """Ids and versions written in a document are those of its folder or file.

    Why: a card's address comes from its path; if the content says otherwise, a reader pins one thing
    and gets another.

    Help: write the folder's name in the document, or move the file.
    """
    value = document.value if isinstance(document.value, dict) else {}
    for field, expected in DOCUMENTS[document.kind].path_fields.items() if document.kind in DOCUMENTS else ():
        loc = tuple(field.split("."))
        written = get_value(value, loc)
        name = document.location.name(expected)
        sound = is_version(name) if expected == "version" else is_id(name)
        if (
            expected == "algorithm"
            and document.kind != "algorithm"
            and written in list_former_ids(document, collection)
        ):
            continue  # what was published keeps the id of then
        # A folder without a valid name gets its own message, not one about a different name.
        if sound and isinstance(written, str) and written != name:
            message = Message(
                "`{written}` here, but `{name}` in the path.",
                written=make_printable(written),
                name=make_printable(name),
            )
            help_message = Message("Write `{name}`, or move the file.", name=make_printable(name))
            yield report_at_field("id-mismatch", document, loc, message, help_message, nearest=name, is_meant=True)
