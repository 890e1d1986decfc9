"""What templates see: plain values, ready to print. Templates hold no logic beyond loops and conditions."""
