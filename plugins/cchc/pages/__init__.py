"""Pages as values: each is an output path, a template and a frozen view with everything the template may read."""
