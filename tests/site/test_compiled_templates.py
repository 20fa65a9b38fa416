"""Compiled templates are kept beside their sources, and believed only when this very program compiled this source."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from boas.site._compiled_templates import TemplateCache


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which Python keeps compiled code, instead of beside the sources."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "templates").mkdir()
    write(tmp_path, "{{ one }} and {{ two }}")
    return tmp_path / "kept"


def write(tmp_path: Path, source: str) -> None:
    """A template."""
    (tmp_path / "templates/page.html").write_text(source)


def render(tmp_path: Path, language: str = "fr") -> str:
    """The template, in an environment that knows nothing yet but a filter of its language."""
    loader = FileSystemLoader(tmp_path / "templates")
    env = Environment(loader=loader, autoescape=True, bytecode_cache=TemplateCache(language))
    env.filters["said"] = lambda word: f"{word} ({language})"
    return env.get_template("page.html").render(one=1, two=2)


def count_compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fills a list with what is compiled."""
    compiled: list[str] = []
    original = Environment.compile

    def note(env: Environment, source: str, *rest: object, **more: object) -> object:
        compiled.append(source)
        return original(env, source, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", note)
    return compiled


def test_a_template_is_compiled_once_for_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = count_compilations(monkeypatch)

    assert [render(tmp_path), render(tmp_path)] == ["1 and 2"] * 2
    assert len(compiled) == 1


def test_what_a_language_makes_of_a_constant_stays_with_that_language(tmp_path: Path) -> None:
    write(tmp_path, "{{ 'ppv'|said }}")

    assert [render(tmp_path, language) for language in ("fr", "en", "fr")] == ["ppv (fr)", "ppv (en)", "ppv (fr)"]


def test_another_source_is_compiled_anew(tmp_path: Path) -> None:
    render(tmp_path)
    write(tmp_path, "{{ two }}, then {{ one }}")

    assert render(tmp_path) == "2, then 1"


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_flip, _cut, _empty])
def test_damaged_code_is_not_run(
    tmp_path: Path, kept: Path, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    render(tmp_path)
    (path,) = (one for one in kept.rglob("*") if one.is_file())
    harm(path)
    compiled = count_compilations(monkeypatch)

    assert render(tmp_path) == "1 and 2"
    assert len(compiled) == 1


def test_what_another_program_compiled_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(tmp_path)
    monkeypatch.setattr("boas.site._compiled_templates.compute_engine_digest", lambda: "another")
    compiled = count_compilations(monkeypatch)

    assert render(tmp_path) == "1 and 2"
    assert len(compiled) == 1


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(tmp_path: Path, kept: Path) -> None:
    kept.write_text("a file where a folder would be")

    assert render(tmp_path) == "1 and 2"


def test_nothing_is_kept_when_python_keeps_nothing(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    render(tmp_path)

    assert not kept.exists()
