"""Speech engines: a Line and a Voice go in, a Take comes out; takes are kept."""
