"""Takes go in, a programme comes out: a timeline at 48 kHz, mixed, to loudness."""
