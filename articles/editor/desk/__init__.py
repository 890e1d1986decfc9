"""The review desk, where reviewers live."""
