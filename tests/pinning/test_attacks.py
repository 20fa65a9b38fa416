"""A lock attacked: each attack has its exit code and its sentence, in both languages, from wherever it comes."""

import json
import shutil
from collections.abc import Callable
from copy import copy
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import boas
from tests.git_registry import GitRegistry
from tests.pinning.conftest import hosted, publish
from tests.site.versioned_registry import RULE, notice

Json = dict[str, Any]
Edit = Callable[[Json], None]


def flatten(said: str) -> str:
    """What was said, with plain spaces."""
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def verify(study: Path, *arguments: str, language: str = "fr") -> tuple[int, str]:
    """The exit code and all that is said."""
    done = boas("verify", "--lock", "--lang", language, *arguments, at=study)
    said = flatten((done.stdout + done.stderr).decode())
    assert "Traceback" not in said
    return done.returncode, said


def digest_of(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def chain(told: Json, start: int = 0) -> None:
    """Make the log consistent again from an entry on, as somebody would who knows how it is made."""
    for n, entry in enumerate(told["log"][start:], start=start):
        entry["n"], entry["previous"] = n + 1, told["log"][n - 1]["digest"] if n else None
        entry["digest"] = digest_of({name: value for name, value in entry.items() if name != "digest"})


def find_notice(told: Json, name: str) -> Json:
    return next(one for one in told["notices"] if one["id"] == name)


def alter_notice(told: Json) -> None:
    """A notice that says less."""
    find_notice(told, "alerte")["document"]["versions"] = "<0.1.0"


def alter_notice_and_its_digest(told: Json) -> None:
    """The same, by somebody who makes the notice's digest fit."""
    alter_notice(told)
    row = find_notice(told, "alerte")
    row["digest"] = digest_of(row["document"])


def alter_and_chain_again(told: Json) -> None:
    """The same, by somebody who makes the whole log fit."""
    alter_notice_and_its_digest(told)
    for entry in told["log"]:
        for change in entry["changes"]:
            if change["notice"] == "alerte":
                change["digest"] = find_notice(told, "alerte")["digest"]
    chain(told)


def remove_notice(told: Json) -> None:
    told["notices"] = [one for one in told["notices"] if one["id"] != "alerte"]


def remove_notice_and_chain_again(told: Json) -> None:
    remove_notice(told)
    told["log"][-1]["changes"] = [one for one in told["log"][-1]["changes"] if one["notice"] != "alerte"]
    chain(told)


def say_it_is_retracted(told: Json) -> None:
    find_notice(told, "alerte")["retracted_by"] = "vieux"


def cut_the_log(told: Json) -> None:
    told["log"].pop()
    gone = {"alerte", "vieux", "retrait", "fin"}
    told["notices"] = [one for one in told["notices"] if one["id"] not in gone]


def drop_the_log(told: Json) -> None:
    told["log"] = None


def change_a_codelist(told: Json) -> None:
    row = next(one for one in told["versions"] if (one["id"], one["version"]) == ("exemple-regle", "1.1.0"))
    row["files"]["codelists/inclusion.csv"] = "0" * 64


def change_a_digest(told: Json) -> None:
    row = next(one for one in told["versions"] if (one["id"], one["version"]) == ("exemple-regle", "1.1.0"))
    row["digest"] = "0" * 64


def drop_a_version(told: Json) -> None:
    told["versions"] = [one for one in told["versions"] if (one["id"], one["version"]) != ("exemple-regle", "1.1.0")]


def name_a_version_twice(told: Json) -> None:
    told["versions"].append(told["versions"][0])


def turn_the_date_back(told: Json) -> None:
    told["date"] = "2025-12-31T00:00:00+00:00"


ATTACKS: dict[Edit, tuple[str, str]] = {
    alter_notice: ("L’avis exemple-regle/alerte n’est pas celui du journal", "exemple-regle/alerte is not the one in"),
    alter_notice_and_its_digest: ("exemple-regle/alerte n’est pas celui du journal", "it was altered"),
    alter_and_chain_again: ("L’entrée 2 du journal des avis n’est pas celle que connaît le verrou", "was rewritten"),
    remove_notice: ("L’avis exemple-regle/alerte figure au journal et manque", "stands in the log and is missing"),
    remove_notice_and_chain_again: ("L’entrée 2 du journal", "is not the one the lock knows"),
    say_it_is_retracted: ("exemple-regle/alerte n’est pas celui du journal", "it was altered"),
    cut_the_log: ("son journal des avis compte 1 entrées, le verrou en connaît 2", "The registry went back: its log"),
    drop_the_log: ("Le bulletin n’a pas de journal des avis ; le verrou en connaît 2", "has no log of notices"),
    change_a_codelist: ("ne donnent pas l’empreinte qu’il nomme", "do not make the digest it names"),
    change_a_digest: ("son empreinte n’est pas celle qui est épinglée", "its digest is not the one pinned"),
    drop_a_version: ("le registre n’a pas cette version, et aucun avis ne dit", "has no such version, and no notice"),
    name_a_version_twice: ("plus d’une fois", "more than once"),
    turn_the_date_back: ("il est au 2025-12-31, le verrou le connaît au 2026-01-05", "stands at 2025-12-31"),
}


def copy_registry(registry: GitRegistry, target: Path) -> GitRegistry:
    """A registry with the same history that goes its own way."""
    copied = copy(registry)
    copied.path = Path(shutil.copytree(registry.path, target, ignore=shutil.ignore_patterns(".boas")))
    return copied


@pytest.fixture
def pinned(study: Path, address: str) -> Path:
    """A study that pinned 1.1.0 with its files."""
    done = boas("use", "exemple-regle@1.1.0", "--files", "--from", address, at=study)
    assert done.returncode == 0, done.stderr.decode()
    return study


@pytest.mark.parametrize("spoil", ATTACKS, ids=lambda one: one.__name__)
def test_a_spoilt_machine_file_ends_with_3_and_says_what_is_wrong(
    pinned: Path, mirror: Path, address: str, spoil: Edit
) -> None:
    told = json.loads((mirror / "notices.json").read_bytes())
    spoil(told)
    (mirror / "notices.json").write_text(json.dumps(told))
    carried = Path(shutil.copy(mirror / "notices.json", pinned / "carried.json"))

    for language, sentence in zip(("fr", "en"), ATTACKS[spoil], strict=True):
        served, by_hand = (verify(pinned, "--from", place, language=language) for place in (address, str(carried)))
        assert served == by_hand
        assert served[0] == 3
        assert sentence in served[1]


def test_what_was_pinned_is_as_it_was_from_an_address_a_file_and_a_clone(
    pinned: Path, mirror: Path, address: str, grown_registry: GitRegistry
) -> None:
    found = {
        verify(pinned, "--from", place)
        for place in (address, str(mirror), str(mirror / "notices.json"), str(grown_registry.path))
    }

    ((code, said),) = found
    assert code == 0
    assert "Registre au commit" in said


def test_the_lock_itself_says_whom_to_ask(pinned: Path, address: str) -> None:
    assert json.loads((pinned / "boas.lock").read_bytes())["registry"]["url"] == address
    assert verify(pinned)[0] == 0


def test_a_notice_that_lands_later_ends_with_1_with_reason_groups_replacement_and_users(
    pinned: Path, grown_registry: GitRegistry, tmp_path: Path
) -> None:
    later = copy_registry(grown_registry, tmp_path / "later")
    told = "affected_groups:\n  - fr: Les enfants\n    en: Children\nreplacement: exemple-score\n"
    later.write(f"{RULE}/notices/danger.yaml", notice("danger", "safety", "<2.0.0", "2026-02-06") + told)
    later.edit(f"{RULE}/reuses/exemple-reprise.yaml", "version: 1.0.0", "version: 1.1.0")
    later.commit("Warn")
    site = publish(later, tmp_path / "later-site")

    with hosted(site) as address:
        places = (address, str(site / "notices.json"), str(later.path))
        for language, words in (
            ("fr", ("un avis de sécurité la concerne (`danger`, 2026-02-06)", "Avis danger.", "Les enfants")),
            ("en", ("a safety notice speaks of it (`danger`, 2026-02-06)", "Notice danger.", "Children")),
        ):
            ((code, said),) = {verify(pinned, "--from", place, language=language) for place in places}
            assert code == 1
            for one in (*words, "exemple-score"):
                assert one in said
    assert "Also used by: " in said


def test_an_older_mirror_of_a_registry_that_moved_on_has_gone_back(
    study: Path, grown_registry: GitRegistry, tmp_path: Path, mirror: Path
) -> None:
    older = copy_registry(grown_registry, tmp_path / "older")
    older.git("reset", "--quiet", "--hard", "HEAD~2")
    boas("use", "exemple-regle@1.1.0", "--from", str(mirror), at=study)

    code, said = verify(study, "--from", str(older.path), language="en")
    assert code == 3
    assert "The registry went back: its log of notices has 1 entries, the lock knows 2." in said


def test_a_lock_of_a_richer_registry_names_what_is_not_here(pinned: Path, address: str) -> None:
    lock = json.loads((pinned / "boas.lock").read_bytes())
    lock["use"].append({**lock["use"][0], "id": "autre-chose", "files": {}})
    (pinned / "boas.lock").write_text(json.dumps(lock))

    code, said = verify(pinned, "--from", address)
    assert code == 3
    assert "autre-chose 1.1.0 : le registre n’a pas cette version" in said


@pytest.mark.parametrize(
    ("change", "french", "english"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "mêmes codes, autres octets", "same codes, other bytes"),
        (lambda data: b"\xef\xbb\xbf" + data, "mêmes codes, autres octets", "same codes, other bytes"),
        (lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "mêmes codes", "same codes, other bytes"),
        (lambda data: data.removesuffix(b"\n"), "mêmes codes, autres octets", "same codes, other bytes"),
        (lambda data: data + b"Z99,Autre\n", "autre contenu", "other content"),
        (lambda _data: b"", "autre contenu", "other content"),
        (lambda _data: None, "le fichier manque", "the file is missing"),
    ],
    ids=["line ends", "byte order mark", "both", "last line end", "a code more", "empty", "missing"],
)
def test_a_changed_file_ends_with_3_and_says_how_it_differs(
    pinned: Path, address: str, change: Callable[[bytes], bytes | None], french: str, english: str
) -> None:
    file = pinned / "boas-files/exemple-regle/codelists/inclusion.csv"
    data = change(file.read_bytes())
    file.unlink()
    if data is not None:
        file.write_bytes(data)

    for language, sentence in (("fr", french), ("en", english)):
        code, said = verify(pinned, "--from", address, language=language)
        assert code == 3
        assert "codelists/inclusion.csv" in said
        assert sentence in said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff\xfe",
        b"{",
        b"[]",
        b"null",
        b"<html>404</html>",
        b'{"format": 2}',
        b'{"format": "1"}',
        b'{"format": 1}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"format":1e999}',
        '{"format":1,"registry":"\ud83d'.encode("utf-8", "surrogatepass"),
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_no_machine_file_is_as_if_nobody_had_answered(
    pinned: Path, mirror: Path, address: str, data: bytes
) -> None:
    (mirror / "notices.json").write_bytes(data)
    (pinned / "boas-files/exemple-regle/card.yaml").unlink()

    for language, words in (("fr", "n’en est pas un"), ("en", "is not one")):
        for place in (address, str(mirror / "notices.json")):
            code, said = verify(pinned, "--from", place, language=language)
            assert code == 3, "files are looked at all the same"
            assert words in said
            assert "card.yaml" in said


