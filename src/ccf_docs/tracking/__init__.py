"""For those who track deadlines."""
