"""Our own templates as plain Python: no value is mark-up there, and nothing that is called asks for a context."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.nodes import EvalContext
from jinja2.utils import missing
from markupsafe import escape


def said(value: object) -> str:
    """Escaped; most words have nothing to be escaped."""
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


class _Given(dict[str, Any]):
    """The values of a message; to filters it is what Jinja's context is."""

    def __init__(self, environment: "PlainEnvironment", values: dict[str, Any]) -> None:
        super().__init__(values)
        self.environment, self.eval_ctx = environment, environment.eval_ctx

    def __missing__(self, name: str) -> Any:
        return self.environment.globals.get(name, missing)

    resolve_or_missing = dict.__getitem__  # as a template asks

    def get_all(self) -> dict[str, Any]:
        """For the traceback of what fails."""
        return self


class _Writer(CodeGenerator):
    """Calls and joins are written as such, where Jinja looks each time for mark-up and for who wants the context."""

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  Jinja's name
        if node.dyn_args or node.dyn_kwargs or forward_caller:
            self.fail("our own templates give each value by itself", node.lineno)
        self.visit(node.node, frame)
        self._list((*node.args, *node.kwargs), frame)

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.write(repr("%s" * len(node.nodes)) + " % ")
        self._list(node.nodes, frame)

    def _list(self, parts: Iterable[nodes.Node], frame: Frame) -> None:
        self.write("(")
        for part in parts:
            self.visit(part, frame)
            self.write(", ")
        self.write(")")

    def pop_assign_tracking(self, frame: Frame) -> None:
        """What a template sets nobody else asks for."""
        self._assign_stack.pop()

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.said(")


class _Filled(Template):
    environment: "PlainEnvironment"

    def render(self, **values: Any) -> str:
        given: Any = _Given(self.environment, values)
        try:
            return "".join(self.root_render_func(given))
        except Exception:  # noqa: BLE001  raised again, with the lines of the template
            self.environment.handle_exception()


class PlainEnvironment(Environment):
    code_generator_class = _Writer
    template_class = _Filled
    said = staticmethod(said)

    @cached_property
    def eval_ctx(self) -> EvalContext:
        return EvalContext(self)