def spoil_one(told: Any, value: object, *way: str | int) -> None:  # noqa: ANN401 -- any JSON value
    """Put a value where another is expected."""
    for step in way[:-1]:
        told = told[step]
    told[way[-1]] = value


@pytest.mark.parametrize(
    ("value", "way", "place"),
    [
        ([], ("notices",), ""),
        (5, ("versions",), "versions"),
        ("x", ("versions", 0, "files"), "versions[0].files"),
        ([], ("notices", 0, "document"), "notices[0].document"),
        (None, ("date",), "date"),
        ("2", ("log", 0, "n"), "log[0].n"),
    ],
)
def test_wrong_types_in_a_machine_file_are_told_with_their_place(
    pinned: Path, mirror: Path, value: object, way: tuple[str | int, ...], place: str
) -> None:
    told = json.loads((mirror / "notices.json").read_bytes())
    spoil_one(told, value, *way)
    (mirror / "notices.json").write_text(json.dumps(told))

    code, said = verify(pinned, "--from", str(mirror))
    assert code == (4 if place else 3)
    assert place in said


@pytest.mark.parametrize(
    ("value", "way", "said"),
    [
        (2, ("lock_version",), "lock_version"),
        (None, ("lock_version",), "lock_version"),
        ("x", ("use",), "en `use` : une liste [ ] est attendue"),
        (5, ("use", 0, "version"), "en `use[0].version` : un texte est attendu"),
        ("latest", ("use", 0, "version"), "en `use[0].version` : la valeur n’est pas une version"),
        ("../../x", ("use", 0, "id"), "en `use[0].id`"),
        ({"../../etc/passwd": "sha256:" + "0" * 64}, ("use", 0, "files"), "un chemin mène hors de son dossier"),
        ({"C:x": "sha256:" + "0" * 64}, ("use", 0, "files"), "un chemin mène hors de son dossier"),
        ({"a.csv": "0" * 64}, ("use", 0, "files"), "en `use[0].files"),
        ("md5:x", ("use", 0, "digest"), "en `use[0].digest`"),
        (
            [{"notice": "x-y", "until": "2099-01-01"}],
            ("use", 0, "accepted"),
            "le champ `use[0].accepted[0].reason` manque",
        ),
        ("x", ("use", 0, "acepted"), "le champ `use[0].acepted` est inconnu"),
        (-1, ("registry", "log", "n"), "en `registry.log.n`"),
    ],
)
def test_a_malformed_lock_ends_with_2_and_the_place(
    pinned: Path, address: str, value: object, way: tuple[str | int, ...], said: str
) -> None:
    lock = json.loads((pinned / "boas.lock").read_bytes())
    spoil_one(lock, value, *way)
    (pinned / "boas.lock").write_text(json.dumps(lock))

    code, told = verify(pinned, "--from", address)
    assert code == 2
    assert "boas.lock n’est pas un verrou" in told
    assert said in told


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[" * 200_000, b"{}", b'{"lock_version":1', b"\xef\xbb\xbf{}", b"0" * 70_000]
)
def test_whatever_bytes_a_lock_holds_there_is_a_sentence(study: Path, data: bytes) -> None:
    (study / "boas.lock").write_bytes(data)

    code, said = verify(study, "--from", str(study))
    assert code == 2
    assert "boas.lock n’est pas un verrou" in said


