"""The output folder as a transaction: it holds the last good build or the new one, never a mixture.

transaction  render beside the output, under a lock, then commit or discard
stamps       what the system says of files, and when that proves them unchanged
standing     what is ours in the output, and intact
plan         which files are new, changed, kept and removed; what is foreign
commit       the change itself, by renames, and its undoing
journal      which commit is under way, so that the next build can undo what a killed one left
"""
