"""A package goes in; it is heard, and the run-sheet is followed."""