def test_a_lock_that_is_not_there_is_a_sentence_too(study: Path) -> None:
    code, said = verify(study)

    assert code == 2
    assert "boas.lock est illisible" in said


def test_nobody_answers(pinned: Path) -> None:
    for place in ("http://127.0.0.1:9", "http://127.0.0.1:9/notices.json"):
        code, said = verify(pinned, "--from", place)
        assert code == 4
        assert "n’a pas pu être interrogé" in said
        assert "Connu par le verrou : commit" in said


def test_an_answer_that_is_too_old_ends_with_4(pinned: Path, address: str) -> None:
    day = json.loads((pinned / "boas.lock").read_bytes())["registry"]["date"]

    assert verify(pinned, "--from", address, "--max-age", "30", "--as-of", "2026-02-01")[0] == 0
    code, said = verify(pinned, "--from", address, "--max-age", "30", "--as-of", "2026-03-01")
    assert code == 4
    assert f"date du {day}" in said


def test_strictly_a_newer_version_counts(pinned: Path, address: str) -> None:
    boas("use", "exemple-regle@1.0.0", "--from", address, at=pinned)

    code, said = verify(pinned, "--from", address)
    assert code == 0
    assert "dépréciée (`vieux`, 2026-02-01)" in said
    assert "plus récente, hors de la plage épinglée : 1.1.0" in said
    assert verify(pinned, "--from", address, "--strict")[0] == 1


