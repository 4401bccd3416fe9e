"""The search index: what readers may find, and the files theme/js/search.js looks it up in."""
