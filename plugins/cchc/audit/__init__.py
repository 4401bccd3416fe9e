"""Conformity of a built site with dated rules: rules.yaml says what holds when, checks/ holds the named checks."""
