"""Keys: good for one organisation until a day, kept as digests, and refused at once when they are revoked."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from boas.operations import Operations, list_keys, make_key, open_operations, revoke_key, verify_key

TODAY = "2026-11-29"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "operations.sqlite"


@pytest.fixture
def operations(file: Path) -> Iterator[Operations]:
    opened = open_operations(file)
    yield opened
    opened.close()


def a_key(operations: Operations, until: str = "2027-01-31") -> str:
    return make_key(operations, "chu-sud", ("reuses",), until, TODAY)


def test_a_key_speaks_for_its_organisation_and_its_scopes(operations: Operations) -> None:
    holder = verify_key(operations, a_key(operations), TODAY).holder

    assert holder is not None
    assert (holder.organisation, holder.scopes) == ("chu-sud", ("reuses",))


def test_a_key_holds_256_random_bits_and_no_two_are_alike(operations: Operations) -> None:
    keys = {a_key(operations) for _ in range(50)}

    assert len(keys) == 50
    assert all(re.fullmatch(r"boas_[0-9a-f]{12}_[A-Za-z0-9_-]{43}", key) for key in keys)


def test_the_file_holds_a_digest_and_not_the_key(operations: Operations, file: Path) -> None:
    key = a_key(operations)
    operations.close()
    kept = b"".join(path.read_bytes() for path in file.parent.iterdir())

    assert key.split("_", maxsplit=2)[2].encode() not in kept
    assert sha256(key.encode()).hexdigest().encode() in kept
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda key: key[:-1] + ("A" if key[-1] != "A" else "B"), id="another last character"),
        pytest.param(lambda key: key[:-1], id="cut short"),
        pytest.param(lambda key: key + "A", id="longer"),
        pytest.param(lambda key: key.upper(), id="in capitals"),
        pytest.param(lambda key: "_".join(key.split("_")[:2]), id="without its secret"),
        pytest.param(lambda key: key.partition("_")[2], id="without its first part"),
        pytest.param(lambda _: "", id="empty"),
        pytest.param(lambda _: "__", id="only its signs"),
        pytest.param(lambda _: "boas_' OR 1=1 --_x", id="SQL"),
        pytest.param(lambda _: "boas_%_%", id="a pattern"),
        pytest.param(lambda _: "boas_\ud800_x", id="half a character"),
        pytest.param(lambda _: "boas_" + "0" * 100_000 + "_x", id="without end"),
    ],
)
def test_anything_but_the_key_itself_is_unknown(operations: Operations, change) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 -- a table of lambdas
    verdict = verify_key(operations, change(a_key(operations)), TODAY)

    assert (verdict.holder, verdict.refusal) == (None, "unknown")


@pytest.mark.parametrize(("day", "refusal"), [("2027-01-31", None), ("2027-02-01", "expired")])
def test_a_key_is_good_through_its_last_day(operations: Operations, day: str, refusal: str | None) -> None:
    assert verify_key(operations, a_key(operations), day).refusal == refusal


def test_a_revoked_key_is_refused_by_whoever_has_the_database_open(operations: Operations, file: Path) -> None:
    key = a_key(operations)
    assert verify_key(operations, key, TODAY).holder
    elsewhere = open_operations(file)

    assert revoke_key(elsewhere, key.split("_")[1], TODAY)
    elsewhere.close()

    assert verify_key(operations, key, TODAY).refusal == "revoked"


def test_a_key_stays_revoked_since_the_first_day_and_the_others_stay_good(operations: Operations) -> None:
    gone, kept = a_key(operations), a_key(operations)

    assert revoke_key(operations, gone.split("_")[1], "2026-12-01")
    assert revoke_key(operations, gone.split("_")[1], "2026-12-24")

    assert {row.revoked for row in list_keys(operations)} == {"2026-12-01", ""}
    assert verify_key(operations, kept, TODAY).holder


def test_a_key_that_there_is_not_cannot_be_revoked(operations: Operations) -> None:
    assert not revoke_key(operations, "0" * 12, TODAY)
