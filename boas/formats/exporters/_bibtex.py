"""A version as an entry of BibTeX; every text is escaped, for it ends up in other people's documents."""

from boas.formats.exporters._export_view import ExportView
from boas.formats.exporters._exporter import Export, Exporter, list_losses

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
_CARRIED = ("id", "version", "name", "ownership.authors.name")


def escape_latex(text: str) -> str:
    """A text in which LaTeX finds no command."""
    return "".join(_LATEX.get(sign, sign) for sign in " ".join(text.split()))


def export_bibtex(view: ExportView) -> Export:
    """One entry; names stand in double braces, so that no program takes them apart."""
    fields = {
        "author": " and ".join(f"{{{escape_latex(name)}}}" for name in view.author_names),
        "title": f"{{{escape_latex(view.title)}}}",
        "year": view.released[:4],
        "version": escape_latex(view.card.version),
        "howpublished": escape_latex(view.registry_name),
        "note": f"sha256:{view.digest}" + (f", commit {view.commit}" if view.commit else ""),
        "url": view.page_url,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    shown = () if view.people else ("ownership.organisations",)
    return (
        f"@misc{{{view.card.id}-{view.card.version},\n{lines}}}\n".encode(),
        list_losses(view.card, (*_CARRIED, *shown)),
    )


BIBTEX = Exporter("bibtex", "BibTeX", "application/x-bibtex; charset=utf-8", "bib", export_bibtex)
