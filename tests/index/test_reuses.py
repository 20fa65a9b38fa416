"""Declared reuses in the answer about an algorithm, with the names of the organisations they speak of."""

import json
from contextlib import closing
from pathlib import Path

from boas.index import open_index
from tests.index.conftest import fill_from
from tests.registry.proving import INSIDE, OUTSIDE, Proving

REUSE = f"""schema_version: 1
id: suivi
organisation: {OUTSIDE}
version: 1.0.0
declared_by:
  name: Claude Ailleurs
  organisation: {INSIDE}
date: 2025-07-01
status: pilot
purpose:
  fr: Suivre des séjours.
"""


def test_a_declared_reuse_comes_with_the_name_of_each_organisation_it_speaks_of_once(tmp_path: Path) -> None:
    proving = Proving(tmp_path / "registry")
    proving.write("model_cards/algorithms/exemple-regle/reuses/suivi.yaml", REUSE)
    again = REUSE.replace("id: suivi", "id: encore")
    proving.write("model_cards/algorithms/exemple-regle/reuses/encore.yaml", again)
    proving.settle()

    fill_from(proving, tmp_path / "index.sqlite")
    with closing(open_index(tmp_path / "index.sqlite")) as index:
        answer = json.loads(index.read_body("algorithms/exemple-regle") or b"")
        other = json.loads(index.read_body("algorithms/exemple-score") or b"")
        named = {
            name: json.loads(index.read_body(f"organisations/{name}") or b"")["name"] for name in (INSIDE, OUTSIDE)
        }

    assert {"encore", "suivi"} < {one["id"] for one in answer["reuses"]}
    assert sorted(one["id"] for one in answer["reusers"]) == sorted({INSIDE, OUTSIDE})
    assert all(one["name"] == named[one["id"]] for one in answer["reusers"])
    assert other["reusers"] == []
