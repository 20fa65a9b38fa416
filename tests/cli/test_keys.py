"""`boas keys`: a key is shown once, listed without its secret, and revoked by its id."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boas.operations import open_operations, verify_key
from tests.cli.running import BASE, boas

ENGLISH = {"BOAS_LANG": "en"}
ORGANISATION = next(iter(sorted((BASE / "model_cards/organisations").iterdir()))).stem


def today() -> str:
    return datetime.now(tz=UTC).date().isoformat()


def keys(*arguments: str, at: Path) -> tuple[int, str, str]:
    done = boas("keys", *arguments, "--operations", str(at / "operations.sqlite"), at=BASE, environment=ENGLISH)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_key_is_made_listed_and_revoked(tmp_path: Path) -> None:
    status, made, said = keys("make", ORGANISATION, "--until", today(), "--scope", "evaluations", at=tmp_path)

    assert (status, made.count("\n")) == (0, 1)
    assert "not shown again" in said
    operations = open_operations(tmp_path / "operations.sqlite")
    holder = verify_key(operations, made.strip(), today()).holder
    assert holder is not None
    assert (holder.organisation, holder.scopes) == (ORGANISATION, ("evaluations",))

    listed = keys("list", at=tmp_path)[1]
    assert listed == f"{holder.id}  {ORGANISATION}  evaluations  {today()} → {today()}  valid\n"
    assert keys("revoke", holder.id, at=tmp_path)[0] == 0
    assert verify_key(operations, made.strip(), today()).refusal == "revoked"
    assert f"revoked on {today()}" in keys("list", at=tmp_path)[1]
    operations.close()


def in_days(n: int) -> str:
    return (datetime.now(tz=UTC).date() + timedelta(n)).isoformat()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("make", "nobody-knows", "--until", in_days(9)), "no organisation `nobody-knows`", id="unknown"),
        pytest.param(("make", ORGANISATION[:-1], "--until", in_days(9)), f"Try `{ORGANISATION}`", id="misspelt"),
        pytest.param(("make", "../../etc/passwd", "--until", in_days(9)), "no organisation", id="a path"),
        pytest.param(("make", ORGANISATION, "--until", in_days(-2)), "cannot be the last day", id="past"),
        pytest.param(("make", ORGANISATION, "--until", "9999-12-31"), "cannot be the last day", id="far ahead"),
        pytest.param(("make", ORGANISATION, "--until", "soon"), "cannot be the last day", id="no day"),
        pytest.param(("make", ORGANISATION, "--until", in_days(9), "--scope", "all"), "no scope `all`", id="scope"),
        pytest.param(("make", ORGANISATION), "--until", id="without a last day"),
        pytest.param(("revoke", "000000000000"), "no operations database", id="no database yet"),
        pytest.param(("list",), "no operations database", id="nothing to list"),
    ],
)
def test_what_cannot_be_done_is_said_and_makes_no_file(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = keys(*arguments, at=tmp_path)

    assert (status != 0, out) == (True, "")
    assert said in re.sub(r"[│\s]+", " ", err)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_there_is_not_cannot_be_revoked(tmp_path: Path) -> None:
    keys("make", ORGANISATION, "--until", in_days(9), at=tmp_path)

    status, _, said = keys("revoke", "000000000000", at=tmp_path)

    assert (status, "no key `000000000000`" in said) == (2, True)
