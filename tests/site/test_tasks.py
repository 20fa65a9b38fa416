"""What hospitals and auditors come for, each by following words from the home page, in at most three links."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from boas.documents import load_vocabulary
from boas.index import AuditMatrix, decode_answer
from boas.translation import Language
from tests.site.browsing import CHROMIUM, LinkReader, launched, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (ci/setup --test installs it)"),
    # Playwright's own event loop leaves a socket to the collector when it stops.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

MOST_LINKS = 3
Words = Mapping[str, str]
WORDS: Mapping[Language, Words] = {
    "fr": {
        "algorithms": "Algorithmes",
        "audit": "Audit",
        "alone": "Tourne sur cette seule source",
        "metric": "Mesure",
        "sources": "Sources de données",
        "reviews": "Qui a revu quoi",
        "notices": "Avis",
        "feed": "Suivre les avis (flux Atom)",
        "cite": "Licence et citation",
        "reuses": "Qui utilise quoi",
        "compare": "En comparer deux",
        "beside": "Ces codes à côté de ceux d’autres algorithmes",
        "no": "non",
    },
    "en": {
        "algorithms": "Algorithms",
        "audit": "Audit",
        "alone": "Runs on this source alone",
        "metric": "Metric",
        "sources": "Data sources",
        "reviews": "Who reviewed what",
        "notices": "Notices",
        "feed": "Follow the notices (Atom feed)",
        "cite": "Licence and citation",
        "reuses": "Who uses what",
        "compare": "Compare two of them",
        "beside": "These codes beside those of other algorithms",
        "no": "no",
    },
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(shipped_site: Path) -> Iterator[str]:
    with served(shipped_site) as address:
        yield address


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    """Every task is done in both languages."""
    return str(request.param)


@pytest.fixture
def start(browser: Browser) -> Iterator[Callable[[str], LinkReader]]:
    """Opens a home page for somebody, and holds them to the number of links they may follow."""
    readers: list[LinkReader] = []

    def begin(home: str) -> LinkReader:
        readers.append(LinkReader(browser, home))
        return readers[-1]

    yield begin
    for one in readers:
        assert len(one.followed) <= MOST_LINKS, one.followed
        one.close()


@pytest.fixture
def reader(start: Callable[[str], LinkReader], address: str, language: Language) -> LinkReader:
    """Somebody on the home page of the shipped registry."""
    return start(f"{address}/{language}/index.html")


def answer(site: Path, path: str) -> Any:  # noqa: ANN401 -- any answer
    """The data behind a page."""
    return json.loads((site / path).read_bytes())


def name_term(vocabulary: str, term: str, language: Language) -> str:
    """What pages call a term."""
    return load_vocabulary(vocabulary).terms[term].in_(language)


def name_of(row: Mapping[str, Any], language: Language) -> str:
    """What pages of a language call something."""
    return str(row["name"].get(language) or next(iter(row["name"].values())))


def digits(text: str) -> str:
    """A text without the signs that group digits."""
    return re.sub(r"(?<=\d)[\s.,](?=\d{3})", "", text)


def find_coded(site: Path, language: Language) -> tuple[str, str]:
    """An algorithm with a codelist: a word of the home page that leads to it, and its name."""
    row = answer(site, f"{language}/browse/has_codelist/yes.json")["algorithms"][0]
    return name_term("medical_domains", row["medical_domains"][0], language), name_of(row, language)


def test_find_by_positive_predictive_value_with_its_denominator(
    reader: LinkReader, shipped_site: Path, language: Language
) -> None:
    words, found = WORDS[language], answer(shipped_site, f"{language}/browse/metric/ppv.json")["algorithms"]
    metric = name_term("metrics", "ppv", language)
    reader.follow(words["algorithms"])
    reader.follow(metric, under=words["metric"])
    assert all(name_of(row, language) in reader.read() for row in found)
    for row in found:
        evaluations = answer(shipped_site, f"{language}/algorithms/{row['id']}.json")["evaluations"]
        claims = [one for study in evaluations for one in study["evaluation"].get("reported", ())]
        told = [one["n"] for one in claims if one["metric"] == "ppv" and "n" in one]
        if told:
            break
    reader.follow(name_of(row, language))

    assert metric in reader.read()
    assert str(told[0]) in digits(reader.read())


def test_find_what_runs_on_hospital_stays_alone(reader: LinkReader, shipped_site: Path, language: Language) -> None:
    source = answer(shipped_site, f"{language}/data_sources/snds-pmsi-mco.json")
    reader.follow(WORDS[language]["algorithms"])
    reader.follow(name_of(source, language), under=WORDS[language]["alone"])

    listed = answer(shipped_site, f"{language}/browse/only_on/snds-pmsi-mco.json")
    assert listed["query"]["filters"] == {"only_on": ["snds-pmsi-mco"]}
    assert listed["total"] > 0
    assert all(name_of(row, language) in reader.read() for row in listed["algorithms"])


def test_tell_who_was_developed_on_a_source_and_who_evaluated(
    reader: LinkReader, shipped_site: Path, language: Language
) -> None:
    source = answer(shipped_site, f"{language}/data_sources/constances.json")
    used = {
        role: [name_of(one["algorithm"], language) for one in source["used_by"] if role in one["roles"]]
        for role in ("development", "evaluation")
    }
    reader.follow(WORDS[language]["sources"])
    reader.follow(name_of(source, language))

    for role, part in (("development", "developed"), ("evaluation", "evaluated")):
        section = reader.page.locator(f"section[aria-labelledby={part}]").inner_text()
        assert used[role]
        assert all(name in section for name in used[role])


def test_compare_two(reader: LinkReader, language: Language) -> None:
    reader.follow(WORDS[language]["compare"])
    pair = reader.page.locator("section[aria-labelledby=pairs] a").first
    names = [name.strip() for name in pair.locator("span").all_inner_texts()]
    reader.follow(pair.inner_text())

    assert len(names) == 2
    assert all(name in reader.read() for name in names)
    assert reader.page.locator("main table").count() > 0


def test_put_the_codes_of_an_algorithm_beside_those_of_others(
    reader: LinkReader, shipped_site: Path, language: Language
) -> None:
    domain, name = find_coded(shipped_site, language)
    reader.follow(domain)
    reader.follow(name)
    reader.follow(WORDS[language]["beside"])

    assert name in reader.read()
    assert reader.page.locator("main table").count() > 0


def test_take_a_codelist_as_a_table(reader: LinkReader, shipped_site: Path, language: Language) -> None:
    domain, name = find_coded(shipped_site, language)
    reader.follow(domain)
    reader.follow(name)
    lines = list(csv.DictReader(StringIO(reader.fetch("CSV"))))

    assert len(lines) > 1
    assert all(line["code"] for line in lines)


def test_tell_who_reviewed_and_whether_they_are_independent(
    reader: LinkReader, shipped_site: Path, language: Language
) -> None:
    reader.follow(WORDS[language]["audit"])
    reader.follow(WORDS[language]["reviews"])

    rows = answer(shipped_site, f"{language}/reviews.json")["reviews"]
    lines = reader.page.locator("ul.cards > li").all_inner_texts()
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert row["by"] in line
        assert name_term("independence_states", row["independence"]["term"], language) in line


def test_list_all_without_a_bias_audit(reader: LinkReader, shipped_site: Path, language: Language) -> None:
    matrix = decode_answer((shipped_site / language / "audit_matrix.json").read_bytes(), AuditMatrix)
    check = name_term("audit_checks", "bias-audit", language)
    said, colon = WORDS[language]["no"], " : " if language == "fr" else ": "
    reader.follow(WORDS[language]["audit"])
    reader.follow(f"{check}{colon}{said}{colon}{matrix.totals['bias-audit']['no']}")

    names = [one.name for one in matrix.rows if one.cells["bias-audit"].answer == "no"]
    shown = reader.page.locator("ul.used > li > a:first-child").all_inner_texts()
    assert len(shown) == len(names) > 0


def test_follow_withdrawals_by_a_feed(start: Callable[[str], LinkReader], versioned: Path, language: Language) -> None:
    with served(versioned) as address:
        reader = start(f"{address}/{language}/index.html")
        reader.follow(WORDS[language]["notices"])
        feed = reader.fetch(WORDS[language]["feed"])

    assert feed.startswith("<?xml")
    assert "exemple-score" in feed
    assert name_term("notice_kinds", "withdrawn", language) in feed


def test_cite_a_version(reader: LinkReader, shipped_site: Path, language: Language) -> None:
    row = answer(shipped_site, f"{language}/algorithms.json")["algorithms"][0]
    version = answer(shipped_site, f"{language}/algorithms/{row['id']}/versions/{row['version']}.json")
    reader.follow(WORDS[language]["algorithms"])
    reader.follow(name_of(row, language))
    reader.follow(WORDS[language]["cite"])

    cited = reader.page.locator("blockquote.cite").first.inner_text()
    assert name_of(row, language) in cited
    assert row["version"] in cited
    assert version["digest"][:12] in cited


def test_tell_who_reuses_it(reader: LinkReader, shipped_site: Path, language: Language) -> None:
    reader.follow(WORDS[language]["reuses"])

    found = answer(shipped_site, f"{language}/reuses.json")
    reused = {one["algorithm"]["id"]: one for one in found["reuses"] if one["state"] == "counted"}
    text = reader.read()
    assert reused
    assert any(name_of(one["algorithm"], language) in text for one in reused.values())
