//! Finds people, organisations, places, groups and other names with a linear sequence tagger.
