"""Questionnaires to align with, and a way to make Word files from XML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from questioned import Asked
from ruamel.yaml import YAML

from ccf_docs.formats.package import read_parts, write_parts
from ccf_docs.intake import our_letter
from ccf_docs.model.campaign import Campaign, Theme

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def real_campaign() -> Campaign:
    return Campaign.model_validate(_yaml(HERE.parents[1] / "campaign.yaml"))


@pytest.fixture(scope="session")
def ccf(real_campaign: Campaign) -> Asked:
    """The questionnaire of 2021."""
    return Asked(real_campaign.themes, our_letter.paragraphs(real_campaign))


@pytest.fixture(scope="session")
def asked_in(ccf: Asked) -> Callable[[Path], Asked]:
    """The questionnaire of a folder of cases: its own `themes.yaml`, else that of 2021."""

    def asked(folder: Path) -> Asked:
        own = folder / "themes.yaml"
        if not own.exists():
            return ccf
        data = _yaml(own)
        return Asked(tuple(Theme.model_validate(theme) for theme in data["themes"]), tuple(data["letter"]))

    return asked


@pytest.fixture
def word_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a .docx whose body is the given WordprocessingML, with further parts as they are given."""
    import docx

    def write(body: str, **parts: bytes) -> Path:
        path = tmp_path / "retour.docx"
        document = docx.Document()
        document.save(str(path))
        content = read_parts(path.read_bytes(), path.name)
        spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
        content["word/document.xml"] = f"<w:document {spaces}><w:body>{body}</w:body></w:document>".encode()
        for name, part in parts.items():
            content[f"word/{name}.xml"] = part
            kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
            relation = f'<Relationship Id="x{name}" Type="{kind}" Target="{name}.xml"/></Relationships>'
            relations = content["word/_rels/document.xml.rels"].decode()
            content["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", relation).encode()
        path.write_bytes(write_parts(content))
        return path

    return write


NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}


def _yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
