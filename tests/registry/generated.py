"""Whole registries made from the types of the documents: every value at its bounds, every part there or not.

A field is filled by what its own type says, so that a field added tomorrow is filled too; only names of other
documents are chosen among those there are. What `check` finds fault with is taken out again until it accepts.
Everything follows from a seed and a density: the same two give the same registry.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from boas.checks import check
from boas.documents import (
    DOCUMENTS,
    Absent,
    DocumentPart,
    LocalText,
    PastMarker,
    Reference,
    StringCheck,
    Term,
    ValueBounds,
    build_path,
    load_vocabulary,
    parse_path,
)
from boas.finding import Finding
from boas.parsing import compute_folder_digest, read_collection
from boas.repository import CommitInfo, History
from boas.repository._history import Touch
from boas.tree import File, Tree

Json = Any
"""A plain value, or the type of one."""
DAY = "2026-06-01"
"""The day on which these registries are judged."""
CHANGE = CommitInfo("c" * 40, "Camille Martin", f"{DAY}T09:00:00+02:00")
ROOT = "model_cards"
SOURCES = ("exemple-entrepot", "s0s")
ORGANISATIONS = ("exemple-chu", "a" * 64)
VERSIONS = ("1.0.0", "2.0.0-rc.1", "2.0.0", "999999.999999.999999")
ALGORITHMS = ("exemple-un", "exemple-deux", "x" + "-y" * 31)

LINES = (
    "0",
    "true",
    "1e999",
    "2025-02-30",
    "a: b # c",
    "- x",
    "{{ 7 }} {% raw %}",
    "%s %(name)s %d",
    "moins \\< que & plus > que",
    "&amp; &#233; &nbsp;",
    "\"guillemets\" 'simples' `codes`",
    "]] -- */ //",
    "\\ \\n \\u0000",
    "| a | b |",
    "* _ ~ ^ $ #",
    "été ÉTÉ ß ı İ ﬁ Ǆ",  # noqa: RUF001 -- letters that fold oddly
    "日本語 العربية עברית ไทย",
    "👩🏽⚕🏳🌈",
    "Ｆｕｌｌ ｗｉｄｔｈ ①",  # noqa: RUF001 -- meant
    "a\u00a0b\u202fc",
    "=1+1",
    "../../etc",
    "xy" * 250,
    "x y " * 124 + "z",
    "é" * 500,
    "Un mot d’exemple",
)
PROSE = (
    *LINES,
    "# Titre\n\nUn *mot*, un **autre**, `du code`.\n\n- un\n- deux\n    - trois\n\n1. un\n2. deux\n",
    "> cité\n\n```sql\nSELECT 1 < 2;\n```\n\n    code\n",
    "| a | b |\n|---|:-:|\n| 1 | `|` |\n",
    "[un lien](https://exemple.org/a?b=c&d=%C3%A9#f) et <https://exemple.org>",
    "[ouvert\n\n![ ](",
    "ligne\nligne  \nligne\\\nligne",
    "***\n___\n---\n===\n",
    "[a]: https://exemple.org\n\n[a] [b]\n",
    " \n\n x \n\n ",
    "*" * 200,
    "[" * 60 + "]" * 60,
    "> " * 40 + "x",
    "mot " * 4999,
)
TEXTS = {
    "bad-date": ("2025-06-02", "1500-01-01", "2024-02-29", "2025-12-31", "2199-12-31", "1999-01-01"),
    "bad-period": ("2015/2019", "1500", "2024-02", "2024-02-29/2025-01", "2025-06-02", "1500/2025-12-31", "2024/2024"),
    "unsafe-link": (
        "https://exemple.org/",
        "https://exemple.org/" + "a" * 1980,
        "https://exemple.org/?q=%C3%A9&a=1#'x'",
    ),
    "unsafe-source-link": (
        "http://exemple.org/a",
        "https://exemple.org/(a)_[b]?c={d}|e",
        "https://xn--exmple-cua.org:8443/",
    ),
    "bad-doi": (
        "10.1159/000438859",
        "10.1002/(SICI)1097-0258(19980815)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        "10.1234/" + "a" * 900,
    ),
    "bad-orcid": ("0000-0002-1694-233X", "0000-0001-2345-6789", "0000-0002-1825-0097"),
    "bad-ror": ("https://ror.org/02feahw73", "https://ror.org/05a28rw58"),
    "bad-finess": ("2C0000020", "990000002", "750712185"),
    "bad-siren": ("732829320", "552100554"),
    "bad-licence": (
        "MIT",
        "EUPL-1.2",
        "etalab-2.0",
        "GPL-3.0-only WITH Classpath-exception-2.0",
        "MIT OR (Apache-2.0 AND BSD-3-Clause)",
    ),
    "bad-own-licence": ("LicenseRef-a", "LicenseRef-Essai-1.0", "LicenseRef-" + "a" * 80),
    "bad-duration": ("P10Y", "P1M", "P2W", "P30D", "PT48H"),
    "bad-country": ("FR", "BE", "DE"),
    "bad-range": (">=1.0.0", ">=1.0.0,<2.0.0", "==1.0.0", "!=9.0.0,<=999999.999999.999999", ">0.0.0-a"),
    "bad-sha256": ("0" * 64, "f" * 64, "0123456789abcdef" * 4),
    "bad-account": ("1", "9" * 19),
    "bad-version": VERSIONS,
    "bad-id": ("abc", "a" * 64, "a-b-c", "0-0"),
}
"""Sound values of each kind of text with a syntax, the shortest, longest and oddest among them."""


@dataclass
class Draft:
    """A registry being made: plain documents and other files by path."""

    files: dict[str, Json] = field(default_factory=dict)
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    """What has been made, as `part, field, present` or `vocabulary, list, term`, before anything was taken out."""


class Maker:
    """Makes plain values for the types of documents."""

    def __init__(self, seed: int, density: float) -> None:
        """Start from a seed; `density` is how often a part that may be missing is there."""
        self.random = Random(seed)  # noqa: S311 -- to be had again, not to be secret
        self.density = density
        self.turn = seed
        self.draft = Draft()
        self.versions: Sequence[str] = VERSIONS[:1]
        self.evaluations: Sequence[str] = ("mesure-0",)

    def choose(self, values: Sequence[Json]) -> Json:
        """One of these."""
        return values[self.random.randrange(len(values))]

    def part(self, model: type[DocumentPart]) -> dict[str, Json]:
        """A part with some of its fields; all that are needed."""
        made: dict[str, Json] = {}
        for name, info in model.model_fields.items():
            is_there = info.is_required() or self.random.random() < self.density
            self.draft.seen.add((model.__name__, name, "there" if is_there else "missing"))
            if is_there:
                made[name] = self.named(model, name, info)
        completed = COMPLETED.get(model.__name__)
        return completed(self, made) if completed else made

    def named(self, model: type[DocumentPart], name: str, info: FieldInfo) -> Json:
        """A value of one field: the name of another document when that is what it holds."""
        known = NAMES.get(f"{model.__name__}.{name}")
        return known(self) if known else self.value(info.annotation, tuple(info.metadata))

    def value(self, annotation: Json, marks: tuple[Json, ...] = ()) -> Json:  # noqa: PLR0911 -- a type has as many forms
        """A value of a type."""
        origin: object = get_origin(annotation)
        arguments = get_args(annotation)
        if hasattr(annotation, "__metadata__"):
            return self.value(annotation.__origin__, (*annotation.__metadata__, *marks))
        if origin is Literal:
            return self.choose(arguments)
        if origin is tuple:
            return [self.value(arguments[0]) for _ in range(self.choose((1, 1, 2, 3)))]
        if origin is dict:
            return {self.key(arguments[0]): self.value(arguments[1]) for _ in range(self.choose((1, 2)))}
        if arguments:
            return self.one_of([one for one in arguments if one is not type(None)])
        if isinstance(annotation, type) and issubclass(annotation, DocumentPart):
            return self.part(annotation)
        return self.scalar(annotation, marks)

    def key(self, annotation: Json) -> str:
        """A key of a mapping, which YAML wants short."""
        return str(self.value(annotation))[:KEY].strip()

    def one_of(self, forms: list[Json]) -> Json:
        """A value of one of several forms; said to be absent from time to time."""
        is_absence = [Absent in get_args(form) for form in forms]
        given = [form for form, absent in zip(forms, is_absence, strict=True) if not absent]
        absent = [form for form, absent in zip(forms, is_absence, strict=True) if absent]
        return self.value(self.choose(absent if absent and self.random.random() < ABSENT_SHARE else given))

    def scalar(self, kind: Json, marks: tuple[Json, ...]) -> Json:
        """A text, number or truth value."""
        for mark in marks:
            if isinstance(mark, Reference):
                return self.choose(self.versions if mark.kind == "card" else KNOWN[mark.kind])
        for mark in marks:
            if isinstance(mark, Term):
                return self.term(mark.vocabulary)
            if isinstance(mark, StringCheck):
                is_past = any(isinstance(one, PastMarker) for one in marks)
                return self.choose([text for text in TEXTS[mark.rule] if not is_past or text[-10:] <= DAY])
        if kind is bool:
            return self.choose((True, False))
        if kind in {int, float}:
            return self.number(kind, marks)
        longest = next((mark.max_length for mark in flat(marks) if getattr(mark, "max_length", None)), 500)
        is_long = self.random.random() < LONG_SHARE
        texts = [text for text in (LINES if longest <= LINE else PROSE) if len(text) <= longest]
        return self.choose([text for text in texts if (len(text) > LONG) == is_long])

    def term(self, name: str) -> str:
        """The next term of a vocabulary, so that each has its turn."""
        terms = tuple(load_vocabulary(name).terms)
        self.turn += 1
        chosen = terms[self.turn % len(terms)]
        self.draft.seen.add((name, "list", chosen))
        return chosen

    def number(self, kind: type[float], marks: tuple[Json, ...]) -> Json:
        """A number at a bound, near one, or anywhere between."""
        low, high = bounds(kind, marks)
        high = min(high, int(DAY[:4]) + 1) if any(isinstance(mark, PastMarker) for mark in marks) else high
        between = (low + high) / 2 if abs(low + high) < HUGE else 0.0
        numbers = [kind(one) for one in (low, high, between, *NUMBERS)]
        return self.choose([one for one in numbers if low <= one <= high])


NUMBERS = (1e-9, 0.5, 1990, 5000, 5000, 70_000, 70_000)
ABSENT_SHARE, LONG_SHARE = 0.2, 0.03
KEY, LONG = 100, 300
LINE = 500
HUGE, SMALL = 1e30, 1e-9


def flat(marks: tuple[Json, ...]) -> Iterator[Json]:
    """Marks, and what marks of pydantic itself are made of."""
    for mark in marks:
        yield mark
        yield from getattr(mark, "metadata", ())


def bounds(kind: type[float], marks: tuple[Json, ...]) -> tuple[float, float]:
    """Least and greatest value that marks accept."""
    low: float = -1e15 if kind is float else -(2**53)
    high: float = 1e15 if kind is float else 2**53
    nearest = 1 if kind is int else SMALL
    for mark in flat(marks):
        match mark:
            case ValueBounds():
                low = max(low, next((one for one in (mark.at_least,) if one is not None), low))
                low = max(low, low if mark.above is None else mark.above + nearest)
                high = min(high, next((one for one in (mark.at_most,) if one is not None), high))
                high = min(high, high if mark.below is None else mark.below - nearest)
            case Ge(ge=bound) | Gt(gt=bound):
                low = max(low, float(str(bound)) + (nearest if isinstance(mark, Gt) else 0))
            case Le(le=bound) | Lt(lt=bound):
                high = min(high, float(str(bound)) - (nearest if isinstance(mark, Lt) else 0))
    return low, high


def one_language(maker: Maker, given: dict[str, Json]) -> dict[str, Json]:
    """A text in French, English or both."""
    return given or {maker.choose(("fr", "en")): maker.choose(LINES)}


def one_thing(maker: Maker, given: dict[str, Json]) -> dict[str, Json]:
    """A figure, or the words that stand for it."""
    words, value = given.pop("as_printed", None), given.pop("value", None)
    as_words = words is not None and maker.random.random() < ABSENT_SHARE
    measured = maker.choose((0, 0.5, 0.873, 1)) if value is None else value
    return given | ({"as_printed": words} if as_words else {"value": measured})


def leading(name: str, value: Callable[[Maker], Json]) -> Callable[[Maker, dict[str, Json]], dict[str, Json]]:
    """A reference that leads somewhere: by this field when by no other."""

    def completed(maker: Maker, given: dict[str, Json]) -> dict[str, Json]:
        return given if given.keys() & LEADING else {**given, name: value(maker)}

    return completed


LEADING = {"id", "doi", "url", "citation", "year", "organisation", "algorithm"}


def in_order(_maker: Maker, given: dict[str, Json]) -> dict[str, Json]:
    """Whoever stopped reviewing had begun before."""
    return (
        given
        if given.get("until", "9") > given["since"]
        else given | {"until": given["since"], "since": given["until"]}
    )


def judged(maker: Maker, given: dict[str, Json]) -> dict[str, Json]:
    """An audit with the interests of its author, due for review after it was done."""
    due = {"review_due": maker.choose(("2026-06-02", "2199-12-31"))} if "review_due" in given else {}
    return {"competing_interests": maker.part(LocalText), **given, **due}


def an_id(ids: tuple[str, ...]) -> Callable[[Maker], str]:
    """One of these ids."""
    return lambda maker: str(maker.choose(ids))


COMPLETED: Mapping[str, Callable[[Maker, dict[str, Json]], dict[str, Json]]] = {
    "LocalText": one_language,
    "Reported": one_thing,
    "Publication": leading("doi", lambda maker: maker.choose(TEXTS["bad-doi"])),
    "Ancestor": leading("url", lambda maker: maker.choose(TEXTS["unsafe-link"])),
    "Conflict": leading("organisation", an_id(ORGANISATIONS)),
    "Reviewer": in_order,
    "Audit": judged,
}
"""What the validators of a part ask for."""

KNOWN = {"organisation": ORGANISATIONS, "data_source": SOURCES, "algorithm": ALGORITHMS}
"""Ids there are, by kind of document."""

NAMES: Mapping[str, Callable[[Maker], Json]] = {
    "Ownership.organisations": lambda maker: maker.random.sample(ORGANISATIONS, maker.choose((1, 2))),
    "SourceUse.source": an_id(SOURCES),
    "DataSource.holders": lambda maker: [maker.choose(ORGANISATIONS)],
    "DataSource.part_of": an_id(SOURCES),
    "Organisation.part_of": an_id(ORGANISATIONS),
    "Person.organisation": an_id(ORGANISATIONS),
    "Reviewer.organisation": an_id(ORGANISATIONS),
    "Conflict.organisation": an_id(ORGANISATIONS),
    "Conflict.algorithm": an_id(ALGORITHMS),
    "Evaluation.source": an_id(SOURCES),
    "Reuse.organisation": an_id(ORGANISATIONS),
    "Reuse.version": lambda maker: maker.choose(maker.versions),
    "Reuse.local_evaluation": lambda maker: maker.choose(maker.evaluations),
    "Notice.replacement": an_id(ALGORITHMS),
    "Ancestor.id": an_id(ALGORITHMS),
    "BaseModelUse.id": an_id(ALGORITHMS),
    "EvaluationSubject.version": lambda maker: maker.choose(maker.versions),
    "AuditSubject.version": lambda maker: maker.choose(maker.versions),
    "Audit.evaluations": lambda maker: [maker.choose(maker.evaluations)],
    "CodelistUse.path": an_id(("codelists/une.csv", "codelists/deux.csv")),
    "CodelistUse.system": lambda maker: maker.choose(("CIM-10", maker.term("code_systems"))),
    "Waiver.rule": an_id(("missing-denominator", "no-subgroups")),
    "RegistrySettings.languages": lambda maker: maker.choose((["fr", "en"], ["en", "fr"])),
    "RegistrySettings.frozen_from": lambda _maker: None,
    "RegistrySettings.records_frozen_from": lambda _maker: None,
    "Audit.replaces": an_id(("audit-0", "audit-1")),
    "Evaluation.replaces": lambda maker: maker.choose(maker.evaluations),
    "Notice.retracts": an_id(("notice-0", "notice-1")),
}
"""How fields are filled that name something else in the registry."""


def make(seed: int, density: float) -> Draft:
    """A registry with up to three algorithms, not checked yet."""
    maker = Maker(seed, density)
    # Settings are on every page: most registries share one of them, and the pages that show nothing else.
    put(maker if seed % OWN_SETTINGS == 0 else shared(maker), f"{ROOT}/registry.yaml", "registry", {})
    if maker.random.random() < density:
        put(maker, f"{ROOT}/reviewers.yaml", "reviewers", {})
    for name in ORGANISATIONS:
        put(maker, f"{ROOT}/organisations/{name}.yaml", "organisation", {"id": name})
    for name in SOURCES:
        put(maker, f"{ROOT}/data_sources/{name}.yaml", "data_source", {"id": name})
    for name in ALGORITHMS[: maker.choose((1, 1, 1, 1, 1, 1, 2, 3))]:
        make_algorithm(maker, name)
    return maker.draft


OWN_SETTINGS = 10


def shared(maker: Maker) -> Maker:
    """A maker that makes the same for every registry, and puts it among the files of another."""
    other = Maker(0, 1.0)
    other.draft = maker.draft
    return other


def put(maker: Maker, path: str, kind: str, own: dict[str, Json]) -> None:
    """A document of a kind at its place, its own names laid over what was made."""
    made = maker.part(DOCUMENTS[kind].model)
    kept = {name: value for name, value in made.items() if value is not None}
    for name, value in own.items():
        kept[name] = {**kept.get(name, {}), **value} if isinstance(value, dict) else value
    maker.draft.files[path] = kept


def make_algorithm(maker: Maker, name: str) -> None:
    """One algorithm with versions and what was said about them."""
    folder = f"{ROOT}/algorithms/{name}"
    put(maker, f"{folder}/algorithm.yaml", "algorithm", {"id": name})
    maker.versions = VERSIONS[: maker.choose((1, 1, 2, 2, 4))]
    maker.evaluations = ("mesure-0", "mesure-1")[: maker.choose((1, 1, 2))]
    for version in maker.versions:
        make_version(maker, name, version)
    for n in range(len(maker.evaluations)):
        make_evaluation(maker, f"{folder}/evaluations/mesure-{n}", name, n)
    for kind in BESIDE:
        for n in range(maker.choose((0, 1, 2))):
            subject = {"subject": {"id": name}} if "subject.id" in DOCUMENTS[kind].path_fields else {}
            path = build_path(kind, **{"algorithm": name, kind: f"{kind}-{n}"})
            put(maker, path, kind, {"id": f"{kind}-{n}", **subject})


BESIDE = sorted(kind for kind, one in DOCUMENTS.items() if one.is_about_algorithm and f"/{{{kind}}}.yaml" in one.path)
"""Kinds of documents of one file each in an algorithm's folder."""


