//! The plan: its document, and the models that compute on it.
