"""Plans that come from outside: a Word file → the text of a plan file, with questions where it is not sure."""
