"""What is kept: tables, and the questions and changes that the product needs, named by intent."""
