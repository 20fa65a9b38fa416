"""From a pin to a warning: a hospital pins a version and says so, a notice comes, and everybody concerned is told.

Real processes from end to end: a server that takes submissions, a maintainer's Git, the hospital's own commands.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from boas.operations import make_key, open_operations
from tests.cli.running import BASE, boas
from tests.git_registry import GitRegistry
from tests.submissions.sending import REUSES, make_reuse
from tests.submissions.serving import Served, post

HOSPITAL = "exemple-universite"
LINEAGE = "lineage:\n  - id: exemple-regle\n    version: 1.0.0\n    relation: depends-on\n"
NOTICE = """schema_version: 1
id: alerte
kind: safety
versions: "<1.1.0"
reason: safety
text:
  fr: Le code Z99 manquait.
  en: Code Z99 was missing.
affected_groups:
  - fr: Personnes de plus de 85 ans
    en: People over 85 years
date: 2026-03-10
decided_by:
  name: Camille Exemple
  organisation: exemple-chu
"""


@pytest.fixture
def registry(git_registry: Callable[..., GitRegistry]) -> GitRegistry:
    """A registry in which a score depends on a rule."""
    made = git_registry()
    shutil.copytree(BASE / "model_cards", made.path / "model_cards")
    card = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"
    made.write(card, (made.path / card).read_text() + LINEAGE)
    made.write(".gitignore", ".boas/\n")
    made.commit("Open the registry", date=datetime(2026, 3, 1, tzinfo=UTC))
    return made


@pytest.fixture
def server(registry: GitRegistry, tmp_path: Path) -> Iterator[Served]:
    """A server that takes submissions."""
    served = Served(registry.path, tmp_path / "operations.sqlite")
    yield served
    served.end()


def fetch(server: Served, path: str) -> str:
    """A page or a file as a reader gets it."""
    with urlopen(f"http://127.0.0.1:{server.port}/{path}", timeout=60) as answer:
        text: str = answer.read().decode()
    return text


def publish(registry: GitRegistry) -> None:
    """Build the site of what the main line holds now."""
    done = boas("build", at=registry.path)
    assert done.returncode == 0, done.stderr.decode()


def test_a_hospital_that_pinned_a_version_learns_of_a_notice_wherever_it_looks(
    registry: GitRegistry, server: Served, tmp_path: Path
) -> None:
    operations = open_operations(tmp_path / "operations.sqlite")
    key = make_key(operations, HOSPITAL, ("reuses",), "2100-01-01", "2026-01-01")
    operations.close()
    publish(registry)
    server.start()
    address = f"http://127.0.0.1:{server.port}"
    study = tmp_path / "study"
    study.mkdir()

    # It pins a version with its files, and everything holds.
    done = boas("use", "exemple-regle@==1.0.0", "--from", address, "--files", at=study)
    assert done.returncode == 0, done.stderr.decode()
    assert verify(study, address)[0] == 0

    # It declares its reuse, a maintainer merges it, and the page shows it.
    reuse = make_reuse("unite-neurovasculaire", purpose={"fr": "Suivre les délais.", "en": "To follow delays."})
    answer = post(server.port, REUSES, json.dumps(reuse).encode(), key, '"one"')
    assert answer.status == 201, answer.body
    registry.git("merge", "--quiet", "--no-ff", "--message=Merge a reuse", answer.json()["branch"])
    publish(registry)
    assert "Suivre les délais." in fetch(server, "fr/algorithms/exemple-regle.html")

    # A safety notice lands.
    registry.write("model_cards/algorithms/exemple-regle/notices/alerte.yaml", NOTICE)
    registry.commit("Warn of a missing code", date=datetime(2026, 3, 11, tzinfo=UTC))
    publish(registry)

    # Its verification fails with the reason, in the same words from wherever it asks.
    carried = tmp_path / "notices.json"
    carried.write_text(fetch(server, "notices.json"))
    clone = tmp_path / "clone"
    registry.git("clone", "--quiet", str(registry.path), str(clone))
    told = [verify(study, str(place)) for place in (address, carried, clone)]
    assert {code for code, _ in told} == {1}
    for _, said in told:
        assert "Code Z99 was missing." in said
        assert "People over 85 years" in said

    # Whoever follows it is told: its feed, the list to call, what depends on it.
    assert "Le code Z99 manquait." in fetch(server, f"fr/organisations/{HOSPITAL}.atom")
    listed = boas("affected", "exemple-regle/alerte", "--lang", "en", at=registry.path).stdout.decode()
    assert "exemple-universite" in listed
    assert "- exemple-score 1.0.0 (exemple-regle)" in listed
    page = fetch(server, "fr/algorithms/exemple-score.html")
    assert "Le code Z99 manquait." in page
    assert "un avis porte sur ce dont cette version dépend" in page
    assert server.stop() == 0


def verify(study: Path, place: str) -> tuple[int, str]:
    """How the hospital's verification ends, and all it says."""
    done = boas("verify", "--lock", "--from", place, "--lang", "en", at=study)
    return done.returncode, (done.stdout + done.stderr).decode()
