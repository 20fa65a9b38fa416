"""Findings to edits: mends what an author surely meant, in the finding's own lines and nowhere else.

Safe mends keep the meaning; the others are proposed for somebody to look at. It reads and checks again after
every step and undoes what makes anything worse; it writes no file, renames nothing and never touches code.
"""

from boas.mending.edits import Edit, Mend, apply, touched_lines
from boas.mending.mend import Mended, Refusal, Result, mend

__all__ = ["Edit", "Mend", "Mended", "Refusal", "Result", "apply", "mend", "touched_lines"]
