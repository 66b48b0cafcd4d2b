"""Rasa components of this project. Refuses TensorFlow: every component here works on numpy and scikit-learn."""
