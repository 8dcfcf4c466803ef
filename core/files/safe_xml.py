"""XML from strangers: parsed without entities or network, read by local names.

Producers differ in namespaces and prefixes, and some write XML that is not well-formed.
"""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from core.domain.problem import ProblemCode
from core.files.format import Refused


def local(element: etree._Element) -> str:
    """Give the name of an element without namespace or prefix; "" for what is no element."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    # a function where the element is a comment or an entity
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Give the child elements of that local name."""
    if element is not None:
        for child in element:
            if local(child) == name:
                yield child


def text_in(element: etree._Element | None, *path: str) -> str:
    """Give the text of the first element at a path of local names, stripped; else ""."""
    for name in path:
        element = next(children(element, name), None)
    return "" if element is None else (element.text or "").strip()


def parse(data: bytes) -> etree._Element | None:
    """Parse XML that may be malformed; no entities, no network. Raises Refused for a DTD.

    No e-invoice has one, and all attacks by entities need one. None where nothing is left.
    """
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None
    if root is None:
        return None
    if b"<!" in data[:4096] or not data[:1].isascii():
        document = root.getroottree().docinfo
        if document.internalDTD is not None or document.externalDTD is not None:
            raise Refused(ProblemCode.UNREADABLE, reason="damaged")
    return root
