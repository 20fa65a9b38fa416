"""Addresses of foreign files as labelled links of `algorithm.yaml`, which may change without a new version."""

from boas.finding import Message
from boas.formats.importers import _conversion as converting
from boas.formats.importers._extraction import Extraction
from boas.parsing import FieldPath

HOME = Message("Page du projet", "Project page")
RELEASE = Message("Version publiée", "Released version")
CITED = Message("Enregistrement à citer", "Record to cite")
NOTEBOOK = Message("Carnet d’essai", "Notebook to try it")
HUB = Message("Page Hugging Face", "Hugging Face page")
ISSUES = Message("Suivi des questions", "Issue tracker")


def take_link(taking: Extraction, path: FieldPath, label: Message) -> None:
    """The address at a path becomes a link; plain http becomes a loss."""
    url = taking.convert(path, converting.convert_link)
    if url:
        taking.add_algorithm_field(path, "links", {"url": url, "label": {"fr": label.fr, "en": label.en}})


def take_doi_link(taking: Extraction, path: FieldPath, label: Message) -> None:
    """The DOI of the software at a path becomes a link to its record."""
    doi = taking.convert(path, converting.convert_line)
    if doi:
        bare = str(doi).removeprefix("https://doi.org/")
        taking.add_algorithm_field(
            path, "links", {"url": f"https://doi.org/{bare}", "label": {"fr": label.fr, "en": label.en}}
        )
