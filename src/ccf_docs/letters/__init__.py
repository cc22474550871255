"""For those who mail questionnaires."""
