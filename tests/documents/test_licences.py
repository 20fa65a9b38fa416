"""The dated list of SPDX licences: it is whole, its deprecated identifiers lead on, and own licences are told apart."""

import pytest
import yaml

from boas.documents import (
    CHECKS,
    find_newer_licences,
    find_package_folder,
    list_own_licences,
    load_vocabulary,
    name_licence,
)

LISTED = yaml.safe_load((find_package_folder("schemas") / "spdx_licences.yaml").read_text())


def test_every_licence_of_the_list_is_accepted_and_has_a_name() -> None:
    assert [code for code in LISTED["licences"] if not CHECKS["bad-licence"](code) or not name_licence(code)] == []


def test_every_exception_can_stand_behind_a_licence() -> None:
    assert [one for one in LISTED["exceptions"] if not CHECKS["bad-licence"](f"GPL-2.0-only WITH {one}")] == []


def test_usual_licences_are_in_force_at_spdx() -> None:
    assert set(load_vocabulary("licences").terms) <= set(LISTED["licences"])


def test_what_replaces_a_deprecated_identifier_is_accepted() -> None:
    assert [new for old in LISTED["replaced"].values() for new in old if not CHECKS["bad-licence"](new)] == []


def test_a_deprecated_identifier_is_refused_unless_published_cards_may_hold_it() -> None:
    accepted = {old for old in LISTED["replaced"] if CHECKS["bad-licence"](old)}

    assert accepted == set(LISTED["still_accepted"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gpl-3.0", ("GPL-3.0-only", "GPL-3.0-or-later")),
        ("Nunit", ("zlib-acknowledgement",)),
        ("MIT", ()),
        ("free", ()),
    ],
)
def test_a_deprecated_identifier_names_what_replaces_it(old: str, new: tuple[str, ...]) -> None:
    assert find_newer_licences(old) == new


def test_own_licences_of_an_expression_are_listed_once_each() -> None:
    expression = "(LicenseRef-b OR MIT) AND LicenseRef-a OR LicenseRef-b"

    assert list_own_licences(expression) == ("LicenseRef-b", "LicenseRef-a")
