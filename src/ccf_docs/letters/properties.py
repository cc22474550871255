"""The properties of a letter: whose form it is, where programs keep it, and nothing of who typed the template."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from lxml import etree

from ccf_docs.formats.package import CORE_PROPERTIES
from ccf_docs.letters.wordml import Element, printable

CUSTOM_PROPERTIES = "docProps/custom.xml"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CONTENT_TYPE = "application/vnd.openxmlformats-"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id of every custom property (ECMA-376 part 1, 22.3.2.2)."""


def core(title: str, creator: str, identifier: str) -> bytes:
    """`docProps/core.xml` with no date and no person in it."""
    text = (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_escaped(title)}</dc:title><dc:creator>{_escaped(creator)}</dc:creator>"
        f"<dc:identifier>{_escaped(identifier)}</dc:identifier><dc:language>fr-FR</dc:language>"
        "</cp:coreProperties>"
    )
    return text.encode()


def custom(values: Mapping[str, str]) -> bytes:
    """`docProps/custom.xml`; pids start at 2 (22.3.2.2)."""
    properties = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{pid}" name="{_escaped(name)}">'
        f"<vt:lpwstr>{_escaped(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), start=2)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    ).encode()


def _escaped(text: str) -> str:
    return escape(printable(text))


def declared(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package's lists of parts, naming both property parts once each."""
    types, relations = etree.fromstring(parts["[Content_Types].xml"]), etree.fromstring(parts["_rels/.rels"])
    _declare_type(types, CORE_PROPERTIES, f"{_CONTENT_TYPE}package.core-properties+xml")
    _declare_type(types, CUSTOM_PROPERTIES, f"{_CONTENT_TYPE}officedocument.custom-properties+xml")
    _declare_relation(relations, CORE_PROPERTIES, f"{_PACKAGE}/relationships/metadata/core-properties")
    _declare_relation(relations, CUSTOM_PROPERTIES, f"{_OFFICE}/relationships/custom-properties")
    return {"[Content_Types].xml": _xml(types), "_rels/.rels": _xml(relations)}


def _declare_type(types: Element, part: str, content_type: str) -> None:
    for found in types.findall("{*}Override"):
        if found.get("PartName", "").casefold() == f"/{part}".casefold():
            types.remove(found)
    made = etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override")
    made.set("PartName", f"/{part}")
    made.set("ContentType", content_type)


def _declare_relation(relations: Element, part: str, kind: str) -> None:
    for found in relations.findall("{*}Relationship"):
        if found.get("Type") == kind:
            relations.remove(found)
    taken = {found.get("Id") for found in relations}
    made = etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship")
    made.set("Id", next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken))
    made.set("Type", kind)
    made.set("Target", part)


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
