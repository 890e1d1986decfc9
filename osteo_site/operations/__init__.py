"""What a site needs to be run: probes, logs, figures, and plain words when something is down. Nothing here is about health."""
