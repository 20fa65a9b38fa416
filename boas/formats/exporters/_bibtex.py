"""A version as entries of BibTeX; every text is escaped, for it ends up in other people's documents."""

from collections.abc import Mapping
from urllib.parse import quote

from boas.documents import Publication
from boas.formats.exporters._export_view import ExportView
from boas.formats.exporters._exporter import Export, Exporter, list_credited_fields, list_losses
from boas.translation import Message

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
_CARRIED = ("id", "version", "name")
_OF_WORKS = tuple(f"references.publications.{name}" for name in ("title", "doi", "url", "year", "citation"))
_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%-._~"
"""Signs an address may have; these fields are read as they stand, so that no other may stay."""
_COMPILED = Message("card compiled from public sources")


def escape_latex(text: str) -> str:
    """A text in which LaTeX finds no command."""
    return "".join(_LATEX.get(sign, sign) for sign in " ".join(text.split()))


def export_bibtex(view: ExportView) -> Export:
    """The card as one entry, then each publication of the work as an entry of its own.

    Names stand in double braces, so that no program takes them apart. Of a compiled card its compiler is credited.
    """
    entries = [_render_card(view), *(_render_work(view, one, place) for place, one in enumerate(view.works, start=1))]
    told = view.card.references.publications if view.card.references else None
    carried = _OF_WORKS if isinstance(told, tuple) and len(view.works) == len(told) else ()
    losses = list_losses(view.card, (*_CARRIED, *carried, *list_credited_fields(view, "name")))
    return "".join(entries).encode(), losses


def _render_card(view: ExportView) -> str:
    """The entry of the card."""
    compiled = f"{escape_latex(_COMPILED.in_(view.language))}, " if view.is_compiled else ""
    fields = {
        "author": " and ".join(f"{{{escape_latex(name)}}}" for name in view.card_author_names),
        "title": f"{{{escape_latex(view.title)}}}",
        "year": view.released[:4],
        "version": escape_latex(view.card.version),
        "howpublished": escape_latex(view.registry_name),
        "note": f"{compiled}sha256:{view.digest}" + (f", commit {view.commit}" if view.commit else ""),
        "url": view.page_url,
    }
    return _render_entry(f"{view.card.id}-{view.card.version}", fields)


def _render_work(view: ExportView, one: Publication, place: int) -> str:
    """The entry of a publication; who wrote it is not known apart from its reference."""
    fields = {
        "title": f"{{{escape_latex(one.title)}}}" if one.title else "",
        "year": str(one.year or ""),
        "doi": quote(one.doi or "", safe=_OF_ADDRESSES),
        "url": quote(one.url or "", safe=_OF_ADDRESSES),
        "note": escape_latex(one.citation or ""),
    }
    return _render_entry(f"{view.card.id}-work-{place}", fields)


def _render_entry(key: str, fields: Mapping[str, str]) -> str:
    """One entry with the fields that are known."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}}}\n"


BIBTEX = Exporter("bibtex", "BibTeX", "application/x-bibtex; charset=utf-8", "bib", export_bibtex)