def make_version(maker: Maker, name: str, version: str) -> None:
    """A card with its codelists, long description and code."""
    folder = f"{ROOT}/algorithms/{name}/versions/{version}"
    put(maker, f"{folder}/card.yaml", "card", {"id": name, "version": version})
    card = maker.draft.files[f"{folder}/card.yaml"]
    if version != VERSIONS[0] and not card.get("changes"):
        card["changes"] = [{"kind": maker.term("change_kinds"), "text": {"fr": "Autre chose."}}]
    uses = (card.get("logic") or {}).get("codelists")
    for use in uses if isinstance(uses, list) else ():
        maker.draft.files[f"{folder}/{use['path']}"] = maker.choose(
            ("code,label\nI620,Mot\nI629,\n", 'code\n"I620"\n', "code,label\r\nA00,x\r\n")
        )
    if maker.random.random() < maker.density:
        maker.draft.files[f"{folder}/method.{maker.choose(('fr', 'en'))}.md"] = maker.choose(PROSE)
        maker.draft.files[f"{folder}/code/{maker.choose(('a.py', 'b/c.sql', 'd.R'))}"] = maker.choose(
            ("x = 1\n", "SELECT 1;\n", "")
        )


def make_evaluation(maker: Maker, folder: str, name: str, n: int) -> None:
    """An evaluation, mostly with a table of counts or of scores."""
    put(maker, f"{folder}/evaluation.yaml", "evaluation", {"id": f"mesure-{n}", "subject": {"id": name}})
    table = maker.choose(("counts", "counts", "scores", ""))
    if table:
        maker.draft.files[f"{folder}/{table}.csv"] = TABLES[table](maker)


