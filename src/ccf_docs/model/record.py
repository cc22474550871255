"""The base of every record: frozen, and strict about what it is given."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""An id that is also a file name everywhere: lower-case letters without accents, digits, single hyphens."""

CandidacyId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", max_length=161)
]
"""`<constituency>/<candidacy>`, for example `colombes-2/lecoeur-campion`."""

Text = Annotated[str, StringConstraints(strip_whitespace=True)]
"""Words for people; white space round them means nothing."""

RequiredText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Words for people that may not be missing."""


_FRENCH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def _iso(value: Any) -> Any:
    """`01/02/2028`, as a French Excel rewrites every date it meets, becomes `2028-02-01`."""
    found = _FRENCH_DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else value


Day = Annotated[date, BeforeValidator(_iso), Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
"""A date, written `2028-02-01` or `01/02/2028`; one far from any campaign is a slip of the keyboard."""


class Record(BaseModel):
    """An immutable value whose unknown keys are mistakes, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")
