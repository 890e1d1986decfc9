"""What people and programs do: one verb a function, checked, atomic. Views, commands and receivers call the same ones."""
