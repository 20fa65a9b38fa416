"""One descriptor per kind of document: it agrees with its model, and nothing about a kind is told twice."""

import pytest

from boas.documents import (
    DOCUMENTS,
    RECORDS,
    DocumentKind,
    build_path,
    find_package_folder,
    find_record,
    get_file_name,
    list_fields,
)

KINDS = [pytest.param(kind, id=kind.name) for kind in DOCUMENTS.values()]


@pytest.mark.parametrize("kind", KINDS)
def test_fields_a_descriptor_names_are_in_the_model(kind: DocumentKind) -> None:
    fields = {field.path for field in list_fields(kind.name)}

    assert {*kind.path_fields, *filter(None, (kind.correction_field, kind.signer_field))} <= fields
    assert all(f"{{{name}}}" in kind.path for name in kind.path_fields.values())


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_called_something_in_both_languages(kind: DocumentKind) -> None:
    texts = (kind.label, kind.plural, kind.about, kind.title)

    assert all(said.in_("fr").strip() and said.in_("en").strip() for said in texts)
    assert kind.title.in_("en").casefold() == kind.label.in_("en").casefold()


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_dated_and_signed_and_found_by_its_path(kind: DocumentKind) -> None:
    names = {"algorithm": "regle", "version": "1.0.0", **dict.fromkeys(DOCUMENTS, "abc")}
    record = find_record(build_path(kind.name, **names))

    assert (record is not None) == kind.is_record == (kind.name in RECORDS)
    assert not kind.is_record or (kind.signer_field and {"date"} <= kind.model.model_fields.keys())
    assert not record or record.endswith("/") == (get_file_name(kind.name) == f"{kind.name}.yaml")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_with_a_section_on_a_cards_page_has_the_template_that_fills_it(kind: DocumentKind) -> None:
    template = find_package_folder("web") / "templates" / "card" / f"{kind.name}.html"

    assert kind.section is None or (kind.is_about_algorithm and template.is_file())
