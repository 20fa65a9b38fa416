"""The field guide: one page for each kind of document, each field with its own address, and the lists of terms.

All of it comes from the models, the descriptors of kinds, vocabularies and rules; only the names of the forms of
values are written here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from boas.checks import list_field_rules, list_universal_rules
from boas.documents import (
    ALL_KINDS,
    DOCUMENTS,
    KIND_LETTERS,
    DocumentField,
    ValueForm,
    Vocabulary,
    describe_field,
    describe_form,
    describe_path,
    find_field_example,
    list_fields,
    load_example,
    load_vocabulary,
)
from boas.site._jobs import Job, Site, make_stamped_job
from boas.site._range_table import load_range_table
from boas.site._templates import Page, render_template
from boas.site._translations import load_page_catalogue
from boas.site._translations import mark as _
from boas.translation import Language

FORMS: Mapping[str, str] = {
    "part": _("group of fields"),
    "text": _("text, by language"),
    "pairs": _("pairs of a name and a value"),
    "term": _("term"),
    "values": _("given value"),
    "line": _("line of text"),
    "integer": _("whole number"),
    "number": _("number"),
    "yes-no": _("true or false"),
    "bad-account": _("number of an account"),
    "bad-country": _("country code"),
    "bad-date": _("day, written 2026-03-31"),
    "bad-duration": _("length of time, P10Y"),
    "bad-doi": _("DOI"),
    "bad-finess": _("FINESS number"),
    "bad-id": _("id"),
    "bad-licence": _("SPDX licence"),
    "bad-own-licence": _("licence of its own, LicenseRef-…"),
    "bad-orcid": _("ORCID iD"),
    "bad-period": _("year, month or day, or two joined by /"),
    "bad-range": _("range of versions"),
    "bad-ror": _("ROR address"),
    "bad-sha256": _("SHA-256 digest"),
    "bad-siren": _("SIREN number"),
    "bad-version": _("version number"),
    "unsafe-link": _("address in https://"),
    "unsafe-source-link": _("web address"),
}
"""What a value is called, by the name of its form."""

_OR, _EACH = _("or"), _("list, each item: %(form)s")

_FEW_TERMS = 5
"""Up to how many terms stand at the field itself; longer lists stand on the page of lists."""


@dataclass(frozen=True, slots=True)
class _FieldEntry:
    """One field as the guide tells it."""

    path: str
    within: str
    """Its path inside the field it is a part of."""
    meaning: str
    need: str
    kinds: tuple[str, ...]
    """Kinds of algorithm that have it, as terms; empty when all have."""
    form: str
    terms: Vocabulary | None
    """The list its terms come from."""
    values: tuple[str, ...]
    bump: str
    affects_results: bool
    """Whether figures of an older version need not hold once it changed."""
    may_be_absent: bool
    for_level: bool
    """Whether level 1 counts it."""
    rules: tuple[str, ...]
    sample: str
    parts: tuple["_FieldEntry", ...]
    """What its value is made of, at any depth."""


@dataclass(frozen=True, slots=True)
class _GuideSection:
    """Fields that stand together, under a section of the document or at its top."""

    head: _FieldEntry | None
    fields: tuple[_FieldEntry, ...]


def build_guide_sections(kind: str, language: Language) -> tuple[_GuideSection, ...]:
    """All fields of a kind of document, its own first, then those of its sections."""
    told = [field for field in list_fields(kind) if field.states_need]
    heads = [field for field in told if field.is_section]
    own = tuple(_build_field_entry(kind, field, language) for field in told if not field.above and not field.is_section)
    return (
        _GuideSection(None, own),
        *(
            _GuideSection(
                _build_field_entry(kind, head, language),
                tuple(_build_field_entry(kind, field, language) for field in told if field.above == head.path),
            )
            for head in heads
        ),
    )


def _build_field_entry(kind: str, field: DocumentField, language: Language, within: str = "") -> _FieldEntry:
    """One field with all that is known of it; its parts follow when it is told by itself."""
    shape = describe_form(field)
    start = f"{field.path}."
    inside = (
        [one for one in list_fields(kind) if one.path.startswith(start)] if not within and not field.is_section else []
    )
    return _FieldEntry(
        path=field.path,
        within=within,
        meaning=describe_field(field).in_(language),
        need=field.need,
        kinds=()
        if field.kinds == ALL_KINDS
        else tuple(k for k, letter in KIND_LETTERS.items() if letter in field.kinds),
        form=_name_form(shape, language),
        terms=load_vocabulary(shape.vocabulary) if shape.vocabulary else None,
        values=shape.values,
        bump=field.bump if kind == "card" else "",
        affects_results=field.affects_results,
        may_be_absent=field.may_be_absent,
        for_level=kind == "card" and field.states_need and not field.is_section and field.need != "optional",
        rules=list_field_rules(kind, field),
        sample="" if within or field.is_section else find_field_example(kind, field.path, language),
        parts=tuple(_build_field_entry(kind, one, language, one.path.removeprefix(start)) for one in inside),
    )


def _name_form(shape: ValueForm, language: Language) -> str:
    """What the form of a value is called."""
    say = load_page_catalogue(language).gettext
    one = f" {say(_OR)} ".join(say(FORMS[name]) for name in shape.names)
    return say(_EACH) % {"form": one} if shape.is_many else one


def _list_vocabularies() -> tuple[Vocabulary, ...]:
    """Every list of terms that a field takes its values from, by name."""
    names = {describe_form(field).vocabulary for kind in DOCUMENTS for field in list_fields(kind)} - {""}
    return tuple(load_vocabulary(name) for name in sorted(names))


def iter_guide_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The page that leads to all kinds, one for each of them, and that of the lists of terms."""
    yield _make_guide_job(site, site.make_page(language, "fields"), "fields.html", _build_kinds_content)
    for kind in DOCUMENTS:
        make = partial(_build_kind_content, kind, language)
        yield _make_guide_job(site, site.make_page(language, f"fields/{kind}"), "field_kind.html", make)
    yield _make_guide_job(site, site.make_page(language, "fields/terms"), "field_terms.html", _build_terms_content)


