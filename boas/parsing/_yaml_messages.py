"""Message and help about YAML outside the strict subset: what it is, and what to write instead."""

from boas.translation import Message

YAML_MESSAGES = {
    "alias": (
        Message("A YAML alias ({shown}) is not allowed."),
        Message("Write the value out at this place."),
    ),
    "anchor": (
        Message("A YAML anchor ({shown}) is not allowed."),
        Message("Remove the anchor and write the value where it is used."),
    ),
    "tag": (
        Message("A YAML tag ({shown}) is not allowed."),
        Message("Remove the tag; write the value alone."),
    ),
    "merge": (
        Message("The merge key `{shown}` is not allowed."),
        Message("Write the merged fields out."),
    ),
    "directive": (
        Message("A YAML directive ({shown}) is not allowed."),
        Message("Remove the line that starts with `%`."),
    ),
    "document": (
        Message("The file holds several YAML documents."),
        Message("Keep one document per file."),
    ),
    "key": (
        Message("A key is itself a list or a mapping."),
        Message("Write the key as a plain word."),
    ),
    "long-key": (
        Message("A key is longer than {shown} characters."),
        Message("Check the colons and quotes of this line."),
    ),
    "depth": (
        Message("More than {shown} levels of nesting."),
        Message("No document is that deep: check brackets and indents."),
    ),
    "nodes": (
        Message("More than {shown} values in one file."),
        Message("Put long lists into a CSV file."),
    ),
    "scalar": (
        Message("A value is longer than {shown} characters."),
        Message("Put the long text into method.fr.md or method.en.md."),
    ),
    "digits": (
        Message("A number of more than {shown} digits, or out of all measure."),
        Message("Quote it if it is a code."),
    ),
}

LOOK_AT_LINE = Message("Check indents, colons and quotes of this line.")
_INDENT = Message("Align this line with its neighbours, with spaces, and check the line before.")
_CLOSE = Message("Close the brace, bracket or quotation mark opened above.")

TAB = "found a tab character that violates indentation"

SYNTAX_MESSAGES = {
    "found character that cannot start any token": (
        Message("a value starts with a reserved character"),
        Message("Put the value in quotes."),
    ),
    "mapping values are not allowed in this context": (
        Message("`: ` inside a value, or a crooked indent"),
        Message("Quote a value that contains `: `, or fix the indent."),
    ),
    TAB: (
        Message("a tab serves as indent"),
        Message("Replace tabs by spaces."),
    ),
    "did not find expected key": (Message("a key was expected"), _INDENT),
    "could not find expected ':'": (
        Message("a `:` is missing after a key"),
        Message("Add `:` after the key, or fix the indent."),
    ),
    "did not find expected '-' indicator": (
        Message("a list item was expected"),
        _INDENT,
    ),
    "block sequence entries are not allowed in this context": (
        Message("a list starts on the line of its key"),
        Message("Put each `- ` on a line of its own."),
    ),
    "found unexpected end of stream": (Message("the file ends too early"), _CLOSE),
    "did not find expected ',' or '}'": (Message("a `,` or `}` is missing"), _CLOSE),
    "did not find expected ',' or ']'": (Message("a `,` or `]` is missing"), _CLOSE),
    "did not find expected node content": (Message("a value was expected"), LOOK_AT_LINE),
    "found unknown escape character": (
        Message("unknown escape after `\\`"),
        Message("Write the value in single quotes: '…'."),
    ),
    "found invalid Unicode character escape code": (
        Message("escape of a character that does not exist"),
        Message("Write the character itself."),
    ),
    "control characters are not allowed": (
        Message("control character"),
        Message("Delete this character."),
    ),
    "did not find expected <document start>": (
        Message("two documents, or a crooked line"),
        _INDENT,
    ),
    "found undefined tag handle": (
        Message("unknown tag"),
        Message("Remove the tag; write the value alone."),
    ),
}
"""The parser's own complaints, by its English words, and what to do about each."""
