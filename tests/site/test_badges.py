"""Badges: what they say in each language, first that an algorithm was withdrawn, as a picture anybody can read."""

import json
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from boas.index import AlgorithmAnswer, Index, decode_answer
from boas.site._badges import Badge, build_badges, render_json_badge, render_svg_badge
from boas.translation import Language

KINDS = ("level", "version", "reuses", "notices")
SVG = "{http://www.w3.org/2000/svg}"


def read_answer(index: Index) -> AlgorithmAnswer:
    return decode_answer(index.read_body("algorithms/exemple-regle") or b"", AlgorithmAnswer)


def build(answer: AlgorithmAnswer, language: Language = "en") -> dict[str, Badge]:
    return {one.kind: one for one in build_badges(answer, None, "BOAS", language)}


def make_real(answer: AlgorithmAnswer, status: str = "active", level: int = 0, n_reuses: int = 0) -> AlgorithmAnswer:
    row = replace(answer.row, origin="declared", version="2.0.0", status=status, level=level, n_reuses=n_reuses)
    return replace(answer, notices=(), row=row)


def test_badges_say_level_version_reuses_and_notices_in_each_language(versioned_index: Index) -> None:
    answer = make_real(read_answer(versioned_index), level=2, n_reuses=3)

    assert [one.text for one in build(answer).values()] == [
        "BOAS level: 2 – Evaluated",
        "BOAS version: 2.0.0",
        "reuses by others: 3",
        "notices: none in force",
    ]
    assert [one.text for one in build(answer, "fr").values()] == [
        "niveau BOAS : 2 – Évalué",
        "version BOAS : 2.0.0",
        "réutilisations par d’autres : 3",
        "avis : aucun en vigueur",
    ]


def test_a_withdrawn_algorithm_says_so_first_on_every_badge(versioned_index: Index) -> None:
    badges = build(make_real(read_answer(versioned_index), status="withdrawn"))

    assert {one.message.split(" · ")[0] for one in badges.values()} == {"Withdrawn"}
    assert all(one.is_alarm for one in badges.values())
    assert all(json.loads(render_json_badge(one))["isError"] is True for one in badges.values())


def test_a_worked_example_says_so_first(versioned_index: Index) -> None:
    answer = read_answer(versioned_index)

    badges = build(replace(answer, row=replace(answer.row, origin="example")))

    assert {one.message.split(" · ")[0] for one in badges.values()} == {"Worked example"}


def test_notices_that_stand_are_counted_and_retracted_ones_are_not(versioned_index: Index) -> None:
    answer = replace(make_real(read_answer(versioned_index)), notices=read_answer(versioned_index).notices)
    assert answer.notices
    first, n = answer.notices[0].content.id, len(answer.notices)

    assert build(replace(answer, retracted={}))["notices"].message == f"{n} in force"
    left = build(replace(answer, retracted={first: "later"}))["notices"].message
    assert left == (f"{n - 1} in force" if n > 1 else "none in force")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_algorithm_has_its_badges_in_every_language(versioned: Path, language: Language) -> None:
    for kind in KINDS:
        drawn = (versioned / f"{language}/badges/exemple-regle/{kind}.svg").read_bytes()
        told = json.loads((versioned / f"{language}/badges/exemple-regle/{kind}.json").read_bytes())
        root = ET.fromstring(drawn)  # noqa: S314 -- written a moment ago
        words = [one.text for one in root.iter(f"{SVG}text")]

        assert {"schemaVersion", "label", "message", "color", "labelColor"} <= told.keys()
        assert (told["schemaVersion"], words) == (1, [told["label"], told["message"]])
        title = root.find(f"{SVG}title")
        assert title is not None
        assert (root.get("role"), root.get("aria-label")) == ("img", title.text)
        assert len(drawn) < 1_200


def test_the_card_shows_its_badges_and_how_to_show_them(versioned: Path) -> None:
    page = (versioned / "en/algorithms/exemple-regle.html").read_text()
    told = json.loads((versioned / "en/badges/exemple-regle/version.json").read_bytes())

    assert 'src="../badges/exemple-regle/version.svg"' in page
    assert f'alt="BOAS version: {told["message"]}"' in page or f': {told["message"]}"' in page
    shown = unescape(page)
    assert "/en/badges/exemple-regle/version.svg)](https://" in shown
    assert '<a href="https://' in shown.split("Markdown, then HTML</summary>")[1]
    version_page = (versioned / "en/algorithms/exemple-regle/versions/2.0.0.html").read_text()
    assert "/badges/" not in version_page


@pytest.mark.parametrize(
    "text", ['a<b & "c"', "Évalué par un tiers – 3", "Œuvre « d’essai »", "漢字", "\u202fx", "W" * 60]
)
def test_a_text_stays_in_its_half_and_is_escaped(text: str) -> None:
    written = render_svg_badge(Badge("level", text, text, "0b5394", is_alarm=False, text=text), "fr")
    drawn = ET.fromstring(written)  # noqa: S314 -- as above

    label, message = drawn.iter(f"{SVG}text")
    assert (label.text, message.text) == (text, text)
    start, ends = float(message.get("x", 0)), float(label.get("x", 0)) + float(label.get("textLength", 0))
    assert ends < start
    assert start + float(message.get("textLength", 0)) < float(drawn.get("width", 0))


@pytest.mark.parametrize("colour", ["444d56", "0b5394", "57606a", "7a4d00", "a40e26"])
def test_white_reads_well_on_every_ground(colour: str) -> None:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert 1.05 / (luminance + 0.05) >= 4.5
