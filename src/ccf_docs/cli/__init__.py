"""The commands, thin: read what was asked, call the one function that does it, say what happened.

This package is the only place that prints or exits. Everything heavy is imported inside the command that needs it:
`ccf-docs --help` has to answer at once.
"""

from __future__ import annotations

from ccf_docs.cli.main import app, main

__all__ = ["app", "main"]
