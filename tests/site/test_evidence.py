"""A figure says how many stand behind it, and of what."""

from dataclasses import replace

import pytest

from boas.documents import Evaluation, Reported
from boas.index import AlgorithmRow, HeadlineInterval, Written
from boas.site._evidence import build_evaluation_view, describe_denominator
from boas.site._rows import build_list_row
from boas.site._templates import Page, _build_environment
from boas.translation import Language
from tests.site.reading import words
from tests.site.small_registry import stroke


def shown_row(row: AlgorithmRow, language: Language) -> str:
    """A row of a list, its words alone."""
    parts = _build_environment(language).get_template("parts/rows.html")
    said = vars(parts.make_module({"page": Page(language, "algorithms")}))
    return words(str(said["algorithm"](build_list_row(row, language))))


@pytest.mark.parametrize(
    ("item", "language", "said"),
    [
        ({"n": 1669}, "en", "1,669"),
        ({"n": 1669, "unit": "stays"}, "en", "1,669 stays"),
        ({"n": 12, "unit": "stays"}, "fr", "12 séjours"),
        ({"n": 12, "unit": "stays", "weighted": True}, "fr", "12 séjours, pondéré"),
        ({"weighted": True}, "en", "weighted"),
        ({}, "en", ""),
    ],
)
def test_a_figure_says_how_many_of_what_stand_behind_it(item: dict[str, object], language: Language, said: str) -> None:
    figure = Reported.model_construct(**item)  # type: ignore[arg-type]

    assert describe_denominator(figure, language) == said


@pytest.mark.parametrize(
    ("more", "language", "said"),
    [
        ({"denominator": 1669}, "fr", "sur 1 669 · 2015"),
        ({"denominator": 1669}, "en", "out of 1,669 · 2015"),
        ({}, "fr", "n = 1 669, dénominateur non précisé · 2015"),
        ({"n": None}, "en", "denominator not given · 2015"),
        ({"metric": "auc"}, "fr", "n = 1 669 · 2015"),
        ({"metric": "auc", "n": None}, "en", "n not given · 2015"),
        (
            {"computed_ci": HeadlineInterval(0.95, 0.86623, 0.89714)},
            "fr",
            "[86,6 % ; 89,7 %], recalculé · n = 1 669",
        ),
        ({"ci": HeadlineInterval(0.95, 0.8662, 0.8971)}, "en", "[86.62%; 89.71%] · n = 1,669"),
        ({"is_computed": True, "value": 0.882564, "denominator": 1669}, "en", "88.3% Positive predictive value out of"),
        ({"outcome": {"en": "Death", "fr": "Décès"}}, "fr", "Valeur prédictive positive · Décès"),
    ],
)
def test_the_figure_shown_first_is_told_with_what_is_needed_to_read_it(
    more: dict[str, object], language: Language, said: str
) -> None:
    first = stroke().row.headline
    assert first
    row = replace(stroke().row, headline=replace(first, date="2015", **more))  # type: ignore[arg-type]

    assert said in shown_row(row, language)


@pytest.mark.parametrize(("level", "n_reuses", "said"), [(0, 0, ""), (1, 0, "Niveau 1"), (0, 2, "2 réutilisations")])
def test_a_row_says_the_level_and_the_reuses_only_where_they_tell_entries_apart(
    level: int, n_reuses: int, said: str
) -> None:
    shown = shown_row(replace(stroke().row, level=level, n_reuses=n_reuses), "fr")

    assert said in shown
    assert ("Niveau" in shown, "réutilisation" in shown) == (bool(level), bool(n_reuses))


@pytest.mark.parametrize(
    ("n_sites", "n_whole", "n_shown", "n_left"),
    [
        pytest.param(13, 1, 14, 0, id="few: every figure"),
        pytest.param(14, 1, 1, 14, id="many: those of everybody"),
        pytest.param(3, 40, 14, 29, id="too many of everybody: the first ones"),
        pytest.param(40, 0, 14, 26, id="none of everybody: the first ones"),
    ],
)
def test_a_card_leaves_what_is_too_much_to_the_page_of_the_evidence(
    n_sites: int, n_whole: int, n_shown: int, n_left: int
) -> None:
    split = [{"metric": "ppv", "value": n / 100, "site": f"Site {n}"} for n in range(n_sites)]
    whole = [{"metric": "ppv", "value": 0.5 + n / 100} for n in range(n_whole)]
    told = stroke().evaluations[0]
    document = Written({**told.evaluation, "reported": split + whole}, Evaluation)
    view = build_evaluation_view(replace(told, evaluation=document, judgements=()), "fr")

    assert (len(view.figures), view.figures_left) == (n_shown, n_left)
    assert sum(len(axis.strips) for axis in view.strips) == n_shown
    if n_left and n_whole:
        assert not any(figure.site for figure in view.figures)
