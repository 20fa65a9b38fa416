"""Organisations and data sources that a new card may name: those of the registry, and those that come with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from boas.documents import DataSource, Organisation, is_id, parse_path
from boas.errors import UsageError
from boas.parsing import read_collection
from boas.translation import Message, make_verbatim
from boas.tree import Tree


@dataclass(slots=True)
class ReferenceCatalogue:
    """What people call each organisation and data source, by id, and those that are new."""

    organisations: dict[str, Message]
    data_sources: dict[str, Message]
    new_organisations: list[tuple[str, str]] = field(default_factory=list)
    """Id and name."""
    new_data_sources: list[tuple[str, str, str]] = field(default_factory=list)
    """Id, name and what they contain."""

    def add(self, organisations: Iterable[tuple[str, str]], data_sources: Iterable[tuple[str, str, str]]) -> None:
        """Take in new ones; raises `UsageError` for an id that is none, or that the registry has already."""
        for one, name in organisations:
            _check_new_id(one, self.organisations)
            self.organisations[one] = make_verbatim(name)
            self.new_organisations.append((one, name))
        for one, name, content in data_sources:
            _check_new_id(one, self.data_sources)
            self.data_sources[one] = make_verbatim(name)
            self.new_data_sources.append((one, name, content))


def _check_new_id(written: str, known: dict[str, Message]) -> None:
    """Raises `UsageError` for what is no id, and for an id that is taken."""
    if not is_id(written):
        raise make_bad_id_error(written)
    if written in known:
        raise UsageError(
            Message("`{written}` is in the registry already.", written=written),
            Message("Name it without adding it, or choose another id."),
        )


def make_bad_id_error(written: str) -> UsageError:
    """What was written is no id."""
    return UsageError(
        Message("`{written}` is not an id.", written=written),
        Message("Write 3 to 64 characters: lower-case letters without accents, digits, single hyphens."),
    )


def read_catalogue(tree: Tree) -> ReferenceCatalogue:
    """What a registry holds."""
    kinds = {"organisation", "data_source"}
    chosen = [path for path in tree.files if (place := parse_path(path)) and place.kind in kinds]
    collection = read_collection(tree, chosen)
    register = ReferenceCatalogue({}, {})
    for document in collection.documents.values():
        names = register.organisations if document.kind == "organisation" else register.data_sources
        one = document.location.id
        name = document.part.name if isinstance(document.part, Organisation | DataSource) else None
        names[one] = make_verbatim(name.to_parameter() if name else one)
    return ReferenceCatalogue(_sort_examples_last(register.organisations), _sort_examples_last(register.data_sources))


def _sort_examples_last(names: dict[str, Message]) -> dict[str, Message]:
    """Those of the worked examples, whose ids begin by the word, after all others: few want them."""
    return dict(sorted(names.items(), key=lambda one: one[0].startswith("example-")))
