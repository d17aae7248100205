"""One file a format: a programme and its run-sheet go in, the files of a package come out."""
