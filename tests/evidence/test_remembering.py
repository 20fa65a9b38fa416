"""Evidence that is remembered is the evidence that was weighed: to the last digit, with every withheld count."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from boas.evidence import (
    Estimate,
    Evidence,
    Gaps,
    StratumEstimates,
    Suppression,
    build_request,
    compare_groups,
    evaluate,
    make_cache_entries,
)
from boas.evidence._estimates import Bin
from boas.evidence._evaluation import EVIDENCE, GAPS, EvidenceRequest, encode_evidence
from boas.parsing import Cache, read_collection, read_folder
from tests.evidence.evaluations import claim
from tests.evidence.test_evaluation import SCORES, SITES, documents
from tests.evidence.test_evaluation import written as evaluation_text
from tests.shipped import ROOT

CELLS = st.integers(0, 60) | st.sampled_from(["<11", "[c]", ""])
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=2, max_size=4)
PPV = st.none() | st.decimals(0, 1, places=2, allow_nan=False).map(float)


def made(evidence: Evidence) -> Evidence:
    """The same with every estimate made, so that it can be told from another by what it shows of itself."""
    whole = (replace(one, estimates=dict(one.estimates)) for one in evidence.recomputed)
    return replace(evidence, recomputed=tuple(whole))


def shipped() -> Iterator[EvidenceRequest]:
    """Every evaluation of the shipped registry, with its tables."""
    collection = read_collection(read_folder(ROOT))
    for document in collection.select_kind("evaluation"):
        folder = document.path.rpartition("/")[0]
        counts, scores = (collection.documents.get(f"{folder}/{name}.csv") for name in ("counts", "scores"))
        yield build_request(document, counts, scores)


def test_every_shipped_evaluation_is_read_back_as_it_was_weighed() -> None:
    asked = list(shipped())
    margins = (None, 0.05)
    gaps = [compare_groups(one, margin) for one in asked for margin in margins]

    assert sum(len(one.disparities) for one in gaps) > 300
    assert [repr(EVIDENCE.read(encode_evidence(evaluate(one)))) for one in asked] == [
        repr(made(evaluate(one))) for one in asked
    ]
    assert [repr(GAPS.read(GAPS.write(one))) for one in gaps] == [repr(one) for one in gaps]


@settings(max_examples=30, deadline=None)
@given(ROWS, PPV, st.integers(2, 20))
def test_any_counts_are_read_back_as_they_were_weighed(
    rows: list[tuple[int | str, ...]], ppv: float | None, threshold: int
) -> None:
    counts = "\n".join(["sex,tp,fp,fn,tn", *(",".join(map(str, (f"g{n}", *row))) for n, row in enumerate(rows))])
    claims = [] if ppv is None else [claim("ppv", ppv, n=50)]
    read = documents(evaluation_text(*claims), f"{counts}\n".replace("<11", f"<{threshold}"))
    assume(read[1] is not None and not read[1].diagnostics)
    asked = build_request(*read, threshold)
    gaps = compare_groups(asked, 0.05)

    assert repr(EVIDENCE.read(encode_evidence(evaluate(asked)))) == repr(made(evaluate(asked)))
    assert repr(GAPS.read(GAPS.write(gaps))) == repr(gaps)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_records_of_any_content_are_read_back(data: st.DataObject) -> None:
    small = partial(st.lists, max_size=2)
    estimates = st.from_type(Estimate)
    cells = st.none() | st.integers() | st.sampled_from(Suppression)
    bins = small(st.from_type(Bin)).map(tuple)
    strata = st.builds(
        StratumEstimates,
        tp=cells,
        fp=cells,
        fn=cells,
        tn=cells,
        estimates=st.dictionaries(st.text(max_size=5), estimates, max_size=2),
        bins=bins,
    )
    evidence = data.draw(st.builds(Evidence, recomputed=small(strata).map(tuple)))
    gaps = data.draw(st.from_type(Gaps))

    assert repr(EVIDENCE.read(encode_evidence(evidence))) == repr(evidence)
    assert repr(GAPS.read(GAPS.write(gaps))) == repr(gaps)


def test_what_is_remembered_is_not_weighed_again() -> None:
    read = documents(evaluation_text(claim("ppv", 0.8, n=100)), SITES, SCORES)
    evidence, gaps = Evidence(recomputed=made(evaluate(build_request(*read))).recomputed[:1]), Gaps()
    known = {one.key: one.write() for one in make_cache_entries(build_request(*read, 7), evidence, gaps, 0.05)}
    asked = build_request(*read, 7, Cache({}, {}, known))

    assert evaluate(asked) == evidence
    assert compare_groups(asked, 0.05, Cache({}, {}, known)) == gaps


@pytest.mark.parametrize("changed", ["evaluation", "counts", "scores", "threshold", "margin"])
def test_evidence_of_anything_else_is_not_taken_for_that_of_these_bytes(changed: str) -> None:
    texts = {"evaluation": evaluation_text(claim("ppv", 0.8, n=100)), "counts": SITES, "scores": SCORES}
    numbers = {"threshold": 11, "margin": 5}

    def keys() -> list[str]:
        asked = build_request(*documents(*texts.values()), numbers["threshold"])
        return [one.key for one in make_cache_entries(asked, Evidence(), Gaps(), numbers["margin"] / 100)]

    before = keys()
    if changed in texts:
        texts[changed] += "\n"
    else:
        numbers[changed] += 1
    evidence, gaps = (now != then for now, then in zip(keys(), before, strict=True))

    assert gaps
    assert evidence == (changed != "margin")


def test_asking_for_what_is_remembered_loads_nothing_that_computes() -> None:
    rooms = "boas.checks", "boas.registry", "boas.reports", "boas.index"
    program = f"import sys, {', '.join(rooms)}; print('numpy' in sys.modules or 'bandit' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout == "False\n"
