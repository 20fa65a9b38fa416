"""CITATION.cff (Citation File Format 1.0 to 1.2) to pieces of a card: name, authors, licence, repository, keywords."""

from boas.formats._import_result import ImportResult
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._authors import PersonKeys, take_authors
from boas.formats.importers._decoding import YamlValue, decode_text, decode_yaml
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._links import CITED, HOME, LICENCE, RELEASE, take_doi_link, take_link

_PERSON = PersonKeys(
    ("given-names", "name-particle", "family-names", "name-suffix"), orcid=("orcid",), whole_name="name"
)
_NO_PUBLICATIONS = frozenset({"software", "software-code", "software-container", "dataset", "data"})
"""Types of what one may be asked to cite that are not published about the algorithm."""
FORM = "citation"


def from_citation(data: bytes, file: str) -> ImportResult:
    """What a CITATION.cff gives; raises `UsageError` for a file that cannot be read."""
    read = decode_yaml(decode_text(data, file), file)
    taking = Extraction(read.value, file)
    taking.ignore_keys("cff-version", "message", "type")
    taking.take(("title",), "name", converting.convert_source_line)
    taking.take(("abstract",), "summary", converting.convert_source_text)
    _take_version(taking, read)
    take_authors(taking, ("authors",), _PERSON)
    taking.take_items(("keywords",), "keywords", converting.convert_line)
    _take_licence(taking)
    _take_repository(taking)
    take_link(taking, ("url",), HOME)
    take_link(taking, ("repository-artifact",), RELEASE)
    take_doi_link(taking, ("doi",), CITED)
    for item in taking.list_item_paths("identifiers"):
        if taking.get_value(*item, "type") == "doi":
            take_doi_link(taking, (*item, "value"), CITED)
            taking.mark_used(*item, "type")
    take_link(taking, ("license-url",), LICENCE)
    taking.add_losses(("references",), reasons.NO_ROLE)
    if str(taking.get_value("preferred-citation", "type")) in _NO_PUBLICATIONS:
        taking.add_loss(("preferred-citation",), reasons.NO_ROLE)
    taking.take_publications(("preferred-citation",))
    if not taking.get_value("repository-code") and not taking.get_value("repository"):
        taking.add_loss(("commit",), reasons.NO_REPOSITORY)
    taking.add_losses(("contact",), reasons.PERSONAL)
    return taking.finish(FORM)


def _take_version(taking: Extraction, read: YamlValue) -> None:
    """The producer's version as it is written: `1.10` is not 1.1."""
    written = read.written.get(("version",), "")
    if isinstance(taking.get_value("version"), int | float):
        taking.mark_used("version")
        taking.add_field(("version",), "upstream_version", written)
    else:
        taking.take(("version",), "upstream_version", converting.convert_line)


def _take_licence(taking: Extraction) -> None:
    """The licence of the code; of several, the user chooses one (CFF 1.2: their relation is OR)."""
    if taking.get_value("type") == "dataset":
        taking.add_loss(("license",), reasons.NO_FIELD)
        return
    items = list(taking.list_item_paths("license"))
    found = [taking.convert(item, converting.convert_licence) for item in items]
    if found and all(found):
        taking.add_field(("license",), "licence.code", " OR ".join(map(str, found)))
    elif len(found) > 1:
        taking.add_loss(("license",), reasons.UNKNOWN_LICENCE)


def _take_repository(taking: Extraction) -> None:
    """Where the code lies, with the commit it is about."""
    for key in ("repository-code", "repository"):
        url = taking.convert((key,), converting.convert_link)
        if url:
            commit = taking.convert(("commit",), converting.convert_line)
            taking.add_field((key,), "deployment.repository", {"url": url} | ({"ref": commit} if commit else {}))
            return
