"""The structure tree of a tagged PDF: read, doubted, and used where the pages bear it out."""
