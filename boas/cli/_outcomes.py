"""Outcomes of pins on the terminal: one sentence a line, its details below it, then what they come to."""

from collections.abc import Iterable

import click

from boas.escaping import make_visible
from boas.pinning import Outcome
from boas.translation import Language, Message

_MARKS = {0: " ", 1: "!", 3: "x", 4: "?"}
"""What stands before a sentence, by the exit code it asks for."""

CONCLUSIONS = {
    0: Message("No notice that nobody answers for speaks against what is pinned."),
    1: Message("A notice speaks against something that is pinned: exit 1."),
    3: Message("Something is not what was pinned: exit 3."),
    4: Message("What the registry says now is not known: exit 4."),
}
"""What all sentences come to, by exit code."""


def print_outcomes(outcomes: Iterable[Outcome], language: Language) -> None:
    """Print every sentence with its details; what somebody wrote reaches the terminal as plain text."""
    for one in outcomes:
        said = one.message.in_(language)
        about = Message("{about}: {said}", about=one.about, said=said).in_(language) if one.about else said
        click.echo(f"{_MARKS[one.code]} {make_visible(about)}")
        for line in one.details:
            click.echo(f"    {make_visible(line.in_(language))}")
