//! The files are what the JSON Schema in the repository says.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use spanwright::formats::{ExportOptions, Format, SkippedBlocks};

use crate::nasty;
use crate::support::export;

struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let schema = include_str!("../../static/schema/spanwright-1.schema.json");
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        let url = "https://spanwright.example/schema.json";
        let resource = serde_json::from_str(schema).unwrap();
        compiler.add_resource(url, resource).unwrap();
        let index = compiler.compile(url, &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        let result = self.schemas.validate(value, self.index);
        result.map_err(|error| format!("{error:#}"))
    }
}

#[test]
fn files_and_lines_are_valid_whatever_is_chosen() {
    let validator = Validator::new();
    let documents = nasty::documents();
    let documents: Vec<_> = documents.iter().collect();
    for skipped in [SkippedBlocks::Exclude, SkippedBlocks::Mark] {
        let options = ExportOptions {
            skipped,
            suggestions: true,
            rejected: true,
        };
        let (file, _) = export(Format::Json, &documents, options);
        validator
            .check(&serde_json::from_str(&file).unwrap())
            .unwrap();
        let (lines, _) = export(Format::JsonLines, &documents, options);
        assert_eq!(lines.lines().count(), documents.len());
        for line in lines.lines() {
            validator
                .check(&serde_json::from_str(line).unwrap())
                .unwrap();
        }
    }
}

#[test]
fn the_schema_refuses_what_is_not_a_dataset() {
    let validator = Validator::new();
    let document = nasty::document("plain");
    let (line, _) = export(
        Format::JsonLines,
        &[&document],
        Format::JsonLines.default_options(),
    );
    let line: Value = serde_json::from_str(&line).unwrap();
    validator.check(&line).unwrap();
    for (path, wrong) in [
        ("/spans/0/start", json!(-1)),
        ("/spans/0/state", json!("perhaps")),
        ("/spans/0/text", json!("")),
        ("/offset_unit", json!("utf16")),
        ("/sha256", json!("abc")),
        ("/added", json!("yesterday")),
        ("/version", json!(2)),
    ] {
        let mut damaged = line.clone();
        *damaged.pointer_mut(path).unwrap() = wrong;
        assert!(validator.check(&damaged).is_err(), "{path}");
    }
    let mut unknown = line;
    unknown["colour"] = json!("red");
    assert!(validator.check(&unknown).is_err());
}
