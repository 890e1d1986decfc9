"""What the screens of the review desk see: plain values, ready to print, in the language of the person at the screen."""
