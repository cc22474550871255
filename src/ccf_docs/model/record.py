"""The base of every record: frozen, and strict about what it is given."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An id that is also a file name everywhere: lower-case letters without accents, digits, single hyphens."""

CandidacyId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]
"""`<constituency>/<candidacy>`, for example `colombes-2/lecoeur-campion`."""

Text = Annotated[str, StringConstraints(strip_whitespace=True)]
"""Words for people; white space round them means nothing."""

RequiredText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Words for people that may not be missing."""


class Record(BaseModel):
    """An immutable value whose unknown keys are mistakes, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")
