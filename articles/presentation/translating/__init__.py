"""What the translator's editor shows besides the fields: plain values, in the language of the person at the screen."""
