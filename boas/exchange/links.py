"""Addresses of foreign files as labelled links of `algorithm.yaml`, which may change without a new version."""

from boas.exchange import converting
from boas.exchange.taking import Taking
from boas.finding import Words
from boas.reading import Loc

HOME = Words("Page du projet", "Project page")
RELEASE = Words("Version publiée", "Released version")
CITED = Words("Enregistrement à citer", "Record to cite")
NOTEBOOK = Words("Carnet d’essai", "Notebook to try it")
HUB = Words("Page Hugging Face", "Hugging Face page")
ISSUES = Words("Suivi des questions", "Issue tracker")


def take_link(taking: Taking, path: Loc, label: Words) -> None:
    """The address at a path becomes a link; plain http becomes a loss."""
    url = taking.convert(path, converting.link)
    if url:
        taking.add_algorithm_field(path, "links", {"url": url, "label": {"fr": label.fr, "en": label.en}})


def take_doi_link(taking: Taking, path: Loc, label: Words) -> None:
    """The DOI of the software at a path becomes a link to its record."""
    doi = taking.convert(path, converting.line)
    if doi:
        bare = str(doi).removeprefix("https://doi.org/")
        taking.add_algorithm_field(
            path, "links", {"url": f"https://doi.org/{bare}", "label": {"fr": label.fr, "en": label.en}}
        )
