"""How the samples in ``labelcheck/samples`` are drawn: their words, the canvases, the designs and the photo."""
