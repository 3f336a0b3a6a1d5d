"""Recognition: the parts of a release, and the facts a desk looks for."""
