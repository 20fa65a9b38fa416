"""Catalogues: complete in French, with the parameters of the English, and compiled as they are written."""

import os
import re
import shutil
from pathlib import Path

import pytest

from boas.translation import (
    SOURCE_LANGUAGE,
    compile_catalogues,
    list_languages,
    load_catalogue,
    resolve_language,
    translate_plural,
)
from ci.extract_messages import (
    CATALOGUES,
    DOMAINS,
    collect_texts,
    compare_catalogue,
    map_translations,
    read_catalogue,
)


@pytest.mark.parametrize("domain", DOMAINS)
def test_french_says_every_text_and_nothing_that_is_gone(domain: str) -> None:
    missing, gone = compare_catalogue("fr", domain)

    assert missing == [], "run `python -m ci.extract_messages --write`, then translate them"
    assert gone == [], "run `python -m ci.extract_messages --write`"


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_translation_is_doubtful(domain: str) -> None:
    assert [message.id for message in read_catalogue("fr", domain) if message.fuzzy and message.id] == []


def test_french_messages_name_only_parameters_that_the_english_has() -> None:
    plurals = {text.key: text.many for text in collect_texts("messages")}
    for key, forms in map_translations(read_catalogue("fr", "messages")).items():
        known = list_parameters(key[1]) | list_parameters(plurals[key])
        for form in forms:
            if known:
                assert list_parameters(form) <= known, key


def list_parameters(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_french_words_of_pages_name_the_same_parameters_as_the_english() -> None:
    names, translations = re.compile(r"%\((\w+)\)s"), map_translations(read_catalogue("fr", "site"))
    for text in collect_texts("site"):
        *_, most = translations[text.key]
        assert set(names.findall(most)) == set(names.findall(text.many or text.one)), text


def test_compiled_catalogues_are_those_of_the_texts(tmp_path: Path) -> None:
    copied = Path(shutil.copytree(CATALOGUES, tmp_path / "catalogues", ignore=shutil.ignore_patterns("*.mo")))

    for path in compile_catalogues(copied):
        assert (CATALOGUES / path.relative_to(copied)).read_bytes() == path.read_bytes(), "run ci/setup"


def test_a_catalogue_is_compiled_again_only_when_its_text_is_newer(tmp_path: Path) -> None:
    copied = Path(shutil.copytree(CATALOGUES, tmp_path / "catalogues", ignore=shutil.ignore_patterns("*.mo")))
    first, *_ = compile_catalogues(copied)
    first.write_bytes(b"kept")
    later = first.stat().st_mtime_ns + 1_000_000

    compile_catalogues(copied)
    assert first.read_bytes() == b"kept"
    os.utime(first.with_suffix(".po"), ns=(later, later))
    compile_catalogues(copied)
    assert first.read_bytes() != b"kept"


def test_a_language_without_catalogue_is_english() -> None:
    assert list_languages()[:2] == ("fr", "en")
    assert [resolve_language(one) for one in ("fr", "en", "tlh")] == ["fr", "en", SOURCE_LANGUAGE]
    assert load_catalogue("messages", "tlh").gettext("The address is too long.") == "The address is too long."


@pytest.mark.parametrize(
    ("n", "english", "french"),
    [(0, "many", "point"), (1, "one", "point"), (1.5, "many", "point"), (2, "many", "points")],
)
def test_each_language_has_its_own_plural(n: float, english: str, french: str) -> None:
    assert translate_plural(load_catalogue("site", "en"), "one", "many", n) == english
    assert translate_plural(load_catalogue("site", "fr"), "point", "points", n) == french
