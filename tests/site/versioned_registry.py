"""A small registry in real Git whose algorithms have versions, notices and a withdrawal, as an index answers it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from boas.index import Index, fill_index, open_index
from boas.registry import read_registry
from boas.repository import open_repository
from tests.git_registry import GitRegistry

BASE = Path(__file__).parents[1] / "checks" / "base"
RULE = "model_cards/algorithms/exemple-regle"
SCORE = "model_cards/algorithms/exemple-score"
GONE = "model_cards/algorithms/exemple-ancien"

REPOSITORY = "https://forge.example.org/exemple/regle"
LONG_REPOSITORY = "https://forge.example.org/equipe_de_l_exemple/toutes_les_grossesses_2013_2024"
"""An address without a place to break it, as some programs have."""
BASE_URL = "https://registre.example.org/boas"
FORGE_URL = "https://gitlab.example.org/sante/boas"

CHANGES = "changes:\n  - kind: changed\n    text:\n      fr: {fr}\n      en: {en}\n"
WAIVERS = """waivers:
  - rule: one-language
    path: summary
    reason:
      fr: La traduction est en cours.
    until: 2099-12-31
"""
VECTOR = {"input.csv": "row,dgn_pal\ns1,I610\n", "expected.csv": "row,score\ns1,0.5\n"}
"""The two files of a test vector."""
NOTICE = """schema_version: 1
id: {id}
kind: {kind}
versions: "{versions}"
reason: {reason}
text:
  fr: {fr}
  en: {en}
date: {date}
decided_by:
  name: Camille Exemple
  organisation: exemple-chu
"""


def notice(id: str, kind: str, versions: str, date: str, **more: str) -> str:  # noqa: A002 -- the field's name
    """A notice as its file."""
    words = {"reason": "safety", "fr": f"Avis {id}.", "en": f"Notice {id}."} | more
    return NOTICE.format(id=id, kind=kind, versions=versions, date=date, **words)


def release(registry: GitRegistry, old: str, new: str, edits: Callable[[str], str], said: tuple[str, str]) -> Path:
    """Publish a version of the rule that is made of an older one."""
    source, target = (registry.path / RULE / "versions" / number for number in (old, new))
    shutil.copytree(source, target)
    card = edits((target / "card.yaml").read_text().partition("changes:")[0]).replace(
        f"version: {old}", f"version: {new}"
    )
    (target / "card.yaml").write_text(card.rstrip() + "\n\n" + CHANGES.format(fr=said[0], en=said[1]))
    return target


def add_vector(version: Path) -> None:
    """Give a version a test vector that its users run."""
    with (version / "card.yaml").open("a") as card:
        card.write("\nvectors:\n  - path: vectors/sejours\n    synthetic: true\n    run_by: command\n")
    (version / "vectors/sejours").mkdir(parents=True)
    for name, text in VECTOR.items():
        (version / "vectors/sejours" / name).write_text(text)


def grown(path: Path) -> GitRegistry:
    """The registry with its history."""
    registry = GitRegistry(path)
    shutil.copytree(BASE / "model_cards", path / "model_cards", ignore=shutil.ignore_patterns("exemple-modele"))
    shutil.copytree(path / SCORE, path / GONE)
    settings = registry.path / "model_cards/registry.yaml"
    settings.write_text(f"{settings.read_text()}base_url: {BASE_URL}\nforge_url: {FORGE_URL}\n")
    for name in ("algorithm.yaml", "versions/1.0.0/card.yaml"):
        file = path / GONE / name
        file.write_text(
            file.read_text().replace("exemple-score", "exemple-ancien").replace("Example score", "Old & <old>")
        )
    add_vector(path / RULE / "versions/1.0.0")
    registry.edit(f"{RULE}/observations/exemple-constat.yaml", REPOSITORY, LONG_REPOSITORY)
    registry.commit("Set up")
    release(
        registry,
        "1.0.0",
        "1.1.0",
        lambda card: card.replace("N’existe pas.", "N’existe toujours pas."),
        ("Limite.", "Limit."),
    )
    registry.commit("Say a limit")
    codes = release(registry, "1.1.0", "2.0.0", lambda card: card + WAIVERS, ("Codes.", "Codes.")) / "codelists"
    (codes / "inclusion.csv").write_text(
        "code,label\nI60,Hémorragie\nI61,Hémorragie intracérébrale\nI620,Sous-durale\nI64,AVC\n"
    )
    (codes / "exclusion.csv").write_text("code,label\nI63,Infarctus cérébral\n")
    registry.commit("Change the codes")
    release(registry, "2.0.0", "2.1.0-rc.1", lambda card: card, ("Essai.", "Trial."))
    registry.commit("Try the next one")
    registry.write(
        f"{RULE}/notices/vieux.yaml", notice("vieux", "deprecated", "<1.1.0", "2026-02-01", reason="superseded")
    )
    registry.write(f"{RULE}/notices/alerte.yaml", notice("alerte", "safety", ">=2.0.0", "2026-02-02"))
    withdrawn = notice("retrait", "withdrawn", ">=1.0.0", "2026-02-03") + "replacement: exemple-regle\n"
    registry.write(f"{SCORE}/notices/retrait.yaml", withdrawn)
    touched = "affected_groups:\n  - fr: Les enfants\n    en: Children\n"
    registry.write(f"{GONE}/notices/fin.yaml", notice("fin", "removed", ">=1.0.0", "2026-02-04") + touched)
    registry.commit("Give notices")
    return registry


@contextmanager
def index_of(registry: GitRegistry, path: Path) -> Iterator[Index]:
    """The index of a registry at its last commit."""
    with open_repository(registry.path) as history:
        commit = history.read_head()
        fill_index(read_registry(history.read_tree_of(commit), history.read_history_of(commit)), path, [])
    with closing(open_index(path)) as index:
        yield index
