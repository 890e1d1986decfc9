"""The rules, in plain Python: no Django, no Wagtail, no database. Everything may import it; it imports
nothing of theirs."""
