"""pyproject.toml of a Python package (its `[project]` table) to pieces of a card: name, licence, needs, pages."""

import tomllib

from boas.formats._import_result import ImportResult
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._decoding import check_size, decode_text, make_read_error
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._links import HELP, HOME, ISSUES, take_link
from boas.translation import Message

FORM = "python-package"
_REPOSITORY_NAMES = frozenset({"repository", "source", "source code", "code", "github", "gitlab"})
_PAGE_NAMES = {
    **dict.fromkeys(("homepage", "home"), HOME),
    **dict.fromkeys(("documentation", "docs"), HELP),
    **dict.fromkeys(("issues", "bug tracker", "bugs", "tracker", "issue tracker"), ISSUES),
}
"""What the labels of `[project.urls]` mean, as the index of packages reads them."""


def from_python_package(data: bytes, file: str) -> ImportResult:
    """What a pyproject.toml gives; raises `UsageError` for a file that cannot be read or describes no package."""
    try:
        value = tomllib.loads(decode_text(data, file))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise make_read_error(file, Message("this is no TOML")) from error
    check_size(value, file)
    project = value.get("project")
    if not isinstance(project, dict):
        raise make_read_error(file, Message("no table `project`"))
    taking = Extraction({"project": project}, file)
    taking.take(("project", "name"), "name", converting.convert_source_line)
    taking.take(("project", "description"), "summary", converting.convert_source_text)
    taking.take(("project", "version"), "upstream_version", converting.convert_line)
    taking.take_items(("project", "keywords"), "keywords", converting.convert_line)
    taking.add_losses(("project", "authors"), reasons.UNSURE_PERSON)
    taking.add_losses(("project", "maintainers"), reasons.CONTRIBUTOR)
    _take_licence(taking)
    taking.add_field(("project", "name"), "deployment.programming_languages", "python", is_item=True)
    taking.take(("project", "requires-python"), "deployment.requirements", _format_python, is_item=True)
    taking.take_items(("project", "dependencies"), "deployment.requirements", converting.convert_line)
    _take_addresses(taking)
    return taking.finish(FORM)


def _take_licence(taking: Extraction) -> None:
    """The licence as an expression, or as the text of older files."""
    path: tuple[str, ...] = ("project", "license")
    is_text = isinstance(taking.get_value(*path), dict)
    taking.take((*path, "text") if is_text else path, "licence.code", converting.convert_licence)


def _format_python(value: object) -> str:
    """The version of Python that is needed."""
    return f"Python {converting.convert_line(value)}"


def _take_addresses(taking: Extraction) -> None:
    """Addresses by their labels: the repository, and pages about it; one whose label says neither is lost."""
    urls = taking.get_value("project", "urls")
    for label in urls if isinstance(urls, dict) else ():
        path = ("project", "urls", label)
        if label.casefold() in _REPOSITORY_NAMES:
            url = taking.convert(path, converting.convert_link)
            if url:
                taking.add_field(path, "deployment.repository", {"url": url})
        elif label.casefold() in _PAGE_NAMES:
            take_link(taking, path, _PAGE_NAMES[label.casefold()])
