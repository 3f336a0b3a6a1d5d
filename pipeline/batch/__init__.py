"""Many documents: children that do the work, the pool that watches them, outputs that are whole."""
