"""The commands of tasks.py: option texts → values, calls, Vietnamese sentences and exit codes."""
