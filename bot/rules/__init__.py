"""What the business decides: plain values in, plain values out, standard library only."""
