"""What is handed out: the folder that needs no Python, and the folder of wheels. Not part of the wheel itself."""
