"""What to tell a unit: its tasks that are due or late, as a text to send."""
