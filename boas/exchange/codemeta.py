"""codemeta.json (CodeMeta 2 and 3) to pieces of a card: name, authors, licence, repository, languages, needs."""

from boas.exchange import converting, reasons
from boas.exchange.foreign import json_of, refused, text_of
from boas.exchange.imported import Imported
from boas.exchange.links import HOME, ISSUES, RELEASE, take_link
from boas.exchange.people import PersonKeys, take_authors
from boas.exchange.taking import Taking
from boas.finding import Words
from boas.reading import Loc

PERSON = PersonKeys(("givenName", "familyName"), orcid=("@id", "id", "identifier"), whole_name="name")
FORM = "codemeta"


def from_codemeta(data: bytes, file: str) -> Imported:
    """What a codemeta.json gives; raises `UsageError` for a file that cannot be read."""
    value = json_of(text_of(data, file), file)
    if not isinstance(value, dict):
        raise refused(file, Words("ce n’est pas un objet JSON", "this is no JSON object"))
    taking = Taking(value, file)
    taking.ignore_keys("@context", "@type", "type")
    taking.take(("name",), "name", converting.said_line)
    taking.take(("description",), "summary", converting.said)
    take_version(taking)
    take_authors(taking, ("author",), PERSON)
    take_licence(taking)
    take_repository(taking)
    for item in taking.list_item_paths("programmingLanguage"):
        taking.take(named(taking, item), "deployment.programming_languages", LANGUAGE, is_item=True)
    for key in ("softwareRequirements", "runtimePlatform"):
        for item in taking.list_item_paths(key):
            taking.take(item, "deployment.requirements", requirement, is_item=True)
    take_keywords(taking)
    taking.take(("funding",), "ownership.funding", converting.said)
    take_link(taking, ("url",), HOME)
    take_link(taking, ("issueTracker",), ISSUES)
    take_link(taking, ("downloadUrl",), RELEASE)
    taking.add_losses(("referencePublication",), reasons.NO_ROLE)
    return taking.finish(FORM)


LANGUAGE = converting.term("programming_languages")


def named(taking: Taking, path: Loc) -> Loc:
    """The path of a thing's name: of the thing itself when it is a text."""
    if not isinstance(taking.get_value(*path), dict):
        return path
    taking.mark_used(*path, "@type")
    return (*path, "name")


def take_version(taking: Taking) -> None:
    """The producer's version; both keys are in use."""
    keys = [key for key in ("softwareVersion", "version") if taking.get_value(key) is not None]
    for key in keys[:1]:
        taking.take((key,), "upstream_version", converting.line)
    if len(keys) > 1 and taking.get_value("version") == taking.get_value("softwareVersion"):
        taking.ignore_keys("version")


def take_licence(taking: Taking) -> None:
    """The licence of the code when there is one; of several, CodeMeta does not tell whether both or either hold."""
    items = list(taking.list_item_paths("license"))
    if len(items) == 1:
        taking.take(licence_path(taking, items[0]), "licence.code", converting.licence)
    else:
        taking.add_loss(("license",), reasons.SEVERAL_LICENCES)


def licence_path(taking: Taking, path: Loc) -> Loc:
    """Where a licence is told: the text itself, else the address or the name of the object."""
    keys = [key for key in ("@id", "id", "url", "name") if isinstance(taking.get_value(*path, key), str)]
    return (*path, keys[0]) if keys else path


def take_repository(taking: Taking) -> None:
    """Where the code lies."""
    url = taking.convert(("codeRepository",), converting.link)
    if url:
        taking.add_field(("codeRepository",), "deployment.repository", {"url": url})


def take_keywords(taking: Taking) -> None:
    """Keywords as a list, or as one text with commas, as schema.org allows."""
    value = taking.get_value("keywords")
    if not isinstance(value, str):
        taking.take_items(("keywords",), "keywords", converting.line)
        return
    taking.mark_used("keywords")
    for word in value.split(","):
        try:
            if word.strip():
                taking.add_field(("keywords",), "keywords", converting.line(word), is_item=True)
        except converting.NotTakenError as refusal:
            taking.add_loss(("keywords",), refusal.reason)


def requirement(value: object) -> str:
    """A program it needs: a text, or an object with a name and perhaps a version."""
    if isinstance(value, dict) and set(value) <= {"@type", "name", "version"}:
        return " ".join(converting.line(value[key]) for key in ("name", "version") if key in value)
    return converting.line(value)
