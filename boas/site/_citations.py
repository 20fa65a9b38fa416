"""How to cite one version: BibTeX and CITATION.cff, made of facts of the card and of the commit.

Both end up in other people's tools, so every text is escaped for its format; nothing is invented: what
is not known is left out.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from boas.finding import Language
from boas.site._rows import list_names
from boas.site._settings import Settings
from boas.site._translations import choose, load_catalogue
from boas.site._translations import mark as _

_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Citation:
    """What is cited."""

    algorithm: str
    version: str
    title: str
    authors: tuple[tuple[str, str], ...]
    """Names of persons with their ORCID iD, which may be empty."""
    organisations: tuple[str, ...]
    registry: str
    released: str
    """Day of the publishing commit; empty when it is not known."""
    commit: str
    digest: str
    url: str
    """Address of the version's page; empty when the site's address is not known."""

    def list_authors(self) -> tuple[str, ...]:
        """Authors; where the card names none, the organisations; where it names none, the registry."""
        return tuple(name for name, _ in self.authors) or self.organisations or (self.registry,)


def build_citation(version: _Json, language: Language, settings: Settings) -> _Citation:
    """The facts of a version that a reference needs."""
    published = version["published"]
    name, number = version["id"], version["version"]
    address = f"{settings.base_url}/{language}/algorithms/{name}/versions/{number}.html"
    return _Citation(
        algorithm=name,
        version=number,
        title=choose(version["card"]["name"], language).text,
        authors=_list_authors(version["card"]),
        organisations=tuple(said.text for _, said in list_names(version["organisations"], language)),
        registry=settings.name(language)[0],
        released=published["date"][:10] if published else "",
        commit=published["commit"] if published else "",
        digest=version["digest"],
        url=address if settings.base_url else "",
    )


def _list_authors(card: _Json) -> tuple[tuple[str, str], ...]:
    """Persons the card names as authors."""
    written = card["ownership"].get("authors")
    return tuple((one["name"], one.get("orcid") or "") for one in written) if isinstance(written, list) else ()


_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}


def escape_latex(text: str) -> str:
    """A text in which LaTeX finds no command."""
    return "".join(_LATEX.get(sign, sign) for sign in " ".join(text.split()))


def render_bibtex(cited: _Citation) -> bytes:
    """One entry; names stand in double braces, so that no program takes them apart."""
    fields = {
        "author": " and ".join(f"{{{escape_latex(name)}}}" for name in cited.list_authors()),
        "title": f"{{{escape_latex(cited.title)}}}",
        "year": cited.released[:4],
        "version": escape_latex(cited.version),
        "howpublished": escape_latex(cited.registry),
        "note": f"sha256:{cited.digest}" + (f", commit {cited.commit}" if cited.commit else ""),
        "url": cited.url,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{cited.algorithm}-{cited.version},\n{lines}}}\n".encode()


_NON_YAML_CHARACTERS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Signs JSON leaves as they are and YAML does not."""


def quote_yaml(text: str) -> str:
    """A text as a YAML string in double quotes, which JSON writes too but for a few signs."""
    return _NON_YAML_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def render_cff(cited: _Citation, language: Language) -> bytes:
    """A CITATION.cff of version 1.2.0; persons are entities by name, since nobody told which part is the family's."""
    people = [{"name": name, "orcid": f"https://orcid.org/{orcid}" if orcid else ""} for name, orcid in cited.authors]
    say = load_catalogue(language).gettext
    identifiers = [{"type": "other", "value": f"sha256:{cited.digest}", "description": say(_("Digest of the version"))}]
    lines = [
        *_render_scalars(
            {"cff-version": "1.2.0", "message": say(_("To cite this version, use these facts.")), "type": "software"}
        ),
        *_render_scalars({"title": cited.title, "version": cited.version, "date-released": cited.released}),
        *_render_scalars({"commit": cited.commit, "url": cited.url}),
        *_render_items("authors", people or [{"name": name} for name in cited.list_authors()]),
        *_render_items("identifiers", identifiers),
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _render_scalars(fields: Mapping[str, str]) -> list[str]:
    """Lines of the fields that are known."""
    return [f"{name}: {quote_yaml(value)}" for name, value in fields.items() if value]


def _render_items(name: str, entries: Sequence[Mapping[str, str]]) -> list[str]:
    """Lines of a list of mappings."""
    indented = [
        [("- " if not n else "  ") + line for n, line in enumerate(_render_scalars(entry))] for entry in entries
    ]
    return [f"{name}:", *(f"  {line}" for lines in indented for line in lines)]
