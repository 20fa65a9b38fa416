"""Every registered exporter: the file it makes of a full card, kept in `golden/`, and where readers get it.

Written anew by `BOAS_WRITE_GOLDEN=1 python -m pytest tests/formats/exporters`, and read as a difference.
"""

import os
from pathlib import Path

import pytest

from boas.api import PREFIX, create_api_app
from boas.documents import ALL_KINDS, KIND_LETTERS, Card
from boas.formats import CODELIST_EXPORTERS, EXPORTERS, Exporter, list_exporters
from boas.index import Index
from boas.site import read_manifest
from boas.translation import Language
from tests.api.asking import ask
from tests.cli.running import boas
from tests.formats.exporters.views import view
from tests.git_registry import GitRegistry

GOLDEN = Path(__file__).parent / "golden"
VERSION = "algorithms/exemple-regle/versions/2.0.0"
NAMES = [pytest.param(one, id=one.name) for one in EXPORTERS.values()]


@pytest.mark.parametrize("exporter", NAMES)
def test_a_full_card_makes_the_file_that_is_kept(exporter: Exporter) -> None:
    (french, losses), (english, _) = exporter.export(view("fr")), exporter.export(view("en"))
    lost = "".join(f"{loss.path}\n" for loss in losses)
    made = f"--- fr\n{french.decode()}--- en\n{english.decode()}--- left out\n{lost}"
    kept = GOLDEN / f"{exporter.name}.txt"
    if os.environ.get("BOAS_WRITE_GOLDEN"):
        kept.write_text(made)

    assert made == kept.read_text()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("exporter", NAMES)
def test_page_site_api_and_command_give_the_same_file(
    exporter: Exporter, language: Language, registry: GitRegistry, index: Index, site: Path
) -> None:
    file = f"2.0.0.{exporter.suffix}"
    content = (site / language / VERSION).with_name(file).read_bytes()
    page = (site / language / f"{VERSION}.html").read_text()
    api, asked = create_api_app(lambda: index), f"{PREFIX}/{VERSION}/export/{exporter.name}"
    answer = ask(api, asked, headers={"Accept-Language": language})
    done = boas("export", "exemple-regle@2.0.0", "--format", exporter.name, "--lang", language, at=registry.path)

    assert f'href="{file}" download="{exporter.name_file("exemple-regle", "2.0.0")}"' in page
    assert read_manifest(site)[f"{language}/{VERSION}.{exporter.suffix}"].type == exporter.media_type
    assert (answer.status, answer.headers["content-type"]) == (200, exporter.media_type)
    assert (answer.headers["content-language"], answer.headers["vary"]) == (language, "Accept-Language")
    assert done.returncode == 0, done.stderr
    assert content == answer.body == done.stdout


def test_a_format_that_there_is_not_is_answered_with_those_that_are(index: Index) -> None:
    answer = ask(create_api_app(lambda: index), f"{PREFIX}/{VERSION}/export/word")

    assert answer.status == 404
    offered = [name for name in CODELIST_EXPORTERS if not name.startswith("expanded")]  # no release is at hand
    assert answer.json()["near"] == [*EXPORTERS, *offered]  # this version has codelists


@pytest.mark.parametrize("exporter", NAMES)
def test_names_addresses_and_files_of_exporters_are_plain_and_their_own(exporter: Exporter) -> None:
    others = [one for one in EXPORTERS.values() if one is not exporter]

    assert exporter.name == exporter.name.lower()
    assert exporter.kinds
    assert set(exporter.kinds) <= set(ALL_KINDS)
    assert not any(f".{exporter.suffix}".endswith(f".{one.suffix}") for one in others)
    assert exporter.suffix not in {"html", "json", "zip"}


def test_a_kind_of_algorithm_is_offered_what_can_tell_of_it() -> None:
    for kind, letter in KIND_LETTERS.items():
        assert list_exporters(kind) == tuple(one for one in EXPORTERS.values() if letter in one.kinds)


def test_what_a_card_says_is_absent_is_no_loss_and_every_field_is_held_or_lost() -> None:
    absent = {"absent": {"reason": "not-stated"}}
    owned = {"organisations": ["chu-nord"], "contact": absent}
    for exporter in EXPORTERS.values():
        _, losses = exporter.export(view(card={"ownership": owned}))
        paths = {loss.path for loss in losses}

        assert "ownership.contact" not in paths
        assert {path.partition(".")[0] for path in paths} <= set(Card.model_fields)
