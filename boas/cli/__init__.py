"""The command `boas`: one file per command, found by name in `main`, and what they share before a terminal."""

__all__: list[str] = []
