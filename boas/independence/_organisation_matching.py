"""Whether two organisations are one, or may be: by identifiers, by what they belong to, by name and by web site.

Identifiers decide. Names and web sites only ask: two organisations that look alike may be one until different
identifiers of the same sort distinguish them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from urllib.parse import urlsplit

from boas.documents import Directory, Organisation, are_distinct
from boas.independence._names import to_latin

_LEGAL_FORMS = frozenset(
    re.findall(
        r"[^\s]+",
        """
        sa sas sasu sarl eurl snc sca scop gie gip gcs epst epic inc llc ltd plc gmbh ag bv nv spa srl
        """,
    )
)
_STOP_WORDS = frozenset(
    re.findall(
        r"[^\s]+",
        """
        a and au aux d de des du en et for fur l la le les of on pour s sur the association fondation foundation
        """,
    )
)
_ABBREVIATIONS = (
    ("centre hospitalier regional et universitaire", "chu"),
    ("centre hospitalier regional universitaire", "chu"),
    ("centre hospitalier universitaire", "chu"),
    ("university hospital", "chu"),
    ("chru", "chu"),
    ("centre hospitalier", "ch"),
    ("university", "universite"),
)
"""What hospitals and universities are called at length or in English, and in short."""
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 12
_WORDS_OF_A_NAME = 2
"""From how many words on a bracket is another name, and not an acronym or a place."""
_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")

_SHARED_BY_ACCOUNT = frozenset(
    re.findall(
        r"[^\s]+",
        """
        github.com gitlab.com bitbucket.org codeberg.org huggingface.co linkedin.com facebook.com x.com twitter.com
        sites.google.com wikipedia.org medium.com
        """,
    )
)
"""Hosts where many organisations have a page under their account: the first part of the path distinguishes them."""
_SHARED_BY_HOST = frozenset(
    re.findall(
        r"[^\s]+",
        """
        example.org example.com example.net github.io gitlab.io pages.dev netlify.app vercel.app wordpress.com
        blogspot.com readthedocs.io hypotheses.org
        gouv.fr asso.fr com.fr inria.fr inserm.fr cnrs.fr sante.fr aphp.fr cea.fr pasteur.fr europa.eu nih.gov
        co.uk ac.uk org.uk nhs.uk gov.uk com.au edu.au gov.au org.au ac.jp co.jp gc.ca qc.ca com.br
        """,
    )
)
"""Domains under which many organisations have hosts of their own: the whole host distinguishes them."""
_UNIVERSITY_DOMAIN = re.compile(
    r"[a-z0-9-]*univ[a-z0-9-]*\.[a-z]+|(?:u|uni|ens|ecole)-[a-z0-9-]+\.[a-z]+|[a-z0-9-]+\.edu"
)
"""Domains of universities, whose units have hosts of their own."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two organisations, by id, that are one, belong to one, or may be one."""

    own: str
    other: str
    is_sure: bool
    """Whether identifiers or `part_of` establish the tie; otherwise the names are only similar."""


def as_directory(organisations: Mapping[str, Organisation]) -> Directory:
    """The same organisations as a directory."""
    return organisations if isinstance(organisations, Directory) else Directory(organisations)


def find_tie(own: str, others: Iterable[str], organisations: Mapping[str, Organisation]) -> Tie | None:
    """The tie of an organisation to one of others, a certain tie before a likely one; None without any."""
    directory, others = as_directory(organisations), tuple(others)
    family = directory.list_family(own)
    for other in others:
        theirs = directory.list_family(other)
        if shared := next((text for text in family if text in theirs), None):
            return Tie(shared, other, is_sure=True)
    pairs = (pair for other in others for pair in product(family, directory.list_family(other)))
    return next((Tie(*pair, is_sure=False) for pair in pairs if _may_be_one(*pair, directory)), None)


def is_above(own: str, others: Iterable[str], organisations: Mapping[str, Organisation]) -> bool:
    """Whether an organisation is, or may be, one of others or one that these belong to."""
    directory = as_directory(organisations)
    above = {up for other in others for up in directory.list_family(other)}
    return any(
        text in above or any(_may_be_one(text, up, directory) for up in above)
        for text in directory.list_same_organisation(own)
    )


def list_look_alikes(own: str, directory: Directory) -> tuple[str, ...]:
    """Ids of the organisations that may be the same as one by a similar name only."""
    if own not in directory:
        return ()
    near = dict.fromkeys(
        other for sign in _list_signs(directory[own]) for other in _group_by_sign(directory).get(sign, ())
    )
    family = set(directory.list_family(own))
    return tuple(
        other
        for other in near
        if _may_be_one(own, other, directory) and family.isdisjoint(directory.list_family(other))
    )


