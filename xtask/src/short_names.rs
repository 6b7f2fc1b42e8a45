//! Shortens what a WebAssembly program and its JavaScript glue call each other.
//!
//! wasm-bindgen names each import after what it does, with sixteen digits of a hash behind it, once
//! in the program and once in the glue. Nobody reads them, and hashes cannot be compressed: short
//! names and no indentation save the page a kilobyte in thirty.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// Shortens the names between `STEM.js` and `STEM_bg.wasm` in the folder.
///
/// # Errors
///
/// Where a file cannot be read or written, or is not what wasm-bindgen writes.
pub fn shorten(folder: &Path, stem: &str) -> Result<()> {
    let (glue, program) = (
        folder.join(format!("{stem}.js")),
        folder.join(format!("{stem}_bg.wasm")),
    );
    let read =
        |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let (script, names) = shorten_script(&String::from_utf8(read(&glue)?)?);
    let binary = rename_imports(&read(&program)?, &names)
        .with_context(|| format!("cannot rename the imports of {}", program.display()))?;
    fs::write(&glue, script)?;
    fs::write(&program, binary)?;
    Ok(())
}

/// Takes comments and indentation out of a script whose comments are whole lines.
///
/// # Errors
///
/// Where the file cannot be read or written.
pub fn strip(file: &Path) -> Result<()> {
    let name = file.display();
    let script = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    let (script, _) = shorten_script(&script);
    fs::write(file, script).with_context(|| format!("cannot write {name}"))
}

/// A file name's hash for what the two files hold now, so that a browser that keeps one of an
/// earlier build never puts it together with one of this.
pub fn hash_of(folder: &Path, stem: &str) -> Result<String> {
    let mut hash = Sha256::new();
    for name in [format!("{stem}.js"), format!("{stem}_bg.wasm")] {
        hash.update(fs::read(folder.join(name))?);
    }
    let digits = hash.finalize();
    Ok(digits
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// The script with short names and without indentation and comments, and the short name of each
/// import.
fn shorten_script(script: &str) -> (String, HashMap<String, String>) {
    let mut names: HashMap<String, String> = HashMap::new();
    let mut short = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines() {
        let line = line.trim_start();
        // wasm-bindgen writes documentation as whole lines, and no text over several lines.
        in_comment |= line.starts_with("/*");
        if in_comment {
            in_comment = !line.ends_with("*/");
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find("__wb") {
            let end = rest[at..]
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$')
                .map_or(rest.len(), |length| at + length);
            let name = &rest[at..end];
            short.push_str(&rest[..at]);
            if is_import(name) {
                let next = names.len();
                let new = names
                    .entry(name.to_owned())
                    .or_insert_with(|| format!("${next}"));
                short.push_str(new);
            } else {
                short.push_str(name);
            }
            rest = &rest[end..];
        }
        short.push_str(rest);
        short.push('\n');
    }
    (short, names)
}

/// Whether wasm-bindgen made the name for an import: it ends in a hash, or in the number of a cast.
fn is_import(name: &str) -> bool {
    let (_, last) = name.rsplit_once('_').unwrap_or_default();
    last.len() == 16 && last.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn rename_imports(binary: &[u8], names: &HashMap<String, String>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(binary) {
        let payload = payload?;
        if let Payload::ImportSection(section) = &payload {
            let mut imports = ImportSection::new();
            for import in section.clone().into_imports() {
                let import = import?;
                let name = names.get(import.name).map_or(import.name, String::as_str);
                let entity = RoundtripReencoder
                    .entity_type(import.ty)
                    .map_err(|error| anyhow::anyhow!("{error}"))?;
                imports.import(import.module, name, entity);
            }
            module.section(&imports);
        } else if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = binary
                .get(range)
                .context("a section ends outside the file")?;
            module.section(&RawSection { id, data });
        }
    }
    let renamed = module.finish();
    if renamed.len() > binary.len() {
        bail!(
            "the program has grown from {} to {} bytes",
            binary.len(),
            renamed.len()
        );
    }
    Ok(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_have_short_names_and_everything_else_its_own() {
        let script = "const imports = {\n    /**\n     * Says.\n     */\n    \
                      __wbg_message_f959e4f25c384966: function(arg0) {\n        \
                      // a comment\n        return `${wasm.__wbindgen_malloc(1)}`;\n    },\n};\n\
                      // the end\n";
        let (short, names) = shorten_script(script);
        assert_eq!(
            short,
            "const imports = {\n$0: function(arg0) {\nreturn `${wasm.__wbindgen_malloc(1)}`;\n},\n};\n"
        );
        assert_eq!(names["__wbg_message_f959e4f25c384966"], "$0");
    }

    #[test]
    fn a_program_keeps_all_but_the_names() {
        let mut imports = ImportSection::new();
        let global = wasm_encoder::GlobalType {
            val_type: wasm_encoder::ValType::I32,
            mutable: false,
            shared: false,
        };
        imports.import("m", "__wbg_message_f959e4f25c384966", global);
        imports.import("m", "other", global);
        let mut module = Module::new();
        module.section(&imports);
        let custom = wasm_encoder::CustomSection {
            name: "kept".into(),
            data: b"as it is".as_slice().into(),
        };
        module.section(&custom);
        let before = module.finish();
        let names = [("__wbg_message_f959e4f25c384966".to_owned(), "$0".to_owned())].into();
        let after = rename_imports(&before, &names).unwrap();
        let found: Vec<_> = Parser::new(0)
            .parse_all(&after)
            .filter_map(|payload| match payload.unwrap() {
                Payload::ImportSection(section) => Some(
                    section
                        .into_imports()
                        .map(|import| import.unwrap().name.to_owned())
                        .collect::<Vec<_>>(),
                ),
                Payload::CustomSection(custom) => Some(vec![custom.name().to_owned()]),
                _ => None,
            })
            .collect();
        assert_eq!(found, [vec!["$0", "other"], vec!["kept"]]);
    }
}
