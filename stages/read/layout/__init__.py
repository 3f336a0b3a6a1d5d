"""From the marks of a page to the paragraphs, lists, tables and headings that they are."""
