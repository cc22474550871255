"""What the products say and how: words compared, French set for print and put together, templates, the catalogue."""
