"""What goes onto the stick as it is: the set-up that runs on a laptop before the program is there."""
