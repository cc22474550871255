"""What several wings need of a file format."""
