"""DESCRIPTION of an R package to pieces of a card: name, persons, licence, needs, pages."""

import re
from collections.abc import Iterator

from boas.formats._import_result import ImportResult, Loss, shorten_value
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._decoding import decode_text, make_read_error
from boas.formats.importers._extraction import Extraction
from boas.formats.importers._links import HOME, ISSUES
from boas.translation import Message

FORM = "r-package"
_KEY = re.compile(r"([A-Za-z][A-Za-z0-9@/._-]*):[ \t]*(.*)")
_BUILDING = (
    *(
        "Type",
        "Encoding",
        "LazyData",
        "LazyDataCompression",
        "Roxygen",
        "RoxygenNote",
        "VignetteBuilder",
        "ByteCompile",
    ),
    *("Collate", "NeedsCompilation", "Packaged", "Built", "Repository", "Config/testthat/edition", "Language"),
)
"""Keys that only speak of how the package is built."""
_LICENCES = {
    **{f"{kind}-{n}": f"{kind}-{n}.0-only" for kind in ("GPL", "AGPL", "LGPL") for n in (2, 3)},
    **{f"{kind} (>= {n})": f"{kind}-{n}.0-or-later" for kind in ("GPL", "AGPL", "LGPL") for n in (2, 3)},
    "Apache License 2.0": "Apache-2.0",
    "Apache License (== 2.0)": "Apache-2.0",
    "BSD_2_clause": "BSD-2-Clause",
    "BSD_3_clause": "BSD-3-Clause",
}
"""What R calls licences (Writing R Extensions, 1.1.2): `GPL-3` is version 3 alone."""
_ROLES = frozenset({"aut", "cre"})
_STRING = r"(?:\"([^\"]*)\"|'([^']*)')"
_ARGUMENT = re.compile(rf"\s*(?:([a-z.]+)\s*=\s*)?(?:c\(([^()]*)\)|{_STRING}|NULL|)\s*(?:,|$)", re.IGNORECASE)
_ORCID = re.compile(r"ORCID['\"]?\s*=\s*['\"]([^'\"]*)['\"]")
_NAMES = ("given", "family", "middle", "email", "role", "comment")


def from_r_package(data: bytes, file: str) -> ImportResult:
    """What a DESCRIPTION gives; raises `UsageError` for a file that cannot be read or describes no package."""
    fields = dict(_iter_fields(decode_text(data, file)))
    if "Package" not in fields:
        raise make_read_error(file, Message("no field `Package`"))
    taking = Extraction(fields, file)
    taking.ignore_keys(*_BUILDING)
    taking.take(("Package",), "name", converting.convert_source_line)
    summary = "Description" if "Description" in fields else "Title"
    taking.take((summary,), "summary", converting.convert_source_text)
    if summary == "Description":
        taking.add_loss(("Title",), reasons.GIVEN_BESIDE)
    taking.take(("Version",), "upstream_version", converting.convert_line)
    taking.take(("License",), "licence.code", _convert_licence)
    taking.add_field(("Package",), "deployment.programming_languages", "r", is_item=True)
    for key in ("Depends", "Imports", "LinkingTo", "SystemRequirements"):
        _take_parts(taking, key)
    _take_persons(taking)
    _take_pages(taking)
    return taking.finish(FORM)


def _iter_fields(text: str) -> Iterator[tuple[str, str]]:
    """Fields of a file of keys and values, whose values go on over indented lines."""
    key, value = "", ""
    for line in text.split("\n"):
        match = _KEY.fullmatch(line)
        if match:
            yield from [(key, value)] if key else ()
            key, value = match[1], match[2]
        elif line[:1] in {" ", "\t"}:
            value = f"{value}\n{line.strip()}".strip()
    yield from [(key, value)] if key else ()


