"""Findings go in; what a program or a person reads comes out: a file a form."""
