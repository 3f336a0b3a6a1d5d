"""Made-up releases set as PDF by many producers, with what must come out of them."""
