"""A simulator of microscopy clips: frames, instances, identities, exact flow."""
