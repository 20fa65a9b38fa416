"""Calls in templates, compiled as Python calls.

Jinja looks at each thing that is called, at each call, for whether it wants the context, and hands all variables of the
loop around to that look: of the time that pages take a tenth. What our templates call wants none, but for sentences
that depend on a number, whose functions are Jinja's own.
"""

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_WITH_CONTEXT = frozenset({"ngettext", "npgettext", "pgettext"})
"""Functions of the extension `i18n` as it installs them (Jinja 3.1): they take the context first."""


class PlainCallGenerator(CodeGenerator):
    """Writes templates as Python, with plain calls."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 -- as Jinja calls it
        """A call; Python itself refuses what cannot be called."""
        if isinstance(node.node, nodes.Name) and node.node.name in _WITH_CONTEXT:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(*()")  # what follows begins with a comma
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")
