"""A part that stands on several pages is, on each, what its macro would have made there."""

import pytest

from boas.documents import Reuse
from boas.index import ReuseRow, Written
from boas.index._records import Named
from boas.index._reuse_answers import NoticeMention
from boas.site._reuses import build_reuse_view
from boas.site._shared_parts import make_part_function
from boas.site._templates import Page, _build_environment

PATHS = ["reuses", "algorithms/essai", "algorithms/essai/versions/1.0.0", "organisations/chu"]
KNOWN = {f"{language}/{path}.html" for language in ("fr", "en") for path in (*PATHS, "404")}
WRITTEN = {
    "kind": "depends",
    "origin": "compiled",
    "project": {"name": "Projet <&\"'>", "url": "https://git.example.org/a?b=1&c"},
    "purpose": {"fr": "Essai de *tri*.", "en": "algorithm:essai:"},
    "sources": [{"url": "https://git.example.org/a", "seen": "2026-01-09"}],
}


def make_row(**fields: object) -> ReuseRow:
    """A reuse by two organisations, one of which has no page, with a notice."""
    made = {
        "id": "essai",
        "algorithm": Named("essai", {"fr": "Essai"}),
        "version": "1.0.0",
        "is_matched": False,
        "organisations": (Named("chu", {"fr": "CHU d’essai"}), Named("nulle-part", {"en": "Nowhere"})),
        "signer": None,
        "state": "counted",
        "first_seen": "2026-01-01",
        "last_seen": "2026-01-09",
        "notices": (NoticeMention("essai", "alerte", "safety", "<2.0.0", "2026-02-01"),),
        "reuse": Written(WRITTEN, Reuse),
    }
    return ReuseRow(**(made | fields))  # type: ignore[arg-type]


ROWS = [make_row(), make_row(version=None, state="disputed", notices=()), make_row(organisations=())]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("with_algorithm", [False, True])
def test_on_every_page_a_shared_part_is_what_its_macro_makes_there(language: str, with_algorithm: bool) -> None:  # noqa: FBT001 -- a parameter
    env = _build_environment(language)
    shapes, place = env.get_template("parts/shapes.html").make_module({}), make_part_function(env)
    for path in PATHS * 2:
        shared, own = Page(language, path, KNOWN), Page(language, path, KNOWN)
        module = env.get_template("parts/reuses.html").make_module({"page": own, "shapes": shapes})
        for row in ROWS:
            view = build_reuse_view(row, language)
            part = place(shared, "parts/reuses.html", "card", view, with_algorithm)
            assert part == module.card(view, with_algorithm)  # type: ignore[attr-defined]
        assert shared.lost == own.lost == {f"{language}/organisations/nulle-part.html"}