def _convert_licence(value: object) -> str:
    """The SPDX expression of what R calls a licence; `|` is a choice, `file LICENSE` adds a name and a year."""
    parts = [part.partition("+")[0].strip() for part in converting.convert_line(value).split("|")]
    return " OR ".join(_LICENCES.get(part) or converting.convert_licence(part) for part in parts)


def _take_parts(taking: Extraction, key: str) -> None:
    """Programs it needs, parted by commas."""
    value = taking.get_value(key)
    for part in value.split(",") if isinstance(value, str) else ():
        taking.mark_used(key)
        try:
            taking.add_field(
                (key,), "deployment.requirements", converting.convert_line(" ".join(part.split())), is_item=True
            )
        except converting.ConversionError as refusal:
            taking.add_loss((key,), refusal.reason)


def _take_persons(taking: Extraction) -> None:
    """Persons of `Authors@R` who are authors; who has one name alone, or another role, is a loss."""
    taking.add_loss(("Maintainer",), reasons.PERSONAL)
    written = taking.get_value("Authors@R")
    taking.add_loss(("Author",), reasons.GIVEN_BESIDE if written else reasons.TEXT_OF_AUTHORS)
    calls = list(_iter_calls(written)) if isinstance(written, str) else []
    if not calls:
        taking.add_loss(("Authors@R",), reasons.TEXT_OF_AUTHORS)
    for call in calls:
        told = _read_arguments(call)
        if not told.get("given") or not told.get("family"):
            _exclude_person(taking, call, reasons.NOT_PERSON)
        elif not _ROLES & set(re.findall(r"[a-z]+", told.get("role", ""))):
            _exclude_person(taking, call, reasons.CONTRIBUTOR)
        else:
            _add_person(taking, told)


def _exclude_person(taking: Extraction, call: str, reason: Message) -> None:
    """One of `Authors@R` who is no author."""
    taking.mark_used("Authors@R")
    taking.losses.append(Loss(taking.file, "Authors@R", shorten_value(call), reason))


def _add_person(taking: Extraction, told: dict[str, str]) -> None:
    """One author."""
    taking.mark_used("Authors@R")
    try:
        name = converting.convert_line(f"{told['given']} {told['family']}")
        orcid = _ORCID.search(told.get("comment", ""))
        more = {"orcid": converting.convert_orcid(orcid[1])} if orcid else {}
        taking.add_field(("Authors@R",), "ownership.authors", {"name": name} | more, is_item=True)
    except converting.ConversionError as refusal:
        taking.add_loss(("Authors@R",), refusal.reason)


def _iter_calls(written: str) -> Iterator[str]:
    """What stands between the brackets of each `person(…)`."""
    for start in re.finditer(r"\bperson\(", written):
        depth, at = 1, start.end()
        while at < len(written) and depth:
            depth += {"(": 1, ")": -1}.get(written[at], 0)
            at += 1
        if not depth:
            yield written[start.end() : at - 1]


def _read_arguments(call: str) -> dict[str, str]:
    """Arguments of a `person(…)` by name; those without one in the order that R has."""
    told: dict[str, str] = {}
    at, line, positions = 0, " ".join(call.split()), list(_NAMES)
    while at < len(line) and (match := _ARGUMENT.match(line, at)):
        at = max(match.end(), at + 1)
        name = match[1] or next((one for one in positions if one not in told), "")
        told[name] = next((part for part in match.groups()[1:] if part is not None), "")
    return told


def _take_pages(taking: Extraction) -> None:
    """Pages about it, and where bugs are told."""
    for key, label in (("URL", HOME), ("BugReports", ISSUES)):
        value = taking.get_value(key)
        for written in re.split(r"[,\s]+", value) if isinstance(value, str) else ():
            taking.mark_used(key)
            try:
                if written:
                    link = {"url": converting.convert_link(written), "label": label.to_texts()}
                    taking.add_algorithm_field((key,), "links", link)
            except converting.ConversionError as refusal:
                taking.add_loss((key,), refusal.reason)
