"""CITATION.cff (Citation File Format 1.0 to 1.2) to pieces of a card: name, authors, licence, repository, keywords."""

from boas.exchange import converting, reasons
from boas.exchange.foreign import YamlValue, text_of, yaml_of
from boas.exchange.imported import Imported
from boas.exchange.links import CITED, HOME, RELEASE, take_doi_link, take_link
from boas.exchange.people import PersonKeys, take_authors
from boas.exchange.taking import Taking

PERSON = PersonKeys(("given-names", "name-particle", "family-names", "name-suffix"), orcid=("orcid",))
FORM = "citation"


def from_citation(data: bytes, file: str) -> Imported:
    """What a CITATION.cff gives; raises `UsageError` for a file that cannot be read."""
    read = yaml_of(text_of(data, file), file)
    taking = Taking(read.value, file)
    taking.ignore_keys("cff-version", "message", "type")
    taking.take(("title",), "name", converting.said_line)
    taking.take(("abstract",), "summary", converting.said)
    take_version(taking, read)
    take_authors(taking, ("authors",), PERSON)
    taking.take_items(("keywords",), "keywords", converting.line)
    take_licence(taking)
    take_repository(taking)
    take_link(taking, ("url",), HOME)
    take_link(taking, ("repository-artifact",), RELEASE)
    take_doi_link(taking, ("doi",), CITED)
    taking.add_losses(("references",), reasons.NO_ROLE)
    taking.add_loss(("preferred-citation",), reasons.NO_ROLE)
    taking.add_losses(("contact",), reasons.PERSONAL)
    return taking.finish(FORM)


def take_version(taking: Taking, read: YamlValue) -> None:
    """The producer's version as it is written: `1.10` is not 1.1."""
    written = read.written.get(("version",), "")
    if isinstance(taking.get_value("version"), int | float):
        taking.mark_used("version")
        taking.add_field(("version",), "upstream_version", written)
    else:
        taking.take(("version",), "upstream_version", converting.line)


def take_licence(taking: Taking) -> None:
    """The licence of the code; of several, the user chooses one (CFF 1.2: their relation is OR)."""
    if taking.get_value("type") == "dataset":
        taking.add_loss(("license",), reasons.NO_FIELD)
        return
    items = list(taking.list_item_paths("license"))
    found = [taking.convert(item, converting.licence) for item in items]
    if found and all(found):
        taking.add_field(("license",), "licence.code", " OR ".join(map(str, found)))
    elif len(found) > 1:
        taking.add_loss(("license",), reasons.UNKNOWN_LICENCE)


def take_repository(taking: Taking) -> None:
    """Where the code lies, with the commit it is about."""
    for key in ("repository-code", "repository"):
        url = taking.convert((key,), converting.link)
        if url:
            commit = taking.convert(("commit",), converting.line)
            taking.add_field((key,), "deployment.repository", {"url": url} | ({"ref": commit} if commit else {}))
            return
