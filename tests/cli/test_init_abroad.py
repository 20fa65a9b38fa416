"""A second registry, of an imaging institute abroad: nothing on its pages or in its files speaks of France or the SNDS.

Lists of terms keep every code system and legal term there is, examples of rules their ids; rules about French numbers
and names tell what they are about. Nothing else may name them where no language of the registry is French.
"""

import re
import shutil
from pathlib import Path

import pytest

from boas.translation import SOURCE_LANGUAGE
from tests.cli.running import boas
from tests.git_registry import GitRegistry

_ABOUT_FRANCE = re.compile(
    r"\b(?:SNDS|PMSI|DCIR|CCAM|Health Data Hub|HDH|CHU|AP-HP|ATIH|CNIL|Insee|France|French|CépiDc)\b"
)
_LISTS = re.compile(
    r".*/fields/terms\.html|.*/vocabularies/.*|.*/openapi\.json|schemas/.*\.json"
    r"|.*/rules/(?:bad-(?:code|finess|siren)|may-be-same-organisation|similar-organisation|duplicate-organisation)\.html"
)
"""Lists of terms, and pages of rules that are about French numbers and names."""
_TERMS = re.compile(r'<a href="[^"]*terms\.html#[^>]*>.*?</a>|<code>(?:MR-00\d|HDS)</code>')


def read_texts(folder: Path) -> dict[str, str]:
    """Every text of a registry and of its site, by its path."""
    site = (folder / ".boas/site/current").resolve()
    own = [path for path in folder.rglob("*") if path.is_file() and not {".git", ".boas"} & {*path.parts}]
    found = {f"site/{path.relative_to(site)}": path for path in site.rglob("*") if path.suffix in {".html", ".js"}}
    found |= {path.relative_to(folder).as_posix(): path for path in own}
    return {name: path.read_text("utf-8") for name, path in found.items()}


def add_imaging_algorithm(registry: Path, language: str) -> None:
    """One model of the institute, written after a case of an importer that fills what a card of images holds."""
    golden = Path(__file__).parents[1] / "formats/golden/cyclonedx/essai"
    folder = registry / "model_cards/algorithms/nodules"
    shutil.copytree(golden / "versions", folder / "versions")
    card = folder / "versions/1.0.0/card.yaml"
    text = card.read_text().replace("id: essai", "id: nodules").replace("exemple-chu", "institute")
    text = text.replace("exemple-entrepot", "scans").replace("- structured-records", "- imaging")
    text = text.replace("category: processing", "category: detection").replace("Modèle d’essai", "Nodules")
    card.write_text(re.sub(r"\ben: ", f"{language}: ", text) + _IMAGES)
    (folder / "algorithm.yaml").write_text("schema_version: 1\nid: nodules\norigin: submitted\n")
    for kind, name in (("organisations", "institute"), ("data_sources", "scans")):
        path = registry / f"model_cards/{kind}/{name}.yaml"
        path.parent.mkdir()
        path.write_text(
            f"schema_version: 1\nid: {name}\nname:\n  {language}: Imaging {name}\n"
            + _MORE[kind].format(language=language)
        )


_MORE = {"organisations": "", "data_sources": "description:\n  {language}: Scans of the institute.\n"}
"""What else documents of a kind need."""
_IMAGES = "io:\n  acquisition:\n    - modality: CT\n      body_parts: [chest]\n      contrast: without\n"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_registry_abroad_names_nothing_french(language: str, tmp_path: Path) -> None:
    done = boas(
        "init",
        "new",
        "--title",
        "Imaging",
        "--licence",
        "CC-BY-4.0",
        "--languages",
        language,
        "--lang",
        "en",
        at=tmp_path,
    )
    assert done.returncode == 0, done.stderr.decode()
    folder = tmp_path / "new"
    add_imaging_algorithm(folder, language)
    GitRegistry(folder).commit("Open the registry")
    built = boas("build", at=folder)
    assert built.returncode == 0, built.stderr.decode()
    texts = read_texts(folder)

    named = {
        name: sorted({found[0] for found in _ABOUT_FRANCE.finditer(_TERMS.sub("", text))})
        for name, text in texts.items()
        if not _LISTS.fullmatch(name)
    }
    assert {name: words for name, words in named.items() if words} == {}
    assert "Computed tomography" in texts[f"site/{language}/algorithms/nodules.html"]
    assert SOURCE_LANGUAGE == "en"
