"""Pages about lists of 50,000 codes stay small: changes between versions, lists side by side, a system, a card."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest

from boas.documents import Card
from boas.formats import ListedCodes
from boas.index import CodeComparison, CodeSide, Comparison, Written, compare_code_sides
from boas.index._code_search_answers import CodedSystem
from boas.index._comparison import compare_versions
from boas.index._version_answers import Codelist
from boas.site._card_jobs import _render_card_page, _render_comparison_page
from boas.site._code_pages import _render_comparison, _render_system
from boas.site._codelist_files import _render_changes
from boas.site._codelist_files import _render_comparison as _render_table
from boas.site._jobs import Kind, Site
from boas.site._templates import Page
from tests.site.small_facts import STROKE
from tests.site.small_registry import SmallRegistry, stroke

MANY = tuple(f"{letter}{number:04}" for letter, number in product("ABCDE", range(10_000)))
ID = STROKE["id"]


class PreparedSite(Site):
    """A site some of whose answers were made by hand."""

    prepared: Mapping[str, object] = {}

    def read(self, path: str, kind: type[Kind]) -> Kind:
        """The answer made by hand, or else that of the small registry."""
        found = self.prepared.get(path)
        return found if isinstance(found, kind) else super().read(path, kind)


def site_with(**prepared: object) -> Site:
    site = PreparedSite(SmallRegistry(stroke()), (), {})
    object.__setattr__(site, "prepared", {path.replace("__", "/"): answer for path, answer in prepared.items()})
    return site


def codelist(*codes: str, role: str = "include") -> Codelist:
    rows = tuple((code, f"Maladie {code}") for code in codes)
    return Codelist("codelists/beaucoup.csv", "CIM-10", role, "exact", None, "DGN_PAL", ("code", "label"), rows)


def assert_small(page: bytes) -> None:
    assert len(page) <= 100_000
    assert len(re.findall(rb"<[a-z]", page)) <= 1_500


@pytest.mark.parametrize(
    ("before", "after", "n_rows"),
    [
        ((codelist(),), (codelist(*MANY),), 50_000),
        ((codelist(*MANY),), (codelist(*MANY, role="exclude"),), 50_000),
        ((codelist(*MANY[:30_000]),), (codelist(*MANY[20_000:]),), 40_000),
    ],
    ids=["added", "moved", "half"],
)
def test_a_change_of_fifty_thousand_codes_is_a_small_page_with_all_of_it_beside(
    before: tuple[Codelist, ...], after: tuple[Codelist, ...], n_rows: int
) -> None:
    answer = stroke()
    versions = [
        replace(answer.latest, version=number, codelists=lists, card=with_list(answer.latest.card, lists))
        for number, lists in (("1.0.0", before), ("2.0.0", after))
    ]
    compared = compare_versions(*versions)
    path = f"algorithms/{ID}/compare/1.0.0...2.0.0"
    site = site_with(**{path.replace("/", "__"): compared})
    site.urls.add(f"codelists/{ID}/{ID}-1.0.0...2.0.0-changes.csv")

    page = _render_comparison_page(site, Page("fr", path, site.urls))

    assert isinstance(compared, Comparison)
    assert_small(page)
    assert b"-changes.csv" in page
    assert len(_render_changes(site, path).splitlines()) == 1 + n_rows


def with_list(card: Written[Card], lists: tuple[Codelist, ...]) -> Written[Card]:
    """The card with a use of each list."""
    names = ("path", "system", "role", "match", "field")
    uses = [{name: getattr(one, name) for name in names} for one in lists]
    return Written({**card, "logic": {"codelists": uses}}, Card)


def side(name: str, codes: tuple[str, ...], match: str = "exact") -> CodeSide:
    rows = tuple((code,) for code in codes)
    listed = ListedCodes("codelists/l.csv", "CIM-10", "include", match, "", "", ("code",), rows)
    return CodeSide(name, {"fr": name, "en": name}, "1.0.0", (listed,))


def test_three_lists_of_fifty_thousand_codes_stand_side_by_side_on_a_small_page() -> None:
    sides = (side(ID, MANY), side("deux", MANY[:25_000]), side("trois", ("A", "B"), "prefix"))
    path = f"algorithms/{ID}/codes"
    site = site_with(**{path.replace("/", "__"): compare_code_sides(sides)})

    page = _render_comparison(site, Page("fr", path, site.urls))

    assert_small(page)
    assert b"beside-others.csv" in page
    assert len(_render_table(site, path).splitlines()) == 1 + 50_000 + 2
    assert isinstance(site.read(path, CodeComparison), CodeComparison)


def test_the_parts_of_a_system_are_a_small_page_however_many_they_are() -> None:
    shards = {code[:4]: code[:4] for code in MANY}
    system = CodedSystem("CIM-10", {"en": "CIM-10"}, 50_000, 3, shards, 3, has_case=False, prefix="")

    page = _render_system(site_with(), Page("fr", "codes/CIM-10"), system)

    assert_small(page)
    assert page.count(b'href="CIM-10/') == 1_200


@pytest.mark.parametrize("n_lists", [1, 12])
def test_a_card_shows_the_first_codes_of_its_lists_and_leads_to_all(n_lists: int) -> None:
    answer = stroke()
    lists = tuple(replace(codelist(*MANY), path=f"codelists/l{at}.csv") for at in range(n_lists))
    latest = replace(answer.latest, codelists=lists, card=with_list(answer.latest.card, lists))
    path = f"algorithms/{ID}"
    site = site_with(**{path.replace("/", "__"): replace(answer, latest=latest)})

    page = _render_card_page(site, Page("en", path))

    assert_small(page)
    assert page.count(b"<code>A0") >= 3 * n_lists
    assert b"of 50,000 codes" in page