@lru_cache(maxsize=2)
def _group_by_sign(directory: Directory) -> Mapping[str, tuple[str, ...]]:
    """Ids by what their organisations can look alike in, worked out once for a directory."""
    found: dict[str, list[str]] = {}
    for own, organisation in directory.items():
        for sign in _list_signs(organisation):
            found.setdefault(sign, []).append(own)
    return {sign: tuple(ids) for sign, ids in found.items()}


def _list_signs(organisation: Organisation) -> frozenset[str]:
    """Everything that an organisation can look like another one in."""
    names, site = _normalise_names(organisation), _get_site(organisation)
    return names.written | names.initials | ({f"://{site}"} if site else set())


def _may_be_one(text: str, other: str, directory: Directory) -> bool:
    """Whether two organisations have similar names and no identifiers distinguish them."""
    first, second = directory.get(text), directory.get(other)
    if first is None or second is None or are_distinct(first, second):
        return False
    return are_alike(first, second)


def are_alike(organisation: Organisation, other: Organisation) -> bool:
    """Whether two organisations have a name or a web site in common."""
    first, second = _normalise_names(organisation), _normalise_names(other)
    if first.written & second.written or first.initials & second.written or first.written & second.initials:
        return True
    return _get_site(organisation) is not None and _get_site(organisation) == _get_site(other)


@dataclass(frozen=True, slots=True)
class _OrganisationNames:
    """What an organisation is called, folded: without case, accents, punctuation, legal form and small words."""

    written: frozenset[str]
    """Names in either order of their words, and what stands in brackets when it is a name."""
    initials: frozenset[str]
    """Acronyms that its names would have."""


def _normalise_names(organisation: Organisation) -> _OrganisationNames:
    """Every name of an organisation, folded."""
    found = [_normalise_name(name) for name in organisation.name.texts.values()]
    return _OrganisationNames(
        frozenset().union(*(organisation.written for organisation in found)),
        frozenset().union(*(organisation.initials for organisation in found)),
    )


@lru_cache(maxsize=8_192)
def _normalise_name(name: str) -> _OrganisationNames:
    """One name, folded."""
    text = to_latin(name)
    brackets = [inner for found in _IN_BRACKETS.finditer(text) for inner in found.groups() if inner]
    words = _list_name_words(_IN_BRACKETS.sub(" ", text))
    initials = "".join(word[0] for word in words)
    others = (form for bracket in brackets for form in _list_other_names(bracket, initials))
    written = frozenset(form for form in ("".join(words), " ".join(sorted(words)), *others) if form)
    return _OrganisationNames(written, frozenset({initials} if len(initials) >= _SHORTEST_ACRONYM else ()))


def _list_other_names(bracket: str, initials: str) -> Iterator[str]:
    """Names that brackets give: an acronym, or a name of several words; not a place or a remark."""
    for part in re.split(r"[,;/]", bracket):
        words, letters = _list_name_words(part), "".join(sign for sign in part if sign.isalnum())
        n_capitals = sum(sign.isupper() for sign in letters)
        is_acronym = n_capitals >= _WORDS_OF_A_NAME and " " not in part.strip() and len(letters) <= _LONGEST_ACRONYM
        if is_acronym or letters.casefold() == initials or len(words) > _WORDS_OF_A_NAME:
            yield "".join(words)


def _list_name_words(text: str) -> list[str]:
    """The distinctive words of a name."""
    plain = " ".join(re.findall(r"[^\W_]+", text.casefold().replace(".", "")))
    for long, short in _ABBREVIATIONS:
        plain = re.sub(rf"\b{long}\b", short, plain)
    words = plain.split()
    return [word for word in words if word not in _LEGAL_FORMS | _STOP_WORDS] or words


def _get_site(organisation: Organisation) -> str | None:
    """What of an organisation's address is its own; nothing without an address."""
    return normalise_site(organisation.url) if organisation.url else None


@lru_cache(maxsize=8_192)
def normalise_site(url: str) -> str | None:
    """The registrable domain of an address, or more of it where many organisations share that domain."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    domain = ".".join(host.split(".")[-2:])
    account = parts.path.strip("/").partition("/")[0].casefold()
    if host in _SHARED_BY_ACCOUNT or domain in _SHARED_BY_ACCOUNT:
        return f"{host}/{account}" if account else None
    return host if domain in _SHARED_BY_HOST or _UNIVERSITY_DOMAIN.fullmatch(domain) else domain or None
