"""One answer as XML or as JSON: lists lose the name of their element in JSON (the Spark convention)."""

import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Union
from xml.etree import ElementTree

Plain = Union[str, bool, float, int, None, "Listed", Mapping[str, "Plain"]]
Node = Union["Listed", Mapping[str, Plain]]
# What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Listed:
    """Several things of a kind: `<name><each>…</each>…</name>`."""

    name: str
    each: str
    items: tuple[Plain, ...]


@dataclass(frozen=True)
class Form:
    media_type: str
    write: Callable[[Node], bytes]

    def problem(self, status: int, words: str) -> bytes:
        return self.write(Listed("errors", "error", ({"code": status, "description": words},)))


def _json(node: Node) -> bytes:
    whole = node if isinstance(node, Listed) else next(iter(node.values()))
    return json.dumps(_bare(whole), ensure_ascii=False).encode()


def _bare(value: Plain) -> object:
    if isinstance(value, Listed):
        return [_bare(item) for item in value.items]
    if isinstance(value, Mapping):
        return {name: _bare(inner) for name, inner in value.items()}
    return value


def _xml(node: Node) -> bytes:
    name, value = (node.name, node) if isinstance(node, Listed) else next(iter(node.items()))
    root = ElementTree.Element(name)
    _fill(root, value)
    out = io.BytesIO()
    ElementTree.ElementTree(root).write(out, encoding="UTF-8", xml_declaration=True)
    return out.getvalue()


def _fill(element: ElementTree.Element, value: Plain) -> None:
    if isinstance(value, Listed):
        for item in value.items:
            _fill(ElementTree.SubElement(element, value.each), item)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            _fill(ElementTree.SubElement(element, name), inner)
    elif value is not None:
        element.text = str(value).lower() if isinstance(value, bool) else _NO_XML.sub("", str(value))


FORMS: Mapping[str, Form] = {"xml": Form("text/xml", _xml), "json": Form("application/json", _json)}
