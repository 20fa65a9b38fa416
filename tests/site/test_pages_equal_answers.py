"""What a card says of an algorithm is what the API says of it: its figures, n, interval, outcome, version and status.

Both are read as they are given out, the page as its reader sees it, in each language of the registry; of the shipped
registry, and of one with a withdrawal and a new major version.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from boas.api import create_api_app
from boas.documents import load_vocabulary
from boas.index import Index, open_index
from boas.translation import Language
from tests.api.asking import ask
from tests.shipped import make_shipped_index
from tests.site.reading import page, rows, words

Json = Mapping[str, Any]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
_NUMBER = re.compile(r"\d[\d .,]*")


@pytest.fixture(scope="module")
def shipped_index() -> Iterator[Index]:
    """An index of the shipped registry."""
    with closing(open_index(make_shipped_index())) as index:
        yield index


def fetch_all(index: Index) -> dict[str, Json]:
    """What the API answers about every algorithm, by id."""
    app = create_api_app(lambda: index)
    listed = ask(app, "/api/v1/algorithms?format=jsonl&fields=id").body.splitlines()
    ids = [json.loads(line)["id"] for line in listed]
    return {name: ask(app, f"/api/v1/algorithms/{name}").json() for name in ids}


def write_number(value: float, language: Language) -> str:
    """A number without signs that group its digits, with the decimal sign of a language."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def list_numbers(text: str) -> set[str]:
    """Numbers of a text, without signs that group their digits."""
    grouped = re.sub(r"(?<=\d)[ ,](?=\d{3}(?!\d))", "", text)
    return {found[0].strip(" .,") for found in _NUMBER.finditer(grouped)} | {
        found[0].strip(" .,") for found in re.finditer(r"\d+(?:[.,]\d+)?", text)
    }


def may_be_written(value: float, language: Language) -> set[str]:
    """Ways to write a value of a figure: as it is, or in percent."""
    return {write_number(value, language), write_number(round(100 * value, 8), language)}


def choose(text: Json, language: Language) -> str:
    """A text in a language, in any it has where it has no such; without its markup."""
    said = text.get(language) or next(one for one in text.values() if one)
    return words(re.sub(r"[*_`\\]", "", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", said)))


def check_figure(claim: Json, state: str, table: list[list[str]], language: Language) -> list[str]:
    """What of one figure no row of its table tells."""
    metric = load_vocabulary("metrics").terms[claim["metric"]].in_(language)
    told = [" ".join(cells) for cells in table if cells and cells[0].startswith(metric)]
    wanted = [may_be_written(claim["value"], language)] if "value" in claim else []
    wanted += [may_be_written(claim["ci"][end], language) for end in ("lower", "upper")] if "ci" in claim else []
    wanted += [{write_number(claim["n"], language)}] if "n" in claim else []
    texts = [load_vocabulary("claim_states").terms[state].in_(language)]
    texts += [choose(claim["outcome"], language)[:40]] if "outcome" in claim else []

    def misses(row: str) -> list[str]:
        numbers, plain = list_numbers(row), re.sub(r"[*_`\\]", "", row)
        return [f"{metric}: {one}" for one in wanted if not one & numbers] + [
            f"{metric}: {one}" for one in texts if one not in plain
        ]

    return min((misses(row) for row in told), key=len, default=[f"{metric}: no row"])


def check_card(site: Path, answer: Json, language: Language) -> Iterator[str]:
    """What the card of an algorithm tells otherwise than the answer about it."""
    written = page(site, f"{language}/algorithms/{answer['id']}.html")
    text, row = words(written), answer["row"]
    if row["version"] not in text:
        yield f"version {row['version']}"
    status = load_vocabulary("statuses").terms[row["status"]].in_(language)
    if row["status"] != "active" and status not in text:
        yield f"status {status}"
    if row["status"] == "active" and re.search(
        r'<ul class="badges">.*?state-(?:withdrawn|removed)', written, re.DOTALL
    ):
        yield "status active"
    for study in answer["evaluations"]:
        if row["version"] not in study["stands_for"] and study["replaced_by"]:
            continue
        part = re.search(rf'id="evaluation-{study["id"]}".*?(?=id="evaluation-|</section>)', written, re.DOTALL)
        if part is None:
            yield f"evaluation {study['id']}"
            continue
        table = rows(part[0])
        claims = study["evaluation"].get("reported", ())
        for claim, judged in zip(claims, study["judgements"], strict=True):
            yield from check_figure(claim, judged["state"], table, language)


def list_differences(site: Path, answers: Mapping[str, Json], language: Language) -> dict[str, list[str]]:
    """By id, what cards tell otherwise than the API."""
    found = {name: list(check_card(site, answer, language)) for name, answer in answers.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_of_the_shipped_registry_says_what_the_api_says(
    shipped_site: Path, shipped_index: Index, language: Language
) -> None:
    answers = fetch_all(shipped_index)

    assert len(answers) > 50
    assert sum(len(study["judgements"]) for answer in answers.values() for study in answer["evaluations"]) > 50
    assert list_differences(shipped_site, answers, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawal_and_a_new_major_version_reach_cards_and_api_alike(
    versioned: Path, versioned_index: Index, language: Language
) -> None:
    answers = fetch_all(versioned_index)

    assert {answer["row"]["status"] for answer in answers.values()} >= {"active", "withdrawn", "removed"}
    assert answers["exemple-regle"]["row"]["version"].startswith("2.")
    assert list_differences(versioned, answers, language) == {}


def test_a_card_that_says_something_else_is_noticed(versioned: Path, versioned_index: Index) -> None:
    answers = fetch_all(versioned_index)
    name = next(
        name for name, one in answers.items() if any(e["evaluation"].get("reported") for e in one["evaluations"])
    )
    other = json.loads(json.dumps(answers[name]))
    claim = next(e["evaluation"]["reported"][0] for e in other["evaluations"] if e["evaluation"].get("reported"))
    claim |= {"value": 0.123456, "n": 987654}
    other["row"] |= {"version": "9.8.7", "status": "withdrawn"}

    assert len(list(check_card(versioned, other, "fr"))) >= 4
