"""What readers tell us, in the admin: the queue of reports, and what they find helpful."""
