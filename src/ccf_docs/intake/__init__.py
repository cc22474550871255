"""The way in: a returned file becomes a document, a document becomes a response."""
