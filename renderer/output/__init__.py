"""What makes files, a module a kind: still, sequence, film, object, sheet; codecs, and the manifest beside each."""
