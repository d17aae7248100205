"""`python -m broadcast`."""

from broadcast.cli import run

if __name__ == "__main__":
    run()
