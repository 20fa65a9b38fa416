"""Calls in templates are plain Python: pages have the bytes that Jinja's own way of calling gives."""

from collections.abc import Iterator

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from jinja2.compiler import CodeGenerator

from boas.site import _templates as templates
from boas.site._jobs import Site
from boas.site._pages import list_all_jobs
from boas.site._plain_calls import PlainCallGenerator
from tests.site.conftest import OPENAPI, RULES
from tests.site.small_registry import SmallRegistry, sparse, stroke


@pytest.fixture(autouse=True)
def _compiled_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take and leave no template that was compiled before."""
    monkeypatch.setenv("BOAS_TRANSLATIONS", "")
    forget()
    yield
    forget()


def forget() -> None:
    """Forget what was compiled in this process."""
    templates._build_environment.cache_clear()  # noqa: SLF001 -- kept for the whole process
    templates._get_module.cache_clear()  # noqa: SLF001


def pages_with(generator: type[CodeGenerator], monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Every page of a small registry, its templates compiled by this generator."""
    monkeypatch.setattr(templates, "PlainCallGenerator", generator)
    forget()
    jobs = list_all_jobs(Site(SmallRegistry(stroke(), sparse()), RULES, OPENAPI))
    return {job.url: job.make() for job in jobs if job.page}


def test_pages_have_the_bytes_of_calls_as_jinja_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = pages_with(PlainCallGenerator, monkeypatch)

    assert len(plain) > 100
    assert plain == pages_with(CodeGenerator, monkeypatch)


def say(template: str, **values: object) -> str:
    """What a template says, compiled with plain calls."""
    made = Environment(undefined=StrictUndefined, autoescape=True, extensions=["jinja2.ext.i18n"])
    made.code_generator_class = PlainCallGenerator
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return made.from_string(template).render(values)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ f(1, b=2) }}", "1 2"),
        ("{% for one in [1, 2] %}{{ f(one, b=loop.index) }},{% endfor %}", "1 1,2 2,"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('&') }}", "<&amp;>"),
        ("{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}in{% endcall %}", "(in)"),
        ("{% macro m() %}({{ caller(3) }}){% endmacro %}{% call(n) m() %}{{ n }}{% endcall %}", "(3)"),
        ("{% trans n=2 %}{{ n }} day{% pluralize n %}{{ n }} days{% endtrans %}", "2 days"),
        ("{% for n in [1] %}{% trans n=n %}a day{% pluralize n %}{{ n }} days{% endtrans %}{% endfor %}", "a day"),
        ("{{ f(*[1], **{'b': '<'}) }}", "1 &lt;"),
    ],
)  # fmt: skip
def test_a_call_gives_what_it_gives_in_python(template: str, said: str) -> None:
    assert say(template, f=lambda a, b: f"{a} {b}") == said


def test_a_name_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="unknown"):
        say("{{ unknown(1) }}")
