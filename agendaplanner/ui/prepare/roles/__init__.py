"""The sheet "Roles": which are needed, which are open, who could take them, and who does much."""
