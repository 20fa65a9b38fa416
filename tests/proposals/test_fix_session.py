"""Documents are fixed without a terminal: computed first, written when somebody says so."""

import shutil
from pathlib import Path

import pytest

from boas.errors import UsageError
from boas.proposals import open_fix_session
from tests.cli.running import BASE

CARD = "model_cards/algorithms/exemple-score/versions/1.0.0/card.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A registry with a mark that no file begins with."""
    shutil.copytree(BASE / "model_cards", tmp_path / "model_cards")
    card = tmp_path / CARD
    card.write_bytes(b"\xef\xbb\xbf" + card.read_bytes())
    return tmp_path


def test_nothing_is_written_before_somebody_says_so(root: Path) -> None:
    session, before = open_fix_session(root), (root / CARD).read_bytes()

    result = session.compute_fixes(session.check())

    assert [one.path for one in result.files] == [CARD]
    assert (root / CARD).read_bytes() == before
    session.write_fixes(result)
    assert (root / CARD).read_bytes() == before.removeprefix(b"\xef\xbb\xbf")
    assert session.check() == ()


def test_only_what_was_chosen_is_fixed(root: Path) -> None:
    session = open_fix_session(root, (root / "model_cards/organisations",))

    assert session.compute_fixes(session.check()).files == ()
    with pytest.raises(UsageError, match="Nothing to check there"):
        open_fix_session(root, (root / "elsewhere",))
