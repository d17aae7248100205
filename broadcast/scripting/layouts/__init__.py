"""The body of a report goes in; who is heard where, by the labels of a newsroom's layout, comes out."""
