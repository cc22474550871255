"""HTML to tagged PDF by WeasyPrint, with its silent failures made loud.

WeasyPrint finishes with success when an image, a font or a stylesheet is missing and only writes a line in its log;
here every such line is a `CampaignError`. It reads nothing but the campaign's templates and the two font packages.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MethodType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where

if TYPE_CHECKING:
    from weasyprint.document import Document, DocumentMetadata

FONT_PACKAGES = ("fontpkg_spectral", "fontpkg_alegreya_sans")
"""Packages of static TrueType files; a stylesheet names one of them as `fonts:Spectral-Regular.ttf`."""

FONT_FAMILIES = ("Spectral", "Alegreya-Sans", "AlegreyaSans")
"""How the names of those fonts begin in a PDF; anything else is a fallback of the machine's."""

_VARIANT = "pdf/a-2a"

# A slower way of embedding fonts that says so; the pages are the same.
_HARMLESS = ("Using fontTools instead of HarfBuzz-Subset",)

# PDF/UA is declared beside PDF/A, and PDF/A asks that a schema it does not know be described (ISO 19005-2, 6.6.2.3).
_UA_METADATA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""\
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


class _LockedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves files under one folder, and fonts of the font packages; everything else is refused."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self._root = root.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "fonts":
            return URLFetcherResponse(url, font_file(unquote(parts.path)).read_bytes(), {"Content-Type": "font/ttf"})
        if parts.scheme == "file":
            path = Path(unquote(parts.path)).resolve()
            if parts.netloc or not path.is_relative_to(self._root):
                raise ValueError(f"outside the templates: {url}")
        return super().fetch(url, headers)


def font_file(name: str) -> Path:
    """The file of that name in one of the font packages; ValueError when there is none."""
    for folder in font_folders():
        path = folder / name
        if "/" not in name and path.is_file():
            return path
    raise ValueError(f"no such font: {name}")


@lru_cache
def font_folders() -> tuple[Path, ...]:
    """Where the font packages keep their files."""
    specs = (find_spec(package) for package in FONT_PACKAGES)
    return tuple(Path(spec.origin).parent / "files" for spec in specs if spec and spec.origin)


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages that are laid out and not written yet; `anchors` gives the page, from 1, where each id stands."""

    document: Document
    name: str
    anchors: dict[str, int]

    @property
    def page_count(self) -> int:
        return len(self.document.pages)

    def without(self, pages: frozenset[int]) -> Layout:
        """The same layout without some pages (numbered from 1), the others as they are."""
        kept = [page for number, page in enumerate(self.document.pages, start=1) if number not in pages]
        copy = self.document.copy(kept)
        return Layout(copy, self.name, _anchors(copy))

    def pdf(self) -> bytes:
        """The PDF: PDF/A-2a and PDF/UA-1 in one file, the same bytes for the same pages."""
        metadata = self.document.metadata
        metadata.generate_rdf_metadata = MethodType(_rdf_with_ua, metadata)
        with _complaints_of(self.name):
            content: bytes = self.document.write_pdf(pdf_variant=_VARIANT, pdf_tags=True, finisher=_describe_links)
        return content


def lay_out(html: str, stylesheet: str, root: Path, name: str) -> Layout:
    """Lay out `html` with `stylesheet`; `root` is the only folder whose files they may use.

    Raises CampaignError (exit code TEMPLATE) on the template `name` for whatever WeasyPrint complains of.
    """
    with _complaints_of(name):
        style, fonts = _style(stylesheet, root.resolve())
        document = HTML(string=html, base_url=_base(root), url_fetcher=_LockedFetcher(root)).render(
            stylesheets=[style], font_config=fonts, pdf_variant=_VARIANT
        )
    return Layout(document, name, _anchors(document))


@lru_cache(maxsize=8)
def _style(stylesheet: str, root: Path) -> tuple[CSS, FontConfiguration]:
    """One parsed stylesheet with its fonts per process: parsing it again for each booklet costs a fifth of the time."""
    fonts = FontConfiguration()
    style = CSS(string=stylesheet, font_config=fonts, base_url=_base(root), url_fetcher=_LockedFetcher(root))
    return style, fonts


def _base(root: Path) -> str:
    return root.resolve().as_uri() + "/"


def _anchors(document: Document) -> dict[str, int]:
    return {anchor: number for number, page in enumerate(document.pages, start=1) for anchor in page.anchors}


def _rdf_with_ua(metadata: DocumentMetadata, *values: Any) -> bytes:
    plain: bytes = type(metadata).generate_rdf_metadata(metadata, *values)
    return plain.replace(b"</rdf:RDF>", _UA_METADATA)


def _describe_links(document: Document, _pdf: Any) -> None:
    """Say what a link leads to: WeasyPrint gives the bare address, which a screen reader spells."""
    import pydyf  # type: ignore[import-untyped]  # nor has its PDF writer

    for page in document.pages:
        for _kind, _target, _rectangle, box in page.links:
            annotation: Any = getattr(box, "link_annotation", None)
            label = box.element.get("title") if annotation and box.element is not None else None
            if label:
                annotation["Contents"] = pydyf.String(label)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_HARMLESS):
            self.said.append(message)


@contextmanager
def _complaints_of(name: str) -> Iterator[None]:
    """Hear WeasyPrint's log during the block, and raise when it has said anything."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    handlers, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [listener], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = handlers, propagate
    if listener.said:
        said = dict.fromkeys(listener.said)
        raise CampaignError(
            (Problem("rendering-complaint", Where(name), {"name": name, "detail": detail}) for detail in said),
            ExitCode.TEMPLATE,
        )
