"""Addresses of foreign files as labelled links of `algorithm.yaml`, which may change without a new version."""

from boas.formats.importers import _conversion as converting
from boas.formats.importers._extraction import Extraction
from boas.parsing import FieldPath
from boas.translation import Message

HOME = Message("Project page")
RELEASE = Message("Released version")
CITED = Message("Record to cite")
NOTEBOOK = Message("Notebook to try it")
HUB = Message("Hugging Face page")
LICENCE = Message("Text of the licence")
HELP = Message("Documentation")
ISSUES = Message("Issue tracker")


def take_link(taking: Extraction, path: FieldPath, label: Message) -> None:
    """The address at a path becomes a link; plain http becomes a loss."""
    url = taking.convert(path, converting.convert_link)
    if url:
        taking.add_algorithm_field(path, "links", {"url": url, "label": label.to_texts()})


def take_doi_link(taking: Extraction, path: FieldPath, label: Message) -> None:
    """The DOI of the software at a path becomes a link to its record."""
    doi = taking.convert(path, converting.convert_line)
    if doi:
        bare = str(doi).removeprefix("https://doi.org/")
        taking.add_algorithm_field(path, "links", {"url": f"https://doi.org/{bare}", "label": label.to_texts()})
