"""Measuring the site: what an act costs and how that grows with the corpus, and how fast pages are served beside floors."""
