"""Addresses: where each page lies, how one page names another, and which foreign links may be followed.

Links between pages are relative, so that the site can lie under any address. No address is fetched.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote, urlencode, urlsplit

from boas.index import name_pair
from boas.translation import Language

_SAFE_SCHEMES = frozenset({"https", "http", "mailto"})


def build_address(language: Language, path: str, ending: str = "html") -> str:
    """Address of a page or twin below the site's root, for instance `fr/algorithms/avc.html`."""
    return f"{language}/{path}.{ending}"


def to_relative(here: str, there: str) -> str:
    """How the page at `here` names `there`; what follows `#` or `?` is kept."""
    folders, parts = here.split("/")[:-1], there.split("/")
    shared = 0
    while shared < min(len(folders), len(parts) - 1) and folders[shared] == parts[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(parts[shared:])


def build_facet_path(facet: str, value: str, page: int = 1) -> str:
    """Path of the page of one value of a facet; values that are no file name get a short digest."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", value).strip(".-")
    name = value if plain == value else f"{plain}-{sha256(value.encode()).hexdigest()[:6]}"
    return f"browse/{facet}/{name}" + (f"/page-{page}" if page > 1 else "")


def build_pair_path(one: str, other: str) -> str:
    """Path of the page of two algorithms side by side."""
    return f"compare/{name_pair(one, other)}"


def build_values_path(facet: str, page: int = 1) -> str:
    """Path of the page of all values of a facet."""
    return f"browse/{facet}" + (f"-{page}" if page > 1 else "")


def build_list_path(page: int = 1) -> str:
    """Path of a page of the list of all algorithms."""
    return "algorithms" if page == 1 else f"algorithms-{page}"


def build_query_path(filters: Mapping[str, Sequence[str]], q: str = "", sort: str = "", after: str = "") -> str:
    """Path with the query that asks for these filters, the way the form asks it."""
    pairs = [(name, value) for name in sorted(filters) for value in filters[name]]
    extra = [(name, value) for name, value in (("q", q), ("sort", sort), ("after", after)) if value]
    query = urlencode(extra + pairs)
    return "algorithms.html" + (f"?{query}" if query else "")


def keep_safe_link(link: str) -> str:
    """The link when its scheme may be followed, else an empty string."""
    try:
        scheme = urlsplit(link).scheme
    except ValueError:
        return ""
    return link if scheme in _SAFE_SCHEMES and not link.startswith("//") else ""


def build_doi_link(doi: str) -> str:
    """Where a DOI leads; an address given in its place is kept when it may be followed."""
    return f"https://doi.org/{quote(doi, safe='/().:;-_')}" if doi.startswith("10.") else keep_safe_link(doi)


def build_forge_link(forge: str, kind: str, path: str) -> str:
    """A page of the forge about a file: `blob`, `edit` or `history`, on the default branch."""
    between = "/-" if "gitlab" in forge else ""
    kinds = {"history": "commits"}
    return f"{forge.rstrip('/')}{between}/{kinds.get(kind, kind)}/HEAD/{quote(path)}"


def build_issue_link(forge: str, title: str) -> str:
    """The forge's form for a new issue, with its title filled in."""
    if "gitlab" in forge:
        return f"{forge.rstrip('/')}/-/issues/new?" + urlencode({"issue[title]": title})
    return f"{forge.rstrip('/')}/issues/new?" + urlencode({"title": title})


def build_report_link(forge: str) -> str:
    """The forge's private report of a weakness: on GitHub its own form, on GitLab a confidential issue."""
    if "gitlab" in forge:
        return f"{forge.rstrip('/')}/-/issues/new?" + urlencode({"issue[confidential]": "true"})
    return f"{forge.rstrip('/')}/security/advisories/new"


def build_new_file_link(forge: str, path: str, content: str) -> str:
    """The forge's page for a new file, with its path and, on GitHub, its content filled in.

    GitLab fills in the name only: its newer versions ignore content in the address (gitlab-org/gitlab issue 532221).
    """
    if "gitlab" in forge:
        return f"{forge.rstrip('/')}/-/new/HEAD?" + urlencode({"file_name": path})
    return f"{forge.rstrip('/')}/new/HEAD?" + urlencode({"filename": path, "value": content})
