"""What changed in a plan's coverage between two days, from the content itself."""
