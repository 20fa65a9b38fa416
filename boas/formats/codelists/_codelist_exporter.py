"""What a form of codelists is: a function from a version to bytes, with what the form has no words for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from boas.errors import UsageError
from boas.formats._import_result import Loss
from boas.formats.codelists._code_sets import CodeSelection
from boas.formats.exporters import CODE_COLUMN, Export, ExportView, ListedCodes, make_card_loss
from boas.translation import Message


@dataclass(frozen=True, slots=True)
class CodelistExporter:
    """A form that the codes of a version can be had in."""

    name: str
    """As `boas export --format` and addresses of the API say it."""
    label: str
    """What pages call it; the same in every language."""
    media_type: str
    suffix: str
    """What follows the version's number in the name of its file, without the first dot."""
    export: Callable[[ExportView], Export]
    can_export: Callable[[ExportView], bool] = lambda view: bool(view.codelists)
    """Whether it can be had of a version."""

    def name_file(self, algorithm: str, version: str) -> str:
        """Name under which a reader keeps the file."""
        return f"{algorithm}-{version}.{self.suffix}"


def restrict_to_codelist(view: ExportView, name: str) -> ExportView:
    """The version with one codelist alone, by the name of its file without folder and ending.

    A file that the card names twice, for two fields of the data, stays twice.

    Raises:
        UsageError: when the card names no such codelist.
    """
    own = tuple(one for one in view.codelists if one.name == name)
    if own:
        return replace(view, codelists=own)
    names = ", ".join(dict.fromkeys(one.name for one in view.codelists))
    raise UsageError(
        Message(
            "`{id}` {version} has no codelist `{name}`.", id=view.card.id, version=view.card.version, name=name[:80]
        ),
        Message("Codelists that are there: {names}.", names=names) if names else _NO_LISTS,
    )


_NO_LISTS = Message("Its card names no codelist.")


def make_codelist_losses(reason: Message, *parts: str) -> tuple[Loss, ...]:
    """What a form leaves out of codelists; parts are fields of `logic.codelists`, `label` or `code`."""
    return tuple(make_card_loss(f"logic.codelists.{part}", reason) for part in parts)


def list_lost_facts(lists: Sequence[ListedCodes], reason: Message, *parts: str) -> tuple[Loss, ...]:
    """Losses of those facts that any list gives; parts are `label`, `field` or `release`."""
    return make_codelist_losses(reason, *(part for part in parts if any(_gives(one, part) for one in lists)))


def _gives(one: ListedCodes, part: str) -> bool:
    """Whether a list gives a fact."""
    if part == "label":
        return any(cell for name in one.header if name != CODE_COLUMN for cell in one.list_cells(name))
    return bool(getattr(one, part))


def list_lost_descendants(lists: Sequence[ListedCodes]) -> tuple[Loss, ...]:
    """The loss of a form that compares texts, when any list means descendants that texts do not tell."""
    is_meant = any(one.match == "descendants" for one in lists)
    return make_codelist_losses(_NO_DESCENDANTS, "match") if is_meant else ()


_NO_DESCENDANTS = Message("Codes below these are not in the file, which compares texts; add them from the system:")

NO_PLACE = Message("The format has no place for:")

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def describe_version(view: ExportView) -> tuple[str, ...]:
    """Lines that say where codes come from, as comments of a program: which version, its digest, its page."""
    card = view.card
    licence = card.licence.codelists if card.licence else None
    known = (
        f"{card.id} {card.version}",
        view.title,
        f"digest: sha256:{view.digest}",
        f"commit: {view.commit}" if view.commit else "",
        view.page_url,
        f"licence of the codes: {licence}" if isinstance(licence, str) else "",
    )
    return tuple(make_one_line(line) for line in known if line)


def describe_set(one: CodeSelection) -> tuple[str, ...]:
    """Lines that say what a set is, in the words of the card."""
    lines = [f"set: {one.name}", f"system: {one.system}"]
    lines += [f"release: {release}" for release in one.releases]
    lines += [f"field: {one.field}"] if one.field else []
    lines += [f"role: {one.role}"]
    lines += [f"list: {each.path} ({each.role}, {each.match}, {len(each.rows)})" for each in one.lists]
    return tuple(map(make_one_line, lines))


def make_one_line(text: str) -> str:
    """A text that ends no comment of one line."""
    return _UNSAFE.sub(" ", text).strip()


def wrap_terms(terms: Sequence[str], indent: str, width: int = 100) -> str:
    """Terms with commas between them, broken into lines of a width; a longer term keeps a line of its own."""
    lines, line = list[str](), ""
    for term in terms:
        if line and len(line) + len(term) + 2 > width:
            lines.append(f"{line},")
            line = ""
        line = f"{line}, {term}" if line else term
    return f"\n{indent}".join([*lines, line])
