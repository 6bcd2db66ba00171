"""What several handlers and jobs do with one-stop dossiers."""