def counts_table(maker: Maker) -> str:
    """Overall counts, some with groups that add up to them."""
    groups = maker.choose((0, 2, 3))
    dimension = maker.choose(("sex", "age_band"))
    names = {"sex": ("female", "male", "unknown"), "age_band": ("0-17", "18-64", "65+")}[dimension]
    size = maker.choose((20, 400, 30_000, 10**9))
    rows = [[maker.random.randrange(size, 2 * size) for _ in range(4)] for _ in range(groups or 1)]
    if maker.random.random() < ABSENT_SHARE:
        zero = maker.random.randrange(4)
        for row in rows:
            row[zero] = 0
    total = [sum(column) for column in zip(*rows, strict=True)]
    lines = [f",{','.join(map(str, total))}"]
    lines += [f"{name},{','.join(map(str, row))}" for name, row in zip(names, rows, strict=False) if groups]
    return "\n".join((f"{dimension},tp,fp,fn,tn", *lines)) + "\n"


def scores_table(maker: Maker) -> str:
    """People by range of score, overall."""
    ends = maker.choose(((0, 1), (0, 0.1, 0.5, 1), (0, 10, 20, 30), (-3, 0, 3)))
    size = maker.choose((20, 5_000))
    rows = [
        f"{low},{high},{maker.random.randrange(size, 2 * size)},{maker.random.randrange(size, 3 * size)}"
        for low, high in pairwise(ends)
    ]
    return "\n".join(("score_low,score_high,positives,negatives", *rows)) + "\n"


