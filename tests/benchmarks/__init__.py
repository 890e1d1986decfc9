"""A corpus of any size to measure the site on, and the measuring itself.

An app that the development settings install and production's never do: it writes signed rows in bulk, past the gate that
stands before every save. It is kept beside the tests so that nothing of it is part of what is deployed.
"""
