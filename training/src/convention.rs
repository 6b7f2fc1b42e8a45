//! What each corpus's labels mean in ours, and what its silence means.

use spanwright::detect::entities::EntityLabel::{self, Group, Misc, Org, Person, Place};

/// What a corpus's label says about the tokens of a span.
pub enum Meaning {
    /// They are a mention of one of these labels.
    Mention(&'static [EntityLabel]),
    /// They are a mention of one of these labels, or none, or only in part.
    Unsure(&'static [EntityLabel]),
    /// They are no mention.
    Nothing,
}

/// A corpus to learn from.
pub struct Convention {
    /// The file's name without extension.
    pub corpus: &'static str,
    /// How much a sentence of it counts.
    pub weight: f32,
    /// The labels that the corpus does not annotate, or not reliably: a capitalised word without
    /// a span may belong to one of these.
    pub silent: &'static [EntityLabel],
    /// What a label means.
    pub meaning: fn(&str) -> Meaning,
}

/// The corpora and how they are read. `sec` is left out: in its contracts roles are people.
pub const CONVENTIONS: [Convention; 12] = [
    Convention {
        corpus: "gmb",
        weight: 0.7,
        silent: &[Misc],
        meaning: gmb,
    },
    Convention {
        corpus: "redocred",
        weight: 2.0,
        silent: &[],
        meaning: redocred,
    },
    Convention {
        corpus: "uner_ewt",
        weight: 1.0,
        silent: &[Group, Misc],
        meaning: uner,
    },
    Convention {
        corpus: "btc",
        weight: 0.7,
        silent: &[Group, Misc],
        meaning: btc,
    },
    Convention {
        corpus: "wnut17",
        weight: 0.5,
        silent: &[Group, Misc],
        meaning: wnut,
    },
    Convention {
        corpus: "multiner",
        weight: 0.3,
        silent: &[Group, Misc],
        meaning: multiner,
    },
    Convention {
        corpus: "gum_named",
        weight: 1.0,
        silent: &[Group, Misc],
        meaning: gum,
    },
    Convention {
        corpus: "crossner_ai",
        ..CROSSNER
    },
    Convention {
        corpus: "crossner_literature",
        ..CROSSNER
    },
    Convention {
        corpus: "crossner_music",
        ..CROSSNER
    },
    Convention {
        corpus: "crossner_politics",
        ..CROSSNER
    },
    Convention {
        corpus: "crossner_science",
        ..CROSSNER
    },
];

const CROSSNER: Convention = Convention {
    corpus: "",
    weight: 1.5,
    silent: &[Group],
    meaning: crossner,
};

fn gmb(label: &str) -> Meaning {
    match label {
        "geo" => Meaning::Mention(&[Place]),
        "org" => Meaning::Mention(&[Org]),
        "per" => Meaning::Mention(&[Person]),
        "gpe" => Meaning::Mention(&[Group]),
        "art" | "eve" | "nat" => Meaning::Mention(&[Misc]),
        _ => Meaning::Nothing,
    }
}

fn redocred(label: &str) -> Meaning {
    match label {
        "PER" => Meaning::Mention(&[Person]),
        "ORG" => Meaning::Mention(&[Org]),
        "LOC" => Meaning::Mention(&[Place]),
        "MISC" => Meaning::Mention(&[Misc]),
        _ => Meaning::Nothing,
    }
}

fn uner(label: &str) -> Meaning {
    match label {
        "PER" => Meaning::Mention(&[Person]),
        "ORG" => Meaning::Mention(&[Org]),
        "LOC" => Meaning::Mention(&[Place]),
        _ => Meaning::Unsure(&[Group, Misc]),
    }
}

fn btc(label: &str) -> Meaning {
    match label {
        "PER" => Meaning::Mention(&[Person]),
        "ORG" => Meaning::Mention(&[Org]),
        _ => Meaning::Mention(&[Place]),
    }
}

fn wnut(label: &str) -> Meaning {
    match label {
        "person" => Meaning::Mention(&[Person]),
        "location" => Meaning::Mention(&[Place]),
        "group" | "corporation" => Meaning::Mention(&[Org]),
        _ => Meaning::Mention(&[Misc]),
    }
}

fn multiner(label: &str) -> Meaning {
    match label {
        "PER" => Meaning::Mention(&[Person]),
        "ORG" => Meaning::Mention(&[Org]),
        "LOC" => Meaning::Mention(&[Place]),
        // Mostly numbers, but acts and programmes too.
        _ => Meaning::Unsure(&[Misc]),
    }
}

fn gum(label: &str) -> Meaning {
    match label {
        "person" => Meaning::Mention(&[Person]),
        "place" => Meaning::Mention(&[Place]),
        "organization" => Meaning::Mention(&[Org]),
        "event" => Meaning::Mention(&[Misc]),
        "time" => Meaning::Nothing,
        _ => Meaning::Unsure(&[Misc, Group, Org]),
    }
}

fn crossner(label: &str) -> Meaning {
    match label {
        "person" | "politician" | "writer" | "researcher" | "musicalartist" | "scientist" => {
            Meaning::Mention(&[Person])
        }
        "country" | "location" => Meaning::Mention(&[Place]),
        "organisation" | "politicalparty" | "band" | "university" => Meaning::Mention(&[Org]),
        "event" | "election" | "award" | "book" | "poem" | "song" | "album" | "conference"
        | "product" | "programlang" => Meaning::Mention(&[Misc]),
        "magazine" | "academicjournal" => Meaning::Mention(&[Org, Misc]),
        "astronomicalobject" => Meaning::Mention(&[Place, Misc]),
        "misc" => Meaning::Unsure(&[Misc, Group]),
        _ => Meaning::Unsure(&[Misc]),
    }
}
