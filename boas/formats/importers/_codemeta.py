"""codemeta.json (CodeMeta 2 and 3) to pieces of a card: name, authors, licence, repository, languages, needs."""

from boas.formats._import_result import ImportResult, SourceText
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._authors import PersonKeys, mark_type_used, take_authors
from boas.formats.importers._decoding import decode_json, decode_text, make_read_error
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._links import CITED, HELP, HOME, ISSUES, RELEASE, take_doi_link, take_link
from boas.parsing import FieldPath
from boas.translation import Message

_PERSON = PersonKeys(("givenName", "familyName"), orcid=("@id", "id", "identifier"), whole_name="name")
FORM = "codemeta"


def from_codemeta(data: bytes, file: str) -> ImportResult:
    """What a codemeta.json gives; raises `UsageError` for a file that cannot be read."""
    value = decode_json(decode_text(data, file), file)
    if not isinstance(value, dict):
        raise make_read_error(file, Message("this is no JSON object"))
    taking = Extraction(value, file)
    taking.ignore_keys("@context", "@type", "type")
    taking.take(("name",), "name", converting.convert_source_line)
    taking.take(("description",), "summary", converting.convert_source_text)
    _take_version(taking)
    take_authors(taking, ("author",), _PERSON)
    _take_licence(taking)
    _take_repository(taking)
    for item in taking.list_item_paths("programmingLanguage"):
        taking.take(_resolve_name_path(taking, item), "deployment.programming_languages", _LANGUAGE, is_item=True)
    for key in ("softwareRequirements", "runtimePlatform", "operatingSystem"):
        for item in taking.list_item_paths(key):
            taking.take(item, "deployment.requirements", _format_requirement, is_item=True)
    _take_keywords(taking)
    _take_funding(taking)
    take_link(taking, ("url",), HOME)
    take_link(taking, ("issueTracker",), ISSUES)
    take_link(taking, ("downloadUrl",), RELEASE)
    for key in ("softwareHelp", "readme", "buildInstructions"):
        for item in taking.list_item_paths(key):
            take_link(taking, (*item, "url") if isinstance(taking.get_value(*item), dict) else item, HELP)
    _take_identifiers(taking)
    taking.take_publications(("referencePublication",))
    for key, reason in _LOST.items():
        taking.add_losses((key,), reason)
    return taking.finish(FORM)


_LOST = {
    **dict.fromkeys(("contributor", "maintainer", "editor"), reasons.CONTRIBUTOR),
    **dict.fromkeys(("producer", "publisher", "provider", "sponsor", "copyrightHolder"), reasons.NOT_PERSON),
    **dict.fromkeys(("applicationCategory", "applicationSubCategory"), reasons.CHOSEN_TERM),
    **dict.fromkeys(("developmentStatus", "releaseNotes"), reasons.DATED_TEXT),
    **dict.fromkeys(("citation", "isBasedOn"), reasons.NO_ROLE),
    "email": reasons.PERSONAL,
}
"""What a card has a place for, though not by what CodeMeta tells, with the reason."""


def _take_funding(taking: Extraction) -> None:
    """Who paid: as a text or as grants, else by the names of the funders."""
    for key in ("funding", "funder"):
        if taking.get_value(key):
            names = taking.convert((key,), converting.convert_names)
            if names:
                taking.add_field((key,), "ownership.funding", SourceText(str(names)))
                break
    if taking.get_value("funding"):
        taking.add_losses(("funder",), reasons.GIVEN_BESIDE)


def _take_identifiers(taking: Extraction) -> None:
    """DOIs of the software become links to its record."""
    for item in taking.list_item_paths("identifier"):
        value = taking.get_value(*item)
        if isinstance(value, str) and ("doi.org/" in value or value.startswith("10.")):
            take_doi_link(taking, item, CITED)


_LANGUAGE = converting.make_term_converter("programming_languages")


def _resolve_name_path(taking: Extraction, path: FieldPath) -> FieldPath:
    """The path of a thing's name: of the thing itself when it is a text."""
    if not isinstance(taking.get_value(*path), dict):
        return path
    mark_type_used(taking, path)
    return (*path, "name")


def _take_version(taking: Extraction) -> None:
    """The producer's version; both keys are in use."""
    keys = [key for key in ("softwareVersion", "version") if taking.get_value(key) is not None]
    for key in keys[:1]:
        taking.take((key,), "upstream_version", converting.convert_line)
    if len(keys) > 1 and taking.get_value("version") == taking.get_value("softwareVersion"):
        taking.ignore_keys("version")


def _take_licence(taking: Extraction) -> None:
    """The licence of the code when there is one; of several, CodeMeta does not tell whether both or either hold."""
    items = list(taking.list_item_paths("license"))
    if len(items) == 1:
        taking.take(_find_licence_path(taking, items[0]), "licence.code", converting.convert_licence)
    else:
        taking.add_loss(("license",), reasons.SEVERAL_LICENCES)


def _find_licence_path(taking: Extraction, path: FieldPath) -> FieldPath:
    """Where a licence is told: the text itself, else the address or the name of the object."""
    keys = [key for key in ("@id", "id", "url", "name") if isinstance(taking.get_value(*path, key), str)]
    return (*path, keys[0]) if keys else path


def _take_repository(taking: Extraction) -> None:
    """Where the code lies."""
    url = taking.convert(("codeRepository",), converting.convert_link)
    if url:
        taking.add_field(("codeRepository",), "deployment.repository", {"url": url})


def _take_keywords(taking: Extraction) -> None:
    """Keywords as a list, or as one text with commas, as schema.org allows."""
    value = taking.get_value("keywords")
    if not isinstance(value, str):
        taking.take_items(("keywords",), "keywords", converting.convert_line)
        return
    taking.mark_used("keywords")
    for word in value.split(","):
        try:
            if word.strip():
                taking.add_field(("keywords",), "keywords", converting.convert_line(word), is_item=True)
        except converting.ConversionError as refusal:
            taking.add_loss(("keywords",), refusal.reason)


def _format_requirement(value: object) -> str:
    """A program it needs: a text, or an object with a name and perhaps a version."""
    if isinstance(value, dict) and set(value) <= {"@type", "type", "name", "version"}:
        return " ".join(converting.convert_line(value[key]) for key in ("name", "version") if key in value)
    return converting.convert_line(value)
