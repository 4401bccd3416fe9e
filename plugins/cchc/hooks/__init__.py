"""The edge to Pelican: the only modules that import it. One file per stage, each a few lines."""
