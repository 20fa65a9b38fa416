"""What a file of a project says, in lines that a test can hold against."""

from boas.discovery import Dependency, read_project_file


def read_lines(path: str, content: str | bytes) -> list[str]:
    """What reading a file gives: its dependencies, what it takes in, its problems."""
    found = read_project_file(path, content.encode() if isinstance(content, str) else content)
    return [
        *map(describe, found.dependencies),
        *(f"+ {path}" for path in found.includes),
        *(f"! {one.line}: {one.message.in_('en')}" for one in found.problems),
    ]


def describe(dependency: Dependency) -> str:
    """One dependency on a line."""
    names = " ".join(f"{name.ecosystem}:{name.name}" for name in dependency.packages)
    said = [("version", dependency.version), ("range", dependency.range), ("commit", dependency.commit[:7])]
    marks = [("locked", dependency.is_locked), ("embedded", dependency.is_embedded)]
    return " ".join(
        (names, *(f"{name} {value}" for name, value in said if value), *(name for name, is_so in marks if is_so))
    )