def _make_guide_job(site: Site, page: Page, template: str, build: Callable[[], Mapping[str, object]]) -> Job:
    """One page of the guide; of the registry it says only from which commit it is."""
    make = partial(_render_guide_page, site, page, template, build)
    return make_stamped_job(site, page, make, page.url, repr(site.rules))


def _render_guide_page(site: Site, page: Page, template: str, build: Callable[[], Mapping[str, object]]) -> bytes:
    """One page of the guide as bytes; its content is built only now, for few builds make it again."""
    rules = frozenset(rule.name for rule in site.rules)
    everywhere = tuple(name for name in list_universal_rules() if name in rules)
    shared = {"twin": "", "section": "fields", "kinds": DOCUMENTS, "rule_names": rules, "everywhere": everywhere}
    return render_template(template, page, site.settings, {**shared, **build(), "published": site.status})


def _build_kinds_content() -> Mapping[str, object]:
    """What the page that leads to all kinds asks for."""
    return {"n_by_kind": _count_fields(), "paths": {kind: describe_path(kind) for kind in DOCUMENTS}}


def _build_kind_content(kind: str, language: Language) -> Mapping[str, object]:
    """What the page of one kind asks for."""
    sections, whole = build_guide_sections(kind, language), load_example(kind, language)
    content = {"kind": kind, "path": describe_path(kind), "few": _FEW_TERMS, "parts": sections, "whole": whole}
    return {**content, "ranges": load_range_table()} if kind == "notice" else content


def _build_terms_content() -> Mapping[str, object]:
    """What the page of the lists of terms asks for."""
    return {"lists": _list_vocabularies()}


def _count_fields() -> Mapping[str, int]:
    """How many fields each kind has that can be filled by themselves."""
    return {kind: sum(field.states_need and not field.is_section for field in list_fields(kind)) for kind in DOCUMENTS}
