"""The pattern page: every component and every block of the readers' site, in every language, on one page for staff."""
