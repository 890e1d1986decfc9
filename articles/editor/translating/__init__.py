"""Translations: which text is where in which language, and what translators are asked for."""