def test_an_acceptance_holds_until_its_day(study: Path, address: str) -> None:
    accept = ("--accept", "retrait", "--until", "2027-01-31", "--reason", "Étude en cours.", "--as-of", "2026-06-01")
    assert boas("use", "exemple-score", *accept, "--from", address, at=study).returncode == 0

    code, said = verify(study, "--from", address, "--as-of", "2027-01-31")
    assert (code, "Accepté jusqu’au 2027-01-31 : Étude en cours." in said) == (0, True)
    code, said = verify(study, "--from", address, "--as-of", "2027-02-01")
    assert (code, "date dépassée : Étude en cours." in said) == (1, True)


def test_several_locks_are_all_looked_at_and_the_gravest_counts(pinned: Path, address: str) -> None:
    (pinned / "b").mkdir()
    accept = ("--accept", "retrait", "--until", "2026-12-31", "--reason", "x", "--as-of", "2026-06-01")
    boas("use", "exemple-score", *accept, "--from", address, at=pinned / "b")
    (pinned / "boas-files/exemple-regle/card.yaml").unlink()

    done = boas("verify", "--lock", "b/boas.lock", "--lock", "boas.lock", "--as-of", "2027-01-01", at=pinned)
    said = done.stdout.decode()
    assert done.returncode == 3
    assert "exemple-score 1.0.0" in said
    assert "card.yaml" in said


def test_a_lock_goes_with_no_other_meaning_of_verify(pinned: Path) -> None:
    assert boas("verify", "boas.lock", "--lock", "boas.lock", at=pinned).returncode == 2


def test_a_shallow_clone_cannot_stand_for_a_log_that_is_known(
    pinned: Path, grown_registry: GitRegistry, tmp_path: Path
) -> None:
    grown_registry.git("clone", "--quiet", "--depth=1", f"file://{grown_registry.path}", str(tmp_path / "shallow"))

    code, said = verify(pinned, "--from", str(tmp_path / "shallow"))
    assert code == 3
    assert "n’a pas de journal des avis" in said