TABLES = {"counts": counts_table, "scores": scores_table}


def tree_of(draft: Draft) -> Tree:
    """The files of a draft, audits bound to the bytes they judge."""
    data = {path: as_bytes(content) for path, content in draft.files.items()}
    for path, content in draft.files.items():
        if isinstance(content, dict) and "digest" in content.get("subject", {}):
            digest = digest_of(data, path, content["subject"].get("version", ""))
            data[path] = as_bytes(content | {"subject": content["subject"] | {"digest": digest}})
    files = {path: File(path, blob_of(content), "file", len(content)) for path, content in sorted(data.items())}
    by_blob = {blob_of(content): content for content in data.values()}
    return Tree(files, lambda file: by_blob[file.blob], CHANGE.commit)


def digest_of(data: Mapping[str, bytes], path: str, version: str) -> str:
    """The digest of a version of the algorithm a file belongs to; of nothing at all when there is none."""
    folder = f"{'/'.join(path.split('/')[:3])}/versions/{version}/"
    return compute_folder_digest(
        {name[len(folder) :]: content for name, content in data.items() if name.startswith(folder)}
    )


def as_bytes(content: Json) -> bytes:
    """A document as YAML, of which JSON is a part; any other file as it is."""
    return (content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def blob_of(data: bytes) -> str:
    """The id Git gives to these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def past_of(tree: Tree) -> History:
    """One commit that brought everything."""
    versions: dict[str, list[Touch]] = {}
    for path, file in tree.files.items():
        if match := re.match(r"model_cards/algorithms/[^/]+/versions/[^/]+/", path):
            versions.setdefault(match[0], []).append(Touch(CHANGE, 0, path, file.blob))
    everything = dict.fromkeys(tree.files, CHANGE)
    return History(
        everything,
        everything,
        shallow=False,
        main_line=(CHANGE.commit,),
        touches={k: tuple(v) for k, v in versions.items()},
        committed=CHANGE.date,
    )


MOST_ROUNDS = 12


def mended(draft: Draft) -> tuple[Tree, bool]:
    """The files once what rules find fault with is taken out, and whether `check` then accepts them."""
    for _ in range(MOST_ROUNDS):
        tree = tree_of(draft)
        errors = [one for one in check(read_collection(tree, as_of=DAY)) if one.severity == "error"]
        if not errors:
            return tree, True
        for path in {one.location.path for one in errors}:
            take_out(draft, path, [one for one in errors if one.location.path == path])
    return tree_of(draft), False


def take_out(draft: Draft, path: str, errors: list[Finding]) -> None:
    """Take what rules find fault with out of a file, or the whole file when that is all one can do."""
    content = draft.files.get(path)
    if isinstance(content, dict):
        # From the end of the document, so that positions in lists stay those of the findings.
        for one in sorted(errors, key=lambda one: one.location, reverse=True):
            steps = steps_of(one.field)
            if steps and calm(content, steps):
                continue
            while steps and not drop(content, steps):
                steps = steps[:-1]
            if not steps and removable(path):
                draft.files.pop(path, None)
        if not still_whole(path, content) and removable(path):
            draft.files.pop(path, None)
    elif path in draft.files:
        draft.files.pop(path)


CALM = "Un exemple."


def calm(content: Json, steps: list[str | int]) -> bool:
    """Put a plain sentence in place of an odd text; false when there is none, or it is plain already."""
    *above, last = steps
    try:
        for step in above:
            content = content[step]
        is_odd = isinstance(content[last], str) and content[last] in PROSE
    except (KeyError, IndexError, TypeError):
        return False
    if is_odd:
        content[last] = CALM
    return is_odd


def removable(path: str) -> bool:
    """Whether a registry does without this document."""
    return path.endswith(".yaml") and not path.endswith(("registry.yaml", "algorithm.yaml"))


def still_whole(path: str, content: dict[str, Json]) -> bool:
    """Whether a document still has what its kind needs."""
    place = parse_path(path)
    model = DOCUMENTS[place.kind if place else ""].model
    return all(name in content for name, info in model.model_fields.items() if info.is_required())


def steps_of(path: str) -> list[str | int]:
    """The steps of a dotted path: `reported[0].n` to `reported`, 0, `n`."""
    return [
        int(number) if number else name for name, number in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path) if name or number
    ]


def drop(content: Json, steps: list[str | int]) -> bool:
    """Take the value at a path out, and the list it leaves empty; false when there is none."""
    *above, last = steps or [""]
    around = content
    for step in above:
        try:
            around = around[step]
        except (KeyError, IndexError, TypeError):
            return False
    try:
        del around[last]
    except (KeyError, IndexError, TypeError):
        return False
    if not around and above:
        return drop(content, above)
    return True
