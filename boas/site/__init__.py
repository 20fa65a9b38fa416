"""Answers to pages: a static site, French and English, complete without a server and without scripts.

`build` writes it; a server calls `render_browse` for queries that no file answers. Asks an index for
bytes and nothing else: never YAML, never Git.
"""

from boas.site.ask import Answers, RulePage
from boas.site.browse import render_browse
from boas.site.build import BuildResult, build
from boas.site.settings import Settings

__all__ = ["Answers", "BuildResult", "RulePage", "Settings", "build", "render_browse"]
