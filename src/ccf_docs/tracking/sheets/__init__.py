"""The sheets of the workbook, one module each; what they share stands in `page`."""
