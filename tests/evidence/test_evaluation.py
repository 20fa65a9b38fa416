"""One door to the evidence of an evaluation: tables recomputed, claims judged, sites pooled, small counts found."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from boas.evidence import Evidence, build_request, evaluate
from boas.evidence._estimates import Verification
from boas.parsing import Document, read_collection
from boas.tree import File, Tree
from tests.evidence.evaluations import claim

FOLDER = "model_cards/algorithms/some-rule/evaluations/some-evaluation"
SITES = "site,tp,fp,fn,tn\nBrest,80,20,15,400\nLille,70,20,25,300\nMetz,90,15,20,500\n"
SCORES = "site,score_low,score_high,positives,negatives\n,0,0.5,40,300\n,0.5,1,160,60\n"


Read = tuple[Document, Document | None, Document | None]


def documents(evaluation: str, counts: str = "", scores: str = "", blob: str = "") -> Read:
    """An evaluation and its tables as they are read; an empty text is no file."""
    texts = {"evaluation.yaml": evaluation, "counts.csv": counts, "scores.csv": scores}
    data = {f"{FOLDER}/{name}": text.encode() for name, text in texts.items() if text}
    files = {path: File(path, blob and f"{blob}-{path}", "file", len(content)) for path, content in data.items()}
    collection = read_collection(Tree(files, lambda file: data[file.path]))
    own, *tables = (f"{FOLDER}/{name}" for name in texts)
    of_counts, of_scores = (collection.documents.get(path) for path in tables)
    return collection.documents[own], of_counts, of_scores


def written(*reported: Mapping[str, Any], sampling: str = "") -> str:
    """The text of an evaluation; JSON is YAML."""
    subject = {"id": "some-rule", "version": "1.0.0"}
    document: dict[str, object] = {"schema_version": 1, "id": "some-evaluation", "subject": subject}
    document |= {"population": {"description": {"en": "invented"}}, **({"reported": reported} if reported else {})}
    if sampling:
        document["reference_standard"] = {"text": {"en": "invented"}, "sampling": sampling}
    return json.dumps(document)


def weighed(evaluation: str, counts: str = "", scores: str = "") -> Evidence:
    return evaluate(build_request(*documents(evaluation, counts, scores)))


def test_everything_of_an_evaluation_comes_through_one_door() -> None:
    found = weighed(written(claim("ppv", 0.8, n=100, site="Brest"), claim("auc", 0.84)), SITES, SCORES)

    assert [one.stratum.site for one in found.recomputed] == ["", "Brest", "Lille", "Metz"]
    assert found.recomputed[0].estimates["auc"].value == pytest.approx(0.8167, abs=0.0001)
    assert [one.state for one in found.verification.judgements] == ["recomputed", "declared"]
    assert {one.metric for one in found.pooled} >= {"sensitivity", "specificity", "ppv", "npv"}
    assert all([site for site, _ in one.sites] == ["Brest", "Lille", "Metz"] for one in found.pooled)
    assert found.disclosures == ()


def test_estimates_are_the_same_with_and_without_scores() -> None:
    without, beside = weighed(written(), SITES), weighed(written(), SITES, SCORES)

    for one, other in zip(without.recomputed, beside.recomputed, strict=True):
        assert all(one.estimates[metric] == other.estimates[metric] for metric in one.estimates)


def test_digits_are_read_as_the_author_wrote_them() -> None:
    counts = "tp,fp,fn,tn\n86,14,,\n"
    exact, cut_short = (written(claim("ppv", 0.9)).replace("0.9", text) for text in ("0.90", "0.9"))

    assert [weighed(text, counts).verification.judgements[0].state for text in (exact, cut_short)] == [
        "contradicted",
        "recomputed",
    ]


def test_sampling_is_that_of_the_evaluation() -> None:
    counts = "tp,fp,fn,tn\n86,14,20,300\n"

    (one,) = weighed(written(sampling="flagged-only"), counts).recomputed

    assert one.estimates["sensitivity"].missing == "not-estimable"
    assert one.estimates["ppv"].value == 0.86


@pytest.mark.parametrize("counts", ["sexe,tp,fp,fn,tn\nF,1,2,3,4\n", "a;b\n", "tp,fp\n1,2\n"], ids=str)
def test_a_table_with_faults_counts_as_none(counts: str) -> None:
    assert weighed(written(claim("ppv", 0.605, n=200)), counts) == weighed(written(claim("ppv", 0.605, n=200)))


def test_of_an_evaluation_with_faults_only_small_counts_are_told() -> None:
    found = weighed("nothing: known\n", "tp,fp,fn,tn\n86,4,20,300\n")

    assert (found.recomputed, found.verification, found.pooled) == ((), Verification((), ()), ())
    assert [(one.kind, one.cell, one.value, one.line) for one in found.disclosures] == [("printed", "fp", 4, 2)]


def test_the_threshold_decides_what_is_small() -> None:
    read = documents(written(), "tp,fp,fn,tn\n86,4,20,300\n")

    assert len(evaluate(build_request(*read, 11)).disclosures) == 1
    assert evaluate(build_request(*read, 4)).disclosures == ()


@pytest.mark.parametrize("blob", ["", "blob"], ids=["folder", "commit"])
def test_the_same_bytes_are_weighed_once(blob: str) -> None:
    text = written(claim("ppv", 0.8, n=100))
    first, again = documents(text, SITES, blob=blob), documents(text, SITES, blob=blob)

    assert evaluate(build_request(*first)) is evaluate(build_request(*again))
    assert evaluate(build_request(*first)) is not evaluate(build_request(first[0]))
    assert evaluate(build_request(*first, 12)) is not evaluate(build_request(*first))


def test_the_same_bytes_are_weighed_again_when_the_registry_s_languages_change() -> None:
    first, *_ = documents(written(claim("ppv", 0.8, n=100)))
    other = replace(first, languages=("de", "fr"))

    assert build_request(first).contents != build_request(other).contents


@pytest.mark.no_cover  # the same lines very often, traced by other tests
@pytest.mark.no_cover  # the same lines very often, traced by other tests
def test_hostile_numbers_come_to_states_in_good_time() -> None:
    huge = "tp,fp,fn,tn\n1000000000000,1000000000000,0,1000000000000\n"
    claims = [claim("ppv", 0.5, 0.4999, 0.5001, n=10**18 - 1, variant=f"variant {number}") for number in range(499)]

    found = weighed(written(claim("ppv", 0.5, n=2 * 10**12), *claims), huge)

    assert found.verification.judgements[0].state == "recomputed"
    assert {one.state for one in found.verification.judgements[1:]} == {"contradicted"}


@pytest.mark.no_cover  # the same lines very often, traced by other tests
def test_twenty_thousand_rows_are_weighed() -> None:
    rows = "\n".join(f"{number},{20 + number % 50},30,40,500" for number in range(20_000))

    found = weighed(written(claim("ppv", 0.4, site="0")), f"site,tp,fp,fn,tn\n{rows}\n")

    assert len(found.recomputed) == 20_001
    assert found.verification.judgements[0].state == "recomputed"
