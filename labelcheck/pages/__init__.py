"""The pages of the Streamlit app. Streamlit is imported here and in ``app.py`` and nowhere else."""
