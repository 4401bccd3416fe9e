"""What the office sends: periodic report, digest, dispatch, tables and evidence; each a view, then a file of it."""
