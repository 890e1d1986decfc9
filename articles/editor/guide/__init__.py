"""The guide in the admin: what each role does, step by step, what it cannot do and why, and whom to ask."""
