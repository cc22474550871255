"""The campaign folder's own files, read into the model and written back without losing what people typed."""
