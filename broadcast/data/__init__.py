"""Tables, voice styles and page templates that ship in the wheel."""
