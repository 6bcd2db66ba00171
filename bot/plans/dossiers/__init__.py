"""The list of dossiers and their due days, as one-stop systems export it."""
