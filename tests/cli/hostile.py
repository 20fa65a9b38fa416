"""Files an attacker or a tired colleague may send: each with the rule and the line that must come out.

Every one is laid alone into a registry without fault, and all of them together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REGLE = "model_cards/algorithms/exemple-regle"
VERSION = f"{REGLE}/versions/1.0.0"
NAMED = "schema_version: 1\nid: {id}\nname:\n  fr: {name}\n"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"


@dataclass(frozen=True)
class Hostile:
    """One file with one fault."""

    name: str
    path: str
    rule: str
    line: int
    content: bytes = b""
    make: Callable[[Path], None] | None = None
    """Makes what no bytes can say, such as a link."""
    beside: tuple[str, bytes] | None = None
    """Name and content of a sound file that has to stand beside it."""

    def lay(self, root: Path) -> None:
        """Put the file into a registry."""
        path = root / self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.beside:
            (path.parent / self.beside[0]).write_bytes(self.beside[1])
        if self.make:
            self.make(path)
        else:
            path.write_bytes(self.content)


def organisation(name: str, rule: str, line: int, more: str | bytes = "", text: str = "Exemple") -> Hostile:
    """A fault in the file of an organisation."""
    head = NAMED.format(id=f"faute-{name}", name=text).encode("utf-8", "surrogatepass")
    more = more.encode() if isinstance(more, str) else more
    return Hostile(name, f"model_cards/organisations/faute-{name}.yaml", rule, line, head + more)


def whole(name: str, rule: str, line: int, content: str | bytes) -> Hostile:
    """A fault that takes the whole file of an organisation."""
    content = content.encode() if isinstance(content, str) else content
    return Hostile(name, f"model_cards/organisations/faute-{name}.yaml", rule, line, content)


def source(name: str, rule: str, line: int, more: str) -> Hostile:
    """A fault in the file of a data source."""
    text = NAMED.format(id=f"faute-{name}", name="Exemple") + "description:\n  fr: Exemple.\n" + more
    return Hostile(name, f"model_cards/data_sources/faute-{name}.yaml", rule, line, text.encode())


def reuse(name: str, rule: str, line: int, version: str = "1.0.0", date: str = "2025-09-01") -> Hostile:
    """A fault in a declaration of reuse."""
    text = (
        f"schema_version: 1\nid: faute-{name}\norganisation: exemple-chu\nversion: {version}\n"
        f"declared_by:\n  name: Camille Exemple\ndate: {date}\nstatus: pilot\npurpose:\n  fr: Essai.\n"
    )
    return Hostile(name, f"{REGLE}/reuses/faute-{name}.yaml", rule, line, text.encode())


def card(name: str, rule: str, line: int, more: str = "", limitation: str = "Exemple.") -> Hostile:
    """A fault in a further version's card of its own algorithm's folder."""
    version = f"1.0.{name.count('-') + len(name)}"
    text = (
        f"schema_version: 1\nid: exemple-score\nversion: {version}\nname:\n  fr: Exemple\nsummary:\n  fr: Exemple.\n"
        "kind: score\ncategory: scoring\nmodality:\n  - claims\nmedical_domains:\n  - cardiovascular\nownership:\n"
        "  organisations:\n    - exemple-chu\nintended_use:\n  purpose:\n    fr: Exemple.\ndata:\n  sources:\n"
        f"    absent: {{reason: not-collected}}\nsafety:\n  limitations:\n    - fr: {limitation}\n{more}"
    )
    path = f"model_cards/algorithms/exemple-score/versions/{version}/card.yaml"
    return Hostile(name, path, rule, line, text.encode())


def table(name: str, rule: str, line: int, content: str | bytes) -> Hostile:
    """A fault in the counts of an evaluation that is itself without fault."""
    content = content.encode() if isinstance(content, str) else content
    evaluation = (
        f"schema_version: 1\nid: faute-{name}\nsubject:\n  id: exemple-regle\n  version: 1.0.0\n"
        "population:\n  description:\n    fr: Exemple.\n"
    )
    path = f"{REGLE}/evaluations/faute-{name}/counts.csv"
    return Hostile(name, path, rule, line, content, beside=("evaluation.yaml", evaluation.encode()))


def alias_bomb() -> str:
    """Seven levels, ten times ten times ten: 256 bytes that stand for ten million values."""
    levels = ["a: &a [x,x,x,x,x,x,x,x,x,x]"]
    levels += [f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]" for a, b in zip("abcdef", "bcdefg", strict=True)]
    return "\n".join(levels) + "\n"


def merge_bomb() -> str:
    """Thirty links, each merging the one before twice: seconds doubling per link in a usual loader."""
    links = ["m0: &m0 {x: 1}"]
    links += [f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, 31)]
    return "\n".join(links) + "\n"


def link_outside(path: Path) -> None:
    path.symlink_to("/etc/passwd")


HOSTILE = (
    whole("alias-bomb", "unreadable-yaml", 1, alias_bomb()),
    whole("merge-bomb", "unreadable-yaml", 2, merge_bomb()),
    whole("recursion", "unreadable-yaml", 1, "a: &a [*a]\n"),
    whole("depth", "unreadable-yaml", 1, "[" * 30_000),
    whole("deep-mapping", "unreadable-yaml", 1, "{a: " * 30_000),
    whole("hundred-thousand-keys", "unreadable-yaml", 10_000, "".join(f"k{n}: {n}\n" for n in range(18_000))),
    whole("python-tag", "unreadable-yaml", 1, "!!python/object/apply:os.system [id]\n"),
    whole("nul-bytes", "unreadable-text", 1, b"\0" * 200_000),
    whole("utf-16", "unreadable-text", 1, NAMED.format(id="faute-utf-16", name="Été").encode("utf-16")),
    whole("byte-order-mark", "unreadable-text", 1, "\ufeff" + NAMED.format(id="faute-byte-order-mark", name="A")),
    whole("lfs-pointer", "lfs-pointer", 0, POINTER),
    whole("list-for-document", "wrong-type", 1, "- a\n- b\n"),
    organisation("duplicate-key", "duplicate-key", 6, "country: FR\ncountry: BE\n"),
    organisation("binary-tag", "unreadable-yaml", 5, "country: !!binary RlI=\n"),
    organisation("two-documents", "unreadable-yaml", 5, "---\nschema_version: 1\n"),
    organisation("latin-1", "unreadable-text", 5, b"# \xe9t\xe9\n"),
    organisation("nul-escape", "unreadable-text", 4, text='"a\\0b"'),
    organisation("surrogate-escape", "unreadable-yaml", 4, text='"a\\uD800b"'),
    organisation("bidi", "bidi-control", 4, text="sûr\u202eegallaf\u2066"),
    organisation("zero-width-id", "bidi-control", 5, "part_of: exemple\u200b-chu\n"),
    organisation("long-scalar", "unreadable-yaml", 4, text="x" * 100_000),
    organisation("five-megabytes", "file-too-large", 0, "# " + "x" * 5_000_000),
    organisation("accents", "unreadable-text", 4, text="a" + "\u0327\u0301" * 30_000),
    organisation("carriage-returns", "unreadable-text", 5, "# un\r# deux\r\n"),
    organisation("tab", "unreadable-yaml", 5, "\ttype: hospital\n"),
    organisation("id-with-line-end", "bad-id", 5, 'part_of: "exemple-chu\\n"\n'),
    organisation("cyrillic-id", "bad-id", 5, "part_of: ex\u0435mple-chu\n"),
    organisation("script-link", "unsafe-link", 5, "url: javascript:alert(1)\n"),
    organisation("clock", "wrong-type", 4, text="12.30"),
    organisation("key-from-nowhere", "unknown-field", 5, "__proto__: 1\n"),
    organisation("nine-thousand-unknown-fields", "unknown-field", 5, "".join(f"field_{n}: 1\n" for n in range(9_000))),
    organisation("merge-key", "unreadable-yaml", 6, "country: FR\n<<: {id: autre}\n"),
    organisation("lorem", "placeholder-text", 4, text="Lorem ipsum dolor sit amet"),
    source("too-many-digits", "unreadable-yaml", 7, "n_persons: " + "9" * 5_000 + "\n"),
    source("not-a-number", "wrong-type", 7, "n_persons: .nan\n"),
    source("infinity", "unreadable-yaml", 7, "n_persons: 1e999\n"),
    source("unknown-term", "unknown-term", 8, "code_systems:\n  - CIM10\n"),
    reuse("number-for-version", "wrong-type", 4, version="1.10"),
    reuse("v-for-version", "bad-version", 4, version="v1.2.3"),
    reuse("thirty-digit-version", "bad-version", 4, version="1" + "0" * 29 + ".0.0"),
    reuse("version-with-line-end", "bad-version", 4, version='"1.0.0\\n"'),
    reuse("thirtieth-of-february", "wrong-type", 7, date="2026-02-30"),
    card("no", "wrong-type", 28, more="io:\n  threshold:\n    adjustable: NO\n    value: 1\n"),
    card("raw-html", "unsafe-html", 25, limitation="<img src=x onerror=alert(1)>"),
    card("data-link", "unsafe-link", 25, limitation='"[a](data:text/html;base64,AAAA)"'),
    card("remote-image", "unsafe-link", 25, limitation='"![](https://t.example.org/p.gif?u=chu)"'),
    card("climbing-codelist", "missing-file", 28, more="logic:\n  codelists:\n    - path: ../../../../registry.yaml\n"
         "      system: CIM-10\n      release: '2019'\n      role: include\n      match: exact\n"),
    card("ten-thousand-brackets", "text-too-large", 25, limitation='"' + "[" * 60_000 + '"'),
    card("health-insurance-number", "person-identifier", 25, limitation="Essai sur 1 85 05 78 006 084 91."),
    table("formula", "formula-cell", 2, "variant,tp,fp,fn,tn\n=1+1,20,20,20,20\n"),
    table("short-row", "unreadable-csv", 3, "tp,fp,fn,tn\n20,20,20,20\n20,20,20\n"),
    table("decimal-comma", "unreadable-csv", 1, "tp;fp;fn;tn\n0,85;20;20;20\n"),
    table("open-quote", "unreadable-csv", 2, 'site,tp\n"a,20\n' + "b,20\n" * 5_000),
    table("header-twice", "unreadable-csv", 1, "tp,tp\n20,20\n"),
    Hostile("link", f"{VERSION}/codelists/lien.csv", "symlink", 0, make=link_outside),
    Hostile("pickle", f"{VERSION}/code/modele.pkl", "stray-file", 0, b"\x80\x04cos\nsystem\n."),
    Hostile("odd-name", f"{VERSION}/code/-rf \x1b[2J.R", "stray-file", 0, b"1\n"),
    Hostile("bare-repository", "model_cards/algorithms/exemple-score/config", "stray-file", 0, b"[core]\n"),
    Hostile("upper-case-twin", "model_cards/Organisations/exemple-chu.yaml", "stray-file", 0, b"id: x\n"),
    Hostile("attributes", "model_cards/.gitattributes", "stray-file", 0, b"* export-ignore\n"),
)  # fmt: skip
