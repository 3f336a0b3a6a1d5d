"""The engine of wirecopy: it knows documents, stages and books, and no file format."""
