"""For those who print booklets."""
